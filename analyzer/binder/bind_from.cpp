// FROM: each item makes an entry and the names that it shows, in the order of
// transformFromClause.

#include <variant>

#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

void SetLateral(std::vector<NamespaceItem>& items, size_t begin, bool only,
                bool ok) {
  for (size_t i = begin; i < items.size(); ++i) {
    items[i].lateral_only = only;
    items[i].lateral_ok = ok;
  }
}

bool HasStoredRows(const RangeTableEntry& entry) {
  return entry.relation == nullptr ||
         (entry.relation->kind != RelationKind::View &&
          entry.relation->kind != RelationKind::CompositeType);
}

}  // namespace

void Binder::CheckNameConflicts(const Items& left, const Items& right) {
  for (const NamespaceItem& one : left) {
    if (!one.relation_visible) {
      continue;
    }
    for (const NamespaceItem& other : right) {
      if (!other.relation_visible || one.entry->name != other.entry->name) {
        continue;
      }
      // The same name in two schemas is fine.
      if (one.entry->kind == RangeTableKind::Relation &&
          other.entry->kind == RangeTableKind::Relation &&
          !one.entry->has_alias && !other.entry->has_alias &&
          (one.entry->relation_id != other.entry->relation_id ||
           one.entry->schema != other.entry->schema)) {
        continue;
      }
      if (IsWildName(one.entry->name)) {
        continue;
      }
      BindProblem problem =
          Problem(sqlstate::kDuplicateAlias,
                  "table name \"" + std::string(other.entry->name) +
                      "\" specified more than once",
                  other.entry->name_range, std::nullopt);
      problem.name = other.entry->name;
      Report(std::move(problem));
      return;
    }
  }
}

void Binder::BindFrom(std::span<const FromId> from, Scope& scope) {
  for (const FromId id : from) {
    FromResult result = BindFromItem(id, scope);
    CheckNameConflicts(scope.items, result.items);
    SetLateral(result.items, 0, true, true);
    scope.items.insert(scope.items.end(), result.items.begin(),
                       result.items.end());
  }
  SetLateral(scope.items, 0, false, true);
}

Binder::FromResult Binder::BindFromItem(FromId id, Scope& scope) {
  Depth depth(*this, 1);
  if (!depth.Enter()) {
    RangeTableEntry& entry = NewEntry(RangeTableKind::Subquery, {});
    entry.openness = Openness::Incomplete;
    return Single(entry, scope);
  }
  const FromItem& item = tree_.from_item(id);
  return std::visit(
      [&](const auto& node) { return BindFromNode(node, item, scope); },
      item.node);
}

Binder::FromResult Binder::Single(RangeTableEntry& entry, Scope& scope) {
  scope.range_table.push_back(&entry);
  FromResult result;
  result.entry = &entry;
  result.items.push_back({.entry = &entry});
  return result;
}

Binder::FromResult Binder::BindFromNode(const RangeVar& node,
                                        const FromItem& /*item*/,
                                        Scope& scope) {
  if (RangeTableEntry* entry = OpenCommonTable(node, scope)) {
    return Single(*entry, scope);
  }
  return Single(OpenRelation(node, ReferenceAccess::Read, scope), scope);
}

CommonTable* Binder::FindCommonTable(std::string_view name, Scope& scope) {
  for (Scope* level = &scope; level != nullptr; level = level->parent) {
    for (CommonTable* table : level->common_tables) {
      if (table->node->name.name == name) {
        return table;
      }
    }
  }
  return nullptr;
}

RangeTableEntry* Binder::OpenCommonTable(const RangeVar& variable,
                                         Scope& scope) {
  const std::string& name = variable.name.name.name;
  CommonTable* table =
      variable.name.schema.empty() ? FindCommonTable(name, scope) : nullptr;
  if (table == nullptr) {
    return nullptr;
  }
  RangeTableEntry& entry = NewEntry(RangeTableKind::CommonTable, name);
  entry.name_range = variable.name.name.range;
  entry.common_table = table;
  if (table->no_returning) {
    BindProblem problem =
        Problem(sqlstate::kFeatureNotSupported,
                "WITH query \"" + name + "\" does not have a RETURNING clause",
                variable.name.name.range, variable.name.range.begin);
    problem.name = name;
    Report(std::move(problem));
    entry.openness = Openness::Missing;
  } else {
    if (table->binding && table->recursive && !table->has_columns &&
        table->set_operation) {
      Report(Problem(sqlstate::kInvalidRecursion,
                     "recursive reference to query \"" + name +
                         "\" must not appear within its non-recursive term",
                     variable.name.name.range, variable.name.range.begin));
    }
    entry.columns = table->columns;
    for (size_t i = 0; i < table->added && table->binding; ++i) {
      entry.columns[entry.columns.size() - 1 - i].hidden = true;
    }
    if (table->open || !table->has_columns) {
      entry.openness = Openness::Incomplete;
    }
  }
  if (IsWildName(variable.alias.name.name)) {
    scope.loose = true;
    Undecide("part of FROM is not known");
  } else {
    ApplyAlias(entry, variable.alias, "table");
  }
  return &entry;
}

