#include "analyzer/installation/script_facts.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

TEST(ScriptFacts, SaysWhatAScriptMakesAndNeeds) {
  const ScriptFacts facts = ReadScriptFacts(
      "-- CREATE TABLE not_this ();\n"
      "CREATE TEMP TABLE scratch (a int);\n"
      "CREATE TABLE IF NOT EXISTS App.\"Order\" (a kind REFERENCES b (c));\n"
      "CREATE UNIQUE INDEX CONCURRENTLY i ON \"Order\" (a);\n"
      "ALTER TABLE ONLY d ADD PRIMARY KEY (e);");
  EXPECT_EQ(facts.tables, std::set<std::string>{"app.Order"});
  EXPECT_EQ(facts.relations, (std::set<std::string>{"Order", "i"}));
  EXPECT_EQ(facts.relations_used,
            (std::set<std::string>{"Order", "b", "d", "scratch"}));
  EXPECT_EQ(facts.making_indexes, 1U);
  EXPECT_EQ(facts.adding_keys, 1U);
  EXPECT_FALSE(facts.empties());
}

TEST(ScriptFacts, OrdersScriptsByWhatTheyNeed) {
  const std::vector<ScriptText> scripts = {
      {"clear.sql", "TRUNCATE a; DELETE FROM b"},
      {"data.sql", "INSERT INTO a VALUES (1)"},
      {"drop.sql", "DROP TABLE a; ALTER TABLE b DROP CONSTRAINT c"},
      {"foreign.sql", "ALTER TABLE b ADD FOREIGN KEY (x) REFERENCES a (x)"},
      {"indexes.sql", "CREATE INDEX i ON a (x)"},
      {"keys.sql", "ALTER TABLE a ADD PRIMARY KEY (x)"},
      {"b.sql", "CREATE TABLE b (x int DEFAULT f()) INHERITS (c)"},
      {"c.sql", "CREATE TABLE c (y int)"},
      {"f.sql", "CREATE FUNCTION f() RETURNS int AS $$ $$ LANGUAGE sql"},
      {"a.sql", "CREATE TABLE a (x kind)"},
      {"types.sql", "CREATE TYPE kind AS ENUM ()"},
  };
  EXPECT_EQ(OrderScripts(scripts),
            (std::vector<std::string>{"types.sql", "c.sql", "a.sql", "keys.sql",
                                      "indexes.sql", "f.sql", "b.sql",
                                      "foreign.sql", "data.sql"}));
}

TEST(ScriptFacts, OrdersKeysBeforeWhatRefersToThem) {
  // The indexes wait for a view, the foreign keys for one of the indexes.
  const std::vector<ScriptText> scripts = {
      {"a.sql", "CREATE TABLE s.a (x int); CREATE TABLE b (x int)"},
      {"foreign.sql",
       "ALTER TABLE ONLY b ADD FOREIGN KEY (x) REFERENCES s.a (x)"},
      {"indexes.sql",
       "CREATE UNIQUE INDEX i ON s.a (x); CREATE INDEX j ON v (x)"},
      {"views.sql", "CREATE MATERIALIZED VIEW v AS SELECT x FROM s.a"},
  };
  EXPECT_EQ(OrderScripts(scripts),
            (std::vector<std::string>{"a.sql", "views.sql", "indexes.sql",
                                      "foreign.sql"}));
}

TEST(ScriptFacts, PassesOverPsqlAndExtensions) {
  const ScriptFacts facts = ReadScriptFacts(
      "\\set x 1\nCREATE TABLE @extschema@.a (b int);\n\\i b.sql\n"
      "CREATE TABLE c (d int);");
  EXPECT_EQ(facts.tables, (std::set<std::string>{"extschema.a", "c"}));
}

TEST(ScriptFacts, OrdersScriptsThatNeedEachOther) {
  const std::vector<ScriptText> scripts = {
      {"a.sql", "CREATE TABLE a (x int REFERENCES b)"},
      {"b.sql", "CREATE TABLE b (x int REFERENCES a)"},
  };
  EXPECT_EQ(OrderScripts(scripts),
            (std::vector<std::string>{"a.sql", "b.sql"}));
}

}  // namespace
}  // namespace pgpact
