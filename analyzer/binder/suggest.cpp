#include "analyzer/binder/suggest.h"

#include <algorithm>
#include <utility>

#include "analyzer/base/edit_distance.h"

namespace pgpact {
namespace {

constexpr size_t kMostNames = 3;
// Two names are near when at most one byte in three differs.
constexpr size_t kNearPart = 3;

// One is the other with something before or after an underscore: `name` and
// `user_name`.
bool IsPartOf(std::string_view shorter, std::string_view longer) {
  constexpr size_t kLeast = 4;
  if (shorter.size() < kLeast || longer.size() <= shorter.size()) {
    return false;
  }
  return (longer.ends_with(shorter) &&
          longer[longer.size() - shorter.size() - 1] == '_') ||
         (longer.starts_with(shorter) && longer[shorter.size()] == '_');
}

}  // namespace

std::vector<std::string> NearNames(std::string_view name,
                                   std::span<const std::string> candidates) {
  std::vector<std::pair<size_t, std::string>> near;
  for (const std::string& candidate : candidates) {
    const size_t longest = std::max(name.size(), candidate.size());
    const size_t bound = std::max<size_t>(1, longest / kNearPart);
    // Names are at least as far apart as their sizes.
    const size_t apart = longest - std::min(name.size(), candidate.size());
    const size_t distance =
        apart <= bound ? EditDistance(name, candidate) : longest;
    if (distance <= bound && distance < longest) {
      near.emplace_back(distance, candidate);
    } else if (IsPartOf(name, candidate) || IsPartOf(candidate, name)) {
      near.emplace_back(longest, candidate);
    }
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) {
    return a.first < b.first;
  });
  std::vector<std::string> names;
  for (auto& [distance, candidate] : near) {
    if (names.size() == kMostNames) {
      break;
    }
    if (std::find(names.begin(), names.end(), candidate) == names.end()) {
      names.push_back(std::move(candidate));
    }
  }
  return names;
}

}  // namespace pgpact
