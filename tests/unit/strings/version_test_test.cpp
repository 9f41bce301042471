// Names of the server's version, and its comparisons with constants.
#include "analyzer/strings/version_test.h"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace pgpact {
namespace {

TEST(VersionTest, KnowsItsNames) {
  for (const std::string_view name :
       {"server_version", "server_version_num", "PG_VERSION_NUM", "pg_version",
        "PGVERSION", "get_server_version", "postgres_version", "pgver",
        "server_txt_version", "PG_MAJOR_VERSION", "serverVersion",
        "db_server_version", "postgresql_version_tuple"}) {
    EXPECT_EQ(VersionNameOf(name), VersionName::Server) << name;
  }
  for (const std::string_view name : {"version", "db_version", "ver"}) {
    EXPECT_EQ(VersionNameOf(name), VersionName::Perhaps) << name;
  }
  for (const std::string_view name :
       {"server", "pg_basebackup_version", "version_num_of_schema",
        "PgVersions", "libpq_version", "python_version",
        "server_version_string_of", ""}) {
    EXPECT_EQ(VersionNameOf(name), VersionName::None) << name;
  }
}

TEST(VersionTest, ComparesConstantsInEverySpelling) {
  using enum Computation::Operator;
  struct Row {
    Computation::Operator op;
    std::string_view constant;
    std::optional<bool> expected;
  };
  const Row rows[] = {
      {GreaterOrEqual, "90600", true},
      {GreaterOrEqual, "150000", true},
      {Less, "150000", false},
      {Greater, "150000", std::nullopt},
      {Equal, "150000", std::nullopt},
      {GreaterOrEqual, "160000", false},
      {Less, "160000", true},
      {Equal, "140000", false},
      {NotEqual, "90603", true},
      {LessOrEqual, "150004", std::nullopt},
      {Equal, "15", true},
      {Greater, "15", false},
      {Greater, "14", true},
      {Less, "10", false},
      {GreaterOrEqual, "9.6", true},
      {Less, "9.6.3", false},
      {GreaterOrEqual, "15.2", std::nullopt},
      {Less, "906", false},
      {GreaterOrEqual, "1600", false},
      {Equal, "16", false},
  };
  for (const Row& row : rows) {
    const auto constant = VersionOfText(row.constant);
    ASSERT_TRUE(constant) << row.constant;
    EXPECT_EQ(CompareVersion(row.op, *constant), row.expected)
        << static_cast<int>(row.op) << ' ' << row.constant;
  }
  for (const std::string_view text : {"", "abc", "9.x", "-1"}) {
    EXPECT_FALSE(VersionOfText(text)) << text;
  }
}

TEST(VersionTest, TellsVersionsFromOtherNumbers) {
  for (const std::string_view text : {"80300", "90603", "100000", "140012"}) {
    EXPECT_TRUE(VersionOfText(text)->certain) << text;
  }
  for (const std::string_view text :
       {"10", "65536", "99999", "123456", "200000", "1000000"}) {
    EXPECT_FALSE(VersionOfText(text)->certain) << text;
  }
}

TEST(VersionTest, KnowsTheQuestion) {
  EXPECT_TRUE(AsksForVersion("SHOW server_version_num"));
  EXPECT_TRUE(AsksForVersion("select current_setting('server_version')"));
  EXPECT_TRUE(
      AsksForVersion("SELECT current_setting('server_version_num')::int;"));
  EXPECT_FALSE(AsksForVersion("SHOW server_encoding"));
  EXPECT_FALSE(AsksForVersion("SELECT 1"));
}

}  // namespace
}  // namespace pgpact
