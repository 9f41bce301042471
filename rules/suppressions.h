// Suppressions: which findings a `pgpact: allow` comment covers.
#pragma once

#include <span>
#include <vector>

#include "rules/rule.h"

namespace pgpact {

// Whether the suppression is for this finding: its rule, and the finding's
// place or its statement's lies in what the comment covers.
bool Covers(const Suppression& suppression, const Finding& finding);

// The findings that no suppression covers, in their order.
[[nodiscard]] std::vector<Finding> WithoutSuppressed(
    std::vector<Finding> findings, std::span<const Suppression> suppressions);

// The suppressions that cover none of the findings.
[[nodiscard]] std::vector<const Suppression*> UnusedSuppressions(
    std::span<const Finding> findings,
    std::span<const Suppression> suppressions);

}  // namespace pgpact
