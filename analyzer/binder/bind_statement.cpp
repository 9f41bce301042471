// Queries of any kind: SELECT and the data-modifying statements.

#include <variant>

#include "analyzer/base/overloaded.h"
#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"

namespace pgpact {
namespace {

bool MakesTable(const SelectStmt& select) {
  return select.into.has_value();
}

}  // namespace

bool Binder::IsQueryStatement(StatementId id) const {
  const auto& node = tree_.statement(id).node;
  return std::holds_alternative<SelectStatement>(node) ||
         std::holds_alternative<InsertStmt>(node) ||
         std::holds_alternative<UpdateStmt>(node) ||
         std::holds_alternative<DeleteStmt>(node) ||
         std::holds_alternative<MergeStmt>(node);
}

TargetList Binder::BindQueryStatement(StatementId id, Scope* parent,
                                      CommonTable* cte) {
  constexpr uint32_t kQueryWeight = 8;
  Depth depth(*this, kQueryWeight);
  TargetList none;
  none.open = true;
  if (!depth.Enter()) {
    return none;
  }
  Scope scope;
  scope.parent = parent;
  return std::visit(
      Overloaded{
          [&](const SelectStatement& node) {
            TargetList list = BindSelect(node.select, parent, cte);
            // SELECT INTO gives nothing back.
            return MakesTable(tree_.select(node.select)) ? TargetList{} : list;
          },
          [&](const InsertStmt& node) { return BindInsert(node, scope); },
          [&](const UpdateStmt& node) { return BindUpdate(node, scope); },
          [&](const DeleteStmt& node) { return BindDelete(node, scope); },
          [&](const MergeStmt& node) { return BindMerge(node, scope); },
          [&](const auto&) { return none; }},
      tree_.statement(id).node);
}

TargetList Binder::BindReturning(std::span<const ResTarget> returning,
                                 Scope& scope) {
  TargetList list = BindTargetList(returning, scope);
  for (TargetEntry& entry : list.entries) {
    entry.info.type = ResolveUnknown(entry.info.type);
  }
  return list;
}

TargetList Binder::BindUpdate(const UpdateStmt& update, Scope& scope) {
  BindWith(update.with, scope);
  RangeTableEntry& target =
      OpenTarget(update.relation, ReferenceAccess::Update, scope);
  AddToScope(target, scope, {.lateral_only = true, .lateral_ok = false});
  scope.loose = scope.loose || HoleBefore(update.relation, update.where);
  BindFrom(update.from, scope);
  BindCondition(update.where, scope);
  TargetList returned = BindReturning(update.returning, scope);
  BindAssignments(update.set, target, scope);
  return returned;
}

// Whether a hole that was left out stands between the target and WHERE: it
// may have been a FROM.
bool Binder::HoleBefore(const RangeVar& relation,
                        std::optional<ExprId> where) const {
  if (loose_holes_.empty()) {
    return false;
  }
  const uint32_t end =
      where.has_value() ? tree_.expr(*where).location : UINT32_MAX;
  return LooseHoleIn(relation.name.range.end, end);
}

TargetList Binder::BindDelete(const DeleteStmt& remove, Scope& scope) {
  BindWith(remove.with, scope);
  RangeTableEntry& target =
      OpenTarget(remove.relation, ReferenceAccess::Delete, scope);
  AddToScope(target, scope, {.lateral_only = true, .lateral_ok = false});
  scope.loose = scope.loose || HoleBefore(remove.relation, remove.where);
  BindFrom(remove.using_items, scope);
  BindCondition(remove.where, scope);
  return BindReturning(remove.returning, scope);
}

TargetList Binder::BindMerge(const MergeStmt& merge, Scope& scope) {
  BindWith(merge.with, scope);
  ReferenceAccess access = ReferenceAccess::Update;
  for (const MergeWhen& when : merge.whens) {
    if (when.action == MergeAction::Insert) {
      access = ReferenceAccess::Insert;
    }
  }
  RangeTableEntry& target = OpenTarget(merge.relation, access, scope);
  if (target.relation != nullptr &&
      target.relation->kind != RelationKind::Table &&
      target.relation->kind != RelationKind::PartitionedTable) {
    Report(Problem(sqlstate::kFeatureNotSupported,
                   "cannot execute MERGE on relation \"" +
                       std::string(target.relation_name) + "\"",
                   merge.relation.name.name.range, std::nullopt));
  }
  const std::vector<FromId> from{merge.source};
  BindFrom(from, scope);
  RangeTableEntry* source =
      scope.range_table.empty() ? nullptr : scope.range_table.back();
  if (source != nullptr && source->name == target.name) {
    BindProblem problem = Problem(
        sqlstate::kDuplicateAlias,
        "name \"" + std::string(target.name) + "\" specified more than once",
        source->name_range, std::nullopt);
    problem.name = target.name;
    Report(std::move(problem));
  }
  std::vector<NamespaceItem> source_items = scope.items;
  AddToScope(target, scope, {.columns_visible = true});
  BindCondition(merge.join_condition, scope);
  const std::vector<NamespaceItem> both = scope.items;
  for (const MergeWhen& when : merge.whens) {
    scope.items = when.matched ? both : source_items;
    BindMergeWhen(when, target, scope);
  }
  return {};
}

}  // namespace pgpact
