// Operators: both sides, and the result's type where it is certain.

#include <algorithm>
#include <array>

#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

constexpr std::array<std::string_view, 22> kPredicates{
    "=",  "<>",  "!=",  "<",    ">",  "<=", ">=", "~", "~*", "!~", "!~*",
    "~~", "!~~", "~~*", "!~~*", "@>", "<@", "&&", "?", "?|", "?&", "@@"};
constexpr std::array<std::string_view, 4> kComparisons{"=", "<>", "!=", "<"};

bool IsPredicate(std::string_view name) {
  return std::find(kPredicates.begin(), kPredicates.end(), name) !=
         kPredicates.end();
}

bool IsArithmetic(std::string_view name) {
  return name == "+" || name == "-" || name == "*" || name == "/" ||
         name == "%";
}

}  // namespace

// A chain `a || b || c …` is as deep as it is long on its left side: it is
// gone through from the inside, without recursion.
ExprInfo Binder::BindNode(const AExpr& node, const Expr& expr, Scope& scope) {
  std::vector<const Expr*> spine{&expr};
  const AExpr* innermost = &node;
  while (innermost->left.has_value()) {
    const Expr& left = tree_.expr(*innermost->left);
    const auto* next = std::get_if<AExpr>(&left.node);
    if (next == nullptr) {
      break;
    }
    spine.push_back(&left);
    innermost = next;
  }
  ExprInfo value;
  bool first = true;
  while (!spine.empty()) {
    const Expr& outer = *spine.back();
    spine.pop_back();
    const auto& op = std::get<AExpr>(outer.node);
    if (first && op.left.has_value()) {
      const auto* row = std::get_if<RowExpr>(&tree_.expr(*op.left).node);
      const auto* sub_link =
          row != nullptr && op.right.has_value()
              ? std::get_if<SubLink>(&tree_.expr(*op.right).node)
              : nullptr;
      if (sub_link != nullptr && sub_link->kind == SubLinkKind::Expr) {
        value = BindRowComparison(op, *row, *sub_link, scope);
        first = false;
        continue;
      }
      value = BindExpr(*op.left, scope);
    }
    first = false;
    value = BindOperator(op, outer.location, value, scope);
  }
  return value;
}

ExprInfo Binder::BindRight(const AExpr& node, const ExprInfo& left,
                           Scope& scope) {
  if (!node.right.has_value()) {
    return {};
  }
  const auto* list = std::get_if<ListExpr>(&tree_.expr(*node.right).node);
  if (list == nullptr) {
    const ExprInfo right = BindExpr(*node.right, scope);
    if (node.kind == AExprKind::OpAny || node.kind == AExprKind::OpAll) {
      if (right.type.type != kUnknownTypeId) {
        GiveHint(left, TypeUse{catalog_.type(right.type.type).element, -1});
      }
    } else {
      GiveHint(left, right);
    }
    return right;
  }
  for (const ExprId item : list->items) {
    GiveHint(left, BindExpr(item, scope));
  }
  return {};
}

ExprInfo Binder::BindOperator(const AExpr& node, uint32_t location,
                              ExprInfo left, Scope& scope) {
  const ExprInfo right = BindRight(node, left, scope);
  if (node.name.size() == 2) {
    const Identifier& schema = node.name.front();
    if (!catalog_.FindSchema(schema.name).has_value() &&
        !catalog_.MayHold(schema.name, "") && !IsWildName(schema.name)) {
      BindProblem problem =
          Problem(sqlstate::kInvalidSchemaName,
                  "schema \"" + schema.name + "\" does not exist", schema.range,
                  location);
      problem.kind = ReferenceKind::Schema;
      problem.name = schema.name;
      Report(std::move(problem));
    }
  }
  ExprInfo result = OperatorResult(node, left, right);
  result.location = location;
  if (left.location < result.location) {
    result.location = left.location;
  }
  return result;
}

void Binder::CheckSubLinkWidth(size_t left, const TargetList& right,
                               uint32_t location, TextRange range) {
  if (right.open || left == right.entries.size()) {
    return;
  }
  Report(Problem(sqlstate::kSyntaxError,
                 left < right.entries.size() ? "subquery has too many columns"
                                             : "subquery has too few columns",
                 range, location));
}

ExprInfo Binder::BindRowComparison(const AExpr& node, const RowExpr& row,
                                   const SubLink& sub_link, Scope& scope) {
  const TargetList targets = BindSelect(sub_link.select, &scope);
  const std::vector<ExprInfo> values = BindAll(row.arguments, scope);
  uint32_t location = kNoLocation;
  if (!node.name.empty()) {
    location = node.name.front().range.begin;
  }
  CheckSubLinkWidth(values.size(), targets, location,
                    node.name.empty() ? TextRange{} : node.name.front().range);
  return Typed("bool", location);
}

ExprInfo Binder::OperatorResult(const AExpr& node, const ExprInfo& left,
                                const ExprInfo& right) {
  ExprInfo result;
  switch (node.kind) {
    case AExprKind::Op:
      break;
    case AExprKind::NullIf:
      result.type = {ResolveUnknown(left.type).type, -1};
      return result;
    case AExprKind::OpAny:
    case AExprKind::OpAll:
    case AExprKind::Distinct:
    case AExprKind::NotDistinct:
    case AExprKind::In:
    case AExprKind::Like:
    case AExprKind::ILike:
    case AExprKind::Similar:
    case AExprKind::Between:
      return Typed("bool", kNoLocation);
  }
  if (node.name.empty()) {
    return result;
  }
  const std::string& name = node.name.back().name;
  if (IsPredicate(name) && node.left.has_value()) {
    return Typed("bool", kNoLocation);
  }
  if (name == "->>" || name == "#>>") {
    return Typed("text", kNoLocation);
  }
  if (left.type.type == kUnknownTypeId || right.type.type == kUnknownTypeId) {
    return result;
  }
  const Type& one = catalog_.type(left.type.type);
  const Type& other = catalog_.type(right.type.type);
  if ((name == "->" || name == "#>") &&
      (one.name == "json" || one.name == "jsonb")) {
    result.type.type = left.type.type;
  } else if (name == "||" && one.category == 'S' && other.category == 'S') {
    result.type.type = Known("text");
  } else if (IsArithmetic(name) && one.category == 'N' &&
             other.category == 'N') {
    const std::array<ExprInfo, 2> both{left, right};
    result.type = {CommonType(both).type.type, -1};
  }
  return result;
}

}  // namespace pgpact
