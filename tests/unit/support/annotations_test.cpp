#include "tests/support/annotations.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

TEST(Annotations, TakesMarksOutAndKeepsTheirPlaces) {
  const Annotations marked("ab[[cd[[e]]]]f^g");
  EXPECT_EQ(marked.text(), "abcdefg");
  ASSERT_EQ(marked.ranges().size(), 2U);
  EXPECT_EQ(marked.ranges()[0], (TextRange{2, 5}));
  EXPECT_EQ(marked.ranges()[1], (TextRange{4, 5}));
  EXPECT_EQ(marked.point(), 6U);
}

}  // namespace
}  // namespace pgpact
