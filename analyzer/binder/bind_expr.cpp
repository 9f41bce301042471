// Expressions: one function a node, children in the order of
// transformExprRecurse.

#include <algorithm>
#include <variant>

#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

ExprInfo Binder::BindExpr(ExprId id, Scope& scope) {
  Depth depth(*this, 1);
  if (!depth.Enter()) {
    return {};
  }
  const Expr& expr = tree_.expr(id);
  ExprInfo info = std::visit(
      [&](const auto& node) { return BindNode(node, expr, scope); }, expr.node);
  if (info.location == kNoLocation) {
    info.location = expr.location;
  }
  return info;
}

std::vector<ExprInfo> Binder::BindAll(std::span<const ExprId> ids,
                                      Scope& scope) {
  std::vector<ExprInfo> all;
  all.reserve(ids.size());
  for (const ExprId id : ids) {
    all.push_back(BindExpr(id, scope));
  }
  return all;
}

ExprInfo Binder::BindNode(const Const& node, const Expr& expr,
                          Scope& /*scope*/) {
  if (IsPasted(expr.location)) {
    ExprInfo info;
    info.location = expr.location;
    return info;
  }
  constexpr size_t kInt4Digits = 10;
  constexpr std::string_view kInt4Maximum = "2147483647";
  constexpr std::string_view kInt8Maximum = "9223372036854775807";
  const auto fits = [&](std::string_view maximum) {
    return node.value.size() < maximum.size() ||
           (node.value.size() == maximum.size() && node.value <= maximum);
  };
  switch (node.kind) {
    case ConstKind::Null:
      return Typed("unknown", expr.location, Nullability::Nullable);
    case ConstKind::String:
      return Typed("unknown", expr.location, Nullability::NotNull);
    case ConstKind::Integer:
      return Typed(node.value.size() <= kInt4Digits && fits(kInt4Maximum)
                       ? "int4"
                       : "int8",
                   expr.location, Nullability::NotNull);
    case ConstKind::Float:
      return Typed(
          node.value.find_first_not_of("0123456789") == std::string::npos &&
                  fits(kInt8Maximum)
              ? "int8"
              : "numeric",
          expr.location, Nullability::NotNull);
    case ConstKind::BitString:
      return Typed("bit", expr.location, Nullability::NotNull);
    case ConstKind::Boolean:
      return Typed("bool", expr.location, Nullability::NotNull);
  }
  return {};
}

ExprInfo Binder::BindNode(const ParamRef& node, const Expr& expr,
                          Scope& /*scope*/) {
  if (session_.parameters_known &&
      (node.number == 0 || node.number > session_.parameter_types.size())) {
    Report(Problem(sqlstate::kUndefinedParameter,
                   "there is no parameter $" + std::to_string(node.number), {},
                   expr.location));
  }
  ExprInfo info;
  info.location = expr.location;
  info.opaque = session_.parameters_known;
  return info;
}

ExprInfo Binder::BindNode(const TypeCast& node, const Expr& expr,
                          Scope& scope) {
  const TypeUse type = BindTypeName(node.type);
  const ExprInfo argument = BindExpr(node.argument, scope);
  GiveHint(argument, type);
  if (type.type == Known("regclass") && type.type != kUnknownTypeId) {
    UseNamedRelation(node.argument, ReferenceKind::Table);
  }
  ExprInfo info;
  info.type = type;
  info.opaque = type.type == kUnknownTypeId;
  info.location = std::min(argument.location, expr.location);
  info.nullability = argument.nullability;
  // A cast that changes nothing leaves the column as it is.
  if (argument.column != nullptr && type == argument.type &&
      type.type != kUnknownTypeId) {
    info.column = argument.column;
  }
  return info;
}

ExprInfo Binder::BindNode(const BoolExpr& node, const Expr& expr,
                          Scope& scope) {
  const TypeUse boolean{Known("bool"), -1};
  ExprInfo info;
  info.type = boolean;
  info.location = expr.location;
  for (const ExprId argument : node.arguments) {
    const ExprInfo bound = BindExpr(argument, scope);
    GiveHint(bound, boolean);
    if (bound.location < info.location) {
      info.location = bound.location;
    }
  }
  return info;
}

