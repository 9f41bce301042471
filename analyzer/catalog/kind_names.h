// RelationKindName: the word for a kind of relation, the same in all outputs.
#pragma once

#include <string_view>

#include "analyzer/catalog/objects.h"

namespace pgpact {

// "table", "materialized view"
std::string_view RelationKindName(RelationKind kind);

}  // namespace pgpact
