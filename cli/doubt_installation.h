// WhyDoubtful: whether an installation that was found, not named, is the one
// that the code runs on.
#pragma once

#include <optional>
#include <string>

#include "analyzer/contract/required_objects.h"
#include "analyzer/installation/load_schema.h"

namespace pgpact {

// What speaks against it, for the user; nothing when it fits. A named
// installation is never doubted: there a missing table is missing.
[[nodiscard]] std::optional<std::string> WhyDoubtful(
    const LoadedSchema& installation, const Contract& contract);

}  // namespace pgpact
