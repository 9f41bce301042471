#include "analyzer/frontends/python/directive_comments.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "analyzer/frontends/python/python_kinds.h"

namespace pgpact {
namespace {

using Kind = PythonKind;

bool IsStatement(Kind kind) {
  const std::string_view name =
      kind == Kind::Other ? std::string_view()
                          : kPythonKinds[static_cast<size_t>(kind) - 1];
  return name.ends_with("_statement") || name.ends_with("_definition");
}

// The statement's own text: up to its first block, or all of it.
TextRange HeadOf(NodeView statement) {
  TextRange head = statement.range();
  NodeView inner = statement;
  // A decorated definition's block is that of the definition in it.
  for (bool again = true; again;) {
    again = false;
    for (const NodeView child : inner.children()) {
      if (child.Is(Kind::Block)) {
        head.end = child.range().begin;
        return head;
      }
      if (child.Is(Kind::FunctionDefinition) ||
          child.Is(Kind::ClassDefinition)) {
        inner = child;
        again = true;
        break;
      }
    }
  }
  return head;
}

// The smallest range of a statement's own text around or before the comment
// on its line, else that of the first one after it.
TextRange CoveredBy(const SyntaxTree& tree, TextRange comment) {
  const auto line_end = [&](uint32_t from) {
    return tree.text().substr(from, comment.begin - from).find('\n') ==
           std::string_view::npos;
  };
  std::optional<TextRange> covered;
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const NodeView node(&tree, i);
    if (!IsStatement(node.As<Kind>())) {
      continue;
    }
    TextRange head = HeadOf(node);
    while (head.end > head.begin && (tree.text()[head.end - 1] == '\n' ||
                                     tree.text()[head.end - 1] == ' ')) {
      --head.end;
    }
    if (head.begin >= comment.end) {
      return covered ? *covered : head;
    }
    const bool around = head.Contains(comment);
    if (around || (head.end <= comment.begin && line_end(head.end))) {
      covered = head;
    }
  }
  return covered ? *covered : comment;
}

}  // namespace

std::vector<Comment> DirectiveComments(const SourceText& source,
                                       const SyntaxTree& tree) {
  std::vector<Comment> comments;
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const NodeView node(&tree, i);
    if (!node.Is(Kind::Comment) ||
        node.text().find("pgpact:") == std::string_view::npos) {
      continue;
    }
    std::string_view text = node.text();
    text.remove_prefix(std::min(text.size(), text.find_first_not_of("# \t")));
    while (!text.empty() && (text.back() == '\r' || text.back() == ' ')) {
      text.remove_suffix(1);
    }
    comments.push_back({std::string(text), source.InFile(node.range()),
                        source.InFile(CoveredBy(tree, node.range()))});
  }
  return comments;
}

}  // namespace pgpact
