// NearNames: what a missing name may have been meant to be.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pgpact {

// At most three of the candidates that are near enough, nearest first; each
// once.
std::vector<std::string> NearNames(std::string_view name,
                                   std::span<const std::string> candidates);

}  // namespace pgpact
