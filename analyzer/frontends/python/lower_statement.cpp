// Simple statements, and what stands in a block.
#include <utility>

#include "analyzer/frontends/python/lowering.h"

namespace pgpact {

BlockId PythonLowering::BlockOf(std::optional<Node> block) {
  if (!block) {
    return EmptyBlock();
  }
  std::vector<Statement> statements;
  std::vector<Statement>* const outer = std::exchange(block_, &statements);
  StatementsOf(*block);
  block_ = outer;
  return statements.empty() ? EmptyBlock()
                            : builder_.AddBlock({std::move(statements)});
}

void PythonLowering::StatementsOf(Node parent) {
  for (const Node child : parent.children()) {
    StatementOf(child);
  }
}

void PythonLowering::StatementOf(Node node) {
  if (depth_ >= kMaximumDepth) {
    Emit(Evaluated{Expression(node)}, node);
    return;
  }
  ++depth_;
  if (node.error() || node.Is(Kind::Block)) {
    // What could be read inside is kept.
    StatementsOf(node);
  } else if (!SimpleStatement(node) && !CompoundStatement(node) &&
             IsExpression(node)) {
    ExpressionStatementOf(node);
  }
  --depth_;
}

bool PythonLowering::SimpleStatement(Node node) {
  switch (node.As<Kind>()) {
    case Kind::ExpressionStatement:
      ExpressionStatementOf(node);
      return true;
    case Kind::Assignment:
      AssignmentOf(node);
      return true;
    case Kind::AugmentedAssignment:
      AugmentedOf(node);
      return true;
    case Kind::ReturnStatement:
      ReturnOf(node);
      return true;
    case Kind::RaiseStatement:
      RaiseOf(node);
      return true;
    case Kind::BreakStatement:
      Emit(Leave{LeaveKind::Break, {}}, node);
      return true;
    case Kind::ContinueStatement:
      Emit(Leave{LeaveKind::Continue, {}}, node);
      return true;
    case Kind::DeleteStatement:
      DeleteOf(node);
      return true;
    case Kind::AssertStatement:
    case Kind::PrintStatement:
    case Kind::ExecStatement:
    case Kind::Chevron:
      EvaluateChildren(node);
      return true;
    case Kind::GlobalStatement:
    case Kind::NonlocalStatement:
      OuterOf(node);
      return true;
    case Kind::ImportStatement:
      ImportOf(node);
      return true;
    case Kind::ImportFromStatement:
      ImportFromOf(node);
      return true;
    case Kind::PassStatement:
    case Kind::TypeAliasStatement:
    case Kind::FutureImportStatement:
      return true;
    default:
      return false;
  }
}

// Literals and names alone do nothing.
void PythonLowering::ExpressionStatementOf(Node node) {
  const bool statement = node.Is(Kind::ExpressionStatement);
  const std::vector<Node> children =
      statement ? NamedChildren(node) : std::vector<Node>{node};
  for (const Node child : children) {
    switch (child.As<Kind>()) {
      case Kind::Assignment:
        AssignmentOf(child);
        break;
      case Kind::AugmentedAssignment:
        AugmentedOf(child);
        break;
      case Kind::Yield:
        YieldOf(child);
        break;
      case Kind::Identifier:
      case Kind::Ellipsis:
      case Kind::Integer:
        break;
      case Kind::String:
        // A docstring; an f-string may hold calls.
        if (child.FirstOf(Kind::Interpolation)) {
          Emit(Evaluated{Expression(child)}, node);
        }
        break;
      default:
        Emit(Evaluated{Expression(child)}, node);
        break;
    }
  }
}

void PythonLowering::EvaluateChildren(Node node) {
  for (const Node child : NamedChildren(node)) {
    if (child.Is(Kind::Chevron)) {
      EvaluateChildren(child);
    } else {
      Emit(Evaluated{Expression(child)}, node);
    }
  }
}

// `a = b = value`: the value is made once, the further targets get what the
// first holds.
void PythonLowering::AssignmentOf(Node node) {
  std::vector<Node> targets;
  Node last = node;
  std::optional<Node> right = node;
  while (right && right->Is(Kind::Assignment)) {
    last = *right;
    if (const auto left = last.Child(Field::Left)) {
      targets.push_back(*left);
    }
    right = last.Child(Field::Right);
  }
  if (targets.empty()) {
    return;
  }
  if (!right) {
    // A declaration without a value: a field of a class, else nothing.
    if (scopes_.back().kind == Scope::Kind::Class) {
      const ValueId value = builder_.AddUnknown(
          UnknownReason::Parameter, "field without a value", RangeOf(node));
      Emit(Assign{AssignedTarget(targets.front()), AssignOperator::Set, value},
           node);
    }
    return;
  }
  if (right->Is(Kind::AugmentedAssignment)) {
    AugmentedOf(*right);
    return;
  }
  if (targets.size() == 1 && (AssignRecord(targets.front(), *right, node) ||
                              AssignDefaults(targets.front(), *right, node))) {
    return;
  }
  ValueId value = Expression(*right);
  for (size_t i = 0; i < targets.size(); ++i) {
    Target target = AssignedTarget(targets[i]);
    const bool again = i + 1 < targets.size() && i == 0;
    const bool readable = target.kind == Target::Kind::Name ||
                          target.kind == Target::Kind::Member;
    Emit(Assign{std::move(target), AssignOperator::Set, value}, node);
    if (again && readable) {
      value = Expression(targets[i]);
    }
  }
}

void PythonLowering::AugmentedOf(Node node) {
  const auto left = node.Child(Field::Left);
  const auto right = node.Child(Field::Right);
  const auto op = node.Child(Field::Operator);
  if (!left || !right) {
    return;
  }
  ValueId value = Expression(*right);
  Target target = AssignedTarget(*left);
  AssignOperator how = AssignOperator::Other;
  if (op && op->Is(Kind::TokenPlusEqual)) {
    how = AssignOperator::Add;
  } else if (op && op->Is(Kind::TokenModuloEqual)) {
    how = AssignOperator::Set;
    const ValueId format = Expression(*left);
    value = builder_.Add(Format{FormatStyle::Percent, format, value},
                         RangeOf(node));
  }
  Emit(Assign{std::move(target), how, value}, node);
}

// `del d[k]` takes the element out; other deletions change no text.
void PythonLowering::DeleteOf(Node node) {
  std::vector<Node> deleted = NamedChildren(node);
  if (deleted.size() == 1 && (deleted.front().Is(Kind::ExpressionList) ||
                              deleted.front().Is(Kind::Tuple))) {
    deleted = NamedChildren(deleted.front());
  }
  for (const Node each : deleted) {
    const Node gone = Unwrapped(each);
    if (!gone.Is(Kind::Subscript)) {
      if (!gone.Is(Kind::Identifier)) {
        Emit(Evaluated{Expression(gone)}, node);
      }
      continue;
    }
    Target target = TargetOf(gone);
    Call pop;
    pop.callee = builder_.Add(Member{target.object, "pop"}, RangeOf(gone));
    pop.arguments.push_back({ArgumentKind::Positional, {}, target.key});
    Emit(Evaluated{builder_.Add(std::move(pop), RangeOf(gone))}, node);
  }
}

void PythonLowering::ReturnOf(Node node) {
  Return leave;
  const std::vector<Node> values = NamedChildren(node);
  if (!values.empty()) {
    leave.value = Expression(values.front());
  }
  Emit(leave, node);
}

void PythonLowering::RaiseOf(Node node) {
  Leave leave{LeaveKind::Raise, {}};
  const std::vector<Node> values = NamedChildren(node);
  if (!values.empty()) {
    leave.value = Expression(values.front());
  }
  for (size_t i = 1; i < values.size(); ++i) {
    Emit(Evaluated{Expression(values[i])}, node);
  }
  Emit(leave, node);
}

void PythonLowering::OuterOf(Node node) {
  DeclareOuter outer;
  outer.module_level = node.Is(Kind::GlobalStatement);
  for (const Node name : NamedChildren(node)) {
    outer.names.push_back(TextAt(name));
  }
  Emit(std::move(outer), node);
}

void PythonLowering::AddImport(Import import, Node node) {
  if (!import.name.empty()) {
    Declare(import.name);
  }
  Emit(std::move(import), node);
}

namespace {

// A dotted name without the blanks and line ends that may stand around dots.
std::string Dotted(std::string_view text) {
  std::string dotted;
  for (const char byte : text) {
    if (byte != ' ' && byte != '\t' && byte != '\\' && byte != '\n' &&
        byte != '\r') {
      dotted += byte;
    }
  }
  return dotted;
}

}  // namespace

void PythonLowering::ImportOf(Node node) {
  for (const Node child : NamedChildren(node)) {
    const auto alias = child.Child(Field::Alias);
    const auto name =
        child.Is(Kind::AliasedImport) ? child.Child(Field::Name) : child;
    if (!name) {
      continue;
    }
    Import import;
    import.module = Dotted(name->text());
    import.name = alias ? TextAt(*alias)
                        : import.module.substr(0, import.module.find('.'));
    AddImport(std::move(import), node);
  }
}

void PythonLowering::ImportFromOf(Node node) {
  Import from;
  if (const auto module = node.Child(Field::ModuleName)) {
    from.module = Dotted(module->text());
    const size_t dots = from.module.find_first_not_of('.');
    from.level = static_cast<uint32_t>(
        dots == std::string::npos ? from.module.size() : dots);
    from.module.erase(0, from.level);
  }
  for (const Node child : node.children()) {
    Import import = from;
    if (child.Is(Kind::WildcardImport)) {
      import.member = "*";
    } else if (child.data().field == static_cast<uint8_t>(Field::Name)) {
      const auto alias = child.Child(Field::Alias);
      const auto name =
          child.Is(Kind::AliasedImport) ? child.Child(Field::Name) : child;
      import.member = name ? Dotted(name->text()) : std::string();
      import.name = alias ? TextAt(*alias) : import.member;
    }
    if (!import.member.empty()) {
      AddImport(std::move(import), node);
    }
  }
}

}  // namespace pgpact
