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
}

TEST_F(HostileRepositoryTest, LetsNoConfigurationNameFilesOutside) {
  Write("repository/pgpact.toml",
        "[installation]\nfiles = [\"../secret.sql\"]\n");
  const std::string written = Run({"check", "app.py"});
  EXPECT_EQ(code_, 2);
  EXPECT_THAT(written, HasSubstr("outside the repository"));
  EXPECT_THAT(written, Not(HasSubstr("secret_table")));
}

TEST_F(HostileRepositoryTest, ReadsWhatTheCommandLineNames) {
  const std::string named = (top_ / "secret.sql").string();
  EXPECT_THAT(Run({"schema", named}, {named}), HasSubstr("secret_table"));
}

TEST_F(HostileRepositoryTest, EscapesControlCharacters) {
  Write("repository/bad\x1b[31m.py",
        "import psycopg2\n"
        "psycopg2.connect('').cursor().execute('SELECT \x1b[2J FROM nope')\n");
  const std::string written = Run({"check", "--schema", "schema.sql", "."});
  EXPECT_THAT(written, Not(HasSubstr("\x1b")));
}

TEST_F(HostileRepositoryTest, MasksPasswords) {
  Write("repository/app.py",
        "import psycopg2\n"
        "cur = psycopg2.connect('postgres://u:hunter2@h/d').cursor()\n"
        "cur.execute(\"CREATE ROLE x PASSWORD 'hunter2'\")\n"
        "cur.execute(\"SELECT nope FROM t\")\n");
  for (const std::string command : {"check", "extract", "objects"}) {
    EXPECT_THAT(Run({command, "--schema", "schema.sql", "app.py"}),
                Not(HasSubstr("hunter2")))
        << command;
  }
}

}  // namespace
}  // namespace pgpact
