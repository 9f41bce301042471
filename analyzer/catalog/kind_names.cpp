#include "analyzer/catalog/kind_names.h"

namespace pgpact {

std::string_view RelationKindName(RelationKind kind) {
  switch (kind) {
    case RelationKind::Table:
      return "table";
    case RelationKind::PartitionedTable:
      return "partitioned table";
    case RelationKind::View:
      return "view";
    case RelationKind::MaterializedView:
      return "materialized view";
    case RelationKind::ForeignTable:
      return "foreign table";
    case RelationKind::Sequence:
      return "sequence";
    case RelationKind::CompositeType:
      return "composite type";
    case RelationKind::Index:
      return "index";
  }
  return "table";
}

}  // namespace pgpact
