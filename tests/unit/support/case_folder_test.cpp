#include "tests/support/case_folder.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

TEST(ExpectComments, NameRulesOfTheirLineAndOfTheNext) {
  const auto found =
      ExpectComments("a.py",
                     "x  # expect: undefined-table, undefined-column and why\n"
                     "-- expect-next: syntax-error\n"
                     "y  # nothing is to be expected here\n");
  const std::vector<ExpectedFinding> wanted = {
      {"a.py", 1, "undefined-table"},
      {"a.py", 1, "undefined-column"},
      {"a.py", 3, "syntax-error"},
  };
  EXPECT_EQ(found, wanted);
}

}  // namespace
}  // namespace pgpact
