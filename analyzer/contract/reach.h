// Reach: which service can come to which statement, over imports.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analyzer/contract/services.h"
#include "analyzer/strings/link.h"

namespace pgpact {

// For each module of the program the services of which an entry file imports
// it or starts it as a program of its own, directly or through others; sorted
// names.
[[nodiscard]] std::vector<std::vector<std::string>> Reach(
    const StringProgram& program, std::span<const Service> services);

}  // namespace pgpact