ExprInfo Binder::BindNode(const NullTest& node, const Expr& expr,
                          Scope& scope) {
  const ExprInfo argument = BindExpr(node.argument, scope);
  ExprInfo info = Typed("bool", expr.location, Nullability::NotNull);
  info.location = std::min(info.location, argument.location);
  return info;
}

ExprInfo Binder::BindNode(const BooleanTest& node, const Expr& expr,
                          Scope& scope) {
  const ExprInfo argument = BindExpr(node.argument, scope);
  GiveHint(argument, TypeUse{Known("bool"), -1});
  ExprInfo info = Typed("bool", expr.location, Nullability::NotNull);
  info.location = std::min(info.location, argument.location);
  return info;
}

ExprInfo Binder::BindNode(const SubLink& node, const Expr& expr, Scope& scope) {
  const TargetList targets = BindSelect(node.select, &scope);
  ExprInfo info;
  info.location = expr.location;
  switch (node.kind) {
    case SubLinkKind::Exists:
      return Typed("bool", expr.location, Nullability::NotNull);
    case SubLinkKind::Any:
    case SubLinkKind::All: {
      size_t width = 1;
      if (node.test.has_value()) {
        const auto* row = std::get_if<RowExpr>(&tree_.expr(*node.test).node);
        const ExprInfo test = BindExpr(*node.test, scope);
        if (row != nullptr) {
          width = row->arguments.size();
        } else if (!targets.open && targets.entries.size() == 1) {
          GiveHint(test, targets.entries.front().info);
        }
        if (row == nullptr || !row->arguments.empty()) {
          CheckSubLinkWidth(width, targets, expr.location, {});
        }
      }
      return Typed("bool", expr.location);
    }
    case SubLinkKind::Expr:
    case SubLinkKind::Array:
      if (!targets.open && targets.entries.size() != 1) {
        Report(Problem(sqlstate::kSyntaxError,
                       "subquery must return only one column", {},
                       expr.location));
      } else if (!targets.entries.empty()) {
        const ExprInfo& value = targets.entries.front().info;
        info.type = ResolveUnknown(value.type);
        info.row = value.row;
        info.row_copied = true;
        info.opaque = value.opaque;
        if (node.kind == SubLinkKind::Array &&
            info.type.type != kUnknownTypeId) {
          info.type.type = catalog_.type(info.type.type).array;
          info.row = nullptr;
        }
      }
      return info;
    case SubLinkKind::MultiExpr:
      return info;
  }
  return info;
}

ExprInfo Binder::BindNode(const CaseExpr& node, const Expr& expr,
                          Scope& scope) {
  std::optional<ExprInfo> argument;
  if (node.argument.has_value()) {
    argument = BindExpr(*node.argument, scope);
  }
  std::vector<ExprInfo> results;
  for (const CaseWhen& when : node.whens) {
    const ExprInfo condition = BindExpr(when.condition, scope);
    if (argument.has_value()) {
      GiveHint(*argument, condition);
    } else {
      GiveHint(condition, TypeUse{Known("bool"), -1});
    }
    results.push_back(BindExpr(when.result, scope));
  }
  if (node.default_result.has_value()) {
    results.push_back(BindExpr(*node.default_result, scope));
  }
  ExprInfo info = CommonType(results);
  info.location = expr.location;
  for (const ExprInfo& result : results) {
    GiveHint(result, info.type);
  }
  return info;
}

ExprInfo Binder::BindNode(const CoalesceExpr& node, const Expr& expr,
                          Scope& scope) {
  const std::vector<ExprInfo> values = BindAll(node.arguments, scope);
  ExprInfo info = CommonType(values);
  info.location = expr.location;
  for (const ExprInfo& value : values) {
    for (const ExprInfo& other : values) {
      GiveHint(value, other.type);
    }
    if (value.nullability == Nullability::NotNull) {
      info.nullability = Nullability::NotNull;
    }
  }
  return info;
}

ExprInfo Binder::BindNode(const MinMaxExpr& node, const Expr& expr,
                          Scope& scope) {
  ExprInfo info = CommonType(BindAll(node.arguments, scope));
  info.location = expr.location;
  return info;
}

