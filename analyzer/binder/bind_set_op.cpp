// UNION, INTERSECT, EXCEPT.

#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

std::string_view OperationName(SetOperation operation) {
  switch (operation) {
    case SetOperation::Union:
      return "UNION";
    case SetOperation::Intersect:
      return "INTERSECT";
    case SetOperation::Except:
      return "EXCEPT";
    case SetOperation::None:
      break;
  }
  return {};
}

// A branch with clauses of its own is a query of its own.
bool IsLeaf(const SelectStmt& select) {
  return select.operation == SetOperation::None || select.with.has_value() ||
         !select.order_by.empty() || select.limit.has_value() ||
         select.offset.has_value() || !select.locked.empty();
}

}  // namespace

TargetList Binder::BindBranch(SelectId id, Scope& scope) {
  const SelectStmt& select = tree_.select(id);
  if (IsLeaf(select)) {
    return BindSelect(id, &scope);
  }
  Depth depth(*this, 1);
  if (!depth.Enter()) {
    TargetList none;
    none.open = true;
    return none;
  }
  return BindBranches(select, scope, false);
}

void Binder::MergeBranch(TargetList& left, const TargetList& right,
                         SetOperation operation) {
  if (!left.open && !right.open &&
      left.entries.size() != right.entries.size()) {
    uint32_t location = kNoLocation;
    for (const TargetEntry& entry : right.entries) {
      location = location == kNoLocation ? entry.info.location : location;
    }
    Report(Problem(sqlstate::kSyntaxError,
                   "each " + std::string(OperationName(operation)) +
                       " query must have the same number of columns",
                   {}, location));
    left.open = true;
  }
  left.open = left.open || right.open;
  for (size_t i = 0; i < left.entries.size(); ++i) {
    TargetEntry& entry = left.entries[i];
    const uint32_t location = entry.info.location;
    ExprInfo merged;
    if (i < right.entries.size()) {
      const ExprInfo both[] = {entry.info, right.entries[i].info};
      merged = CommonType(both);
    }
    merged.location = location;
    entry.info = merged;
    entry.expr.reset();
  }
}

TargetList Binder::BindBranches(const SelectStmt& select, Scope& scope,
                                bool top_level) {
  TargetList list;
  for (size_t i = 0; i < select.branches.size(); ++i) {
    TargetList branch = BindBranch(select.branches[i], scope);
    if (i == 0) {
      list = std::move(branch);
      // A recursive query's columns are those of its first branch.
      CommonTable* table = scope.parent_table;
      if (top_level && table != nullptr && table->recursive &&
          !table->has_columns && select.branches.size() == 2) {
        SetCommonColumns(*table, list);
      }
      continue;
    }
    MergeBranch(list, branch, select.operation);
    CommonTable* table = scope.parent_table;
    if (top_level && table != nullptr && table->recursive &&
        !table->has_columns && i + 2 == select.branches.size()) {
      SetCommonColumns(*table, list);
    }
  }
  return list;
}

TargetList Binder::BindSetOperation(const SelectStmt& select, Scope& scope) {
  BindWith(select.with, scope);
  TargetList list = BindBranches(select, scope, true);
  RangeTableEntry& entry = NewEntry(RangeTableKind::Join, {});
  AddColumns(entry, list);
  scope.items.clear();
  AddToScope(entry, scope, {.relation_visible = false});
  for (const SortBy& sort : select.order_by) {
    const size_t before = bound_.problems.size();
    const Expr& expr = tree_.expr(sort.expression);
    const uint32_t location =
        BindSortItem(sort.expression, SortClause::OrderBy, list, scope);
    const auto* ref = std::get_if<ColumnRef>(&expr.node);
    const bool name = ref != nullptr && ref->parts.size() == 1;
    if (!name && !std::holds_alternative<Const>(expr.node) && !list.open &&
        bound_.problems.size() == before && bound_.verdict == Verdict::Ok) {
      Report(Problem(sqlstate::kFeatureNotSupported,
                     "invalid UNION/INTERSECT/EXCEPT ORDER BY clause", {},
                     location));
    }
  }
  scope.items.clear();
  BindLimit(select, scope);
  return list;
}

}  // namespace pgpact
