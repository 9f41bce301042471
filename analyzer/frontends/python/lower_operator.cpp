// Operators. Chains of one operator are flattened without recursion, however
// long they are and however their parentheses stand.
#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include "analyzer/frontends/python/lowering.h"

namespace pgpact {
namespace {

using Kind = PythonKind;
using Field = PythonField;

bool HasOperator(NodeView node, Kind token) {
  const auto op = node.Child(Field::Operator);
  return op && op->Is(token);
}

// `SQL_DIR`, `base_path`, `Path(__file__).parent`: no number.
bool NamesFolder(std::string_view name) {
  std::string lowered(name);
  for (char& c : lowered) {
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return std::ranges::any_of(
      std::array<std::string_view, 5>{"dir", "directory", "path", "folder",
                                      ".parent"},
      [&](std::string_view end) { return lowered.ends_with(end); });
}

bool IsNumber(NodeView node) {
  return node.Is(Kind::Integer) || node.Is(Kind::Float);
}

bool IsText(NodeView node) {
  return node.Is(Kind::String) || node.Is(Kind::ConcatenatedString);
}

}  // namespace

// The operands of a chain of one operator, from left to right.
std::vector<NodeView> PythonLowering::Chain(Node node, Kind kind,
                                            Kind token) const {
  std::vector<Node> operands;
  std::vector<Node> open = {node};
  while (!open.empty()) {
    const Node next = Unwrapped(open.back());
    open.pop_back();
    const auto left = next.Child(Field::Left);
    const auto right = next.Child(Field::Right);
    if (next.Is(kind) && HasOperator(next, token) && left && right) {
      open.push_back(*right);
      open.push_back(*left);
    } else {
      operands.push_back(next);
    }
  }
  return operands;
}

ValueId PythonLowering::SumOf(Node node) {
  Concat sum;
  for (const Node part : Chain(node, Kind::BinaryOperator, Kind::TokenAdd)) {
    sum.parts.push_back(Expression(part));
  }
  return builder_.Add(std::move(sum), RangeOf(node));
}

ValueId PythonLowering::ProductOf(Node node) {
  const Node left = Unwrapped(*node.Child(Field::Left));
  const Node right = Unwrapped(*node.Child(Field::Right));
  const ValueId first = Expression(left);
  const ValueId second = Expression(right);
  if (IsNumber(left) && IsNumber(right)) {
    return Test(Computation::Operator::Other, {first, second}, node);
  }
  const bool swapped = IsNumber(left) || IsText(right) ||
                       right.Is(Kind::List) || right.Is(Kind::Tuple);
  return builder_.Add(
      swapped ? Repeated{second, first} : Repeated{first, second},
      RangeOf(node));
}

// Whether a division is a path being put together: `Path(a) / "b" / c`,
// `SQL_DIR / name`.
bool PythonLowering::IsPath(Node node) const {
  const std::string_view whole = node.text();
  for (const std::string_view mark : {"Path(", "files(", "__file__"}) {
    if (whole.substr(0, whole.find('/')).find(mark) != std::string_view::npos) {
      return true;
    }
  }
  for (const Node part : Chain(node, Kind::BinaryOperator, Kind::TokenDivide)) {
    const auto callee = part.Child(Field::Function);
    if (IsText(part) || (callee && callee->text().ends_with("Path")) ||
        NamesFolder(part.text())) {
      return true;
    }
  }
  return false;
}

ValueId PythonLowering::BinaryOf(Node node) {
  const auto left = node.Child(Field::Left);
  const auto right = node.Child(Field::Right);
  if (!left || !right) {
    return NotUnderstood(node, "operator", Operands(node));
  }
  if (HasOperator(node, Kind::TokenAdd)) {
    return SumOf(node);
  }
  if (HasOperator(node, Kind::TokenMultiply)) {
    return ProductOf(node);
  }
  const ValueId first = Expression(*left);
  const ValueId second = Expression(*right);
  if (HasOperator(node, Kind::TokenModulo) && !IsNumber(Unwrapped(*left))) {
    return builder_.Add(Format{FormatStyle::Percent, first, second},
                        RangeOf(node));
  }
  if (HasOperator(node, Kind::TokenDivide) && IsPath(node)) {
    Call call;
    call.callee = builder_.Add(Member{first, "__truediv__"}, RangeOf(*left));
    call.arguments.push_back({ArgumentKind::Positional, {}, second});
    return builder_.Add(std::move(call), RangeOf(node));
  }
  if (HasOperator(node, Kind::TokenBar) &&
      (Unwrapped(*left).Is(Kind::Dictionary) ||
       Unwrapped(*right).Is(Kind::Dictionary))) {
    Collection merged{CollectionKind::Dictionary, {}};
    merged.entries.push_back({std::nullopt, first, true});
    merged.entries.push_back({std::nullopt, second, true});
    return builder_.Add(std::move(merged), RangeOf(node));
  }
  return Test(Computation::Operator::Other, {first, second}, node);
}

ValueId PythonLowering::BooleanOf(Node node) {
  const bool either =
      HasOperator(node, Kind::TokenOr) || !HasOperator(node, Kind::TokenAnd);
  Choice choice;
  choice.kind = either ? ChoiceKind::Or : ChoiceKind::And;
  const auto op = node.Child(Field::Operator);
  if (!op || !node.Child(Field::Left) || !node.Child(Field::Right)) {
    return NotUnderstood(node, "operator", Operands(node));
  }
  for (const Node part : Chain(node, Kind::BooleanOperator, op->As<Kind>())) {
    choice.options.push_back(Expression(part));
  }
  return builder_.Add(std::move(choice), RangeOf(node));
}

namespace {

Computation::Operator TestOf(Kind token, bool with_none, bool with_constant) {
  using enum Computation::Operator;
  const bool same = token == Kind::TokenEqual ||
                    (token == Kind::TokenIs && (with_none || with_constant));
  const bool other =
      token == Kind::TokenNotEqual || token == Kind::TokenNotEqualOld ||
      (token == Kind::TokenIsNot && (with_none || with_constant));
  if (same) {
    return with_none ? IsNone : Equal;
  }
  if (other) {
    return with_none ? IsNotNone : NotEqual;
  }
  switch (token) {
    case Kind::TokenIn:
      return In;
    case Kind::TokenLess:
      return Less;
    case Kind::TokenLessOrEqual:
      return LessOrEqual;
    case Kind::TokenGreater:
      return Greater;
    case Kind::TokenGreaterOrEqual:
      return GreaterOrEqual;
    default:
      break;
  }
  return token == Kind::TokenNotIn ? NotIn : Other;
}

}  // namespace

ValueId PythonLowering::ComparisonOf(Node node) {
  std::vector<Node> sides;
  std::vector<ValueId> operands;
  std::vector<Kind> tokens;
  for (const Node child : node.children()) {
    if (child.data().field == static_cast<uint8_t>(Field::Operators)) {
      tokens.push_back(child.As<Kind>());
    } else if (IsPart(child)) {
      sides.push_back(child);
      operands.push_back(Expression(child));
    }
  }
  if (sides.size() == 3 && tokens.size() == 2) {
    // `a <= b < c` is `a <= b and b < c`.
    const auto first = TestOf(tokens[0], false, false);
    const auto second = TestOf(tokens[1], false, false);
    Choice both{ChoiceKind::And, {}, {}};
    both.options.push_back(Test(first, {operands[0], operands[1]}, node));
    both.options.push_back(Test(second, {operands[1], operands[2]}, node));
    return builder_.Add(std::move(both), RangeOf(node));
  }
  if (sides.size() != 2) {
    return Test(Computation::Operator::Other, std::move(operands), node);
  }
  const Kind token = tokens.empty() ? Kind::Other : tokens[0];
  if (sides[0].Is(Kind::None)) {
    std::swap(sides[0], sides[1]);
    std::swap(operands[0], operands[1]);
  }
  // `is Kind.A`: a member of an enumeration is one object.
  const bool constant = sides[1].Is(Kind::True) || sides[1].Is(Kind::False) ||
                        sides[1].Is(Kind::Attribute);
  const auto op = TestOf(token, sides[1].Is(Kind::None), constant);
  if (op == Computation::Operator::IsNone ||
      op == Computation::Operator::IsNotNone) {
    operands.pop_back();
  }
  return Test(op, std::move(operands), node);
}

ValueId PythonLowering::UnaryOf(Node node) {
  const auto argument = node.Child(Field::Argument);
  if (!argument) {
    return NotUnderstood(node, "operator", Operands(node));
  }
  const Node inner = Unwrapped(*argument);
  if (node.Is(Kind::NotOperator)) {
    return Test(Computation::Operator::Not, {Expression(inner)}, node);
  }
  const bool minus = HasOperator(node, Kind::TokenSubtract);
  if (IsNumber(inner) && (minus || HasOperator(node, Kind::TokenAdd))) {
    const bool whole = inner.Is(Kind::Integer);
    return builder_.Add(
        Constant{whole ? ConstantKind::Integer : ConstantKind::Float,
                 (minus ? "-" : "") + DecimalSpelling(inner.text())},
        RangeOf(node));
  }
  return Test(Computation::Operator::Other, {Expression(inner)}, node);
}

ValueId PythonLowering::ConditionalOf(Node node) {
  const std::vector<Node> parts = NamedChildren(node);
  if (parts.size() != 3) {
    return NotUnderstood(node, "conditional expression", Operands(node));
  }
  Choice choice;
  choice.condition = Expression(parts[1]);
  choice.options = {Expression(parts[0]), Expression(parts[2])};
  return builder_.Add(std::move(choice), RangeOf(node));
}

}  // namespace pgpact
