// UnifiedDiff: how a golden differs, as people read it.
#pragma once

#include <string>
#include <string_view>

namespace pgpact {

// The lines that differ with three lines around them, "-" for what only
// `expected` has and "+" for what only `actual` has; empty when equal.
std::string UnifiedDiff(std::string_view expected, std::string_view actual);

}  // namespace pgpact
