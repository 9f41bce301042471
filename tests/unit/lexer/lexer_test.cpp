#include "analyzer/lexer/lexer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pgpact {
namespace {

std::string_view KindName(TokenKind kind) {
  switch (kind) {
    case TokenKind::Identifier:
      return "name";
    case TokenKind::QuotedIdentifier:
      return "quoted";
    case TokenKind::UnicodeIdentifier:
      return "uquoted";
    case TokenKind::String:
      return "string";
    case TokenKind::EscapeString:
      return "escape";
    case TokenKind::NationalString:
      return "national";
    case TokenKind::BitString:
      return "bits";
    case TokenKind::HexString:
      return "hex";
    case TokenKind::UnicodeString:
      return "ustring";
    case TokenKind::DollarString:
      return "dollar";
    case TokenKind::Integer:
      return "integer";
    case TokenKind::Float:
      return "float";
    case TokenKind::Parameter:
      return "parameter";
    case TokenKind::Operator:
      return "operator";
    case TokenKind::TypeCast:
      return "cast";
    case TokenKind::ColonEquals:
      return "colon-equals";
    case TokenKind::DotDot:
      return "dots";
    case TokenKind::Punctuation:
      return "mark";
    case TokenKind::LineComment:
      return "comment";
    case TokenKind::BlockComment:
      return "block-comment";
    case TokenKind::Other:
      return "other";
    case TokenKind::Error:
      return "error";
  }
  return "";
}

// "kind[text] kind[text]"; an error token adds the server's message.
std::string Show(std::string_view text) {
  std::string shown;
  for (const Token& token : Tokenize(text, Comments::Keep)) {
    shown += shown.empty() ? "" : " ";
    shown += KindName(token.kind);
    shown += '[';
    shown += text.substr(token.range.begin, token.range.size());
    shown += ']';
    shown += LexicalErrorText(token.error);
  }
  return shown;
}

struct Row {
  std::string_view text;
  std::string_view shown;
};

class LexerTable : public testing::TestWithParam<Row> {};

TEST_P(LexerTable, FollowsTheServersRules) {
  EXPECT_EQ(Show(GetParam().text), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(
    Names, LexerTable,
    testing::Values(
        Row{"a$1 _b é$x", "name[a$1] name[_b] name[é$x]"},
        Row{R"("a""b".c U&"d\0061")",
            R"(quoted["a""b"] mark[.] name[c] uquoted[U&"d\0061"])"},
        Row{R"(u & "a")", R"(name[u] operator[&] quoted["a"])"},
        Row{R"("")", R"(error[""]zero-length delimited identifier)"},
        Row{R"("a)", R"(error["a]unterminated quoted identifier)"}));

INSTANTIATE_TEST_SUITE_P(
    Strings, LexerTable,
    testing::Values(
        Row{R"('a''b\' x)", R"(string['a''b\'] name[x])"},
        Row{R"(E'a\'b''c' 'd')", R"(escape[E'a\'b''c'] string['d'])"},
        Row{"b'01' X'ff' n'a' U&'b'",
            "bits[b'01'] hex[X'ff'] national[n'a'] ustring[U&'b']"},
        Row{"'a'\n 'b'", "string['a'\n 'b']"},
        Row{"'a' -- c\n'b'", "string['a' -- c\n'b']"},
        Row{"'a' 'b'", "string['a'] string['b']"},
        Row{"E'a'\n'\\'' c", "escape[E'a'\n'\\''] name[c]"},
        Row{"'a", "error['a]unterminated quoted string"},
        Row{"'a'\n'b", "error['a'\n'b]unterminated quoted string"},
        Row{"E'a\\", "error[E'a\\]unterminated quoted string"},
        Row{"x'1", "error[x'1]unterminated hexadecimal string literal"},
        Row{"b'1", "error[b'1]unterminated bit string literal"}));

INSTANTIATE_TEST_SUITE_P(
    Dollars, LexerTable,
    testing::Values(
        Row{"$$a'b$$ $f$ $$ $g$ $f$", "dollar[$$a'b$$] dollar[$f$ $$ $g$ $f$]"},
        Row{"$1 $23", "parameter[$1] parameter[$23]"},
        Row{"a$$b", "name[a$$b]"}, Row{"$ $a", "other[$] other[$] name[a]"},
        Row{"$a$b$", "error[$a$b$]unterminated dollar-quoted string"},
        Row{"$1a", "error[$1a]trailing junk after parameter"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, LexerTable,
    testing::Values(
        Row{"1 1. .5 1.5e-3 2E5",
            "integer[1] float[1.] float[.5] float[1.5e-3] float[2E5]"},
        Row{"1..10", "integer[1] dots[..] integer[10]"},
        Row{"a[1:2]", "name[a] mark[[] integer[1] mark[:] integer[2] mark[]]"},
        Row{"12abc", "error[12a]trailing junk after numeric literal name[bc]"},
        Row{"1e+x", "error[1e+]trailing junk after numeric literal name[x]"}));

INSTANTIATE_TEST_SUITE_P(
    Operators, LexerTable,
    testing::Values(
        Row{"a::b := c", "name[a] cast[::] name[b] colon-equals[:=] name[c]"},
        Row{"1<-2 @- +- *-",
            "integer[1] operator[<] operator[-] integer[2] operator[@-] "
            "operator[+] operator[-] operator[*] operator[-]"},
        Row{"a->>'b' #>> c ?| d",
            "name[a] operator[->>] string['b'] operator[#>>] name[c] "
            "operator[?|] name[d]"},
        Row{"1+--x", "integer[1] operator[+] comment[--x]"},
        Row{"1*/*x*/2",
            "integer[1] operator[*] block-comment[/*x*/] integer[2]"},
        Row{R"(\x {)", R"(other[\] name[x] other[{])"}));

INSTANTIATE_TEST_SUITE_P(
    CommentTokens, LexerTable,
    testing::Values(Row{"--a'b\nc", "comment[--a'b] name[c]"},
                    Row{"/*a/*b*/*/c", "block-comment[/*a/*b*/*/] name[c]"},
                    Row{"/**/a", "block-comment[/**/] name[a]"},
                    Row{"/*/*/", "error[/*/*/]unterminated /* comment"}));

TEST(Lexer, LeavesCommentsOut) {
  EXPECT_EQ(Tokenize("a --b\n/*c*/ d").size(), 2U);
}

TEST(Lexer, NulIsOnlyAByte) {
  const std::string text{"a\0b", 3};
  const std::vector<Token> tokens = Tokenize(text);
  ASSERT_EQ(tokens.size(), 3U);
  EXPECT_EQ(tokens[1].kind, TokenKind::Other);
  EXPECT_EQ(tokens[2].range, (TextRange{2, 3}));
}

TEST(Lexer, DeepNestingOfCommentsIsNoRecursion) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) {
    text += "/*";
  }
  const std::vector<Token> tokens = Tokenize(text);
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens[0].error, LexicalError::OpenComment);
}

}  // namespace
}  // namespace pgpact