ExprInfo Binder::BindNode(const RowExpr& node, const Expr& expr, Scope& scope) {
  RangeTableEntry& row = NewEntry(RangeTableKind::Subquery, {});
  for (const ExprId id : node.arguments) {
    const auto* ref = std::get_if<ColumnRef>(&tree_.expr(id).node);
    const ExprInfo info = BindExpr(id, scope);
    if (ref != nullptr && ref->star) {
      row.openness = Openness::Incomplete;
    }
    RangeColumn& column = row.columns.emplace_back();
    column.name = Keep("f" + std::to_string(row.columns.size()));
    column.type = ResolveUnknown(info.type);
  }
  ExprInfo info = Typed("record", expr.location);
  info.opaque = true;
  info.row = &row;
  info.row_copied = true;
  return info;
}

ExprInfo Binder::BindNode(const ArrayExpr& node, const Expr& expr,
                          Scope& scope) {
  ExprInfo info = CommonType(BindAll(node.elements, scope));
  if (info.type.type != kUnknownTypeId) {
    const Type& type = catalog_.type(info.type.type);
    if (type.kind != TypeKind::Array) {
      info.type = {type.array, info.type.modifier};
    }
  }
  info.location = expr.location;
  return info;
}

ExprInfo Binder::BindNode(const ListExpr& node, const Expr& expr,
                          Scope& scope) {
  ExprInfo info = CommonType(BindAll(node.items, scope));
  info.location = expr.location;
  return info;
}

ExprInfo Binder::BindNode(const CollateClause& node, const Expr& expr,
                          Scope& scope) {
  ExprInfo info = BindExpr(node.argument, scope);
  info.column = nullptr;
  if (node.collation.empty() || IsWildName(node.collation.back().name)) {
    return info;
  }
  const std::string& name = node.collation.back().name;
  bool found = !catalog_.HasNamedObject("collation", "pg_catalog", "C");
  if (node.collation.size() == 2) {
    found = found || catalog_.HasNamedObject("collation",
                                             node.collation.front().name, name);
  } else {
    for (const SchemaId id : SchemasOnPath(catalog_, session_.search_path)) {
      found = found || catalog_.HasNamedObject("collation",
                                               catalog_.schema(id).name, name);
    }
  }
  // Which collations there are depends on the machine.
  if (!found) {
    Undecide("a collation is not known");
  }
  info.location = std::min(info.location, expr.location);
  return info;
}

ExprInfo Binder::BindNode(const SqlValueFunction& node, const Expr& expr,
                          Scope& /*scope*/) {
  constexpr Nullability kNot = Nullability::NotNull;
  if (node.name == "current_date") {
    return Typed("date", expr.location, kNot);
  }
  if (node.name == "current_time") {
    return Typed("timetz", expr.location, kNot);
  }
  if (node.name == "current_timestamp") {
    return Typed("timestamptz", expr.location, kNot);
  }
  if (node.name == "localtime") {
    return Typed("time", expr.location, kNot);
  }
  if (node.name == "localtimestamp") {
    return Typed("timestamp", expr.location, kNot);
  }
  return Typed("name", expr.location);
}

ExprInfo Binder::BindNode(const SetToDefault& /*node*/, const Expr& expr,
                          Scope& /*scope*/) {
  ExprInfo info;
  info.location = expr.location;
  return info;
}

ExprInfo Binder::BindNode(const CurrentOf& /*node*/, const Expr& expr,
                          Scope& /*scope*/) {
  return Typed("bool", expr.location);
}

ExprInfo Binder::BindNode(const GroupingFunc& node, const Expr& expr,
                          Scope& scope) {
  BindAll(node.arguments, scope);
  return Typed("int4", expr.location, Nullability::NotNull);
}

ExprInfo Binder::BindNode(const GroupingSet& node, const Expr& expr,
                          Scope& scope) {
  BindAll(node.content, scope);
  ExprInfo info;
  info.location = expr.location;
  return info;
}

ExprInfo Binder::BindNode(const MultiAssignRef& node, const Expr& /*expr*/,
                          Scope& scope) {
  return node.column == 0 || node.column == 1 ? BindExpr(node.source, scope)
                                              : ExprInfo{};
}

ExprInfo Binder::BindNode(const OtherExpr& node, const Expr& expr,
                          Scope& scope) {
  if (node.type.has_value()) {
    BindTypeName(*node.type);
  }
  BindAll(node.children, scope);
  ExprInfo info;
  info.location = expr.location;
  return info;
}

}  // namespace pgpact
