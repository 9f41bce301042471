// Regex: the matches that Python finds, and what it does not judge.
#include "analyzer/strings/regex.h"

#include <gtest/gtest.h>

#include <string>

namespace pgpact {
namespace {

// re.sub(pattern, by, text)
std::string Sub(std::string_view pattern, std::string_view by,
                std::string_view text, RegexFlags flags = {}) {
  const auto regex = ReadRegex(pattern, flags);
  const auto parts = regex ? ReadReplacement(*regex, by) : std::nullopt;
  const auto matches = parts ? FindMatches(*regex, text) : std::nullopt;
  if (!matches) {
    return "?";
  }
  std::string result;
  uint32_t at = 0;
  for (const RegexMatch& match : *matches) {
    result += text.substr(at, match[0]->begin - at);
    for (const ReplacementPart& part : *parts) {
      result += part.text;
      if (part.group && match[*part.group]) {
        const TextRange range = *match[*part.group];
        result += text.substr(range.begin, range.size());
      }
    }
    at = match[0]->end;
  }
  return result + std::string(text.substr(at));
}

TEST(Regex, ReplacesAsPythonDoes) {
  EXPECT_EQ(Sub(R"(\s+)", " ", "a \n b"), "a b");
  EXPECT_EQ(Sub("x*", "-", "abxd"), "-a-b--d-");
  EXPECT_EQ(Sub(R"(%(?![\(s]))", "%%", "a% %s %(b)s"), "a%% %s %(b)s");
  EXPECT_EQ(Sub(R"((\w+)@(\w+))", R"(\2.\g<1>)", "a@b"), "b.a");
  EXPECT_EQ(Sub("(?P<n>a|ab)c", R"(<\g<n>>)", "abc ac"), "<ab> <a>");
  EXPECT_EQ(Sub("a{2,3}?", "x", "aaaaa"), "xxa");
  EXPECT_EQ(Sub("[^]a-c]", "", "a]dc"), "a]c");
  EXPECT_EQ(Sub("é.", "x", "aéßb"), "axb");
  EXPECT_EQ(Sub(R"(\bid\b)", "x", "id ids id"), "x ids x");
}

TEST(Regex, KnowsFlags) {
  EXPECT_EQ(Sub("^b", "x", "a\nb", {.multi_line = true}), "a\nx");
  EXPECT_EQ(Sub("^b", "x", "a\nb"), "a\nb");
  EXPECT_EQ(Sub("A", "x", "aA", {.ignore_case = true}), "xx");
  EXPECT_EQ(Sub("(?s)a.", "x", "a\n"), "x");
  EXPECT_EQ(Sub("a  # first\n b", "x", "ab", {.verbose = true}), "x");
}

TEST(Regex, LeavesToTheProgramWhatIsNotFollowed) {
  EXPECT_EQ(Sub("(?<=a)b", "x", "ab"), "?");
  EXPECT_EQ(Sub(R"((a)\1)", "x", "aa"), "?");
  EXPECT_EQ(Sub("(a", "x", "a"), "?");
  EXPECT_EQ(Sub("a", R"(\2)", "a"), "?");
  EXPECT_EQ(Sub(R"(\w)", "x", "é"), "?");
  EXPECT_EQ(Sub("(a?)*b", "x", "aab"), "?");
  EXPECT_EQ(Sub("(a|aa)+$", "x", std::string(60, 'a') + "b"), "?");
}

}  // namespace
}  // namespace pgpact
