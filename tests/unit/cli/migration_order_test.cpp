#include "cli/migration_order.h"

#include <gtest/gtest.h>

#include "cli/way_back.h"

namespace pgpact {
namespace {

using Paths = std::vector<std::string>;

TEST(MigrationOrder, OrdersMigrations) {
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

TEST(WayBack, IsToldByNames) {
  struct Row {
    Paths given;
    Paths kept;
  };
  const Row rows[] = {
      {{"m/001_up__create.sql", "m/001_down__delete.sql"},
       {"m/001_up__create.sql"}},
      {{"m/001.do.sql", "m/001.undo.sql"}, {"m/001.do.sql"}},
      {{"m/1-x-up.sql", "m/1-x-down.sql"}, {"m/1-x-up.sql"}},
      {{"m/up/1.sql", "m/down/1.sql"}, {"m/up/1.sql"}},
      {{"deploy/a.sql", "revert/a.sql", "verify/a.sql"}, {"deploy/a.sql"}},
      {{"m/1_a.sql", "m/undo_1_a.sql", "m/1_a_undo.sql"}, {"m/1_a.sql"}},
      {{"m/1_a.sql", "m/rollback/all.sql"}, {"m/1_a.sql"}},
      {{"m/1_a.sql", "m/1_a.rollback.sql"}, {"m/1_a.sql"}},
      {{"m/1-2.sql", "m/2-1.sql", "m/9-10.sql", "m/10-9.sql"},
       {"m/1-2.sql", "m/9-10.sql"}},
      {{"m/V1__a.sql", "m/u1__a.sql"}, {"m/V1__a.sql"}},
      // These lead forward.
      {{"m/1_lockdown.sql", "m/2_down_payments.sql", "m/2020-01.sql"},
       {"m/1_lockdown.sql", "m/2_down_payments.sql", "m/2020-01.sql"}},
      {{"down/m/1.sql", "down/m/2.sql"}, {"down/m/1.sql", "down/m/2.sql"}},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(WithoutWaysBack(row.given), row.kept);
  }
}

std::string Forward(const std::string& text) {
  std::string forward;
  size_t kept = 0;
  for (const TextRange& range : WaysBackIn(text)) {
    forward += text.substr(kept, range.begin - kept);
    kept = range.end;
  }
  return forward + text.substr(kept);
}

TEST(WayBack, IsToldByMarks) {
  for (const char* mark :
       {"-- +goose Down", "-- migrate:down", "--migrate:down transaction:false",
        "-- +migrate Down", "-- +micrate Down", "-- rambler down", "-- !Downs",
        "# --- !Downs", "-- //@UNDO", "-- Down Migration",
        "---- create above / drop below ----"}) {
    EXPECT_EQ(Forward("a;\n" + std::string(mark) + "\nb;\n"), "a;\n") << mark;
  }
  EXPECT_EQ(Forward("-- up\na;\n--- DOWN ---\nb;"), "-- up\na;\n");
  EXPECT_EQ(Forward("-- +migrate Down\nb;\n-- +migrate Up\na;"),
            "-- +migrate Up\na;");
  EXPECT_EQ(Forward("# --- !Ups\na;\n# --- !Downs\nb;\n"), "a;\n");
  for (const char* text : {"a;\n-- down\nb;", "-- the server goes down\na;",
                           "SELECT '!Downs';", "-- undo\na;"}) {
    EXPECT_EQ(Forward(text), text);
  }
}

}  // namespace
}  // namespace pgpact
