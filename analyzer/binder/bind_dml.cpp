// INSERT and the assignments of UPDATE: target columns, rows, and what is put
// into which column.

#include <algorithm>

#include "analyzer/binder/binder.h"
#include "analyzer/binder/suggest.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

RangeTableEntry& Binder::OpenTarget(const RangeVar& variable,
                                    ReferenceAccess access, Scope& scope) {
  RangeTableEntry& entry = OpenRelation(variable, access, scope);
  scope.target = &entry;
  scope.range_table.push_back(&entry);
  return entry;
}

const RangeColumn* Binder::TargetColumn(const ResTarget& target,
                                        RangeTableEntry& entry,
                                        ReferenceAccess access,
                                        uint32_t* missing) {
  const Identifier& name = target.name;
  if (IsWildName(name.name)) {
    UseMissingColumn(&entry, name, access, ReferenceStatus::Undecided);
    Undecide("a column's name is not known");
    return nullptr;
  }
  // Assignments are to the table's own columns, whatever an alias calls them.
  for (const RangeColumn& column : entry.columns) {
    const std::string_view own =
        column.origin_column.empty() ? column.name : column.origin_column;
    if (own == name.name) {
      UseColumn(column, access, name.range);
      return &column;
    }
  }
  if (entry.open()) {
    const bool gone = entry.openness == Openness::Missing;
    const uint32_t reference = UseMissingColumn(
        &entry, name, access,
        gone ? ReferenceStatus::Missing : ReferenceStatus::Undecided);
    if (gone) {
      *missing = reference;
    } else {
      Undecide("a column may be of what is not known");
    }
    return nullptr;
  }
  if (access == ReferenceAccess::Update &&
      SystemColumn(entry, name.name) != nullptr) {
    Report(Problem(sqlstate::kFeatureNotSupported,
                   "cannot assign to system column \"" + name.name + "\"",
                   name.range, target.location));
    return nullptr;
  }
  *missing = UseMissingColumn(&entry, name, access, ReferenceStatus::Missing);
  BindProblem problem =
      Problem(sqlstate::kUndefinedColumn,
              "column \"" + name.name + "\" of relation \"" +
                  std::string(entry.relation_name) + "\" does not exist",
              name.range, target.location);
  problem.kind = ReferenceKind::Column;
  problem.schema = entry.schema;
  problem.relation = entry.relation_name;
  problem.name = name.name;
  std::vector<std::string> names;
  for (const RangeColumn& column : entry.columns) {
    names.emplace_back(column.name);
  }
  problem.near_names = NearNames(name.name, names);
  Report(std::move(problem));
  return nullptr;
}

Binder::TargetColumns Binder::BindInsertColumns(
    std::span<const ResTarget> columns, RangeTableEntry& target) {
  TargetColumns result;
  result.open = target.open();
  if (columns.empty()) {
    for (const RangeColumn& column : target.columns) {
      result.columns.push_back(&column);
      result.missing.push_back(kNoReference);
      result.locations.push_back(kNoLocation);
      result.targets.push_back(nullptr);
    }
    return result;
  }
  result.listed = true;
  result.open = false;
  for (const ResTarget& column : columns) {
    uint32_t missing = kNoReference;
    const RangeColumn* found =
        TargetColumn(column, target, ReferenceAccess::Insert, &missing);
    result.open = result.open || IsWildName(column.name.name);
    const bool again = found != nullptr && column.indirection.empty() &&
                       std::find(result.columns.begin(), result.columns.end(),
                                 found) != result.columns.end();
    if (again) {
      BindProblem problem = Problem(
          sqlstate::kDuplicateColumn,
          "column \"" + column.name.name + "\" specified more than once",
          column.name.range, column.location);
      problem.kind = ReferenceKind::Column;
      problem.schema = target.schema;
      problem.relation = target.relation_name;
      problem.name = column.name.name;
      Report(std::move(problem));
    }
    result.columns.push_back(found);
    result.missing.push_back(missing);
    result.locations.push_back(column.location);
    result.targets.push_back(&column);
  }
  // A hole that was left out may have been further columns.
  result.open =
      result.open || LooseHoleIn(columns.front().location, UINT32_MAX);
  return result;
}

