// WritePlain: a text of many lines for people and terminals.
#pragma once

#include <ostream>
#include <string_view>

#include "reports/secrets.h"

namespace pgpact {

// The lines with passwords masked and control characters escaped; tabs stay.
void WritePlain(std::string_view text, const Secrets& secrets,
                std::ostream& output);

}  // namespace pgpact
