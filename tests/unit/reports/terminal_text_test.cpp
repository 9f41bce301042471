#include "reports/terminal_text.h"

#include <gtest/gtest.h>

#include <string_view>

namespace pgpact {
namespace {

struct EscapeCase {
  std::string_view text;
  std::string_view escaped;
};

class EscapeTest : public testing::TestWithParam<EscapeCase> {};

TEST_P(EscapeTest, LeavesNothingThatATerminalObeys) {
  EXPECT_EQ(EscapeControls(GetParam().text), GetParam().escaped);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, EscapeTest,
    testing::Values(EscapeCase{"plain é 字", "plain é 字"},
                    EscapeCase{"\x1b[31mred", "\\x1b[31mred"},
                    EscapeCase{"a\tb", "a\\x09b"},
                    EscapeCase{"\xc2\x9b"
                               "31m",
                               "\\x9b31m"},
                    EscapeCase{"\xff!", "\\xff!"},
                    EscapeCase{"\xe2\x80\xae", "\\u{202e}"}));

TEST(DisplayWidthTest, CountsWideAndJoiningCharacters) {
  EXPECT_EQ(DisplayWidth("abc"), 3U);
  EXPECT_EQ(DisplayWidth("字"), 2U);
  EXPECT_EQ(DisplayWidth("e\xcc\x81"), 1U);
  EXPECT_EQ(DisplayWidth("a\tb"), 5U);
}

TEST(NumbersTest, AreWrittenForPeople) {
  EXPECT_EQ(WithThousands(7), "7");
  EXPECT_EQ(WithThousands(1873), "1,873");
  EXPECT_EQ(WithThousands(1234567), "1,234,567");
  EXPECT_EQ(Counted(1, "error"), "1 error");
  EXPECT_EQ(Counted(0, "error"), "0 errors");
}

}  // namespace
}  // namespace pgpact
