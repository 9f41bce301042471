// Transactions, handlers and settings of an installation; what single
// statements do is held against the server in tests/conformance/ddl.

#include "analyzer/installation/load_schema.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/sql/parse_template.h"

namespace pgpact {
namespace {

// A script out of a line of steps: SQL, or one of the words below.
struct Script {
  std::deque<ParsedStatement> statements;
  InstallationScript script;
};

ScriptEvent EventOf(const std::string& step, Script& owner) {
  if (step == "@commit") {
    return ScriptCommit{};
  }
  if (step == "@rollback") {
    return ScriptRollback{};
  }
  if (step == "@try") {
    return ScriptTryBegin{1};
  }
  if (step == "@except") {
    return ScriptHandlerBegin{1};
  }
  if (step == "@end") {
    return ScriptTryEnd{1, false};
  }
  if (step == "@leave") {
    return ScriptTryEnd{1, true};
  }
  if (step == "@connect") {
    return ScriptConnect{};
  }
  if (step == "@elsewhere") {
    return ScriptConnect{"other", ""};
  }
  MarkedText text;
  text.text.Append(step, Location{{}, {0, static_cast<uint32_t>(step.size())}});
  owner.statements.push_back(ParseStatement(text, TextPolicy()));
  return ScriptStatement{&owner.statements.back()};
}

struct Loaded {
  std::vector<std::string> tables;
  std::vector<std::string> states;
  LoadedSchema schema;
};

Loaded Load(TransactionMode mode, const std::vector<std::string>& steps) {
  Script owner;
  owner.script.mode = mode;
  for (const std::string& step : steps) {
    owner.script.events.push_back(EventOf(step, owner));
  }
  Loaded loaded{
      {},
      {},
      LoadSchema({&owner.script, 1}, LoadBuiltinCatalog("15"), SearchPath())};
  const Catalog& catalog = loaded.schema.catalog;
  for (const RelationId id : catalog.UserRelations()) {
    loaded.tables.push_back(catalog.schema(catalog.relation(id).schema).name +
                            "." + catalog.relation(id).name);
  }
  for (const InstallationProblem& problem : loaded.schema.problems) {
    loaded.states.push_back(
        problem.kind == InstallationProblem::Kind::Fails ? problem.sqlstate
        : problem.kind == InstallationProblem::Kind::PassesOver ? "passes over"
                                                                : "undecided");
  }
  return loaded;
}

struct Row {
  const char* name;
  TransactionMode mode;
  std::vector<std::string> steps;
  std::vector<std::string> tables;
  std::vector<std::string> states;
};

std::vector<Row> Rows() {
  using enum TransactionMode;
  const std::string a = "CREATE TABLE a (x int)";
  const std::string b = "CREATE TABLE b (x int)";
  const std::string c = "CREATE TABLE c (x int)";
  return {
      {"goes on",
       AutocommitContinue,
       {a, a, b},
       {"public.a", "public.b"},
       {"42P07"}},
      {"stops", AutocommitStop, {a, a, b}, {"public.a"}, {"42P07"}},
      {"all or nothing", Single, {a, a, b}, {}, {"42P07"}},
      {"all", Single, {a, b}, {"public.a", "public.b"}, {}},
      {"not committed", UntilCommit, {a, "@commit", b}, {"public.a"}, {}},
      {"25P02 until rollback",
       UntilCommit,
       {a, "@commit", b, "@try", b, "@except", c, "@end", "@rollback", c,
        "@commit"},
       {"public.a", "public.c"},
       {"42P07", "25P02"}},
      {"commit of a failed one",
       UntilCommit,
       {"@try", a, a, "@except", "@end", "@commit", b, "@commit"},
       {"public.b"},
       {"42P07"}},
      {"an error that nothing catches",
       UntilCommit,
       {a, "@commit", b, b, "@rollback", c, "@commit"},
       {"public.a"},
       {"42P07"}},
      {"handler",
       UntilCommit,
       {a, "@commit", "@try", a, b, "@except", "@rollback", "@end", c,
        "@commit"},
       {"public.a", "public.c"},
       {"42P07"}},
      {"handler not needed",
       AutocommitContinue,
       {"@try", a, "@except", b, "@end", c},
       {"public.a", "public.c"},
       {}},
      {"handler leaves",
       AutocommitContinue,
       {a, "@try", a, "@except", b, "@leave", c},
       {"public.a", "public.b"},
       {"42P07"}},
      {"savepoint",
       AutocommitContinue,
       {"BEGIN", a, "SAVEPOINT s", a, "ROLLBACK TO s", b, "COMMIT"},
       {"public.a", "public.b"},
       {"42P07"}},
      {"path undone",
       AutocommitContinue,
       {"CREATE SCHEMA s", "BEGIN", "SET search_path TO s", a, "ROLLBACK", b},
       {"public.b"},
       {}},
      {"local path",
       AutocommitContinue,
       {"CREATE SCHEMA s", "BEGIN", "SET LOCAL search_path TO s", a, "COMMIT",
        b},
       {"public.b", "s.a"},
       {}},
      {"path ends with the connection",
       AutocommitContinue,
       {"CREATE SCHEMA s", "SET search_path TO s", a, "@connect", b},
       {"public.b", "s.a"},
       {}},
      {"temporary tables too",
       AutocommitContinue,
       {"CREATE TEMP TABLE t (x int)", "@connect", "SELECT x FROM t"},
       {},
       {"42P01"}},
      {"temporary functions, and what takes a temporary type",
       AutocommitContinue,
       {"CREATE TEMP TABLE t (x int)",
        "CREATE FUNCTION f(t) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION pg_temp.g() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "@connect", "SELECT f(NULL)"},
       {},
       {"42883"}},
      {"another database",
       AutocommitContinue,
       {a, "@elsewhere", b},
       {"public.a"},
       {}},
      {"another shape",
       AutocommitContinue,
       {a, "CREATE TABLE IF NOT EXISTS a (x int)",
        "CREATE TABLE IF NOT EXISTS a (x int, y int)"},
       {"public.a"},
       {"passes over"}},
      {"block with a dynamic statement",
       AutocommitContinue,
       {"DO $$ BEGIN EXECUTE format('CREATE TABLE %I (a int)', 'q'); END $$",
        "DROP TABLE q"},
       {},
       {}},
      {"block with text that is not known",
       AutocommitContinue,
       {"DO $$ DECLARE t text := current_user; BEGIN "
        "EXECUTE 'CREATE TABLE ' || t || ' (a int)'; END $$",
        "DROP TABLE q"},
       {},
       {"undecided"}},
      {"block whose unknown text makes nothing",
       AutocommitContinue,
       {a,
        "DO $$ DECLARE t text := current_user; BEGIN "
        "EXECUTE 'GRANT SELECT ON a TO ' || t; "
        "EXECUTE 'COMMENT ON ' || t; "
        "EXECUTE 'SELECT ' || t; END $$",
        "DROP TABLE q"},
       {"public.a"},
       {"42P01"}},
      {"condition that is not known",
       AutocommitContinue,
       {a,
        "DO $$ BEGIN IF random() > 0 THEN CREATE TABLE a (x int); "
        "CREATE TABLE b (x int); END IF; END $$"},
       {"public.a", "public.b"},
       {}},
      {"routine that never ends",
       AutocommitContinue,
       {"CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN "
        "PERFORM f(); PERFORM f(); "
        "EXECUTE 'CREATE TABLE IF NOT EXISTS b (x int)'; END $$",
        "SELECT f()"},
       {"public.b"},
       {"undecided"}},
      {"extension",
       AutocommitContinue,
       {"CREATE EXTENSION citext", "CREATE TABLE a (x citext, y nope.z)",
        "CREATE TABLE b (x citext)"},
       {"public.b"},
       {"3F000"}},
  };
}

TEST(LoadSchema, FollowsTransactionsHandlersAndConnections) {
  for (const Row& row : Rows()) {
    SCOPED_TRACE(row.name);
    Loaded loaded = Load(row.mode, row.steps);
    std::sort(loaded.tables.begin(), loaded.tables.end());
    EXPECT_EQ(loaded.tables, row.tables);
    EXPECT_EQ(loaded.states, row.states);
  }
}

TEST(LoadSchema, KnowsRowsAndRoles) {
  const Loaded loaded =
      Load(TransactionMode::AutocommitContinue,
           {"CREATE TABLE a (x int)", "INSERT INTO a VALUES (1)",
            "GRANT SELECT ON a TO late, early", "CREATE ROLE late",
            "CREATE ROLE known", "GRANT SELECT ON a TO known"});
  ASSERT_EQ(loaded.schema.filled.size(), 1U);
  EXPECT_EQ(loaded.schema.filled[0].relation, "a");
  EXPECT_EQ(loaded.schema.assumed_roles,
            (std::set<std::string>{"early", "late"}));
  EXPECT_EQ(loaded.schema.statement_counts, std::vector<uint32_t>{6});
}

}  // namespace
}  // namespace pgpact
