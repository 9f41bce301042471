// SELECT and VALUES, their clauses in the order of transformSelectStmt.

#include <algorithm>

#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

// A query nests deeper on the stack than an expression.
constexpr uint32_t kQueryWeight = 8;

}  // namespace

TargetList Binder::BindSelect(SelectId id, Scope* parent, CommonTable* cte) {
  Depth depth(*this, kQueryWeight);
  TargetList none;
  none.open = true;
  if (!depth.Enter()) {
    return none;
  }
  const SelectStmt& select = tree_.select(id);
  Scope scope;
  scope.parent = parent;
  scope.parent_table = cte;
  if (select.operation != SetOperation::None) {
    return BindSetOperation(select, scope);
  }
  return select.values.empty() ? BindPlainSelect(select, scope)
                               : BindValues(select, scope);
}

ExprInfo Binder::BindCondition(std::optional<ExprId> condition, Scope& scope) {
  if (!condition.has_value()) {
    return {};
  }
  const ExprInfo info = BindExpr(*condition, scope);
  GiveHint(info, TypeUse{Known("bool"), -1});
  return info;
}

void Binder::BindLimit(const SelectStmt& select, Scope& scope) {
  const auto bind = [&](std::optional<ExprId> bound, std::string_view name) {
    if (!bound.has_value()) {
      return;
    }
    scope.first_use = kNoLocation;
    const size_t before = bound_.problems.size();
    BindExpr(*bound, scope);
    if (scope.first_use != kNoLocation && bound_.problems.size() == before) {
      Report(Problem(
          sqlstate::kInvalidColumnReference,
          "argument of " + std::string(name) + " must not contain variables",
          {}, scope.first_use));
    }
  };
  bind(select.offset, "OFFSET");
  bind(select.limit, "LIMIT");
}

// The first byte that stands behind FROM for certain.
uint32_t Binder::EndOfFrom(const SelectStmt& select) const {
  uint32_t end = UINT32_MAX;
  const auto see = [&](ExprId id) {
    const uint32_t location = tree_.expr(id).location;
    if (location != kNoLocation) {
      end = std::min(end, location);
    }
  };
  if (select.where.has_value()) {
    see(*select.where);
  }
  for (const ExprId id : select.group_by) {
    see(id);
  }
  if (select.having.has_value()) {
    see(*select.having);
  }
  for (const SortBy& sort : select.order_by) {
    see(sort.expression);
  }
  for (const auto& bound : {select.limit, select.offset}) {
    if (bound.has_value()) {
      see(*bound);
    }
  }
  return end;
}

// Whether a hole among the targets may be the FROM that is not there too.
bool Binder::IsPossibleFrom(const SelectStmt& select) const {
  if (!select.from.empty()) {
    return false;
  }
  return std::any_of(select.target_list.begin(), select.target_list.end(),
                     [&](const ResTarget& target) {
                       const auto* column =
                           target.value ? std::get_if<ColumnRef>(
                                              &tree_.expr(*target.value).node)
                                        : nullptr;
                       return column != nullptr && column->parts.size() == 1 &&
                              IsWildName(column->parts.front().name);
                     });
}

// Whether a hole may have added to FROM.
bool Binder::IsLoose(const SelectStmt& select) const {
  if (IsPossibleFrom(select)) {
    return true;
  }
  if (loose_holes_.empty()) {
    return false;
  }
  uint32_t begin = 0;
  for (const ResTarget& target : select.target_list) {
    if (target.location != kNoLocation) {
      begin = std::max(begin, target.location);
    }
  }
  return LooseHoleIn(begin, EndOfFrom(select));
}

TargetList Binder::BindPlainSelect(const SelectStmt& select, Scope& scope) {
  BindWith(select.with, scope);
  for (const WindowDef& window : select.windows) {
    scope.windows.push_back(&window);
  }
  scope.loose = IsLoose(select);
  BindFrom(select.from, scope);
  TargetList list = BindTargetList(select.target_list, scope);
  list.open = list.open || (!loose_holes_.empty() &&
                            LooseHoleIn(0, UINT32_MAX) && scope.loose);
  BindCondition(select.where, scope);
  BindCondition(select.having, scope);
  for (const SortBy& sort : select.order_by) {
    BindSortItem(sort.expression, SortClause::OrderBy, list, scope);
  }
  for (const ExprId id : select.group_by) {
    BindGroupItem(id, list, scope);
  }
  for (const ExprId id : select.distinct_on) {
    BindSortItem(id, SortClause::DistinctOn, list, scope);
  }
  BindLimit(select, scope);
  BindWindows(select, scope);
  for (TargetEntry& entry : list.entries) {
    entry.info.type = ResolveUnknown(entry.info.type);
  }
  BindLocking(select, scope);
  return list;
}

// A row that the client pastes whole and of which not even the width is known:
// it stands as one value.
bool Binder::IsPastedRow(const std::vector<ExprInfo>& row) const {
  return row.size() == 1 && row.front().location != kNoLocation &&
         std::ranges::any_of(statement_.pasted, [&](TextRange range) {
           return range.begin < row.front().location &&
                  row.front().location < range.end;
         });
}

TargetList Binder::BindValues(const SelectStmt& select, Scope& scope) {
  BindWith(select.with, scope);
  TargetList list;
  std::vector<std::vector<ExprInfo>> rows;
  bool failed = false;
  for (const auto& values : select.values) {
    rows.push_back(BindAll(values, scope));
    if (!failed && rows.back().size() != rows.front().size()) {
      failed = true;
      uint32_t location = kNoLocation;
      for (const ExprInfo& info : rows.back()) {
        location = location == kNoLocation ? info.location : location;
      }
      Report(Problem(sqlstate::kSyntaxError,
                     "VALUES lists must all be the same length", {}, location));
    }
  }
  list.open = failed || IsPastedRow(rows.front());
  for (size_t i = 0; i < rows.front().size(); ++i) {
    std::vector<ExprInfo> column;
    for (const auto& row : rows) {
      if (i < row.size()) {
        column.push_back(row[i]);
      }
    }
    TargetEntry& entry = list.entries.emplace_back();
    entry.name = Keep("column" + std::to_string(i + 1));
    entry.info = CommonType(column);
    entry.info.location = rows.front()[i].location;
  }
  // ORDER BY sees the columns as those of a table.
  RangeTableEntry& entry = NewEntry(RangeTableKind::Subquery, "*VALUES*");
  AddColumns(entry, list);
  AddToScope(entry, scope);
  for (const SortBy& sort : select.order_by) {
    BindSortItem(sort.expression, SortClause::OrderBy, list, scope);
  }
  BindLimit(select, scope);
  return list;
}

}  // namespace pgpact
