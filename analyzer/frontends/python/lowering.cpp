#include "analyzer/frontends/python/lowering.h"

#include <utility>

#include "analyzer/frontends/python/directive_comments.h"

namespace pgpact {

PythonLowering::PythonLowering(const SourceText& source, const SyntaxTree& tree,
                               std::string path)
    : source_(source),
      tree_(tree),
      builder_(Language::Python, source.file(), std::move(path)) {}

Lowered PythonLowering::Run() && {
  // About three nodes make a value.
  builder_.ExpectValues(tree_.nodes().size() * 2 / 5);
  RecordErrors();
  std::vector<Statement> statements;
  block_ = &statements;
  scopes_.push_back({});
  StatementsOf(tree_.root());
  block_ = nullptr;
  const BlockId body = builder_.AddBlock({std::move(statements)});
  Lowered lowered;
  lowered.module = std::move(builder_).Finish(body);
  lowered.comments = DirectiveComments(source_, tree_);
  lowered.unsupported = std::move(unsupported_);
  lowered.embedded = std::move(embedded_);
  return lowered;
}

void PythonLowering::Emit(decltype(Statement::node) statement, Node node) {
  block_->push_back({std::move(statement), RangeOf(node)});
}

ValueId PythonLowering::Test(Computation::Operator op,
                             std::vector<ValueId> operands, Node node) {
  return builder_.Add(Computation{op, std::move(operands)}, RangeOf(node));
}

Target PythonLowering::NameTarget(std::string name, Node node) const {
  Target target;
  target.kind = Target::Kind::Name;
  target.name = std::move(name);
  target.range = RangeOf(node);
  return target;
}

std::string PythonLowering::HiddenName(std::string_view what) {
  return "<" + std::string(what) + " " + std::to_string(++hidden_names_) + ">";
}

BlockId PythonLowering::EmptyBlock() {
  if (!empty_block_) {
    empty_block_ = builder_.AddBlock({});
  }
  return *empty_block_;
}

// One entry for what stands together: an error node hides those inside it.
void PythonLowering::RecordErrors() {
  const auto& nodes = tree_.nodes();
  uint32_t inside = 0;
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    if ((!nodes[i].error && !nodes[i].missing) || i < inside) {
      continue;
    }
    // An error at the root is the whole file: what it is about stands below.
    inside = i == 0 ? 0 : nodes[i].next;
    const bool childless = nodes[i].next == i + 1;
    if (i == 0 && !childless) {
      continue;
    }
    if (unsupported_.size() >= kMaximumErrors) {
      unsupported_.push_back({UnknownReason::SyntaxError,
                              "further text that is not Python syntax",
                              source_.InFile({nodes[i].begin, nodes[0].end})});
      return;
    }
    unsupported_.push_back(
        {UnknownReason::SyntaxError,
         nodes[i].missing ? "something is missing here" : "not Python syntax",
         source_.InFile({nodes[i].begin, nodes[i].end})});
  }
  if (!nodes.empty() && nodes[0].error && unsupported_.empty()) {
    unsupported_.push_back({UnknownReason::SyntaxError, "not Python syntax",
                            source_.InFile({nodes[0].begin, nodes[0].end})});
  }
}

NodeView PythonLowering::Unwrapped(Node node) {
  while (node.Is(Kind::ParenthesizedExpression)) {
    const std::vector<Node> inner = NamedChildren(node);
    if (inner.size() != 1) {
      break;
    }
    node = inner.front();
  }
  return node;
}

bool PythonLowering::IsPart(Node node) {
  return node.named() && !node.error() && !node.Is(Kind::Comment) &&
         !node.Is(Kind::LineContinuation);
}

std::vector<NodeView> PythonLowering::NamedChildren(Node node) {
  std::vector<Node> named;
  named.reserve(4);
  for (const Node child : node.children()) {
    if (IsPart(child)) {
      named.push_back(child);
    }
  }
  return named;
}

}  // namespace pgpact
