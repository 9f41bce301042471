#include "cli/schema_source.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

using Paths = std::vector<std::string>;

TEST(SchemaSource, OrdersMigrations) {
  struct Row {
    Paths given;
    Paths ordered;
  };
  const Row rows[] = {
      {{"m/10_b.sql", "m/9_a.sql"}, {"m/9_a.sql", "m/10_b.sql"}},
      {{"m/1_a.down.sql", "m/1_a.up.sql", "m/2_b.up.sql", "m/x.sql"},
       {"m/1_a.up.sql", "m/2_b.up.sql"}},
      {{"m/R__views.sql", "m/U2__b.sql", "m/V10__c.sql", "m/V2__b.sql"},
       {"m/V2__b.sql", "m/V10__c.sql", "m/R__views.sql"}},
      {{"m/005_down__a.sql", "m/005_up__a.sql", "m/006_lockdown.sql"},
       {"m/005_up__a.sql", "m/006_lockdown.sql"}},
      {{"m/2/down.sql", "m/2/up.sql", "m/1/up.sql"},
       {"m/1/up.sql", "m/2/up.sql"}},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(OrderMigrations(row.given), row.ordered);
  }
}

}  // namespace
}  // namespace pgpact
