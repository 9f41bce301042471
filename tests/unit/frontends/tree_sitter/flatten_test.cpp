// The walk over the library's own nodes, held to the library's cursor.
#include "analyzer/frontends/tree_sitter/flatten.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "analyzer/frontends/tree_sitter/handles.h"

namespace pgpact {
namespace {

constexpr std::array<std::string_view, 6> kPythonKinds = {
    "call", "identifier", "'+", "'=", "block", "comment"};
constexpr std::array<std::string_view, 6> kPythonFields = {
    "left", "right", "body", "name", "function", "arguments"};
constexpr std::array<std::string_view, 5> kBashKinds = {
    "command", "word", "'|", "heredoc_body", "variable_name"};
constexpr std::array<std::string_view, 4> kBashFields = {"name", "argument",
                                                         "body", "value"};

struct DeleteTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

// "begin-end kind field named error missing", children between brackets.
void DescribeAt(const Grammar& grammar, TSTreeCursor* cursor, std::string& to) {
  const TSNode node = ts_tree_cursor_current_node(cursor);
  const TSSymbol symbol = ts_node_symbol(node);
  const int kind = grammar.KindOfSymbol(symbol);
  const bool error = symbol == UINT16_MAX;
  if (kind == kOtherKind && !error && !ts_node_is_named(node) &&
      !ts_node_is_missing(node)) {
    return;
  }
  to += std::to_string(ts_node_start_byte(node)) + "-" +
        std::to_string(ts_node_end_byte(node)) + " " + std::to_string(kind) +
        " " +
        std::to_string(
            grammar.FieldOfId(ts_tree_cursor_current_field_id(cursor))) +
        (ts_node_is_named(node) ? " named" : "") + (error ? " error" : "") +
        (ts_node_is_missing(node) ? " missing" : "") + " [";
  if (ts_tree_cursor_goto_first_child(cursor)) {
    do {
      DescribeAt(grammar, cursor, to);
    } while (ts_tree_cursor_goto_next_sibling(cursor));
    ts_tree_cursor_goto_parent(cursor);
  }
  to += "]";
}

std::string Described(NodeView node) {
  const SyntaxNode& data = node.data();
  std::string text =
      std::to_string(data.begin) + "-" + std::to_string(data.end) + " " +
      std::to_string(data.kind) + " " + std::to_string(data.field) +
      (data.named ? " named" : "") + (data.error ? " error" : "") +
      (data.missing ? " missing" : "") + " [";
  for (const NodeView child : node.children()) {
    text += Described(child);
  }
  return text + "]";
}

void ExpectAsTheCursor(const Grammar& grammar, const std::string& text) {
  const ParserHandle parser(ts_parser_new());
  ASSERT_TRUE(ts_parser_set_language(parser.get(), LanguageOf(grammar.name())));
  const std::unique_ptr<TSTree, DeleteTree> tree(ts_parser_parse_string(
      parser.get(), nullptr, text.data(), static_cast<uint32_t>(text.size())));
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree.get()));
  std::string expected;
  DescribeAt(grammar, &cursor, expected);
  ts_tree_cursor_delete(&cursor);
  const SyntaxTree flat(text, FlattenTree(grammar, tree.get()));
  EXPECT_EQ(Described(flat.root()), expected) << text;
  EXPECT_EQ(Described(ParseSyntax(grammar, text).root()), expected) << text;
}

TEST(Flatten, GivesWhatTheCursorGives) {
  const Grammar python(GrammarName::Python, kPythonKinds, kPythonFields);
  for (const char* text :
       {"", "\n\n  # only\n", "x = a + b\n",
        "class A(B):\n  @p\n  async def f(self, a=1, *b, c: int = 2, **d):\n"
        "    # one\n    return f'{a!r:>{w}} {b}' 'x' \"\\n\"\n  # two\n",
        "if a:\n  pass\nelif b: c()\nelse:\n  d(e, *f, g=h)\n",
        "with a as b, c: print >>d, e\n", "x = [i for i in a if b]; del x\n",
        "try:\n  a\nexcept (B, C) as d:\n  raise\nfinally:\n  e\n",
        "match a:\n  case {'b': [c, *_]} if d: e\n", "def f(:\n  x = (\n",
        "x = 'open\ny = )\n\xc3\xa9 = 1\n", "f(a,\n"}) {
    ExpectAsTheCursor(python, text);
  }
  const Grammar bash(GrammarName::Bash, kBashKinds, kBashFields);
  for (const char* text :
       {"", "a=1 b \"$c\" | d > e && f\n", "cat <<X\na $b\n$(c d)\nX\n",
        "f() { local a=${b:-c}; }\nfor x in 1 2; do f; done\n",
        "case $a in b) c ;; *) d ;; esac\n", "if [[ -f a ]]; then\n",
        "a \"b\n"}) {
    ExpectAsTheCursor(bash, text);
  }
}

}  // namespace
}  // namespace pgpact