Binder::FromResult Binder::BindFromNode(const RangeSubselect& node,
                                        const FromItem& /*item*/,
                                        Scope& scope) {
  scope.lateral_active = node.lateral;
  const TargetList targets = BindSelect(node.select, &scope);
  scope.lateral_active = false;
  RangeTableEntry& entry =
      NewEntry(RangeTableKind::Subquery, node.alias.name.name);
  AddColumns(entry, targets);
  ApplyAlias(entry, node.alias, "table");
  FromResult result = Single(entry, scope);
  result.items.front().relation_visible = !node.alias.empty();
  return result;
}

Binder::FromResult Binder::BindFromNode(const RangeTableFunc& node,
                                        const FromItem& /*item*/,
                                        Scope& scope) {
  scope.lateral_active = true;
  for (const ExprId input : node.inputs) {
    BindExpr(input, scope);
  }
  RangeTableEntry& entry = NewEntry(RangeTableKind::TableFunction, "xmltable");
  entry.columns = ColumnsOfDefinition(node.columns);
  scope.lateral_active = false;
  if (node.columns.empty()) {
    entry.openness = Openness::Incomplete;
  }
  ApplyAlias(entry, node.alias, "table");
  return Single(entry, scope);
}

Binder::FromResult Binder::BindFromNode(const RangeTableSample& node,
                                        const FromItem& item, Scope& scope) {
  FromResult result = BindFromItem(node.relation, scope);
  if (!HasStoredRows(*result.entry)) {
    Report(Problem(
        sqlstate::kFeatureNotSupported,
        "TABLESAMPLE clause can only be applied to tables and materialized "
        "views",
        {}, tree_.from_item(node.relation).location));
  }
  const FunctionMatch method = FindFunction(node.method);
  if (method.candidates.empty() && !method.undecided && !node.method.empty()) {
    BindProblem problem = Problem(
        sqlstate::kUndefinedObject,
        "tablesample method " + node.method.back().name + " does not exist",
        node.method.back().range, item.location);
    problem.kind = ReferenceKind::Function;
    problem.name = node.method.back().name;
    Report(std::move(problem));
  }
  for (const ExprId argument : node.arguments) {
    BindExpr(argument, scope);
  }
  if (node.repeatable.has_value()) {
    BindExpr(*node.repeatable, scope);
  }
  return result;
}

Binder::FromResult Binder::BindFromNode(const JoinExpr& node,
                                        const FromItem& /*item*/,
                                        Scope& scope) {
  FromResult left = BindFromItem(node.left, scope);
  const bool lateral_ok =
      node.kind == JoinKind::Inner || node.kind == JoinKind::Left;
  const size_t before = scope.items.size();
  Items lateral = left.items;
  SetLateral(lateral, 0, true, lateral_ok);
  scope.items.insert(scope.items.end(), lateral.begin(), lateral.end());
  FromResult right = BindFromItem(node.right, scope);
  scope.items.resize(before);
  CheckNameConflicts(left.items, right.items);

  FromResult result;
  result.items = left.items;
  result.items.insert(result.items.end(), right.items.begin(),
                      right.items.end());
  std::vector<Identifier> names = node.using_columns;
  if (node.natural) {
    for (const RangeColumn& column : left.entry->columns) {
      const ColumnMatch other = FindInEntry(*right.entry, column.name);
      if (!column.hidden && other.column != nullptr) {
        names.push_back({std::string(column.name), {}});
      }
    }
  }
  std::vector<RangeColumn> columns =
      MergeColumns(node, names, *left.entry, *right.entry);
  if (node.condition.has_value()) {
    BindJoinCondition(node, result.items, scope);
  }
  result.entry = &NewEntry(RangeTableKind::Join, {});
  if (left.entry->open() || right.entry->open()) {
    result.entry->openness =
        left.entry->open() ? left.entry->openness : right.entry->openness;
  }
  FinishJoin(node, std::move(columns), result, scope);
  return result;
}

}  // namespace pgpact
