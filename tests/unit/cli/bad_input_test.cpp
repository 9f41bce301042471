// Input that is broken, huge or hostile to time, from the command line: a
// clear message with its remedy, the rest of the work done, the exit code of
// the contract, and no run longer than a moment.
#include <gmock/gmock.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "analyzer/text/file_system.h"
#include "cli/command_line.h"

namespace pgpact {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr int kMany = 100'000;
// Far above what any of these take, far below what a square of them would.
constexpr auto kMoment = std::chrono::seconds(60);

std::string Times(int count, std::string_view text) {
  std::string repeated;
  repeated.reserve(text.size() * static_cast<size_t>(count));
  for (int i = 0; i < count; ++i) {
    repeated += text;
  }
  return repeated;
}

// A statement that is checked whatever else the file holds.
constexpr std::string_view kConnect =
    "import psycopg2\ncur = psycopg2.connect('').cursor()\n";
constexpr std::string_view kProbe = "cur.execute('SELECT probe FROM t')\n";
constexpr std::string_view kProbed = "column \"probe\" does not exist";

// A scratch repository with an installation and one sound source.
class BadInputTest : public testing::Test {
 protected:
  BadInputTest() {
    std::string pattern =
        (fs::temp_directory_path() / "pgpact-bad-XXXXXX").string();
    top_ = mkdtemp(pattern.data());
    Write("schema.sql", "CREATE TABLE t (a int);\n");
    WriteProgram("sound.py", std::string(kProbe));
  }
  ~BadInputTest() override { fs::remove_all(top_); }

  void Write(const std::string& path, std::string_view content) const {
    fs::create_directories((top_ / path).parent_path());
    std::ofstream(top_ / path, std::ios::binary) << content;
  }
  void WriteProgram(const std::string& path, const std::string& rest) const {
    Write(path, std::string(kConnect) + rest);
  }
  // A file of that size that takes no room.
  void WriteSparse(const std::string& path, std::string_view begin,
                   uintmax_t size) const {
    Write(path, begin);
    fs::resize_file(top_ / path, size);
  }

  // What was written, output and errors together.
  std::string Run(const std::vector<std::string>& arguments) {
    const auto files = OpenFileSystem(top_.string(), {});
    std::ostringstream output;
    std::ostringstream errors;
    const auto start = std::chrono::steady_clock::now();
    code_ = RunCommandLine(arguments, {.files = *files,
                                       .folder = "",
                                       .root = top_.string(),
                                       .output = output,
                                       .errors = errors,
                                       .environment = {}});
    EXPECT_LT(std::chrono::steady_clock::now() - start, kMoment);
    return output.str() + errors.str();
  }
  std::string Check() { return Run({"check", "--schema", "schema.sql", "."}); }

