#include "analyzer/frontends/sql_file/sql_front_end.h"

#include <gtest/gtest.h>

#include <string>

namespace pgpact {
namespace {

TEST(SqlFrontEnd, TakesTheWholeTextAsOneScript) {
  const SourceFile file({}, "a.sql", "\\set x 1\nSELECT :x;\nSELECT 2");
  const Lowered lowered = MakeSqlFrontEnd()->Lower(file);
  const Block& body = lowered.module.block(lowered.module.body);
  ASSERT_EQ(body.statements.size(), 1U);
  const auto& evaluated = std::get<Evaluated>(body.statements[0].node);
  const auto& call = std::get<Call>(lowered.module.value(evaluated.value).node);
  ASSERT_EQ(call.arguments.size(), 1U);
  const auto& literal =
      std::get<Literal>(lowered.module.value(call.arguments[0].value).node);
  EXPECT_EQ(literal.text.text, file.content());
  EXPECT_EQ(literal.text.map.ToSource({9, 15})->range, (TextRange{9, 15}));
}

TEST(SqlFrontEnd, FindsDirectivesWithWhatTheyCover) {
  const SourceFile file({}, "a.sql",
                        "-- pgpact: one\n-- other\nA; -- pgpact: two\n"
                        "B (/* pgpact: three */ 1;\n2);\n"
                        "COPY t FROM stdin;\n-- pgpact: data\n\\.\n"
                        "'-- pgpact: string';\n-- pgpact: four\n\\i x\n"
                        "C -- pgpact: five");
  struct Expected {
    std::string text;
    std::string covers;
  };
  const std::vector<Expected> expected = {
      {" pgpact: one", "A;"},
      {" pgpact: two", "A;"},
      {" pgpact: three ", "B (/* pgpact: three */ 1;\n2);"},
      {" pgpact: four", "\\i x"},
      {" pgpact: five", "C -- pgpact: five"},
  };
  const Lowered lowered = MakeSqlFrontEnd()->Lower(file);
  ASSERT_EQ(lowered.comments.size(), expected.size());
  for (size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(lowered.comments[i].text, expected[i].text);
    EXPECT_EQ(file.Text(lowered.comments[i].covers), expected[i].covers);
  }
}

}  // namespace
}  // namespace pgpact
