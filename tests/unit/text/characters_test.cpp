#include "analyzer/text/characters.h"

#include <gtest/gtest.h>

#include <string>

namespace pgpact {
namespace {

TEST(Characters, AreWrittenAndTakenBack) {
  for (const char32_t character :
       {U'a', U'\u007F', U'\u0080', U'é', U'\u07FF', U'\u0800', U'漢',
        U'\uFFFF', U'\U00010000', U'😀', U'\U0010FFFF'}) {
    std::string text;
    AppendUtf8(character, text);
    EXPECT_EQ(text.size(), Utf8Size(text.front()));
    std::string_view rest = text;
    EXPECT_EQ(TakeCharacter(rest), character);
    EXPECT_TRUE(rest.empty());
  }
}

TEST(Characters, StandForWhatIsNone) {
  std::string text;
  AppendUtf8(0xD800, text);
  AppendUtf8(0x110000, text);
  EXPECT_EQ(text, "\uFFFD\uFFFD");
}

TEST(Characters, ReadsDigitsOfTheirBase) {
  EXPECT_EQ(ReadDigits("1fg", 16, 8).value, 0x1FU);
  EXPECT_EQ(ReadDigits("1fg", 16, 8).count, 2U);
  EXPECT_EQ(ReadDigits("7789", 8, 3).value, 077U);
  EXPECT_EQ(ReadDigits("7789", 8, 3).count, 2U);
  EXPECT_EQ(ReadDigits("abcd", 16, 2).value, 0xABU);
  EXPECT_EQ(ReadDigits("x", 16, 2).count, 0U);
}

}  // namespace
}  // namespace pgpact
