#include "analyzer/sql/identifier.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

TEST(Identifier, FoldsAsciiAndCutsAtCharacters) {
  EXPECT_EQ(FoldIdentifier("FooÉ_1"), "fooÉ_1");
  const std::string long_name(62, 'a');
  EXPECT_EQ(FoldIdentifier(long_name + "bc"), long_name + "b");
  EXPECT_EQ(FoldIdentifier(long_name + "é"), long_name);
}

TEST(Identifier, QuotesWhatTheGrammarWouldNotTake) {
  EXPECT_EQ(QuoteIdentifier("a_1"), "a_1");
  EXPECT_EQ(QuoteIdentifier("A"), "\"A\"");
  EXPECT_EQ(QuoteIdentifier("1a"), "\"1a\"");
  EXPECT_EQ(QuoteIdentifier("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(QuoteIdentifier("select"), "\"select\"");
  EXPECT_EQ(QuoteIdentifier("values"), "\"values\"");
  EXPECT_EQ(QuoteIdentifier("name"), "name");
  EXPECT_EQ(UnquoteIdentifier("\"a\"\"B\""), "a\"B");
  EXPECT_EQ(QuoteLiteral("it's \\"), "E'it''s \\\\'");
  EXPECT_EQ(QuoteQualified("s", "order"), "s.\"order\"");
}

}  // namespace
}  // namespace pgpact
