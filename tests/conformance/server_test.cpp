// The private server itself: what every comparison with it relies on.

#include <gtest/gtest.h>

#include <string>

#include "tests/support/postgres_server.h"

namespace pgpact {
namespace {

using ServerItself = ServerTest;

TEST_F(ServerItself, PreparesWithoutRunningAndLeavesNothingBehind) {
  auto database = server().CreateDatabase("prepares");
  ASSERT_TRUE(database.ok()) << database.error().message;
  ASSERT_FALSE(
      database.value().Execute("CREATE TABLE t(a int, b text)").has_value());

  const ServerVerdict good =
      database.value().Prepare("SELECT b, a + 1 AS c FROM t WHERE a = $1");
  EXPECT_FALSE(good.error.has_value());
  ASSERT_EQ(good.columns.size(), 2U);
  EXPECT_EQ(good.columns[0].name, "b");
  EXPECT_NE(good.columns[0].table, 0U);
  EXPECT_EQ(good.columns[0].attribute, 2);
  EXPECT_EQ(good.columns[1].table, 0U);
  EXPECT_EQ(good.parameter_types.size(), 1U);

  const ServerVerdict bad =
      database.value().Prepare("select '\u00e9\u00e9', x.y");
  ASSERT_TRUE(bad.error.has_value());
  EXPECT_EQ(bad.error->sqlstate, "42P01");
  EXPECT_EQ(bad.error->position, 14) << "characters, not bytes";

  EXPECT_FALSE(database.value().Prepare("SELECT 1").error.has_value());
  EXPECT_FALSE(
      database.value().Prepare("INSERT INTO t VALUES (1)").error.has_value());
  const auto rows = database.value().Query("SELECT count(*) FROM t");
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(rows.value()[0][0], "0");
}

}  // namespace
}  // namespace pgpact
