// A hostile repository, from the command line: docs/SECURITY.md's promises.
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "analyzer/text/file_system.h"
#include "cli/command_line.h"

namespace pgpact {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class HostileRepositoryTest : public testing::Test {
 protected:
  HostileRepositoryTest() {
    std::string pattern =
        (fs::temp_directory_path() / "pgpact-hostile-XXXXXX").string();
    top_ = mkdtemp(pattern.data());
    Write("secret.sql", "CREATE TABLE secret_table (hidden_column int);");
    Write("repository/schema.sql", "CREATE TABLE t (a int);");
    Write("repository/app.py",
          "import psycopg2\n"
          "cur = psycopg2.connect('').cursor()\n"
          "cur.execute('SELECT a FROM t')\n");
  }
  ~HostileRepositoryTest() override { fs::remove_all(top_); }

  void Write(const std::string& path, std::string_view content) {
    fs::create_directories((top_ / path).parent_path());
    std::ofstream(top_ / path) << content;
  }

  // What was written, output and errors together.
  std::string Run(const std::vector<std::string>& arguments,
                  std::vector<std::string> allowed = {}) {
    const std::string root = (top_ / "repository").string();
    const auto files = OpenFileSystem(root, std::move(allowed));
    std::ostringstream output;
    std::ostringstream errors;
    code_ = RunCommandLine(arguments, {.files = *files,
                                       .folder = "",
                                       .root = root,
                                       .output = output,
                                       .errors = errors,
                                       .environment = {}});
    return output.str() + errors.str();
  }

