// Statements: lists, pipelines, loops, cases and functions.
#include <algorithm>
#include <utility>

#include "analyzer/frontends/shell/shell_lowering.h"

namespace pgpact {

void ShellLowering::Add(Block& out, decltype(Statement::node) node,
                        TextRange place) {
  out.statements.push_back({std::move(node), place});
}

void ShellLowering::AddTry(Block& out, Block body, std::optional<Block> handler,
                           std::optional<Block> other, TextRange place) {
  Try attempt;
  attempt.body = builder_.AddBlock(std::move(body));
  if (handler) {
    attempt.handlers.push_back(builder_.AddBlock(std::move(*handler)));
  }
  attempt.else_block = builder_.AddBlock(std::move(other).value_or(Block{}));
  attempt.finally_block = builder_.AddBlock({});
  Add(out, std::move(attempt), place);
}

void ShellLowering::LowerStatements(ShellNode parent, Block& out) {
  for (const NodeView child : parent.view.children()) {
    if (child.named() || child.error()) {
      LowerStatement(parent.With(child), out);
    }
  }
}

// A statement where its failure means what the script's settings say.
void ShellLowering::LowerStatement(ShellNode node, Block& out) {
  if (depth_ >= kShellDepth) {
    Complain(UnknownReason::LimitReached, "nesting too deep", node.place());
    return;
  }
  ++depth_;
  if (node.source == sources_.front().get() &&
      !node.view.Is(ShellKind::Comment)) {
    statements_.push_back(node.place());
  }
  Block body;
  const Outcome outcome = LowerRaw(node, {}, body);
  // `set -e` passes over what fails before an `&&`.
  const bool conditional =
      node.view.Is(ShellKind::List) && node.view.FirstOf(ShellKind::And);
  if (outcome == Outcome::MayFail && (conditional || !exits_on_error_)) {
    AddTry(out, std::move(body), Block{}, std::nullopt, node.place());
  } else {
    std::move(body.statements.begin(), body.statements.end(),
              std::back_inserter(out.statements));
  }
  --depth_;
}

// A statement that raises when it fails.
ShellLowering::Outcome ShellLowering::LowerRaw(ShellNode node,
                                               const Input& input, Block& out) {
  Block* const outer = std::exchange(current_, &out);
  const Outcome outer_substituted = std::exchange(substituted_, Outcome::Quiet);
  Outcome outcome = Outcome::Quiet;
  switch (node.view.As<ShellKind>()) {
    case ShellKind::List:
      outcome = LowerList(node, out);
      break;
    case ShellKind::Pipeline:
      outcome = LowerPipeline(node, input, out);
      break;
    case ShellKind::Command:
      outcome = LowerCommand(node, input, out);
      break;
    case ShellKind::RedirectedStatement:
      outcome = LowerRedirected(node, input, out);
      break;
    case ShellKind::NegatedCommand:
      for (const NodeView child : node.view.children()) {
        outcome = LowerRaw(node.With(child), input, out);
      }
      break;
    default:
      LowerCompound(node, out);
      break;
  }
  if (substituted_ == Outcome::MayFail) {
    outcome = Outcome::MayFail;
  }
  substituted_ = outer_substituted;
  current_ = outer;
  return outcome;
}

// Statements that handle the failures of their parts themselves.
void ShellLowering::LowerCompound(ShellNode node, Block& out) {
  switch (node.view.As<ShellKind>()) {
    case ShellKind::VariableAssignment:
      LowerAssignment(node, out);
      break;
    case ShellKind::VariableAssignments:
      for (const NodeView child : node.view.children()) {
        LowerAssignment(node.With(child), out);
      }
      break;
    case ShellKind::DeclarationCommand:
      LowerDeclaration(node, out);
      break;
    case ShellKind::IfStatement:
      LowerIf(node, out);
      break;
    case ShellKind::ForStatement:
      LowerFor(node, out);
      break;
    case ShellKind::WhileStatement:
    case ShellKind::CStyleForStatement:
      LowerWhile(node, out);
      break;
    case ShellKind::CaseStatement:
      LowerCase(node, out);
      break;
    case ShellKind::FunctionDefinition:
      LowerFunction(node, out);
      break;
    case ShellKind::Subshell: {
      const std::string folder = folder_;
      LowerStatements(node, out);
      folder_ = folder;
      break;
    }
    case ShellKind::Program:
    case ShellKind::CompoundStatement:
    case ShellKind::DoGroup:
      LowerStatements(node, out);
      break;
    default:
      if (node.view.error()) {
        Complain(UnknownReason::SyntaxError, "shell syntax", node.place());
        LowerStatements(node, out);
      }
      break;
  }
}

// `a && b`, `a || b`, and `a; b` where the grammar makes a list of it.
ShellLowering::Outcome ShellLowering::LowerList(ShellNode node, Block& out) {
  if (depth_ >= kShellDepth) {
    Complain(UnknownReason::LimitReached, "nesting too deep", node.place());
    return Outcome::Quiet;
  }
  ++depth_;
  std::vector<ShellNode> sides;
  bool either = false;
  for (const NodeView child : node.view.children()) {
    either = either || child.Is(ShellKind::Or);
    if (child.named()) {
      sides.push_back(node.With(child));
    }
  }
  Outcome outcome = Outcome::Quiet;
  if (sides.size() == 2) {
    Block left;
    const Outcome first = LowerRaw(sides[0], {}, left);
    Block right;
    outcome = LowerRaw(sides[1], {}, right);
    if (first == Outcome::Quiet) {
      std::move(left.statements.begin(), left.statements.end(),
                std::back_inserter(out.statements));
      const ValueId condition = Condition(sides[0]);
      const BlockId taken = builder_.AddBlock(std::move(right));
      const BlockId none = builder_.AddBlock({});
      Add(out, If{condition, either ? none : taken, either ? taken : none},
          node.place());
    } else if (either) {
      AddTry(out, std::move(left), std::move(right), std::nullopt,
             node.place());
    } else {
      std::move(left.statements.begin(), left.statements.end(),
                std::back_inserter(out.statements));
      std::move(right.statements.begin(), right.statements.end(),
                std::back_inserter(out.statements));
      outcome = Outcome::MayFail;
    }
  } else {
    LowerStatements(node, out);
  }
  --depth_;
  return outcome;
}

ShellLowering::Outcome ShellLowering::LowerPipeline(ShellNode node,
                                                    const Input& input,
                                                    Block& out) {
  std::vector<ShellNode> stages;
  for (const NodeView child : node.view.children()) {
    if (child.named()) {
      stages.push_back(node.With(child));
    }
  }
  Input carried = input;
  for (size_t i = 0; i + 1 < stages.size(); ++i) {
    Block body;
    const Outcome outcome = LowerRaw(stages[i], carried, body);
    if (outcome == Outcome::MayFail) {
      AddTry(out, std::move(body), Block{}, std::nullopt, stages[i].place());
    } else {
      std::move(body.statements.begin(), body.statements.end(),
                std::back_inserter(out.statements));
    }
    carried = OutputOf(stages[i], carried);
  }
  return stages.empty() ? Outcome::Quiet
                        : LowerRaw(stages.back(), carried, out);
}

// `for x in …`, over words that are mostly known.
void ShellLowering::LowerFor(ShellNode node, Block& out) {
  Loop loop;
  const std::optional<NodeView> variable =
      node.view.Child(ShellField::Variable);
  Collection words;
  bool listed = false;
  for (const NodeView child : node.view.children()) {
    if (child.data().field == static_cast<uint8_t>(ShellField::Value)) {
      listed = true;
      const ShellWord word(*node.source, child.range());
      for (const Entry& entry : Elements(word)) {
        words.entries.push_back(entry);
      }
    }
  }
  if (!listed) {
    words.entries.push_back(
        {std::nullopt, Positional("@", node.place()), true});
  }
  loop.iterable = builder_.Add(std::move(words), node.place());
  if (variable) {
    Target target;
    target.kind = Target::Kind::Name;
    target.name = variable->text();
    target.range = node.source->Place(variable->range());
    variables_.insert(target.name);
    fixed_.erase(target.name);
    if (scope_ != nullptr) {
      scope_->assigned.insert(target.name);
    }
    loop.target = std::move(target);
  }
  Block body;
  if (const std::optional<NodeView> group = node.view.Child(ShellField::Body)) {
    LowerStatements(node.With(*group), body);
  }
  loop.body = builder_.AddBlock(std::move(body));
  loop.else_block = builder_.AddBlock({});
  Add(out, std::move(loop), node.place());
}

void ShellLowering::LowerWhile(ShellNode node, Block& out) {
  Loop loop;
  Block body;
  for (const NodeView child : node.view.children()) {
    const ShellNode part = node.With(child);
    if (child.Is(ShellKind::DoGroup) ||
        child.Is(ShellKind::CompoundStatement)) {
      LowerStatements(part, body);
    } else if (child.named() && !child.Is(ShellKind::VariableAssignment) &&
               node.view.Is(ShellKind::WhileStatement)) {
      // The condition runs before each pass.
      LowerStatement(part, body);
    }
  }
  loop.condition = UnknownValue(UnknownReason::Environment,
                                "exit status of a command", node.place());
  loop.body = builder_.AddBlock(std::move(body));
  loop.else_block = builder_.AddBlock({});
  Add(out, std::move(loop), node.place());
}

// One item of a case: its statements run when the subject is one of its
// patterns.
ShellLowering::CaseArm ShellLowering::LowerArm(ShellNode item,
                                               ValueId subject) {
  CaseArm arm;
  arm.place = item.place();
  Block body;
  std::vector<ValueId> patterns;
  bool known = true;
  for (const NodeView child : item.view.children()) {
    if (child.data().field != static_cast<uint8_t>(ShellField::Value)) {
      if (child.named()) {
        LowerStatement(item.With(child), body);
      }
      continue;
    }
    const std::string_view pattern = item.source->Text(child.range());
    arm.always = arm.always || pattern == "*";
    known = known && pattern.find_first_of("*?[") == std::string_view::npos;
    patterns.push_back(WordValue(ShellWord(*item.source, child.range())));
  }
  arm.block = builder_.AddBlock(std::move(body));
  arm.condition =
      known && patterns.size() == 1
          ? builder_.Add(Computation{Computation::Operator::Equal,
                                     {subject, patterns[0]}},
                         arm.place)
          : UnknownValue(UnknownReason::Environment, "case pattern", arm.place);
  return arm;
}

// Each item is the `else` of the one before it.
void ShellLowering::LowerCase(ShellNode node, Block& out) {
  const std::optional<NodeView> subject = node.view.Child(ShellField::Value);
  if (!subject) {
    return;
  }
  const ValueId value = WordValue(ShellWord(*node.source, subject->range()));
  std::vector<CaseArm> arms;
  for (const NodeView item : node.view.children()) {
    if (item.Is(ShellKind::CaseItem)) {
      arms.push_back(LowerArm(node.With(item), value));
      if (arms.back().always) {
        break;
      }
    }
  }
  BlockId rest = builder_.AddBlock({});
  for (size_t i = arms.size(); i-- > 0;) {
    if (arms[i].always) {
      rest = arms[i].block;
      continue;
    }
    Block block;
    Add(block, If{arms[i].condition, arms[i].block, rest}, arms[i].place);
    rest = builder_.AddBlock(std::move(block));
  }
  Add(out,
      If{builder_.Add(Constant{ConstantKind::True, ""}, node.place()), rest,
         builder_.AddBlock({})},
      node.place());
}

namespace {

// The greatest n of the $n in a text, and whether it looks at all of them.
struct PositionalUse {
  uint32_t greatest = 0;
  bool all = false;
};
PositionalUse FindPositional(std::string_view text) {
  PositionalUse use;
  for (size_t at = text.find('$'); at != std::string_view::npos;
       at = text.find('$', at + 1)) {
    size_t i = at + 1;
    i += i < text.size() && text[i] == '{' ? 1 : 0;
    uint32_t number = 0;
    for (uint32_t digits = 0;
         digits < 2 && i < text.size() && text[i] >= '0' && text[i] <= '9';
         ++digits, ++i) {
      number = number * 10 + static_cast<uint32_t>(text[i] - '0');
    }
    use.greatest = std::max(use.greatest, number);
    use.all =
        use.all ||
        (i < text.size() && i <= at + 2 &&
         (text[i] == '@' || text[i] == '*' || text[i] == '#') && number == 0);
  }
  use.all = use.all || text.find("shift") != std::string_view::npos;
  return use;
}

}  // namespace

void ShellLowering::LowerFunction(ShellNode node, Block& out) {
  const std::optional<NodeView> name = node.view.Child(ShellField::Name);
  const std::optional<NodeView> body = node.view.Child(ShellField::Body);
  if (!name || !body || depth_ >= kShellDepth) {
    return;
  }
  const TextRange place = node.place();
  Scope scope;
  const PositionalUse use = FindPositional(node.source->Text(body->range()));
  scope.rest = use.all;
  Function function;
  // Functions and variables may have one name; the marks keep them apart.
  function.name = std::string(name->text()) + "()";
  function.qualified_name = name->text();
  function.range = place;
  if (scope.rest) {
    Parameter& rest = function.parameters.emplace_back();
    rest.name = "@";
    rest.kind = ParameterKind::RestList;
    rest.range = node.source->Place(name->range());
  }
  for (uint32_t i = 1; i <= use.greatest && !scope.rest; ++i) {
    Parameter& parameter = function.parameters.emplace_back();
    parameter.name = std::to_string(i);
    parameter.default_value = Text("", node.source->Place(name->range()));
    parameter.range = node.source->Place(name->range());
  }
  Scope* const outer = std::exchange(scope_, &scope);
  const std::string folder = folder_;
  Block block;
  ++depth_;
  // Its own statements even when the body is a subshell or a single command.
  if (body->Is(ShellKind::CompoundStatement) || body->Is(ShellKind::Subshell)) {
    LowerStatements(node.With(*body), block);
  } else {
    LowerStatement(node.With(*body), block);
  }
  --depth_;
  folder_ = folder;
  scope_ = outer;
  DeclareOuter outside;
  std::set_difference(scope.assigned.begin(), scope.assigned.end(),
                      scope.locals.begin(), scope.locals.end(),
                      std::back_inserter(outside.names));
  if (!outside.names.empty()) {
    block.statements.insert(block.statements.begin(),
                            {std::move(outside), place});
  }
  function.locals.assign(scope.locals.begin(), scope.locals.end());
  function.body = builder_.AddBlock(std::move(block));
  Add(out, DefineFunction{builder_.AddFunction(std::move(function))}, place);
}

}  // namespace pgpact
