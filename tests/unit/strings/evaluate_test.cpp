// Evaluate, from Python text to the templates of its sinks.
#include "analyzer/strings/evaluate.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "analyzer/frontends/python/python_front_end.h"
#include "analyzer/strings/dump.h"
#include "analyzer/strings/template_match.h"
#include "analyzer/text/source_file.h"

namespace pgpact {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

struct EvaluatedFiles {
  std::vector<SourceFile> files;
  Evaluation evaluation;

  // "line function sink: template" a sink.
  std::string Lines() const {
    std::string lines;
    for (const SinkValue& sink : evaluation.sinks) {
      const SourceFile& file = files[sink.call.file.index];
      lines += std::to_string(file.PositionAt(sink.call.range.begin).line);
      lines += " " + sink.function + " " + sink.sink + ": ";
      lines += DumpTemplate(sink.sql) + "\n";
    }
    return lines;
  }
  std::string Templates() const {
    std::string lines;
    for (const SinkValue& sink : evaluation.sinks) {
      lines += DumpTemplate(sink.sql) + "\n";
    }
    return lines;
  }
};

StringProgram LowerAll(const FrontEnd& front_end, const Files& sources,
                       std::vector<SourceFile>& files) {
  std::vector<Module> modules;
  for (const auto& [path, text] : sources) {
    const SourceFileId id{static_cast<uint32_t>(files.size())};
    files.emplace_back(id, path, text);
    modules.push_back(front_end.Lower(files.back()).module);
  }
  return Link(std::move(modules));
}

EvaluatedFiles EvaluateFiles(const Files& sources,
                             EvaluationLimits limits = {}) {
  const auto front_end = MakePythonFrontEnd();
  EvaluatedFiles result;
  const StringProgram program = LowerAll(*front_end, sources, result.files);
  EvaluateOptions options;
  options.sinks = front_end->sinks();
  options.library = front_end->library();
  options.limits = limits;
  result.evaluation = Evaluate(program, options);
  return result;
}

// `body` with a cursor `cur` of psycopg2 at hand.
std::string WithCursor(const std::string& body) {
  return "import psycopg2\ncur = psycopg2.connect('').cursor()\n" + body;
}

struct Row {
  const char* name;
  const char* body;
  const char* templates;
};

class EvaluatePython : public testing::TestWithParam<Row> {};

TEST_P(EvaluatePython, GivesTheTemplatesOfItsSinks) {
  const EvaluatedFiles run =
      EvaluateFiles({{"m.py", WithCursor(GetParam().body)}});
  EXPECT_EQ(run.Templates(), GetParam().templates);
}

constexpr Row kRows[] = {
    {"Literal", "cur.execute('SELECT 1')", "'SELECT 1'\n"},
    {"Constant", "T = 'users'\ncur.execute(f'SELECT a FROM {T}')",
     "'SELECT a FROM users'\n"},
    {"Percent", "cur.execute('SELECT %s FROM t' % 'a')", "'SELECT a FROM t'\n"},
    {"Braces", "cur.execute('SELECT {} FROM {t}'.format('a', t='b'))",
     "'SELECT a FROM b'\n"},
    {"WholeTextsOfBranches",
     "import sys\nif sys.argv:\n  q = 'SELECT 1'\nelse:\n  q = 'SELECT 2'\n"
     "cur.execute(q)",
     "('SELECT 1' | 'SELECT 2')\n"},
    {"AppendedInBranch",
     "import sys\nq = 'SELECT 1'\nif sys.argv:\n  q += ' LIMIT 1'\n"
     "cur.execute(q)",
     "'SELECT 1' (' LIMIT 1' | '')\n"},
    {"AppendedInLoop",
     "q = 'SELECT 1'\nfor x in input():\n  q += ', 2'\ncur.execute(q)",
     "'SELECT 1' (', 2')*\n"},
    {"LoopOverKnownElements",
     "for t in ['a', 'b']:\n  cur.execute('SELECT 1 FROM ' + t)",
     "('SELECT 1 FROM a' | 'SELECT 1 FROM b')\n"},
    {"KnownKey", "D = {'x': {'t': 'a'}}\ncur.execute('TABLE ' + D['x']['t'])",
     "'TABLE a'\n"},
    {"UnknownKey",
     "D = {'x': {'t': 'a'}, 'y': {'t': 'b'}}\n"
     "cur.execute('TABLE ' + D[input()]['t'])",
     "'TABLE ' ('a' | 'b')\n"},
    {"JoinOverKnownKeys",
     "d = {'a': 1, 'b': 2}\n"
     "cur.execute('UPDATE t SET ' + ', '.join(f'{k} = %s' for k in d))",
     "'UPDATE t SET a = %s, b = %s'\n"},
    {"JoinOfOptionalElements",
     "import sys\nw = []\nif sys.argv:\n  w.append('a')\nif sys.path:\n"
     "  w.append('b')\nq = 'SELECT 1'\nif w:\n"
     "  q += ' WHERE ' + ' AND '.join(w)\ncur.execute(q)",
     "'SELECT 1' (' WHERE ' ('a' (' AND b' | '') | 'b') | '')\n"},
    {"CheckForNone",
     "import sys\nt = None\nif sys.argv:\n  t = 'a'\nif t is not None:\n"
     "  cur.execute(f'TABLE {t}')",
     "'TABLE a'\n"},
    {"NumberOfArguments",
     "args = list(input())\ncur.execute('SELECT $' + str(len(args)))",
     "'SELECT $' {: number number}\n"},
    {"EnvironmentDefault",
     "import os\nt = os.getenv('T', 'users')\ncur.execute('TABLE ' + t)",
     "'TABLE ' ('users' | {T: environment})\n"},
    {"Stripped", "q = '''\n  SELECT 1\n'''.strip()\ncur.execute(q)",
     "'SELECT 1'\n"},
    {"Identifier",
     "from psycopg2 import sql\n"
     "cur.execute(sql.SQL('TABLE {}').format(sql.Identifier('a')))",
     "'TABLE \"a\"'\n"},
    {"ParameterThatNobodyFills", "def f(t):\n  cur.execute('TABLE ' + t)",
     "'TABLE ' {t: parameter}\n"},
    {"DefaultArgument", "def f(t='a'):\n  cur.execute('TABLE ' + t)\nf()",
     "'TABLE a'\n"},
};

INSTANTIATE_TEST_SUITE_P(Rows, EvaluatePython, testing::ValuesIn(kRows),
                         [](const testing::TestParamInfo<Row>& row) {
                           return row.param.name;
                         });

TEST(Evaluate, TellsTheCallThatGivesTheText) {
  const EvaluatedFiles run =
      EvaluateFiles({{"m.py", WithCursor("def run(sql):\n"
                                         "  cur.execute(sql)\n"
                                         "def f():\n"
                                         "  run('SELECT 1')\n"
                                         "  run('SELECT 2')\n")}});
  EXPECT_EQ(run.Lines(),
            "6 f run: 'SELECT 1'\n"
            "7 f run: 'SELECT 2'\n");
}

TEST(Evaluate, FollowsAttributesOfEachObject) {
  const EvaluatedFiles run =
      EvaluateFiles({{"m.py", WithCursor("class Store:\n"
                                         "  def __init__(self, t):\n"
                                         "    self.t = t\n"
                                         "  def get(self):\n"
                                         "    cur.execute(\n"
                                         "      'TABLE ' + self.t)\n"
                                         "Store('a').get()\n"
                                         "Store('b').get()\n")}});
  EXPECT_EQ(run.Templates(), "('TABLE a' | 'TABLE b')\n");
}

// Of a program for two databases the statement that goes to PostgreSQL.
TEST(Evaluate, DecidesTestsOfTheDatabase) {
  constexpr std::pair<const char*, bool> kTests[] = {
      {"isinstance(engine, PostgresEngine)", true},
      {"isinstance(engine, (MySqlEngine, Sqlite3Engine))", false},
      {"isinstance(connection, sqlite3.Connection)", false},
      {"not isinstance(engine, engines.PostgreSQLDatabase)", false},
      {"vendor == 'postgresql'", true},
      {"vendor != 'sqlite'", true},
      {"connection.vendor == 'oracle'", false},
      {"kind in ('mysql', 'mariadb')", false},
      {"kind in ('mysql', 'postgres')", true},
      {"'sqlite' in url", false},
      {"url.startswith('postgresql+asyncpg://')", true},
      {"kind is Kind.SQLITE", false},
      {"settings.USE_SQLITE", false},
      {"self.is_postgres()", true},
      {"is_postgres and fast", false},  // either branch may be PostgreSQL's
      {"kind == 'sqlite' or kind == 'mysql'", false},
      {"kind == 'sqlite' and deep", false},
  };
  for (const auto& [test, holds] : kTests) {
    const bool open = std::string_view(test).ends_with("fast");
    const EvaluatedFiles found = EvaluateFiles(
        {{"a.py",
          std::string("import psycopg2\ncur = psycopg2.connect('').cursor()\n"
                      "def f(self, engine, vendor, kind, url, deep, fast):\n"
                      "  if ") +
              test +
              ":\n    cur.execute('SELECT 1')\n"
              "  else:\n    cur.execute('SELECT 2')\n"}});
    std::string own;
    for (const SinkValue& sink : found.evaluation.sinks) {
      if (sink.spec.dialect == Dialect::PostgreSql) {
        own += DumpTemplate(sink.sql);
      }
    }
    const std::string wanted = open    ? "'SELECT 1''SELECT 2'"
                               : holds ? "'SELECT 1'"
                                       : "'SELECT 2'";
    EXPECT_EQ(own, wanted) << test;
  }
}

TEST(Evaluate, FindsConnectionsThroughFactoriesOfOtherFiles) {
  const EvaluatedFiles run =
      EvaluateFiles({{"app/db.py",
                      "import psycopg2, sqlite3\n"
                      "def pg():\n  return psycopg2.connect('')\n"
                      "def lite():\n  return sqlite3.connect('')\n"},
                     {"app/main.py",
                      "from db import pg, lite\n"
                      "with pg() as c:\n"
                      "  with c.cursor() as cur:\n    cur.execute('SELECT 1')\n"
                      "lite().cursor().execute('SELECT 2')\n"}});
  ASSERT_EQ(run.evaluation.sinks.size(), 2U);
  EXPECT_EQ(run.evaluation.sinks[0].spec.dialect, Dialect::PostgreSql);
  EXPECT_EQ(run.evaluation.sinks[1].spec.dialect, Dialect::Sqlite);
}

TEST(Evaluate, StopsAtItsBounds) {
  std::string chain = "q = 'x'\n";
  for (int i = 0; i < 20'000; ++i) {
    chain += "q += 'y'\n";
  }
  const EvaluatedFiles run = EvaluateFiles(
      {{"m.py", WithCursor(chain + "cur.execute('SELECT ' + q)")}});
  ASSERT_EQ(run.evaluation.sinks.size(), 1U);
  EXPECT_TRUE(MatchTemplate(run.evaluation.sinks[0].sql,
                            "SELECT x" + std::string(20'000, 'y')));
}

TEST(Trace, ListsWhatARunDoesInOrder) {
  const auto front_end = MakePythonFrontEnd();
  std::vector<SourceFile> files;
  const StringProgram program =
      LowerAll(*front_end,
               {{"m.py",
                 "import psycopg2\n"
                 "def install():\n"
                 "  conn = psycopg2.connect('')\n"
                 "  cur = conn.cursor()\n"
                 "  for t in ['a', 'b']:\n"
                 "    cur.execute('CREATE TABLE ' + t + '()')\n"
                 "  try:\n"
                 "    cur.execute('SELECT 1')\n"
                 "  except Exception:\n"
                 "    conn.rollback()\n"
                 "  conn.commit()\n"}},
               files);
  EvaluateOptions options;
  options.sinks = front_end->sinks();
  options.library = front_end->library();
  const auto events = Trace(program, {0}, "install", options);
  ASSERT_TRUE(events.has_value());
  std::string order;
  for (const TraceEvent& event : *events) {
    order += "STRKBHE"[event.index()] == 'S' ? "S" : "";
    order += std::to_string(event.index()) + " ";
  }
  EXPECT_EQ(order, "S0 S0 3 S0 4 2 5 1 ");
  EXPECT_FALSE(Trace(program, {0}, "missing", options).has_value());
}

}  // namespace
}  // namespace pgpact
