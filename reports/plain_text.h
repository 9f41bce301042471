// WritePlain: a text of many lines for people and terminals.
#pragma once

#include <ostream>
#include <string_view>

namespace pgpact {

// The lines with passwords masked and control characters escaped; tabs stay.
void WritePlain(std::string_view text, std::ostream& output);

}  // namespace pgpact
