#include "cli/glob.h"

#include <gtest/gtest.h>

namespace pgpact {
namespace {

struct Row {
  std::string_view pattern;
  std::string_view path;
  bool matches;
};

TEST(Glob, Matches) {
  const Row rows[] = {
      {"*.py", "a/b/c.py", true},
      {"*.py", "a/b/c.pyc", false},
      {"tests", "a/tests/c.py", true},
      {"tests", "a/mytests/c.py", false},
      {"backend/tests/**", "backend/tests/a/b.py", true},
      {"backend/tests/**", "backend/main.py", false},
      {"backend/tests/", "backend/tests/a/b.py", true},
      {"./backend/tests", "backend/tests/b.py", true},
      {"**/migrations/**", "migrations/1.sql", true},
      {"**/migrations/**", "a/b/migrations/c/1.sql", true},
      {"backend/*/x.py", "backend/a/x.py", true},
      {"backend/*/x.py", "backend/a/b/x.py", false},
      {"backend/**/x.py", "backend/a/b/x.py", true},
      {"backend/**/x.py", "backend/x.py", true},
      {"a?c.py", "abc.py", true},
      {"a?c.py", "a/c.py", false},
      {"**", "a/b", true},
      {"a*b*c", "axxbyyc", true},
      {"a*b*c", "axxbyy", false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(MatchGlob(row.pattern, row.path), row.matches)
        << row.pattern << " " << row.path;
  }
}

}  // namespace
}  // namespace pgpact
