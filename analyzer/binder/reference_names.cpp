#include "analyzer/binder/reference_names.h"

namespace pgpact {

std::string_view ReferenceKindName(ReferenceKind kind) {
  switch (kind) {
    case ReferenceKind::Schema:
      return "schema";
    case ReferenceKind::Table:
      return "table";
    case ReferenceKind::Column:
      return "column";
    case ReferenceKind::Function:
      return "function";
    case ReferenceKind::Type:
      return "type";
    case ReferenceKind::Sequence:
      return "sequence";
  }
  return "table";
}

std::string_view ReferenceAccessName(ReferenceAccess access) {
  switch (access) {
    case ReferenceAccess::Read:
      return "read";
    case ReferenceAccess::Insert:
      return "insert";
    case ReferenceAccess::Update:
      return "update";
    case ReferenceAccess::Delete:
      return "delete";
    case ReferenceAccess::Execute:
      return "execute";
    case ReferenceAccess::Ddl:
      return "ddl";
  }
  return "read";
}

std::string_view ReferenceStatusName(ReferenceStatus status) {
  switch (status) {
    case ReferenceStatus::Provided:
      return "provided";
    case ReferenceStatus::Missing:
      return "missing";
    case ReferenceStatus::RunTime:
      return "run-time";
    case ReferenceStatus::Undecided:
      return "undecided";
  }
  return "undecided";
}

}  // namespace pgpact
