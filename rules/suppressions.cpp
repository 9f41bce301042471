#include "rules/suppressions.h"

#include <algorithm>
#include <utility>

namespace pgpact {

namespace {

bool Touches(SourceFileId file, TextRange covers, const Location& place) {
  return place.file == file && place.range.begin >= covers.begin &&
         place.range.begin <= covers.end;
}

}  // namespace

bool Covers(const Suppression& suppression, const Finding& finding) {
  if (suppression.rule != finding.rule) {
    return false;
  }
  return Touches(suppression.file, suppression.covers, finding.location) ||
         (!finding.statement.range.empty() &&
          Touches(suppression.file, suppression.covers, finding.statement));
}

std::vector<Finding> WithoutSuppressed(
    std::vector<Finding> findings, std::span<const Suppression> suppressions) {
  const auto covered = [&](const Finding& finding) {
    return std::any_of(suppressions.begin(), suppressions.end(),
                       [&](const Suppression& suppression) {
                         return Covers(suppression, finding);
                       });
  };
  findings.erase(std::remove_if(findings.begin(), findings.end(), covered),
                 findings.end());
  return findings;
}

std::vector<const Suppression*> UnusedSuppressions(
    std::span<const Finding> findings,
    std::span<const Suppression> suppressions) {
  std::vector<const Suppression*> unused;
  for (const Suppression& suppression : suppressions) {
    const bool used = std::any_of(
        findings.begin(), findings.end(),
        [&](const Finding& finding) { return Covers(suppression, finding); });
    if (!used) {
      unused.push_back(&suppression);
    }
  }
  return unused;
}

}  // namespace pgpact
