#include "analyzer/frontends/tree_sitter/syntax_tree.h"

#include <gmock/gmock.h>

#include <array>
#include <string>

namespace pgpact {
namespace {

enum class Kind : uint8_t { Other, Binary, Identifier, Plus, Command };
enum class Field : uint8_t { None, Left, Right };
constexpr std::array<std::string_view, 3> kKinds = {"binary_operator",
                                                    "identifier", "'+"};
constexpr std::array<std::string_view, 2> kFields = {"left", "right"};

TEST(SyntaxTree, KeepsNamedNodesAndTheTokensAskedFor) {
  const Grammar grammar(GrammarName::Python, kKinds, kFields);
  EXPECT_THAT(grammar.unknown_names(), testing::IsEmpty());
  const SyntaxTree tree = ParseSyntax(grammar, "(ab + c)");
  std::string seen;
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const NodeView node(&tree, i);
    if (node.Is(Kind::Identifier) || node.Is(Kind::Plus)) {
      seen += std::string(node.text()) + ":" +
              std::to_string(node.data().field) + " ";
    }
  }
  EXPECT_EQ(seen, "ab:1 +:0 c:2 ");
}

TEST(SyntaxTree, FindsChildrenByFieldAndKind) {
  const Grammar grammar(GrammarName::Python, kKinds, kFields);
  const SyntaxTree tree = ParseSyntax(grammar, "a + b + c");
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const NodeView node(&tree, i);
    if (node.Is(Kind::Binary)) {
      ASSERT_TRUE(node.Child(Field::Left).has_value());
      EXPECT_EQ(node.Child(Field::Left)->text(), "a + b");
      EXPECT_EQ(node.Child(Field::Right)->text(), "c");
      EXPECT_TRUE(node.FirstOf(Kind::Plus).has_value());
      return;
    }
  }
  FAIL() << "no binary operator";
}

TEST(SyntaxTree, NamesWhatTheGrammarDoesNotHave) {
  constexpr std::array<std::string_view, 2> kinds = {"command", "no_such_kind"};
  const Grammar grammar(GrammarName::Bash, kinds, {});
  EXPECT_THAT(grammar.unknown_names(), testing::ElementsAre("no_such_kind"));
}

TEST(SyntaxTree, TakesDepthAndRubbish) {
  const Grammar grammar(GrammarName::Python, kKinds, kFields);
  std::string deep = "x = a";
  for (int i = 0; i < 100000; ++i) {
    deep += " + a";
  }
  EXPECT_GT(ParseSyntax(grammar, deep).nodes().size(), 200000U);
  EXPECT_GE(ParseSyntax(grammar, std::string(100000, '(')).nodes().size(), 1U);
  EXPECT_GE(ParseSyntax(grammar, std::string(1000, '\0')).nodes().size(), 1U);
  EXPECT_EQ(ParseSyntax(grammar, "").nodes().size(), 1U);
  std::string comments = "x = [\n";
  for (int i = 0; i < 70000; ++i) {
    comments += "# c\n";
  }
  EXPECT_GT(ParseSyntax(grammar, comments + "]\n").nodes().size(), 70000U);
}

}  // namespace
}  // namespace pgpact
