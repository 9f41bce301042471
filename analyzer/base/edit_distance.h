// Near names for "did you mean": the one entrance is NearestName.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pgpact {

// The least number of insertions, deletions, substitutions and swaps of
// neighbours that turn `a` into `b`, counted in bytes.
size_t EditDistance(std::string_view a, std::string_view b);

// The candidate nearest to `name`, or nothing when none is near enough to be
// what was meant (more than a third of the name's length away). Of equally
// near ones the first in the given order.
std::optional<std::string> NearestName(std::string_view name,
                                       std::span<const std::string> candidates);

}  // namespace pgpact
