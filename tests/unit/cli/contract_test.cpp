// The command line and the machine formats where they are easily broken:
// places, remedies, suppression.
#include <gmock/gmock.h>

#include "tests/support/run_pgpact.h"

namespace pgpact {
namespace {

using testing::HasSubstr;
using testing::Not;
using Files = std::map<std::string, std::string>;

Files Program(const std::string& lines) {
  return {
      {"schema.sql", "CREATE TABLE t (id int);\nINSERT INTO t VALUES (1);\n"},
      {"app.py",
       "import psycopg2\ncur = psycopg2.connect('').cursor()\n" + lines}};
}

std::string Check(const Files& files) {
  const PgpactRun run = RunPgpact(files, {"check", "--schema", "schema.sql"});
  return run.output + run.errors;
}

std::string Configured(const std::string& toml) {
  Files files = Program("cur.execute('SELECT id FROM t')\n");
  files["pgpact.toml"] = toml;
  const PgpactRun run = RunPgpact(files, {"check"});
  return std::to_string(run.exit_code) + ' ' + run.output + run.errors;
}

TEST(Contract, SuppressesInCommentsOfSqlWhereverTheyStand) {
  for (const std::string sql :
       {"'SELECT /* pgpact: allow undefined-column x */ nope FROM t'",
        "'/* pgpact: allow undefined-column x */ SELECT nope FROM t'",
        "'''SELECT nope /* some\n pgpact: allow undefined-column x */\nFROM "
        "t'''",
        "'''\n-- pgpact: allow undefined-column x\n\nSELECT id,\n\nnope FROM "
        "t'''"}) {
    EXPECT_THAT(Check(Program("cur.execute(" + sql + ")\n")),
                HasSubstr("0 errors, 0 warnings"))
        << sql;
  }
}

TEST(Contract, SuppressesSeveralRulesAndSaysWhatNamesNone) {
  EXPECT_THAT(
      Check(Program(
          "# pgpact: allow undefined-column, undefined-table both\n"
          "cur.execute('SELECT nope FROM t; SELECT 1 FROM nowhere')\n")),
      HasSubstr("0 errors, 0 warnings"));
  EXPECT_THAT(Check(Program("# pgpact: allow\ncur.execute('SELECT 1')\n")),
              HasSubstr("the comment names no rule to allow"));
}

TEST(Contract, PointsAtTheDirectiveAndAtTheEndOfInput) {
  const std::string hole =
      Check(Program("# pgpact: hole name = id | nope\ndef f(name):\n"
                    "    cur.execute(f'SELECT {name} FROM t')\n"));
  EXPECT_THAT(hole, HasSubstr("app.py:3:28"));
  EXPECT_THAT(Check(Program("cur.execute('SELECT id FROM')\n")),
              HasSubstr("syntax error at end of input\n --> app.py:3:27"));
}

TEST(Contract, PointsAtKeysAndSaysWhatToDo) {
  EXPECT_THAT(Configured("[installation]\nfile = ['schema.sql']\n"),
              HasSubstr("pgpact.toml:2:1: unknown key"));
  EXPECT_THAT(Configured("[code]\npaths = ['nothere']\n"),
              HasSubstr("pgpact.toml:2:10: no such file or folder"));
  EXPECT_THAT(Configured("[services]\nfiles = ['nothere.conf']\n"),
              HasSubstr("pgpact.toml:2:10: cannot read the service file"));
  EXPECT_THAT(
      Configured("[installation]\npostgresql = 'x'\n"),
      HasSubstr("2 pgpact: error: pgpact.toml:2:14: \"x\" is no version"));
  const std::string later = Configured("[installation]\npostgresql = '17'\n");
  EXPECT_THAT(later, HasSubstr("pgpact.toml:2:14: PostgreSQL 17 is not known"));
  EXPECT_EQ(later[0], '0');
}

TEST(Contract, SaysThatNamedFilesHoldNoSql) {
  Files files = Program("cur.execute('SELECT id FROM t')\n");
  files["empty.py"] = "print(1)\n";
  const PgpactRun run =
      RunPgpact(files, {"check", "--schema", "schema.sql", "empty.py"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.output, HasSubstr("none of the named files holds SQL"));
}

TEST(Contract, SaysWhyAnInstallationIsUnreadable) {
  Files files = Program("cur.execute('SELECT id FROM t')\n");
  files["schema.sql"] = "\nCREATE TABL t (id int);\n";
  EXPECT_THAT(Check(files), HasSubstr("could be read: schema.sql:2:1: syntax"));
  files["schema.sql"] = "\n";
  EXPECT_THAT(Check(files), HasSubstr("there is no SQL in schema.sql"));
}

TEST(Contract, KnowsConditionsVersionsAndMethods) {
  EXPECT_THAT(
      RunPgpact({}, {"explain", "42P07"}).output,
      HasSubstr("42P07 is duplicate-table, found by installation-error"));
  EXPECT_THAT(RunPgpact({}, {"explain", "duplicate-table"}).output,
              HasSubstr("found by installation-error"));
  EXPECT_THAT(RunPgpact({}, {"explain", "42712"}).output,
              HasSubstr("found by duplicate-alias"));
  EXPECT_EQ(RunPgpact({}, {"check", "--version"}).exit_code, 0);
  EXPECT_THAT(RunPgpact({}, {"config", "show"}).output,
              HasSubstr("code.paths = [\".\"]"));
  Files files = {{"i.py", "class M:\n    def make(self):\n        pass\n"}};
  EXPECT_THAT(RunPgpact(files, {"schema", "i.py::make"}).errors,
              HasSubstr("did you mean \"i.py::M.make\"?"));
}

// `file` is the one that all lines of the object stand in.
TEST(Contract, ExtractsPlacesOfOneFile) {
  const Files files = {{"schema.sql", "CREATE TABLE t (id int);\n"},
                       {"main.py", "\n\n\n\n\nimport lib\nlib.run('t')\n"},
                       {"lib.py",
                        "import psycopg2\ndef run(name):\n"
                        "    psycopg2.connect('').cursor().execute('SELECT id "
                        "FROM ' + name)\n"}};
  const std::string text =
      RunPgpact(files, {"extract", "--schema", "schema.sql"}).output;
  EXPECT_THAT(text, HasSubstr("\"call\":\"main.py:7:1\",\"file\":\"lib.py\","
                              "\"call_line\":3,"));
}

}  // namespace
}  // namespace pgpact
