// FormatSpec: what Python writes for the same values and specifications.
#include "analyzer/strings/format_spec.h"

#include <gtest/gtest.h>

#include <string>

namespace pgpact {
namespace {

std::string Number(std::string_view number, std::string_view spec) {
  const auto read = ReadBracesSpec(spec);
  const auto written = read ? WriteNumber(number, *read) : std::nullopt;
  return written.value_or("?");
}

std::string Text(std::string_view text, const std::optional<FormatSpec>& spec) {
  const auto padded = spec ? PadText(text, *spec) : std::nullopt;
  return padded ? padded->before + std::string(text.substr(0, padded->kept)) +
                      padded->after
                : "?";
}

TEST(FormatSpec, WritesWholeNumbers) {
  EXPECT_EQ(Number("3", "02d"), "03");
  EXPECT_EQ(Number("-3", "04d"), "-003");
  EXPECT_EQ(Number("3", "4"), "   3");
  EXPECT_EQ(Number("3", "<4"), "3   ");
  EXPECT_EQ(Number("3", "<04"), "3000");
  EXPECT_EQ(Number("3", "*^5"), "**3**");
  EXPECT_EQ(Number("3", "+d"), "+3");
  EXPECT_EQ(Number("-3", "*=4"), "-**3");
  EXPECT_EQ(Number("1234567", ",d"), "1,234,567");
  EXPECT_EQ(Number("1234567", "_"), "1_234_567");
}

TEST(FormatSpec, LeavesToTheProgramWhatIsNotCertain) {
  EXPECT_EQ(Number("3", ".2f"), "?");
  EXPECT_EQ(Number("1.5", "05"), "?");
  EXPECT_EQ(Number("255", "x"), "?");
  EXPECT_EQ(Number("3", "09,d"), "?");
  EXPECT_FALSE(ReadBracesSpec("%Y-%m"));
  EXPECT_FALSE(ReadBracesSpec("{width}"));
  EXPECT_FALSE(ReadBracesSpec("99999d"));
}

TEST(FormatSpec, PadsAndCutsTexts) {
  EXPECT_EQ(Text("ab", ReadBracesSpec("5")), "ab   ");
  EXPECT_EQ(Text("ab", ReadBracesSpec(">5")), "   ab");
  EXPECT_EQ(Text("ab", ReadBracesSpec("05")), "ab000");
  EXPECT_EQ(Text("ab", ReadBracesSpec("^5")), " ab  ");
  EXPECT_EQ(Text("abcd", ReadBracesSpec(".2")), "ab");
  EXPECT_EQ(Text("é", ReadBracesSpec("3")), "é  ");
  EXPECT_EQ(Text("ab", ReadBracesSpec("d")), "?");
  EXPECT_EQ(Text("ab", ReadPercentSpec("5", 's')), "   ab");
  EXPECT_EQ(Text("ab", ReadPercentSpec("-5.1", 's')), "a    ");
  EXPECT_EQ(Text("ab", ReadPercentSpec("*", 's')), "?");
}

TEST(FormatSpec, WritesNumbersOfConversions) {
  const auto number = [](std::string_view flags, char type) {
    return WriteNumber("4", *ReadPercentSpec(flags, type)).value_or("?");
  };
  EXPECT_EQ(number("05", 'd'), "00004");
  EXPECT_EQ(number("-3", 'i'), "4  ");
  EXPECT_EQ(number("3", 's'), "  4");
  EXPECT_EQ(number("", 'f'), "?");
}

}  // namespace
}  // namespace pgpact
