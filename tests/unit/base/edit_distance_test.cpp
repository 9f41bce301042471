#include "analyzer/base/edit_distance.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace pgpact {
namespace {

TEST(EditDistance, CountsEachKindOfEditOnce) {
  struct Row {
    const char* a;
    const char* b;
    size_t distance;
  };
  for (const Row& row :
       {Row{"", "", 0}, Row{"abc", "abc", 0}, Row{"abc", "abxc", 1},
        Row{"abc", "ac", 1}, Row{"abc", "axc", 1}, Row{"abc", "bac", 1},
        Row{"fullname", "full_name", 1}, Row{"", "abc", 3}}) {
    EXPECT_EQ(EditDistance(row.a, row.b), row.distance)
        << row.a << " and " << row.b;
  }
}

TEST(NearestName, OffersOnlyWhatWasProbablyMeant) {
  const std::vector<std::string> names = {"full_name", "email", "id"};
  EXPECT_EQ(NearestName("fullname", names), "full_name");
  EXPECT_EQ(NearestName("emial", names), "email");
  EXPECT_EQ(NearestName("position_size", names), std::nullopt);
}

}  // namespace
}  // namespace pgpact
