#include "analyzer/catalog/system_letters.h"

namespace pgpact {

TypeKind TypeKindOf(char typtype) {
  switch (typtype) {
    case 'a':
      return TypeKind::Array;
    case 'c':
      return TypeKind::Composite;
    case 'd':
      return TypeKind::Domain;
    case 'e':
      return TypeKind::Enum;
    case 'p':
      return TypeKind::Pseudo;
    case 'r':
      return TypeKind::Range;
    case 'm':
      return TypeKind::MultiRange;
    default:
      return TypeKind::Base;
  }
}

RelationKind RelationKindOf(char relkind) {
  switch (relkind) {
    case 'v':
      return RelationKind::View;
    case 'm':
      return RelationKind::MaterializedView;
    case 'f':
      return RelationKind::ForeignTable;
    case 'S':
      return RelationKind::Sequence;
    case 'c':
      return RelationKind::CompositeType;
    case 'i':
      return RelationKind::Index;
    case 'p':
      return RelationKind::PartitionedTable;
    default:
      return RelationKind::Table;
  }
}

RoutineKind RoutineKindOf(char prokind) {
  switch (prokind) {
    case 'p':
      return RoutineKind::Procedure;
    case 'a':
      return RoutineKind::Aggregate;
    case 'w':
      return RoutineKind::Window;
    default:
      return RoutineKind::Function;
  }
}

ArgumentMode ArgumentModeOf(char mode) {
  switch (mode) {
    case 'o':
      return ArgumentMode::Out;
    case 'b':
      return ArgumentMode::InOut;
    case 'v':
      return ArgumentMode::Variadic;
    case 't':
      return ArgumentMode::Table;
    default:
      return ArgumentMode::In;
  }
}

void SetDefaults(Routine& routine, int32_t count) {
  for (auto argument = routine.arguments.rbegin();
       argument != routine.arguments.rend() && count > 0; ++argument) {
    if (argument->mode != ArgumentMode::Out &&
        argument->mode != ArgumentMode::Table) {
      argument->has_default = true;
      --count;
    }
  }
}

}  // namespace pgpact
