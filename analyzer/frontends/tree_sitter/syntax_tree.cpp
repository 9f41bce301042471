#include "analyzer/frontends/tree_sitter/syntax_tree.h"

#include <utility>

#include "analyzer/base/check.h"
#include "analyzer/frontends/tree_sitter/handles.h"

namespace pgpact {
namespace {

SyntaxNode NodeAt(const Grammar& grammar, TSTreeCursor* cursor) {
  const TSNode node = ts_tree_cursor_current_node(cursor);
  const TSSymbol symbol = ts_node_symbol(node);
  SyntaxNode made;
  made.begin = ts_node_start_byte(node);
  made.end = ts_node_end_byte(node);
  made.kind = grammar.KindOfSymbol(symbol);
  made.named = ts_node_is_named(node);
  made.error = symbol == UINT16_MAX;
  made.missing = ts_node_is_missing(node);
  return made;
}

bool IsKept(const SyntaxNode& node) {
  return node.named || node.kind != kOtherKind || node.error || node.missing;
}

// A bound for inputs made to be slow to parse; ordinary text takes 0.1 µs a
// byte.
uint64_t TimeAllowed(std::string_view text) {
  constexpr uint64_t kMicroseconds = 10'000'000;
  return kMicroseconds + 2 * text.size();
}

// Walks the tree without recursion: however deep it is, only `open` grows.
std::vector<SyntaxNode> Flatten(const Grammar& grammar, TSNode root) {
  std::vector<SyntaxNode> nodes;
  std::vector<uint32_t> open;
  CursorHandle cursor(root);
  while (true) {
    SyntaxNode node = NodeAt(grammar, cursor.get());
    const bool kept = IsKept(node);
    if (kept) {
      node.field =
          grammar.FieldOfId(ts_tree_cursor_current_field_id(cursor.get()));
      node.next = static_cast<uint32_t>(nodes.size() + 1);
      nodes.push_back(node);
      if (ts_tree_cursor_goto_first_child(cursor.get())) {
        open.push_back(node.next - 1);
        continue;
      }
    }
    while (!ts_tree_cursor_goto_next_sibling(cursor.get())) {
      if (open.empty()) {
        return nodes;
      }
      ts_tree_cursor_goto_parent(cursor.get());
      nodes[open.back()].next = static_cast<uint32_t>(nodes.size());
      open.pop_back();
    }
  }
}

}  // namespace

SyntaxTree ParseSyntax(const Grammar& grammar, std::string_view text) {
  const ParserHandle parser(ts_parser_new());
  PGPACT_CHECK(
      ts_parser_set_language(parser.get(), LanguageOf(grammar.name())));
  ts_parser_set_timeout_micros(parser.get(), TimeAllowed(text));
  const TreeHandle tree(ts_parser_parse_string(
      parser.get(), nullptr, text.data(), static_cast<uint32_t>(text.size())));
  if (tree == nullptr) {
    SyntaxNode root;
    root.end = static_cast<uint32_t>(text.size());
    root.next = 1;
    root.error = true;
    return {text, {root}};
  }
  return {text, Flatten(grammar, ts_tree_root_node(tree.get()))};
}

}  // namespace pgpact
