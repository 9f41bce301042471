// SettleFullSchemas: folders in which a script that makes the whole schema
// stands beside the migrations that make it step by step.
#pragma once

#include <string>
#include <vector>

#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/catalog/search_path.h"
#include "cli/build_installation.h"

namespace pgpact {

// Takes of each folder what runs with the fewest errors: everything as it
// stands; without updates of older installations, without the scripts that
// have no number and make tables (where none is numbered: that make again what
// another one makes), without both; these scripts first, then the numbered
// ones; these alone. What leaves scripts out has to make nearly the same
// tables. Says for the user what is left out or comes first, and why.
[[nodiscard]] std::vector<std::string> SettleFullSchemas(
    std::vector<SchemaSource>& sources, const InstallationInputs& inputs,
    const BuiltinCatalog& builtin, const SearchPath& search_path);

}  // namespace pgpact