  fs::path top_;
  int code_ = -1;
};

constexpr uintmax_t kHundredMegabytes = uintmax_t{100} << 20U;

TEST_F(BadInputTest, LeavesOutASourceThatIsTooLarge) {
  WriteSparse("large.py", kConnect, kHundredMegabytes);
  WriteSparse("large.sql", "SELECT 1;", kHundredMegabytes);
  EXPECT_THAT(Check(),
              AllOf(HasSubstr("skipped: large.py: it is larger than 64 MB "
                              "(split it, or leave it out with --exclude)"),
                    HasSubstr("skipped: large.sql: "), HasSubstr(kProbed)));
  EXPECT_EQ(code_, 1);
}

TEST_F(BadInputTest, NamedAndTooLargeIsNotDone) {
  WriteSparse("large.py", kConnect, kHundredMegabytes);
  EXPECT_THAT(
      Run({"check", "--schema", "schema.sql", "large.py", "sound.py"}),
      AllOf(HasSubstr("error: cannot read \"large.py\": it is larger than"),
            HasSubstr("split it"), HasSubstr(kProbed)));
  EXPECT_EQ(code_, 2);
}

TEST_F(BadInputTest, AnInstallationThatIsTooLargeIsNotDone) {
  WriteSparse("schema.sql", "CREATE TABLE t (a int);", kHundredMegabytes);
  EXPECT_THAT(Check(), AllOf(HasSubstr("cannot read the installation source "
                                       "\"schema.sql\": it is larger than"),
                             HasSubstr("split it")));
  EXPECT_EQ(code_, 2);
}

struct Source {
  std::string_view name;
  std::string text;
};

std::ostream& operator<<(std::ostream& output, const Source& source) {
  return output << source.name;
}

std::string NameOf(const testing::TestParamInfo<Source>& source) {
  return std::string(source.param.name);
}

// Programs whose probe is found whatever stands before it.
class LongProgramTest : public BadInputTest,
                        public testing::WithParamInterface<Source> {};

TEST_P(LongProgramTest, IsCheckedInAMoment) {
  WriteProgram("sound.py", "");
  WriteProgram("long.py", GetParam().text + std::string(kProbe));
  EXPECT_THAT(Check(), HasSubstr(kProbed));
  EXPECT_EQ(code_, 1);
}

Source Sql(std::string_view name, const std::string& sql) {
  return {name, "cur.execute('''" + sql + "''')\n"};
}

INSTANTIATE_TEST_SUITE_P(
    Programs, LongProgramTest,
    testing::Values(
        Source{"a_loop_of_a_million",
               "s = ''\nfor i in range(1000000):\n    s += 'x'\n"
               "cur.execute('SELECT ' + s + ' FROM t')\n"},
        Source{"a_million_times",
               "cur.execute('SELECT a' + ', a' * 1000000 + ' FROM t')\n"},
        Source{"plus", "s = 'a'" + Times(kMany, " + 'b'") + "\n"},
        Source{"plus_in_parentheses", "s = " + Times(kMany, "('a' + ") + "'b'" +
                                          Times(kMany, ")") + "\n"},
        Source{"parentheses", "s = " + Times(kMany, "(") + "'a'" +
                                  Times(kMany, ")") + "\ncur.execute(s)\n"},
        Source{"not", "s = " + Times(kMany, "not ") + "True\n"},
        Source{"conditions", "s = " + Times(kMany, "1 if x else ") + "'a'\n"},
        Source{"doubled_for_ever", "s = 'SELECT a '\n" +
                                       Times(60, "s = s + s\n") +
                                       "cur.execute(s)\n"},
        Source{"recursion",
               "def f(n):\n    return 'a' + f(n - 1) + f(n - 2)\n"
               "cur.execute(f(10))\n"},
        Sql("sql_plus", "SELECT 1" + Times(kMany, "+1")),
        Sql("sql_concatenation", "SELECT a" + Times(kMany, "||a")),
        Sql("sql_union", "SELECT 1" + Times(kMany, " UNION SELECT 1")),
        Sql("sql_not", "SELECT " + Times(kMany, "NOT ") + "true"),
        Sql("sql_case", "SELECT " + Times(kMany, "CASE WHEN a THEN ") + "1" +
                            Times(kMany, " END")),
        Sql("sql_parentheses",
            "SELECT " + Times(kMany, "(") + "1" + Times(kMany, ")")),
        Sql("sql_comments",
            "SELECT " + Times(kMany, "/*") + Times(kMany, "*/") + " 1")),
    &NameOf);

// The same as statements of the installation: each is one problem, if any, and
// what stands behind it is still made.
class LongScriptTest : public BadInputTest,
                       public testing::WithParamInterface<Source> {};

TEST_P(LongScriptTest, IsLoadedInAMoment) {
  Write("schema.sql", GetParam().text + ";\nCREATE TABLE t (a int);\n");
  EXPECT_THAT(Check(), AllOf(HasSubstr("column \"probe\" does not exist in "
                                       "public.t"),
                             Not(HasSubstr("undefined-table"))));
  EXPECT_EQ(code_, 1);
}

INSTANTIATE_TEST_SUITE_P(
    Scripts, LongScriptTest,
    testing::Values(
        Source{"plus", "CREATE VIEW v AS SELECT 1" + Times(kMany, "+1")},
        Source{"concatenation",
               "CREATE VIEW v AS SELECT 'a'" + Times(kMany, "||'a'")},
        Source{"union",
               "CREATE VIEW v AS SELECT 1" + Times(kMany, " UNION SELECT 1")},
        Source{"not", "CREATE VIEW v AS SELECT " + Times(kMany, "NOT ") + "1"},
        Source{"case", "CREATE VIEW v AS SELECT " +
                           Times(kMany, "CASE WHEN true THEN ") + "1" +
                           Times(kMany, " END")},
        Source{"parentheses", "CREATE VIEW v AS SELECT " + Times(kMany, "(") +
                                  "1" + Times(kMany, ")")},
        Source{"comments", "CREATE TABLE u " + Times(kMany, "/*") +
                               Times(kMany, "*/") + " (a int)"}),
    &NameOf);

TEST_F(BadInputTest, AStatementWithManyErrorsIsToldInAMoment) {
  std::string program = "s = 'SELECT a'\n";
  for (int i = 0; i < 5'000; ++i) {
    program += "s += ', c" + std::to_string(i) + "'\n";
  }
  WriteProgram("many.py", program + "cur.execute(s + ' FROM t')\n");
  EXPECT_THAT(Check(), HasSubstr("column \"c4999\" does not exist"));
}

// What is too large to be put together is a call that was not understood.
TEST_F(BadInputTest, ATextPastTheLimitIsCounted) {
  std::string program = "def f0():\n    return 'x'\n";
  for (int i = 1; i <= 40; ++i) {
    const std::string before = "f" + std::to_string(i - 1) + "()";
    program += "def f" + std::to_string(i) + "():\n    return " + before +
               " + " + before + "\n";
  }
  WriteProgram("grows.py", program + "cur.execute(f40())\n");
  EXPECT_THAT(Check(), HasSubstr("1 not understood"));
}

TEST_F(BadInputTest, EmptyFilesAreNoProblem) {
  Write("empty.py", "");
  Write("empty.sql", "");
  EXPECT_THAT(Check(), HasSubstr("3 files, 1 statement checked"));
  EXPECT_EQ(code_, 1);
}

TEST_F(BadInputTest, ReadsEncodingsOrSaysWhyNot) {
  const std::string program = std::string(kConnect) + std::string(kProbe);
  Write("sound.py", "");
  std::string wide = "\xFF\xFE";
  std::string lines;
  for (const char c : program) {
    wide += std::string{c, '\0'};
    lines += c == '\n' ? "\r\n" : std::string(1, c);
  }
  struct Row {
    std::string content;
    std::string_view shown;
  };
  const std::vector<Row> rows = {
      {"\xEF\xBB\xBF" + program, kProbed},
      {program + "# caf\xE9\n", kProbed},
      {lines, kProbed},
      {wide, "skipped: odd.py: it is UTF-16, not UTF-8 (save it as UTF-8)"},
      {program + std::string(1, '\0'),
       "skipped: odd.py: it is binary: it holds NUL bytes"},
      {std::string("\x7F"
                   "ELF\0\1\2",
                   7),
       "skipped: odd.py: it is binary"}};
  for (const Row& row : rows) {
    Write("odd.py", row.content);
    EXPECT_THAT(Check(), HasSubstr(row.shown));
  }
}

TEST_F(BadInputTest, ReadsInstallationsInEncodingsOrSaysWhyNot) {
  Write("schema.sql",
        "\xEF\xBB\xBF"
        "CREATE TABLE t (a int); -- caf\xE9\r\n");
  EXPECT_THAT(Check(), HasSubstr("does not exist in public.t"));
  EXPECT_EQ(code_, 1);
  Write("schema.sql", std::string_view("CREATE TABLE t (a int);\0", 24));
  EXPECT_THAT(Check(),
              AllOf(HasSubstr("it is binary"), HasSubstr("--exclude")));
  EXPECT_EQ(code_, 2);
}

TEST_F(BadInputTest, SaysWhichLinksLeadNowhere) {
  fs::create_symlink("nothing.py", top_ / "dangling.py");
  fs::create_symlink("second.py", top_ / "first.py");
  fs::create_symlink("first.py", top_ / "second.py");
  fs::create_directory(top_ / "folder");
  fs::create_directory_symlink("..", top_ / "folder" / "up");
  fs::create_symlink("/etc/passwd", top_ / "outside.py");
  EXPECT_THAT(
      Check(),
      AllOf(HasSubstr("skipped: dangling.py: it is a link that leads nowhere"),
            HasSubstr("skipped: first.py: too many levels of symbolic links"),
            HasSubstr("skipped: outside.py: it is outside the repository"),
            HasSubstr(kProbed)));
  EXPECT_EQ(code_, 1);
}

TEST_F(BadInputTest, SaysWhatMayNotBeRead) {
  Write("closed.py", kConnect);
  fs::permissions(top_ / "closed.py", fs::perms::none);
  // Nothing is unreadable for root.
  const bool root = geteuid() == 0;
  if (root) {
    fs::permissions(top_, fs::perms(0755));
    ASSERT_EQ(seteuid(65534), 0);
  }
  const std::string said = Check();
  if (root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  EXPECT_THAT(said, AllOf(HasSubstr("skipped: closed.py: permission denied "
                                    "(give the user that runs pgpact"),
                          HasSubstr(kProbed)));
  EXPECT_EQ(code_, 1);
}

// A syntax error takes with it the statement that it is in.
class SyntaxErrorTest : public BadInputTest,
                        public testing::WithParamInterface<Source> {};

TEST_P(SyntaxErrorTest, LeavesTheRest) {
  WriteProgram("sound.py", "cur.execute('SELECT before FROM t')\n" +
                               GetParam().text + "\n" + std::string(kProbe) +
                               "def f():\n"
                               "    cur.execute('SELECT inside FROM t')\n");
  EXPECT_THAT(Check(),
              AllOf(HasSubstr("column \"before\""), HasSubstr(kProbed),
                    HasSubstr("column \"inside\""),
                    HasSubstr("not understood: 1 place of the source files")));
  EXPECT_EQ(code_, 1);
}

INSTANTIATE_TEST_SUITE_P(
    Errors, SyntaxErrorTest,
    testing::Values(Source{"open_parenthesis", "x = g(1, 2"},
                    Source{"open_bracket", "x = [1, 2"},
                    Source{"open_brace", "x = {'a': 1,"},
                    Source{"open_string", "x = 'abc"},
                    Source{"open_long_string", "x = '''abc"},
                    Source{"open_call", "cur.execute('SELECT lost FROM t'"},
                    Source{"two_operators", "x = = 3"},
                    Source{"broken_definition", "def g(:\n  x = = 3\n)"}),
    &NameOf);

TEST_F(BadInputTest, AStatementOfTheInstallationThatIsNoSqlCostsOne) {
  Write("schema.sql", "CREATE TABEL x (a int);\nCREATE TABLE t (a int);\n");
  EXPECT_THAT(Check(), AllOf(HasSubstr("syntax error at or near \"TABEL\""),
                             HasSubstr("does not exist in public.t")));
  EXPECT_EQ(code_, 1);
}

TEST_F(BadInputTest, AnInstallationWithoutSqlIsNotDone) {
  for (const std::string_view content : {"", "-- nothing\n", "no sql here"}) {
    Write("schema.sql", content);
    EXPECT_THAT(Check(), HasSubstr("no statement of the installation"));
    EXPECT_EQ(code_, 2);
  }
}

TEST_F(BadInputTest, NamesThatAreNotThereAreNotDone) {
  struct Row {
    std::vector<std::string> arguments;
    std::string_view shown;
    std::string_view remedy;
  };
  Write("db.py", "def init_database(cur):\n    cur.execute('SELECT 1')\n");
  const std::vector<Row> rows = {
      {{"check", "--schema", "no.sql", "."},
       "cannot read the installation source \"no.sql\": no such file or folder",
       "give --schema a file or folder that exists"},
      {{"check", "--schema", "db.py::init_databse", "."},
       "no function \"init_databse\" in db.py",
       "did you mean \"db.py::init_database\"?"},
      {{"check", "--schema", "schema.sql", "no.py"},
       "cannot read \"no.py\": no such file or folder",
       ""}};
  for (const Row& row : rows) {
    EXPECT_THAT(Run(row.arguments),
                AllOf(HasSubstr(row.shown), HasSubstr(row.remedy)));
    EXPECT_EQ(code_, 2);
  }
}

TEST_F(BadInputTest, AnEmptyTreeIsNotDone) {
  fs::remove(top_ / "sound.py");
  EXPECT_THAT(Check(), HasSubstr("no source file that pgpact reads"));
  EXPECT_EQ(code_, 2);
  fs::remove(top_ / "schema.sql");
  EXPECT_THAT(Run({"check"}), AllOf(HasSubstr("no installation found"),
                                    HasSubstr("name it with --schema")));
  EXPECT_EQ(code_, 2);
}

}  // namespace
}  // namespace pgpact
