// Joins: USING and NATURAL columns, the condition, and the names of the whole.

#include <algorithm>
#include <array>

#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

void MakeNullable(std::vector<RangeColumn>& columns) {
  for (RangeColumn& column : columns) {
    column.nullability = Nullability::Nullable;
  }
}

bool Named(std::span<const Identifier> names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const Identifier& one) { return one.name == name; });
}

}  // namespace

const RangeColumn* Binder::FindJoinColumn(const JoinSide& side,
                                          const Identifier& name,
                                          bool natural) {
  const RangeColumn* found = nullptr;
  for (const RangeColumn& column : side.entry->columns) {
    if (column.name != name.name) {
      continue;
    }
    if (found != nullptr) {
      BindProblem problem = Problem(sqlstate::kAmbiguousColumn,
                                    "common column name \"" + name.name +
                                        "\" appears more than once in " +
                                        std::string(side.which) + " table",
                                    name.range, std::nullopt);
      problem.kind = ReferenceKind::Column;
      problem.name = name.name;
      Report(std::move(problem));
      return found;
    }
    found = &column;
  }
  if (found != nullptr || natural) {
    return found;
  }
  if (IsWildName(name.name)) {
    Undecide("a column's name is not known");
    return nullptr;
  }
  const bool relation = side.entry->kind != RangeTableKind::Join;
  const RangeTableEntry* entry = relation ? side.entry : nullptr;
  if (side.entry->open()) {
    UnknownColumn(entry, name);
    return nullptr;
  }
  UseMissingColumn(entry, name, ReferenceAccess::Read,
                   ReferenceStatus::Missing);
  BindProblem problem =
      Problem(sqlstate::kUndefinedColumn,
              "column \"" + name.name +
                  "\" specified in USING clause does not exist in " +
                  std::string(side.which) + " table",
              name.range, std::nullopt);
  problem.kind = ReferenceKind::Column;
  problem.name = name.name;
  if (entry != nullptr) {
    problem.schema = entry->schema;
    problem.relation = entry->kind == RangeTableKind::Relation
                           ? entry->relation_name
                           : entry->name;
  }
  Report(std::move(problem));
  return nullptr;
}

// buildMergedJoinVar: a side's own column unless it must be converted.
RangeColumn Binder::MergedColumn(JoinKind kind, const RangeColumn& left,
                                 const RangeColumn& right) {
  std::array<ExprInfo, 2> both;
  both[0].type = left.type;
  both[1].type = right.type;
  const TypeUse type = CommonType(both).type;
  const RangeColumn* side = kind == JoinKind::Right ? &right : &left;
  if (kind == JoinKind::Inner && left.type.type != type.type &&
      right.type.type == type.type) {
    side = &right;
  }
  RangeColumn column;
  if (kind == JoinKind::Full || side->type.type != type.type ||
      type.type == kUnknownTypeId) {
    column.type = type;
    return column;
  }
  column = *side;
  column.identity = side->identity == nullptr ? side : side->identity;
  return column;
}

void Binder::ReportUsedTwice(const Identifier& name) {
  BindProblem problem = Problem(sqlstate::kDuplicateColumn,
                                "column name \"" + name.name +
                                    "\" appears more than once in USING clause",
                                name.range, std::nullopt);
  problem.kind = ReferenceKind::Column;
  problem.name = name.name;
  Report(std::move(problem));
}

// The column that both sides share under a name of USING or NATURAL.
RangeColumn Binder::ShareColumn(const JoinExpr& node, const Identifier& name,
                                RangeTableEntry& left, RangeTableEntry& right) {
  const RangeColumn* one = FindJoinColumn({&left, "left"}, name, node.natural);
  const RangeColumn* other =
      FindJoinColumn({&right, "right"}, name, node.natural);
  for (const RangeColumn* side : {one, other}) {
    if (side != nullptr) {
      UseColumn(*side, ReferenceAccess::Read, name.range);
    }
  }
  RangeColumn column;
  if (one != nullptr && other != nullptr) {
    column = MergedColumn(node.kind, *one, *other);
  }
  // NATURAL's names live with the columns, USING's with the statement.
  column.name =
      node.natural && one != nullptr ? one->name : std::string_view(name.name);
  return column;
}

std::vector<RangeColumn> Binder::MergeColumns(const JoinExpr& node,
                                              std::span<const Identifier> names,
                                              RangeTableEntry& left,
                                              RangeTableEntry& right) {
  std::vector<RangeColumn> columns;
  for (size_t i = 0; i < names.size(); ++i) {
    if (!node.natural && Named(names.first(i), names[i].name)) {
      ReportUsedTwice(names[i]);
      continue;
    }
    const Identifier& kept = node.natural ? names[i] : node.using_columns[i];
    columns.push_back(ShareColumn(node, kept, left, right));
  }
  if (node.kind == JoinKind::Left || node.kind == JoinKind::Full) {
    MakeNullable(right.columns);
  }
  if (node.kind == JoinKind::Right || node.kind == JoinKind::Full) {
    MakeNullable(left.columns);
  }
  for (const RangeTableEntry* side : {&left, &right}) {
    for (const RangeColumn& column : side->columns) {
      if (!Named(names, column.name)) {
        RangeColumn& added = columns.emplace_back(column);
        added.identity = column.identity == nullptr ? &column : column.identity;
      }
    }
  }
  return columns;
}

void Binder::BindJoinCondition(const JoinExpr& node, const Items& items,
                               Scope& scope) {
  Items outside = std::move(scope.items);
  scope.items = items;
  for (NamespaceItem& item : scope.items) {
    item.lateral_only = false;
    item.lateral_ok = true;
  }
  BindCondition(node.condition, scope);
  scope.items = std::move(outside);
}

void Binder::FinishJoin(const JoinExpr& node, std::vector<RangeColumn> columns,
                        FromResult& result, Scope& scope) {
  RangeTableEntry& entry = *result.entry;
  const size_t merged = node.using_columns.size();
  scope.range_table.push_back(&entry);
  entry.columns = std::move(columns);
  ApplyAlias(entry, node.alias, "join expression");
  if (!node.alias.empty()) {
    result.items.clear();
  }
  for (NamespaceItem& item : result.items) {
    item.columns_visible = false;
  }
  if (!node.using_alias.empty()) {
    RangeTableEntry& alias =
        NewEntry(RangeTableKind::Join, node.using_alias.name);
    alias.has_alias = true;
    alias.name_range = node.using_alias.range;
    const size_t count = std::min(merged, entry.columns.size());
    alias.columns.assign(
        entry.columns.begin(),
        entry.columns.begin() + static_cast<std::ptrdiff_t>(count));
    for (size_t i = 0; i < count; ++i) {
      alias.columns[i].name = node.using_columns[i].name;
    }
    const Items added{{.entry = &alias, .columns_visible = false}};
    CheckNameConflicts(added, result.items);
    result.items.push_back(added.front());
  }
  result.items.push_back(
      {.entry = &entry, .relation_visible = !node.alias.empty()});
}

}  // namespace pgpact
