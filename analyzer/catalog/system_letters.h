// The letters by which PostgreSQL's system tables tell kinds, as the built-in
// catalog's file and a live server give them.
#pragma once

#include "analyzer/catalog/objects.h"

namespace pgpact {

// pg_type.typtype; 'a' is an array, which PostgreSQL tells by its category.
TypeKind TypeKindOf(char typtype);
// pg_class.relkind
RelationKind RelationKindOf(char relkind);
// pg_proc.prokind
RoutineKind RoutineKindOf(char prokind);
// pg_proc.proargmodes
ArgumentMode ArgumentModeOf(char mode);

// pg_proc.pronargdefaults: they belong to the last input arguments.
void SetDefaults(Routine& routine, int32_t count);

}  // namespace pgpact
