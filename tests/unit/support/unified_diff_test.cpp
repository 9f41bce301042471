#include "tests/support/unified_diff.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

TEST(UnifiedDiff, ShowsWhatDiffersWithItsSurroundings) {
  EXPECT_EQ(UnifiedDiff("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(UnifiedDiff("1\n2\n3\n4\n5\nx\n", "1\n2\n3\n4\n5\ny\nz\n"),
            "@@\n 3\n 4\n 5\n-x\n+y\n+z\n");
  EXPECT_NE(UnifiedDiff("a\n", "a"), "");
}

}  // namespace
}  // namespace pgpact
