// (value).field and value[index]: fields of rows and composite types.

#include <algorithm>

#include "analyzer/binder/binder.h"
#include "analyzer/binder/suggest.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

ExprInfo Binder::FieldOfEntry(const RangeTableEntry& entry,
                              const Identifier& field, uint32_t location) {
  ExprInfo unknown;
  unknown.opaque = true;
  const RangeColumn* found = nullptr;
  for (const RangeColumn& column : entry.columns) {
    if (column.name == field.name) {
      if (found != nullptr) {
        ReportAmbiguous(field, location);
        return unknown;
      }
      found = &column;
    }
  }
  if (found != nullptr) {
    return UseMatch(*found, field.range, location);
  }
  if (const RangeColumn* system = SystemColumn(entry, field.name)) {
    return UseMatch(*system, field.range, location);
  }
  if (entry.open()) {
    return UnknownColumn(&entry, field);
  }
  if (IsRowFunction(field, entry)) {
    return unknown;
  }
  unknown.missing = UseMissingColumn(&entry, field, ReferenceAccess::Read,
                                     ReferenceStatus::Missing);
  BindProblem problem = Problem(sqlstate::kUndefinedColumn,
                                "column " + std::string(entry.name) + "." +
                                    field.name + " does not exist",
                                field.range, location);
  problem.kind = ReferenceKind::Column;
  const bool relation = entry.kind == RangeTableKind::Relation;
  problem.schema = relation ? entry.schema : std::string_view();
  problem.relation = relation ? entry.relation_name : entry.name;
  problem.name = field.name;
  std::vector<std::string> names;
  for (const RangeColumn& column : entry.columns) {
    names.emplace_back(column.name);
  }
  problem.near_names = NearNames(field.name, names);
  Report(std::move(problem));
  return unknown;
}

ExprInfo Binder::FieldOfRecord(const RangeTableEntry& entry,
                               const Identifier& field, uint32_t location) {
  ExprInfo info;
  info.location = location;
  for (const RangeColumn& column : entry.columns) {
    if (column.name == field.name) {
      info.type = column.type;
      info.row = column.row;
      info.row_copied = true;
      return info;
    }
  }
  info.opaque = true;
  if (entry.open() || IsRowFunction(field, entry)) {
    return info;
  }
  BindProblem problem = Problem(
      sqlstate::kUndefinedColumn,
      "could not identify column \"" + field.name + "\" in record data type",
      field.range, location);
  problem.kind = ReferenceKind::Column;
  problem.name = field.name;
  Report(std::move(problem));
  return info;
}

ExprInfo Binder::FieldOfType(const ExprInfo& value, const Identifier& field,
                             uint32_t location) {
  ExprInfo info;
  info.opaque = true;
  info.location = location;
  const TypeId base = BaseOf(value.type.type);
  if (base == kUnknownTypeId) {
    return info;
  }
  const Type& type = catalog_.type(base);
  if (type.kind != TypeKind::Composite || !type.relation.has_value()) {
    // A field of a scalar is a function call, or an error of its type.
    return info;
  }
  const Relation& relation = catalog_.relation(*type.relation);
  if (const Column* column = relation.FindColumn(field.name)) {
    info.type = column->type;
    info.opaque = false;
    return info;
  }
  RangeTableEntry probe;
  probe.relation = &relation;
  probe.relation_id = type.relation;
  if (relation.incomplete || IsRowFunction(field, probe)) {
    return info;
  }
  BindProblem problem =
      Problem(sqlstate::kUndefinedColumn,
              "column \"" + field.name + "\" not found in data type " +
                  SpellType({value.type.type, -1}),
              field.range, location);
  problem.kind = ReferenceKind::Column;
  problem.schema = catalog_.schema(relation.schema).name;
  problem.relation = relation.name;
  problem.name = field.name;
  std::vector<std::string> names;
  for (const Column& column : relation.columns) {
    names.push_back(column.name);
  }
  problem.near_names = NearNames(field.name, names);
  Report(std::move(problem));
  return info;
}

ExprInfo Binder::BindField(const ExprInfo& value, const Identifier& field,
                           uint32_t location) {
  if (IsWildName(field.name)) {
    Undecide("a field's name is not known");
    return {};
  }
  if (value.row != nullptr && !value.row_copied) {
    return FieldOfEntry(*value.row, field, location);
  }
  if (value.row != nullptr && (value.type.type == kUnknownTypeId ||
                               value.type.type == Known("record"))) {
    return FieldOfRecord(*value.row, field, location);
  }
  return FieldOfType(value, field, location);
}

// value[lower:upper]
ExprInfo Binder::BindSubscript(const ExprInfo& value,
                               const IndirectionStep& step, Scope& scope) {
  for (const auto& bound : {step.lower, step.upper}) {
    if (bound.has_value()) {
      BindExpr(*bound, scope);
    }
  }
  ExprInfo element;
  element.opaque = true;
  const TypeId base = BaseOf(value.type.type);
  if (base == kUnknownTypeId) {
    return element;
  }
  const Type& type = catalog_.type(base);
  const bool whole =
      type.name == "jsonb" || (type.kind == TypeKind::Array &&
                               step.kind == IndirectionStep::Kind::Slice);
  if (whole) {
    element.type.type = base;
  } else if (type.kind == TypeKind::Array) {
    element.type.type = type.element;
  }
  return element;
}

ExprInfo Binder::BindNode(const Indirection& node, const Expr& expr,
                          Scope& scope) {
  ExprInfo value = BindExpr(node.argument, scope);
  const uint32_t location = value.location;
  for (const IndirectionStep& step : node.steps) {
    switch (step.kind) {
      case IndirectionStep::Kind::Field:
        value = BindField(value, step.field, location);
        break;
      case IndirectionStep::Kind::Star:
        return {};
      case IndirectionStep::Kind::Index:
      case IndirectionStep::Kind::Slice:
        value = BindSubscript(value, step, scope);
        break;
    }
    value.location = location;
  }
  if (value.location == kNoLocation) {
    value.location = expr.location;
  }
  return value;
}

}  // namespace pgpact
