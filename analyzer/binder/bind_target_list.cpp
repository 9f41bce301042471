// Select lists and RETURNING: stars, and what the statement gives back.

#include <variant>

#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
void Binder::ExpandEntry(RangeTableEntry& entry, uint32_t location,
                         TargetList& list) {
  for (const RangeColumn& column : entry.columns) {
    if (column.hidden) {
      continue;
    }
    TargetEntry& target = list.entries.emplace_back();
    target.name = column.name;
    target.info = UseMatch(column, {}, location);
  }
  list.open = list.open || entry.open();
}

void Binder::ExpandAll(const ColumnRef& ref, uint32_t location, Scope& scope,
                       TargetList& list) {
  if (ref.parts.empty()) {
    bool found = scope.loose;
    for (const NamespaceItem& item : scope.items) {
      if (item.columns_visible) {
        found = true;
        ExpandEntry(*item.entry, location, list);
      }
    }
    list.open = list.open || scope.loose;
    if (!found) {
      Report(Problem(sqlstate::kSyntaxError,
                     "SELECT * with no tables specified is not valid", {},
                     location));
    }
    return;
  }
  const ExprInfo row = BindQualifiedColumn(ref, location, scope);
  if (row.row == nullptr) {
    list.open = true;
    return;
  }
  for (const RangeColumn& column : row.row->columns) {
    if (!column.hidden) {
      TargetEntry& target = list.entries.emplace_back();
      target.name = column.name;
      target.info.type = column.type;
      target.info.nullability = column.nullability;
      target.info.column = &column;
      target.info.row = column.row;
      target.info.location = location;
    }
  }
  list.open = list.open || row.row->open();
}

// (value).*
void Binder::ExpandRow(const Indirection& node, Scope& scope,
                       TargetList& list) {
  Indirection inner = node;
  inner.steps.pop_back();
  Expr rest;
  rest.node = inner;
  rest.location = tree_.expr(node.argument).location;
  const ExprInfo row = BindNode(inner, rest, scope);
  if (row.row != nullptr) {
    for (const RangeColumn& column : row.row->columns) {
      TargetEntry& target = list.entries.emplace_back();
      target.name = column.name;
      target.info = UseMatch(column, {}, row.location);
    }
    list.open = list.open || row.row->open();
    return;
  }
  const TypeId base = BaseOf(row.type.type);
  if (base != kUnknownTypeId && catalog_.type(base).relation.has_value()) {
    const Relation& relation = catalog_.relation(*catalog_.type(base).relation);
    for (const Column& column : relation.columns) {
      TargetEntry& target = list.entries.emplace_back();
      target.name = column.name;
      target.info.type = column.type;
      target.info.location = row.location;
    }
    list.open = list.open || relation.incomplete;
    return;
  }
  list.open = true;
}

void Binder::BindTarget(const ResTarget& target, Scope& scope,
                        TargetList& list) {
  if (!target.value.has_value()) {
    return;
  }
  const Expr& expr = tree_.expr(*target.value);
  if (const auto* ref = std::get_if<ColumnRef>(&expr.node)) {
    if (ref->star) {
      ExpandAll(*ref, expr.location, scope, list);
      return;
    }
  }
  if (const auto* node = std::get_if<Indirection>(&expr.node)) {
    if (!node->steps.empty() &&
        node->steps.back().kind == IndirectionStep::Kind::Star) {
      ExpandRow(*node, scope, list);
      return;
    }
  }
  TargetEntry entry;
  entry.info = BindExpr(*target.value, scope);
  entry.name = ColumnNameOf(target);
  entry.expr = target.value;
  // Of a hole it is not known how many entries it stands for.
  if (IsWildName(target.name.name) || IsWildName(entry.name)) {
    list.open = true;
  }
  list.entries.push_back(entry);
}

TargetList Binder::BindTargetList(std::span<const ResTarget> targets,
                                  Scope& scope) {
  TargetList list;
  list.entries.reserve(targets.size());
  for (const ResTarget& target : targets) {
    BindTarget(target, scope, list);
  }
  return list;
}

void Binder::SetOutputs(const TargetList& list) {
  bound_.outputs.clear();
  if (list.open) {
    return;
  }
  bound_.outputs.reserve(list.entries.size());
  for (const TargetEntry& entry : list.entries) {
    OutputColumn& output = bound_.outputs.emplace_back();
    output.name = entry.name;
    output.type_use = ResultType(ResolveUnknown(entry.info.type));
    output.type = SpellType(output.type_use);
    if (entry.info.nullability != Nullability::Unknown) {
      output.nullable = entry.info.nullability == Nullability::Nullable;
    }
    if (entry.info.column != nullptr && entry.info.column->origin != nullptr) {
      const RangeColumn& column = *entry.info.column;
      output.schema = column.origin->schema;
      output.relation = column.origin->relation_name;
      output.column = column.origin_column;
    }
  }
}

}  // namespace pgpact
