#include "reports/excerpt.h"

#include <gtest/gtest.h>

#include <string>

namespace pgpact {
namespace {

std::string Excerpt(const std::string& content, const std::string& marked,
                    uint32_t width = 80) {
  const SourceFile file(SourceFileId{0}, "a.py", content);
  const auto begin = static_cast<uint32_t>(content.find(marked));
  const TextRange range{begin, begin + static_cast<uint32_t>(marked.size())};
  return WriteExcerpt(file, range, "here", Secrets(),
                      {.width = width, .gutter = 2});
}

TEST(ExcerptTest, MarksThePlaceUnderTabsAndWideCharacters) {
  EXPECT_EQ(Excerpt("first\n\tx = '字' + y\n", "y"),
            "   |\n"
            " 1 | first\n"
            " 2 |     x = '字' + y\n"
            "   |                ^ here\n");
}

TEST(ExcerptTest, MarksAPlaceOverSeveralLinesToTheEndOfItsFirst) {
  EXPECT_EQ(Excerpt("ab\ncd\n", "b\nc"),
            "   |\n"
            " 1 | ab\n"
            "   |  ^ here\n");
}

TEST(ExcerptTest, CutsALongLineAroundTheMark) {
  const std::string shown = Excerpt(
      std::string(200, 'a') + "MARK" + std::string(200, 'b'), "MARK", 60);
  EXPECT_NE(shown.find("MARK"), std::string::npos);
  const size_t line = shown.find("...");
  ASSERT_NE(line, std::string::npos);
  const size_t second = shown.find('\n') + 1;
  const size_t third = shown.find('\n', second) + 1;
  const std::string text = shown.substr(second, third - second);
  const std::string marks = shown.substr(third);
  EXPECT_LE(text.size(), 61U);
  EXPECT_EQ(text.find("MARK"), marks.find("^^^^"));
}

// Of a line of megabytes only what is near the mark is looked at, and no
// character is cut in two.
TEST(ExcerptTest, CutsALineOfAnyLengthAroundTheMark) {
  std::string around;
  for (int i = 0; i < 100'000; ++i) {
    around += "字";
  }
  EXPECT_EQ(Excerpt("x" + around + "MARK" + around, "MARK", 30),
            "   |\n"
            " 1 | ...字字字字字字字MARK...\n"
            "   |                  ^^^^ here\n");
}

TEST(ExcerptTest, EscapesAndMasks) {
  EXPECT_EQ(Excerpt("\x1b[0m PASSWORD 'abc' x", "x"),
            "   |\n"
            " 1 | \\x1b[0m PASSWORD '***' x\n"
            "   |                        ^ here\n");
}

}  // namespace
}  // namespace pgpact