  fs::path top_;
  int code_ = -1;
};

TEST_F(HostileRepositoryTest, IncludesNothingFromOutside) {
  Write("repository/schema.sql",
        "\\i /etc/passwd\n\\i ../secret.sql\nCREATE TABLE t (a int);\n");
  const std::string written =
      Run({"schema", "--schema", "schema.sql", "--format", "text"});
  EXPECT_THAT(written, Not(HasSubstr("secret_table")));
  EXPECT_THAT(written, Not(HasSubstr("root:")));
  EXPECT_EQ(code_, 0);
}

TEST_F(HostileRepositoryTest, FollowsNoLinkOutside) {
  fs::create_symlink("../secret.sql", top_ / "repository" / "more.sql");
  Write("repository/schema.sql", "\\i more.sql\nCREATE TABLE t (a int);\n");
  EXPECT_THAT(Run({"schema", "schema.sql"}), Not(HasSubstr("secret_table")));
  const std::string report = Run({"check", "--schema", "schema.sql"});
  EXPECT_THAT(report, HasSubstr("more.sql: outside the repository, named at "
                                "schema.sql:1:"));
  EXPECT_THAT(report, Not(HasSubstr("does not exist in this repository")));
}

// Named by `..`, by an absolute path or through a link, as an installation, as
// code or as a service.
TEST_F(HostileRepositoryTest, LetsNoConfigurationNameFilesOutside) {
  Write("code/app.py", "import psycopg2\n");
  fs::create_symlink("../secret.sql", top_ / "repository" / "linked.sql");
  fs::create_directory_symlink("../code", top_ / "repository" / "linked");
  const std::string absolute = (top_ / "secret.sql").string();
  const std::vector<std::string> configurations = {
      "[installation]\nfiles = [\"../secret.sql\"]\n",
      "[installation]\nfiles = [\"" + absolute + "\"]\n",
      "[installation]\nfiles = [\"linked.sql\"]\n",
      "[installation]\nfiles = [\"a/../../secret.sql\"]\n",
      "[installation]\nfiles = [\"../secret.sql::main\"]\n",
      "[code]\npaths = [\"../code\"]\n",
      "[code]\npaths = [\"linked\"]\n",
      "[services]\nfiles = [\"/etc/passwd\"]\n"};
  for (const std::string& configuration : configurations) {
    Write("repository/pgpact.toml", configuration);
    const std::string written = Run({"check"});
    EXPECT_EQ(code_, 2) << configuration;
    EXPECT_THAT(written, HasSubstr("outside the repository")) << configuration;
    EXPECT_THAT(written, Not(HasSubstr("secret_table")));
  }
}

TEST_F(HostileRepositoryTest, IsNoConfigurationThatIsALinkOutside) {
  Write("outside.toml", "secret_key = 1\n");
  fs::create_symlink("../outside.toml", top_ / "repository" / "pgpact.toml");
  EXPECT_THAT(Run({"check", "--schema", "schema.sql"}),
              Not(HasSubstr("secret_key")));
}

TEST_F(HostileRepositoryTest, ReadsWhatTheCommandLineNames) {
  const std::string named = (top_ / "secret.sql").string();
  EXPECT_THAT(Run({"schema", named}, {named}), HasSubstr("secret_table"));
}

// Every command and format that writes something of the repository.
std::vector<std::vector<std::string>> AllOutputs() {
  std::vector<std::vector<std::string>> outputs;
  const auto add = [&](const std::string& command,
                       const std::vector<std::string>& formats) {
    for (const std::string& format : formats) {
      outputs.push_back(
          {command, "--schema", "schema.sql", "--format", format});
    }
  };
  add("check", {"text", "json"});
  add("extract", {"jsonl"});
  add("objects", {"markdown", "json"});
  add("schema", {"text", "json", "sql"});
  for (const std::string phase :
       {"programs", "templates", "sql", "catalog", "bindings", "contract"}) {
    outputs.push_back({"check", "--schema", "schema.sql", "--print", phase});
  }
  return outputs;
}

std::string Words(const std::vector<std::string>& arguments) {
  std::string words;
  for (const std::string& argument : arguments) {
    words += argument + " ";
  }
  return words;
}

TEST_F(HostileRepositoryTest, EscapesControlCharacters) {
  // ESC, DEL, a C1 control, a mark that turns the direction of writing.
  const std::string bad =
      "\x1b[2J\x7f\xc2\x9b"
      "31m\xe2\x80\xae";
  Write("repository/bad" + bad + ".py",
        "import psycopg2\ncur = psycopg2.connect('').cursor()\n"
        "cur.execute('SELECT " +
            bad +
            " FROM nope')\n"
            "cur.execute('SELECT \"" +
            bad + "\" FROM t')\n");
  Write("repository/schema.sql", "CREATE TABLE t (a int DEFAULT length('" +
                                     bad +
                                     "'));\n"
                                     "CREATE TABLE \"" +
                                     bad + "\" (\"" + bad +
                                     "\" int);\n"
                                     "CREATE TABLE u (a \"" +
                                     bad + "\");\n");
  for (const auto& arguments : AllOutputs()) {
    const std::string written = Run(arguments);
    EXPECT_NE(code_, 2) << Words(arguments) << written;
    for (const char* mark : {"\x1b", "\x7f", "\xc2\x9b", "\xe2\x80\xae"}) {
      EXPECT_THAT(written, Not(HasSubstr(mark))) << Words(arguments);
    }
  }
}

TEST_F(HostileRepositoryTest, MasksPasswords) {
  Write("repository/app.py",
        "import psycopg2\n"
        "cur = psycopg2.connect('postgres://u:hunter2@h/d').cursor()\n"
        "cur.execute(\"CREATE ROLE x PASSWORD 'hunter2'\")\n"
        "cur.execute(\"ALTER ROLE x PASSWORD '\" + \"hunter2\" + \"'\")\n"
        "cur.execute(\"SELECT nope, 'password=hunter2' FROM t\")\n"
        "cur.execute(\"ALTER ROLE x PASSWORD 'hunter2', nope\")\n"
        // Each on a line, or next to one, that is shown.
        "cur.execute(\"ALTER ROLE x PASSWORD 'hunter2\")\n"
        "cur.execute('ALTER ROLE x PASSWORD \"hunter2\"')\n"
        "cur.execute('ALTER ROLE x PASSWORD hunter2')\n"
        "cur.execute(\"ALTER ROLE x IDENTIFIED BY 'hunter2'\")\n"
        "word = 'hunter2'\n"
        "cur.execute(f\"SELECT nope FROM t; ALTER ROLE x PASSWORD '{word}'\")\n"
        "cur.execute(\"SELECT nope FROM t; ALTER ROLE x PASSWORD '%s'\""
        " % 'hunter2')\n"
        "cur.execute('SELECT nope FROM t; ALTER ROLE x PASSWORD %s', "
        "['hunter2'])\n"
        "os.environ['PGPASSWORD'] = 'hunter2'; cur.execute('SELECT nope')\n"
        "cur.execute(\"\"\"SELECT nope FROM t; ALTER ROLE x PASSWORD\n"
        "'hunter2', nope\"\"\")\n");
  Write("repository/install.sh",
        "#!/bin/sh\n"
        "export PGPASSWORD=hunter2\n"
        "PGPASSWORD=hunter2 psql -c 'SELECT nope FROM t'\n"
        "psql -v p=hunter2 <<< \"SELECT nope FROM t; ALTER ROLE x "
        "PASSWORD :'p'\"\n"
        "psql postgres://u:hunter2@h/d -c \"CREATE ROLE q PASSWORD "
        "'hunter2'\"\n");
  Write("repository/schema.sql",
        "CREATE TABLE t (a int, dsn text DEFAULT 'postgres://u:hunter2@h/d');\n"
        "CREATE ROLE x LOGIN PASSWORD 'hunter2';\n"
        "CREATE USER y PASSWORD $$hunter2$$;\n"
        "CREATE VIEW v AS SELECT 'host=h password=hunter2' AS dsn;\n"
        "CREATE FUNCTION f(a text DEFAULT 'password=hunter2') RETURNS text "
        "LANGUAGE sql AS $$ SELECT 'postgresql://u:hunter2@h/d' $$;\n"
        "CREATE TABLE w (a nope DEFAULT 'PGPASSWORD=hunter2');\n");
  for (const auto& arguments : AllOutputs()) {
    const std::string written = Run(arguments);
    EXPECT_NE(code_, 2) << Words(arguments) << written;
    EXPECT_THAT(written, Not(HasSubstr("hunter2"))) << Words(arguments);
  }
}

}  // namespace
}  // namespace pgpact
