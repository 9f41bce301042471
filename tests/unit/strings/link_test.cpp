// Resolve: Python's rules for imports, as far as files tell them.
#include "analyzer/strings/link.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace pgpact {
namespace {

StringProgram Program(const std::vector<std::string>& paths) {
  std::vector<Module> modules;
  for (const std::string& path : paths) {
    Module module;
    module.path = path;
    modules.push_back(std::move(module));
  }
  return Link(std::move(modules));
}

std::string Resolved(const StringProgram& program, const std::string& from,
                     const Import& import) {
  for (uint32_t i = 0; i < program.modules.size(); ++i) {
    if (program.modules[i].path == from) {
      const ResolvedImport found = program.Resolve({i}, import);
      return found.module ? program.module(*found.module).path
                          : "library " + found.library;
    }
  }
  return "no such file";
}

struct Row {
  const char* from;
  Import import;
  const char* expected;
};

TEST(Resolve, FollowsPythonsRules) {
  const StringProgram program = Program(
      {"app/__init__.py", "app/db.py", "app/sub/__init__.py", "app/sub/a.py",
       "tools/db.py", "tools/run.py", "lib/paths.py", "app/json.py"});
  const Row rows[] = {
      {"app/sub/a.py", {"app.db", 0, "", "db"}, "app/db.py"},
      {"app/sub/a.py", {"db", 2, "", "db"}, "app/db.py"},
      {"app/sub/a.py", {"", 1, "x", "x"}, "app/sub/__init__.py"},
      {"tools/run.py", {"db", 0, "", "db"}, "tools/db.py"},
      {"tools/run.py", {"paths", 0, "", "paths"}, "lib/paths.py"},
      {"tools/run.py", {"json", 0, "", "json"}, "library json"},
      {"tools/run.py",
       {"psycopg2.extras", 0, "", "e"},
       "library psycopg2.extras"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(Resolved(program, row.from, row.import), row.expected)
        << row.from << " imports " << row.import.module;
  }
}

}  // namespace
}  // namespace pgpact