void Binder::CheckInsertRow(std::span<const ExprInfo> row, bool row_open,
                            const TargetColumns& columns) {
  if (!row_open && !columns.open) {
    if (row.size() > columns.columns.size()) {
      Report(Problem(sqlstate::kSyntaxError,
                     "INSERT has more expressions than target columns", {},
                     row[columns.columns.size()].location));
    } else if (columns.listed && row.size() < columns.columns.size()) {
      Report(Problem(sqlstate::kSyntaxError,
                     "INSERT has more target columns than expressions", {},
                     columns.locations[row.size()]));
    }
  }
  if (row_open) {
    return;
  }
  for (size_t i = 0; i < row.size() && i < columns.columns.size(); ++i) {
    ExprInfo column;
    column.missing = columns.missing[i];
    if (columns.columns[i] != nullptr) {
      column.type = columns.columns[i]->type;
      if (columns.targets[i] != nullptr) {
        CheckTargetField(*columns.targets[i], *columns.columns[i]);
      }
    }
    GiveHint(column, row[i]);
  }
}

void Binder::BindInsertRow(std::span<const ExprId> values,
                           const TargetColumns& columns, Scope& scope) {
  std::vector<ExprInfo> row;
  bool open = false;
  for (const ExprId id : values) {
    const auto* ref = std::get_if<ColumnRef>(&tree_.expr(id).node);
    if (ref != nullptr && ref->parts.size() == 1 &&
        IsWildName(ref->parts.front().name)) {
      open = true;
    }
    if (ref != nullptr && ref->star) {
      TargetList list;
      ExpandAll(*ref, tree_.expr(id).location, scope, list);
      open = open || list.open;
      for (const TargetEntry& entry : list.entries) {
        row.push_back(entry.info);
      }
      continue;
    }
    row.push_back(BindExpr(id, scope));
  }
  CheckInsertRow(row, open, columns);
}

void Binder::BindInsertSource(const InsertStmt& insert,
                              const TargetColumns& columns, Scope& scope) {
  if (!insert.select.has_value()) {
    return;
  }
  const SelectStmt& select = tree_.select(*insert.select);
  const bool plain_values =
      !select.values.empty() && !select.with.has_value() &&
      select.order_by.empty() && !select.limit.has_value() &&
      !select.offset.has_value();
  if (!plain_values) {
    // The query sees the names around the statement, WITH's included, but
    // not the target.
    const TargetList list = BindSelect(*insert.select, &scope);
    std::vector<ExprInfo> row;
    row.reserve(list.entries.size());
    for (const TargetEntry& entry : list.entries) {
      row.push_back(entry.info);
    }
    CheckInsertRow(row, list.open, columns);
    return;
  }
  const bool one = select.values.size() == 1;
  for (const auto& values : select.values) {
    if (!one && values.size() != select.values.front().size()) {
      uint32_t location = kNoLocation;
      for (const ExprInfo& info : BindAll(values, scope)) {
        location = location == kNoLocation ? info.location : location;
      }
      Report(Problem(sqlstate::kSyntaxError,
                     "VALUES lists must all be the same length", {}, location));
      continue;
    }
    BindInsertRow(values, columns, scope);
  }
}

TargetList Binder::BindInsert(const InsertStmt& insert, Scope& scope) {
  BindWith(insert.with, scope);
  RangeTableEntry& target =
      OpenTarget(insert.relation, ReferenceAccess::Insert, scope);
  const TargetColumns columns = BindInsertColumns(insert.columns, target);
  // The source sees no table of this level: only the target's name is known.
  BindInsertSource(insert, columns, scope);
  scope.items.clear();
  AddToScope(target, scope);
  scope.loose = scope.loose && IsWildName(insert.relation.alias.name.name);
  if (insert.on_conflict.has_value()) {
    BindOnConflict(*insert.on_conflict, target, scope);
  }
  return BindReturning(insert.returning, scope);
}

void Binder::BindMultiSource(const MultiAssignRef& ref, MultiAssign& multi,
                             Scope& scope) {
  multi.source = ref.source;
  multi.values.clear();
  multi.open = false;
  const Expr& source = tree_.expr(ref.source);
  if (const auto* row = std::get_if<RowExpr>(&source.node)) {
    multi.values = BindAll(row->arguments, scope);
  } else if (const auto* link = std::get_if<SubLink>(&source.node)) {
    const TargetList list = BindSelect(link->select, &scope);
    multi.open = list.open;
    for (const TargetEntry& entry : list.entries) {
      multi.values.push_back(entry.info);
    }
  } else {
    BindExpr(ref.source, scope);
    multi.open = true;
  }
  if (!multi.open && multi.values.size() != ref.columns) {
    Report(Problem(sqlstate::kSyntaxError,
                   "number of columns does not match number of values", {},
                   source.location));
    multi.open = true;
  }
}

