#include "analyzer/frontends/python/string_literal.h"

#include <gtest/gtest.h>

#include <string>

namespace pgpact {
namespace {

struct Row {
  std::string start;
  std::string content;
  std::string expected;
};

TEST(StringLiteral, DecodesAsPythonDoes) {
  using namespace std::string_literals;
  const Row rows[] = {
      {"\"", "plain é", "plain é"},
      {"\"", R"(a\tb\\c\'d)", "a\tb\\c'd"},
      {"\"", R"(\x41\u00e9\U0001F600)", "Aé😀"},
      {"\"", R"(\101\0\1234)", "A\0S4"s},
      {"\"", R"(\N{DASH}x)", "\xEF\xBF\xBDx"},
      {"\"", R"(\d\{\ud800)", "\\d\\{\xEF\xBF\xBD"},
      {"\"", "a\\\nb", "ab"},
      {"\"", "a\\\r\nb", "ab"},
      {"'''", "a\r\nb\rc", "a\nb\nc"},
      {"r\"", R"(a\tb\u0041)", R"(a\tb\u0041)"},
      {"b\"", R"(\x41\u0041\377)", "A\\u0041\xFF"},
      {"f\"", "{{a}}{{{{", "{a}{{"},
      {"rf\"", R"(\d{{2}})", R"(\d{2})"},
      {"\"", "{{a}}", "{{a}}"},
      {"\"", R"(\x4)", R"(\x4)"},
      {"\"", "tail\\", "tail\\"},
  };
  for (const Row& row : rows) {
    const SourceText source({0}, row.content);
    MappedText text;
    AppendDecoded(source, {0, static_cast<uint32_t>(row.content.size())},
                  ReadStringPrefix(row.start), text);
    EXPECT_EQ(text.text, row.expected) << row.start << row.content;
    EXPECT_EQ(text.map.size(), text.text.size()) << row.content;
  }
}

TEST(StringLiteral, MapsBytesToBytesAndEscapesAsAWhole) {
  const std::string content = R"(ab\x41c)";
  const SourceText source({0}, content);
  MappedText text;
  AppendDecoded(source, {0, static_cast<uint32_t>(content.size())}, {}, text);
  ASSERT_EQ(text.text, "abAc");
  ASSERT_EQ(text.map.pieces().size(), 3U);
  EXPECT_TRUE(text.map.pieces()[0].exact());
  EXPECT_FALSE(text.map.pieces()[1].exact());
  EXPECT_EQ(text.map.pieces()[1].source.range, (TextRange{2, 6}));
  EXPECT_EQ(text.map.At(3)->range.begin, 6U);
}

TEST(StringLiteral, GoesThroughTheMapOfEmbeddedText) {
  MappedText host;
  host.Append("ab", {{0}, {100, 102}});
  host.Append("'", {{0}, {102, 104}});
  host.Append("cd", {{0}, {104, 106}});
  const SourceText source({0}, host);
  MappedText text;
  AppendDecoded(source, {0, 5}, {}, text);
  EXPECT_EQ(text.text, "ab'cd");
  EXPECT_EQ(text.map.At(4)->range.begin, 105U);
  EXPECT_EQ(source.InFile({3, 5}), (TextRange{104, 106}));
}

}  // namespace
}  // namespace pgpact
