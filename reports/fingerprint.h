// Fingerprints: what a finding is, whatever line it stands on.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analyzer/text/source_set.h"
#include "rules/finding.h"

namespace pgpact {

// One for each finding, in their order: 16 hexadecimal digits over the rule,
// the path, the object, the statement's fingerprint and the ordinal among
// those that are equal in all of these.
[[nodiscard]] std::vector<std::string> Fingerprints(
    std::span<const Finding> findings, const SourceSet& sources);

}  // namespace pgpact
