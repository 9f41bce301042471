// ON CONFLICT and the WHEN clauses of MERGE.

#include <algorithm>

#include "analyzer/binder/binder.h"
#include "analyzer/binder/suggest.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

void Binder::BindConflictConstraint(const OnConflict& conflict,
                                    const RangeTableEntry& target) {
  const Identifier& name = conflict.constraint;
  if (IsWildName(name.name)) {
    Undecide("a constraint's name is not known");
    return;
  }
  if (target.relation == nullptr || target.open()) {
    return;
  }
  std::vector<std::string> names;
  for (const TableConstraint& constraint : target.relation->constraints) {
    names.push_back(constraint.name);
  }
  if (std::find(names.begin(), names.end(), name.name) != names.end()) {
    return;
  }
  BindProblem problem =
      Problem(sqlstate::kUndefinedObject,
              "constraint \"" + name.name + "\" for table \"" +
                  std::string(target.relation_name) + "\" does not exist",
              name.range, std::nullopt);
  problem.schema = target.schema;
  problem.relation = target.relation_name;
  problem.name = name.name;
  problem.near_names = NearNames(name.name, names);
  Report(std::move(problem));
}

void Binder::BindConflictTarget(const OnConflict& conflict,
                                RangeTableEntry& target, Scope& scope) {
  for (const ResTarget& element : conflict.index_columns) {
    if (element.name.empty()) {
      if (element.value.has_value()) {
        BindExpr(*element.value, scope);
      }
      continue;
    }
    // The server points at the parenthesis.
    uint32_t location = element.location;
    const std::string_view text = Text();
    const size_t open = conflict.location == kNoLocation
                            ? std::string_view::npos
                            : text.find('(', conflict.location);
    if (open != std::string_view::npos) {
      location = static_cast<uint32_t>(open);
    }
    BindSimpleColumn(element.name, location, scope);
  }
  if (conflict.index_where.has_value()) {
    BindExpr(*conflict.index_where, scope);
  }
  if (!conflict.constraint.empty()) {
    BindConflictConstraint(conflict, target);
  }
}

void Binder::BindOnConflict(const OnConflict& conflict, RangeTableEntry& target,
                            Scope& scope) {
  if (conflict.do_update && conflict.index_columns.empty() &&
      conflict.constraint.empty()) {
    Report(Problem(sqlstate::kSyntaxError,
                   "ON CONFLICT DO UPDATE requires inference specification or "
                   "constraint name",
                   {}, conflict.location));
  }
  BindConflictTarget(conflict, target, scope);
  if (!conflict.do_update) {
    return;
  }
  RangeTableEntry& excluded = NewEntry(RangeTableKind::Relation, "excluded");
  excluded.has_alias = true;
  excluded.relation = target.relation;
  excluded.relation_id = target.relation_id;
  excluded.session_table = target.session_table;
  excluded.schema = target.schema;
  excluded.relation_name = target.relation_name;
  excluded.openness = target.openness;
  if (target.relation != nullptr || target.session_table != nullptr) {
    FillColumns(excluded);
  }
  for (RangeColumn& column : excluded.columns) {
    column.direct = false;
  }
  scope.range_table.push_back(&excluded);
  AddToScope(excluded, scope);
  BindAssignments(conflict.set, target, scope);
  BindCondition(conflict.where, scope);
  scope.items.pop_back();
}

void Binder::BindMergeWhen(const MergeWhen& when, RangeTableEntry& target,
                           Scope& scope) {
  BindCondition(when.condition, scope);
  switch (when.action) {
    case MergeAction::Nothing:
    case MergeAction::Delete:
      break;
    case MergeAction::Update:
      BindAssignments(when.targets, target, scope);
      break;
    case MergeAction::Insert: {
      const TargetColumns columns = BindInsertColumns(when.targets, target);
      if (!when.values.empty()) {
        BindInsertRow(when.values, columns, scope);
      }
      break;
    }
  }
}

}  // namespace pgpact
