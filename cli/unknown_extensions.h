// UnknownExtensions: the extensions of an installation of which pgpact does
// not know what they make.
#pragma once

#include <string>
#include <vector>

#include "analyzer/text/source_set.h"
#include "cli/installation_source.h"

namespace pgpact {

// A sentence for each, once, with where it is created.
[[nodiscard]] std::vector<std::string> UnknownExtensions(
    const Installation& installation, const SourceSet& sources);

}  // namespace pgpact
