#include "analyzer/installation/discover.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

std::string Found(const std::vector<DiscoveryFile>& files) {
  std::string found;
  for (const std::string& source : DiscoverInstallation(files).sources) {
    found += (found.empty() ? "" : " ") + source;
  }
  return found;
}

constexpr std::string_view kProgram =
    "def init_database():\n"
    "    cur.execute('''\n"
    "CREATE TABLE a (b int)''')\n"
    "\n"
    "def report():\n"
    "    cur.execute('CREATE TABLE c (d int)')\n";

TEST(Discover, TakesTheFirstKindThatThereIs) {
  const DiscoveryFile dump = {"db/schema.sql", "create table a ()"};
  const DiscoveryFile copy = {"a/b/schema.sql", "create table a ()"};
  const DiscoveryFile test = {"tests/schema.sql", "create table t ()"};
  const DiscoveryFile migration = {"db/migrations/1.sql", "create table a ()"};
  const DiscoveryFile script = {"scripts/install.sh", "psql -f x/other.sql"};
  const DiscoveryFile program = {"app/db.py", kProgram};
  const DiscoveryFile tables = {"other.sql", "create table t ()"};
  EXPECT_EQ(Found({copy, dump, migration, script}), "db/schema.sql");
  EXPECT_EQ(Found({migration, script, program}), "db/migrations");
  EXPECT_EQ(Found({script, program, tables}), "scripts/install.sh");
  EXPECT_EQ(Found({script, program}), "app/db.py::init_database");
  EXPECT_EQ(Found({tables, test}), "other.sql");
  EXPECT_EQ(Found({test}), "");
}

TEST(Discover, TakesWhatCreatesOtherTablesToo) {
  const DiscoveryFile dump = {"plugin/schema.sql", "create table extra ()"};
  const DiscoveryFile first = {"db/1-first.sql", "create table a ()"};
  const DiscoveryFile second = {"db/2-second.sql", "create table b ()"};
  const DiscoveryFile upgrade = {"updates/b.sql",
                                 "create table b (); create table c ()"};
  EXPECT_EQ(Found({dump, first, second, upgrade}), "plugin/schema.sql db");
}

TEST(Discover, TakesTheScriptsThatStandTogether) {
  const DiscoveryFile logic = {
      "app/logic.sql", "create function f() returns int as $$ $$ language sql"};
  const DiscoveryFile models = {"app/models.sql", "create table a ()"};
  const DiscoveryFile query = {"app/query.sql", "select 1"};
  EXPECT_EQ(Found({logic, models, query}), "app");
  EXPECT_EQ(Found({models, query}), "app/models.sql");
  EXPECT_EQ(Found({{"logic.sql", logic.content}, {"x.sql", models.content}}),
            "x.sql logic.sql");
}

TEST(Discover, FindsInstallingFunctions) {
  constexpr std::string_view kOneLine =
      "async def setup_tables(c):\n  await c.execute('CREATE TABLE a ()')\n";
  EXPECT_EQ(Found({{"app/db.py", kOneLine}}), "app/db.py::setup_tables");
}

}  // namespace
}  // namespace pgpact
