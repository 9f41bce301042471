// MatchTemplate: can the program that gave this template have made this text?
#pragma once

#include <string_view>

#include "analyzer/strings/template.h"

namespace pgpact {

// Runs in time polynomial in both sizes (a memo over node and offset).
bool MatchTemplate(const Template& pattern, std::string_view text);

}  // namespace pgpact