ExprInfo Binder::BindAssigned(ExprId value, MultiAssign& multi, Scope& scope) {
  const auto* ref = std::get_if<MultiAssignRef>(&tree_.expr(value).node);
  if (ref == nullptr) {
    return BindExpr(value, scope);
  }
  if (multi.source != ref->source) {
    BindMultiSource(*ref, multi, scope);
  }
  const uint32_t index = ref->column == 0 ? 0 : ref->column - 1;
  return !multi.open && index < multi.values.size() ? multi.values[index]
                                                    : ExprInfo{};
}

// SET column.field: the field is one of the column's type.
void Binder::CheckTargetField(const ResTarget& target,
                              const RangeColumn& column) {
  TypeId type = BaseOf(column.type.type);
  for (const IndirectionStep& step : target.indirection) {
    if (type == kUnknownTypeId) {
      return;
    }
    const Type& known = catalog_.type(type);
    if (step.kind != IndirectionStep::Kind::Field) {
      type = known.kind == TypeKind::Array ? BaseOf(known.element)
                                           : kUnknownTypeId;
      continue;
    }
    if (!known.relation.has_value() || IsWildName(step.field.name)) {
      return;
    }
    const Relation& relation = catalog_.relation(*known.relation);
    const Column* field = relation.FindColumn(step.field.name);
    if (field == nullptr && !relation.incomplete) {
      BindProblem problem =
          Problem(sqlstate::kUndefinedColumn,
                  "cannot assign to field \"" + step.field.name +
                      "\" of column \"" + target.name.name +
                      "\" because there is no such column in data type " +
                      SpellType({type, -1}),
                  step.field.range, target.location);
      problem.kind = ReferenceKind::Column;
      problem.schema = catalog_.schema(relation.schema).name;
      problem.relation = relation.name;
      problem.name = step.field.name;
      Report(std::move(problem));
    }
    type = field == nullptr ? kUnknownTypeId : BaseOf(field->type.type);
  }
}

void Binder::BindTargetSubscripts(const ResTarget& target, Scope& scope) {
  for (const IndirectionStep& step : target.indirection) {
    for (const auto& bound : {step.lower, step.upper}) {
      if (bound.has_value()) {
        BindExpr(*bound, scope);
      }
    }
  }
}

void Binder::BindAssignments(std::span<const ResTarget> set,
                             RangeTableEntry& target, Scope& scope) {
  std::vector<ExprInfo> values;
  MultiAssign multi;
  for (const ResTarget& assignment : set) {
    values.push_back(assignment.value.has_value()
                         ? BindAssigned(*assignment.value, multi, scope)
                         : ExprInfo{});
  }
  std::vector<const RangeColumn*> assigned;
  const Identifier* twice = nullptr;
  for (size_t i = 0; i < set.size(); ++i) {
    ExprInfo column;
    const RangeColumn* found =
        TargetColumn(set[i], target, ReferenceAccess::Update, &column.missing);
    BindTargetSubscripts(set[i], scope);
    if (found != nullptr) {
      column.type = found->type;
      CheckTargetField(set[i], *found);
      if (set[i].indirection.empty() && twice == nullptr &&
          std::find(assigned.begin(), assigned.end(), found) !=
              assigned.end()) {
        twice = &set[i].name;
      }
      assigned.push_back(found);
    }
    GiveHint(column, values[i]);
  }
  if (twice != nullptr) {
    // Found by the rewriter, after all analysis, without a place.
    BindProblem problem =
        Problem(sqlstate::kSyntaxError,
                "multiple assignments to same column \"" + twice->name + "\"",
                twice->range, std::nullopt);
    problem.kind = ReferenceKind::Column;
    problem.schema = target.schema;
    problem.relation = target.relation_name;
    problem.name = twice->name;
    Report(std::move(problem));
  }
}

}  // namespace pgpact
