#include "analyzer/installation/discover.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

std::string Found(const std::vector<DiscoveryFile>& files) {
  std::string found;
  for (const std::string& source : DiscoverInstallation(files)) {
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
  const DiscoveryFile dump = {"db/schema.sql", ""};
  const DiscoveryFile deeper = {"a/b/schema.sql", ""};
  const DiscoveryFile test = {"tests/schema.sql", "create table t ()"};
  const DiscoveryFile migration = {"db/migrations/1.sql", ""};
  const DiscoveryFile script = {"scripts/install.sh", "psql -f x"};
  const DiscoveryFile program = {"app/db.py", kProgram};
  const DiscoveryFile tables = {"other.sql", "create table t ()"};
  EXPECT_EQ(Found({deeper, dump, migration, script}), "db/schema.sql");
  EXPECT_EQ(Found({migration, script, program}), "db/migrations");
  EXPECT_EQ(Found({script, program, tables}), "scripts/install.sh");
  EXPECT_EQ(Found({tables, test}), "other.sql");
  EXPECT_EQ(Found({test}), "");
}

TEST(Discover, FindsInstallingFunctions) {
  constexpr std::string_view one_line =
      "async def setup_tables(c):\n  await c.execute('CREATE TABLE a ()')\n";
  EXPECT_EQ(Found({{"app/db.py", one_line}}), "app/db.py::setup_tables");
}

}  // namespace
}  // namespace pgpact
