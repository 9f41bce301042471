// Conditions: `if`, and what a test says.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "analyzer/frontends/shell/shell_lowering.h"

namespace pgpact {

namespace {

Block Joined(Block first, Block second) {
  std::move(second.statements.begin(), second.statements.end(),
            std::back_inserter(first.statements));
  return first;
}

}  // namespace

void ShellLowering::LowerIf(ShellNode node, Block& out) {
  std::vector<ShellNode> parts;
  for (const NodeView child : node.view.children()) {
    parts.push_back(node.With(child));
  }
  IfFrom(parts, 0, out);
}

// `parts` from `from` on: conditions, `then`, statements, and what follows.
void ShellLowering::IfFrom(const std::vector<ShellNode>& parts, size_t from,
                           Block& out) {
  std::vector<ShellNode> condition;
  Block then_block;
  Block else_block;
  bool then = false;
  for (size_t i = from; i < parts.size(); ++i) {
    const ShellNode part = parts[i];
    if (part.view.Is(ShellKind::Then)) {
      then = true;
    } else if (part.view.Is(ShellKind::ElifClause)) {
      std::vector<ShellNode> inner;
      for (const NodeView child : part.view.children()) {
        inner.push_back(part.With(child));
      }
      inner.insert(inner.end(), parts.begin() + static_cast<ptrdiff_t>(i) + 1,
                   parts.end());
      if (depth_ < kShellDepth) {
        ++depth_;
        IfFrom(inner, 0, else_block);
        --depth_;
      }
      break;
    } else if (part.view.Is(ShellKind::ElseClause)) {
      LowerStatements(part, else_block);
    } else if (part.view.named()) {
      if (then) {
        LowerStatement(part, then_block);
      } else {
        condition.push_back(part);
      }
    }
  }
  Branch(condition, std::move(then_block), std::move(else_block), out);
}

void ShellLowering::Branch(const std::vector<ShellNode>& condition,
                           Block then_block, Block else_block, Block& out) {
  if (condition.empty()) {
    return;
  }
  for (size_t i = 0; i + 1 < condition.size(); ++i) {
    LowerStatement(condition[i], out);
  }
  ShellNode last = condition.back();
  bool negated = false;
  while (last.view.Is(ShellKind::NegatedCommand)) {
    std::optional<NodeView> inner;
    for (const NodeView child : last.view.children()) {
      inner = child.named() ? std::optional(child) : inner;
    }
    if (!inner) {
      break;
    }
    negated = !negated;
    last = last.With(*inner);
  }
  if (const std::optional<NodeView> body = last.view.Child(ShellField::Body);
      body && body->Is(ShellKind::NegatedCommand) &&
      last.view.Is(ShellKind::RedirectedStatement)) {
    negated = !negated;
  }
  if (negated) {
    std::swap(then_block, else_block);
  }
  Block test;
  if (LowerRaw(last, {}, test) == Outcome::MayFail) {
    AddTry(out, std::move(test), std::move(else_block), std::move(then_block),
           last.place());
    return;
  }
  out = Joined(std::move(out), std::move(test));
  const ValueId value = Condition(last);
  const BlockId taken = builder_.AddBlock(std::move(then_block));
  const BlockId other = builder_.AddBlock(std::move(else_block));
  Add(out, If{value, taken, other}, last.place());
}

namespace {

// `-z` and `-n` compare with an empty text.
std::optional<Computation::Operator> OperatorOf(std::string_view text) {
  using enum Computation::Operator;
  struct Spelling {
    std::string_view text;
    Computation::Operator op;
  };
  constexpr std::array<Spelling, 11> kSpellings = {{{"=", Equal},
                                                    {"==", Equal},
                                                    {"-z", Equal},
                                                    {"-eq", Equal},
                                                    {"!=", NotEqual},
                                                    {"-n", NotEqual},
                                                    {"-ne", NotEqual},
                                                    {"-lt", Less},
                                                    {"-le", LessOrEqual},
                                                    {"-gt", Greater},
                                                    {"-ge", GreaterOrEqual}}};
  const auto found = std::ranges::find(kSpellings, text, &Spelling::text);
  return found == kSpellings.end() ? std::nullopt : std::optional(found->op);
}

}  // namespace

// What is known of a condition that is no call of a sink.
ValueId ShellLowering::Condition(ShellNode node) {
  const std::string_view text = node.text();
  if (text == "true" || text == ":") {
    return builder_.Add(Constant{ConstantKind::True, ""}, node.place());
  }
  if (text == "false") {
    return builder_.Add(Constant{ConstantKind::False, ""}, node.place());
  }
  if (node.view.Is(ShellKind::TestCommand)) {
    for (const NodeView child : node.view.children()) {
      if (child.Is(ShellKind::BinaryExpression) ||
          child.Is(ShellKind::UnaryExpression)) {
        return Test(node.With(child));
      }
    }
  }
  return UnknownValue(UnknownReason::Environment, "exit status of a command",
                      node.place());
}

// `[ "$a" = b ]`, `[ -z "$a" ]`.
ValueId ShellLowering::Test(ShellNode node) {
  std::vector<ValueId> operands;
  std::optional<Computation::Operator> op;
  bool pattern = false;
  for (const NodeView child : node.view.children()) {
    const std::string_view text = node.source->Text(child.range());
    const bool operation = child.Is(ShellKind::TestOperator) || !child.named();
    if (operation) {
      op = OperatorOf(text);
    } else {
      pattern = pattern || text.find_first_of("*?[") != std::string_view::npos;
      operands.push_back(WordValue(ShellWord(*node.source, child.range())));
    }
  }
  if (operands.size() == 1 && op && node.view.Is(ShellKind::UnaryExpression)) {
    operands.push_back(Text("", node.place()));
  }
  if (!op || pattern || operands.size() != 2) {
    return UnknownValue(UnknownReason::Environment, "test", node.place());
  }
  return builder_.Add(Computation{*op, std::move(operands)}, node.place());
}

}  // namespace pgpact
