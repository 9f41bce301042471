// The name of an output that has none of its own, as FigureColname gives it.

#include <array>
#include <utility>
#include <variant>

#include "analyzer/base/overloaded.h"
#include "analyzer/binder/binder.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

constexpr std::string_view kNoName = "?column?";
constexpr int kGood = 2;
constexpr int kWeak = 1;

// XmlExpr has the name of its operation, which the tree keeps as its tag.
std::string_view XmlName(std::string_view tag) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8>
      kNames{{{"XmlSerialize", "xmlserialize"},
              {"IS_XMLCONCAT", "xmlconcat"},
              {"IS_XMLELEMENT", "xmlelement"},
              {"IS_XMLFOREST", "xmlforest"},
              {"IS_XMLPARSE", "xmlparse"},
              {"IS_XMLPI", "xmlpi"},
              {"IS_XMLROOT", "xmlroot"},
              {"IS_XMLSERIALIZE", "xmlserialize"}}};
  for (const auto& [name, shown] : kNames) {
    if (name == tag) {
      return shown;
    }
  }
  return {};
}

// The names that hang on the kind of the node alone.
std::string_view FixedName(const Expr& expr) {
  return std::visit(
      Overloaded{
          [](const GroupingFunc&) { return std::string_view("grouping"); },
          [](const ArrayExpr&) { return std::string_view("array"); },
          [](const RowExpr&) { return std::string_view("row"); },
          [](const CoalesceExpr&) { return std::string_view("coalesce"); },
          [](const MinMaxExpr& node) {
            return std::string_view(node.greatest ? "greatest" : "least");
          },
          [](const SqlValueFunction& node) {
            return std::string_view(node.name);
          },
          [](const AExpr& node) {
            return std::string_view(node.kind == AExprKind::NullIf ? "nullif"
                                                                   : "");
          },
          [](const FuncCall& node) {
            return node.name.empty() ? std::string_view()
                                     : std::string_view(node.name.back().name);
          },
          [](const ColumnRef& node) {
            return node.parts.empty()
                       ? std::string_view()
                       : std::string_view(node.parts.back().name);
          },
          [](const OtherExpr& node) { return XmlName(node.tag); },
          [](const auto&) { return std::string_view(); }},
      expr.node);
}

}  // namespace

std::string_view Binder::SubLinkName(const SubLink& node, int& strength) {
  strength = kGood;
  if (node.kind == SubLinkKind::Exists) {
    return "exists";
  }
  if (node.kind == SubLinkKind::Array) {
    return "array";
  }
  const SelectStmt* select = &tree_.select(node.select);
  while (!select->branches.empty()) {
    select = &tree_.select(select->branches.front());
  }
  if (node.kind == SubLinkKind::Expr && !select->values.empty()) {
    return "column1";
  }
  strength = 0;
  if (node.kind != SubLinkKind::Expr || select->target_list.empty()) {
    return kNoName;
  }
  const ResTarget& target = select->target_list.front();
  const auto* star =
      target.value.has_value()
          ? std::get_if<ColumnRef>(&tree_.expr(*target.value).node)
          : nullptr;
  if (star != nullptr && star->star) {
    return kNoName;
  }
  strength = kGood;
  return ColumnNameOf(target);
}

// `strength` becomes 2 for a good name, 1 for one that a caller may replace,
// 0 for none.
std::string_view Binder::FigureColumnName(ExprId id, int& strength) {
  Depth depth(*this, 1);
  strength = 0;
  if (!depth.Enter()) {
    return kNoName;
  }
  const Expr& expr = tree_.expr(id);
  if (const auto* node = std::get_if<TypeCast>(&expr.node)) {
    const std::string_view name = FigureColumnName(node->argument, strength);
    if (strength <= kWeak && !node->type.empty()) {
      strength = kWeak;
      return node->type.names.back().name;
    }
    return name;
  }
  if (const auto* node = std::get_if<CollateClause>(&expr.node)) {
    return FigureColumnName(node->argument, strength);
  }
  if (const auto* node = std::get_if<Indirection>(&expr.node)) {
    for (size_t i = node->steps.size(); i > 0; --i) {
      if (node->steps[i - 1].kind == IndirectionStep::Kind::Field) {
        strength = kGood;
        return node->steps[i - 1].field.name;
      }
    }
    return FigureColumnName(node->argument, strength);
  }
  if (const auto* node = std::get_if<CaseExpr>(&expr.node)) {
    std::string_view name = kNoName;
    if (node->default_result.has_value()) {
      name = FigureColumnName(*node->default_result, strength);
    }
    if (strength <= kWeak) {
      strength = kWeak;
      return "case";
    }
    return name;
  }
  if (const auto* node = std::get_if<SubLink>(&expr.node)) {
    return SubLinkName(*node, strength);
  }
  const std::string_view name = FixedName(expr);
  strength = name.empty() ? 0 : kGood;
  return name.empty() ? kNoName : name;
}

std::string_view Binder::ColumnNameOf(const ResTarget& target) {
  if (!target.name.empty() && !IsWildName(target.name.name)) {
    return target.name.name;
  }
  if (!target.value.has_value()) {
    return kNoName;
  }
  int strength = 0;
  return FigureColumnName(*target.value, strength);
}

}  // namespace pgpact
