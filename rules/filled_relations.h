// FilledRelations: which tables hold rows because others are filled.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "rules/rule.h"

namespace pgpact {

// Schema and name.
using RelationName = std::pair<std::string, std::string>;

// The relations that the installation or code that is started fills: those
// that it names, the tables below a view, the parents of a partition or child
// and the partitions of a table, and what rules on them name.
[[nodiscard]] std::set<RelationName> FilledRelations(const Analysis& analysis);

// Whether a class that an ORM maps may be the table's: the ORM may fill it.
[[nodiscard]] bool MayBeMapped(const Analysis& analysis,
                               const RequiredRelation& relation);

}  // namespace pgpact
