// Statements that hold blocks.
#include <utility>

#include "analyzer/frontends/python/lowering.h"

namespace pgpact {

bool PythonLowering::CompoundStatement(Node node) {
  switch (node.As<Kind>()) {
    case Kind::IfStatement:
      IfOf(node);
      return true;
    case Kind::ForStatement:
      ForOf(node);
      return true;
    case Kind::WhileStatement:
      WhileOf(node);
      return true;
    case Kind::TryStatement:
      TryOf(node);
      return true;
    case Kind::WithStatement:
      WithOf(node);
      return true;
    case Kind::MatchStatement:
      MatchOf(node);
      return true;
    case Kind::FunctionDefinition:
      FunctionOf(node, {});
      return true;
    case Kind::ClassDefinition:
      ClassOf(node, {});
      return true;
    case Kind::DecoratedDefinition:
      DecoratedOf(node);
      return true;
    // Pieces of statements whose head is lost in an error.
    case Kind::ElifClause:
    case Kind::ElseClause:
    case Kind::ExceptClause:
    case Kind::ExceptGroupClause:
    case Kind::FinallyClause:
    case Kind::CaseClause:
    case Kind::Decorator:
    case Kind::WithClause:
    case Kind::WithItem:
      StatementsOf(node);
      return true;
    case Kind::Parameters:
    case Kind::ArgumentList:
    case Kind::Comment:
    case Kind::Type:
      return true;
    default:
      return false;
  }
}

// `elif` is an `if` in the else block of the one before; made from the last
// backward, so that a chain of any length nests without recursion.
void PythonLowering::IfOf(Node node) {
  std::vector<Node> branches = {node};
  std::optional<Node> last;
  for (const Node child : node.children()) {
    if (child.Is(Kind::ElifClause)) {
      branches.push_back(child);
    } else if (child.Is(Kind::ElseClause)) {
      last = child.Child(Field::Body);
    }
  }
  BlockId otherwise = BlockOf(last);
  for (size_t i = branches.size(); i-- > 0;) {
    const Node branch = branches[i];
    std::vector<Statement> inner;
    std::vector<Statement>* const outer = block_;
    if (i > 0) {
      block_ = &inner;
    }
    const auto condition = branch.Child(Field::Condition);
    const ValueId test = condition ? Expression(*condition)
                                   : NotUnderstood(branch, "condition", {});
    const BlockId then_block = BlockOf(branch.Child(Field::Consequence));
    Emit(If{test, then_block, otherwise}, branch);
    block_ = outer;
    if (i > 0) {
      otherwise = builder_.AddBlock({std::move(inner)});
    }
  }
}

void PythonLowering::ForOf(Node node) {
  Loop loop;
  const auto left = node.Child(Field::Left);
  const auto right = node.Child(Field::Right);
  if (right) {
    loop.iterable = Expression(*right);
  }
  if (left) {
    loop.target = AssignedTarget(*left);
  }
  loop.body = BlockOf(node.Child(Field::Body));
  const auto alternative = node.Child(Field::Alternative);
  loop.else_block =
      BlockOf(alternative ? alternative->Child(Field::Body) : std::nullopt);
  Emit(std::move(loop), node);
}

void PythonLowering::WhileOf(Node node) {
  Loop loop;
  const size_t before = block_->size();
  if (const auto condition = node.Child(Field::Condition)) {
    loop.condition = Expression(*condition);
  }
  // What the condition assigns is assigned again after each round.
  const std::vector<Statement> assigned(
      block_->begin() + static_cast<std::ptrdiff_t>(before), block_->end());
  std::vector<Statement> body;
  std::vector<Statement>* const outer = std::exchange(block_, &body);
  if (const auto block = node.Child(Field::Body)) {
    StatementsOf(*block);
  }
  block_ = outer;
  body.insert(body.end(), assigned.begin(), assigned.end());
  loop.body = builder_.AddBlock({std::move(body)});
  const auto alternative = node.Child(Field::Alternative);
  loop.else_block =
      BlockOf(alternative ? alternative->Child(Field::Body) : std::nullopt);
  Emit(std::move(loop), node);
}

void PythonLowering::TryOf(Node node) {
  Try made;
  made.body = BlockOf(node.Child(Field::Body));
  made.else_block = EmptyBlock();
  made.finally_block = EmptyBlock();
  for (const Node child : node.children()) {
    switch (child.As<Kind>()) {
      case Kind::ExceptClause:
      case Kind::ExceptGroupClause:
        made.handlers.push_back(HandlerOf(child));
        break;
      case Kind::ElseClause:
        made.else_block = BlockOf(child.Child(Field::Body));
        break;
      case Kind::FinallyClause:
        made.finally_block = BlockOf(child.FirstOf(Kind::Block));
        break;
      default:
        break;
    }
  }
  Emit(std::move(made), node);
}

// `except A as e:`, also the old `except A, e:`; e holds the exception.
BlockId PythonLowering::HandlerOf(Node clause) {
  std::optional<Node> name;
  std::vector<Statement> statements;
  std::vector<Statement>* const outer = std::exchange(block_, &statements);
  const std::vector<Node> children = NamedChildren(clause);
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].Is(Kind::AsPattern)) {
      name = children[i].Child(Field::Alias);
    } else if (i > 0 && children[i].Is(Kind::Identifier)) {
      name = children[i];
    }
  }
  if (name) {
    const ValueId value = builder_.AddUnknown(UnknownReason::UnknownCall,
                                              "exception", RangeOf(*name));
    Emit(Assign{AssignedTarget(*name), AssignOperator::Set, value}, *name);
  }
  if (const auto body = clause.FirstOf(Kind::Block)) {
    StatementsOf(*body);
  }
  block_ = outer;
  return builder_.AddBlock({std::move(statements)});
}

// Several items are statements one in the other.
void PythonLowering::WithOf(Node node) {
  std::vector<With> items;
  const auto clause = node.FirstOf(Kind::WithClause);
  const std::vector<Node> written =
      clause ? NamedChildren(*clause) : std::vector<Node>();
  for (const Node item : written) {
    auto value = item.Child(Field::Value);
    if (!value) {
      continue;
    }
    std::optional<Node> target;
    if (value->Is(Kind::AsPattern)) {
      target = value->Child(Field::Alias);
      const std::vector<Node> parts = NamedChildren(*value);
      value = parts.empty() ? value : std::optional(parts.front());
    }
    With with;
    with.value = Expression(*value);
    if (target) {
      with.target = AssignedTarget(*target);
    }
    items.push_back(std::move(with));
  }
  BlockId body = BlockOf(node.Child(Field::Body));
  for (size_t i = items.size(); i-- > 1;) {
    items[i].body = body;
    body = builder_.AddBlock({{{std::move(items[i]), RangeOf(node)}}});
  }
  if (!items.empty()) {
    items.front().body = body;
    Emit(std::move(items.front()), node);
  }
}

}  // namespace pgpact
