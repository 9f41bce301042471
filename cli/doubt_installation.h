// What is doubted of an installation that was found, not named: whether it is
// the one that the code runs on, and what else may belong to it.
#pragma once

#include <optional>
#include <string>

#include "analyzer/contract/code.h"
#include "analyzer/contract/required_objects.h"
#include "analyzer/installation/load_schema.h"
#include "analyzer/text/source_set.h"

namespace pgpact {

// What speaks against it, for the user; nothing when it fits. A named
// installation is never doubted: there a missing table is missing.
[[nodiscard]] std::optional<std::string> WhyDoubtful(
    const LoadedSchema& installation, const Contract& contract);

// Whether so many of its statements make what is there already that two
// installations were taken for one; for the user.
[[nodiscard]] std::optional<std::string> WhyRepeated(
    const LoadedSchema& installation);

// Gives tables the columns that something of the repository gives them though
// the installation does not: another CREATE TABLE of the same name, an ALTER
// TABLE of the code. False when there are none.
bool AddDisputedColumns(const Code& code, const SourceSet& sources,
                        LoadedSchema& installation);

}  // namespace pgpact
