// What every source of the program keeps to, beyond what the compiler,
// clang-format and clang-tidy say.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/house/source_tree.h"

namespace pgpact {
namespace {

constexpr size_t kLineBudget = 500;
constexpr size_t kMedianBudget = 200;

// Sources over the budget: tables of data, each with its reason.
const std::set<std::string>& OverBudget() {
  static const std::set<std::string> files = {
      // One struct a DDL statement of PostgreSQL: a table in the shape of
      // types.
  };
  return files;
}

// "path:line: the line" for each line of code that matches.
std::string Matches(const TreeFile& file, const std::regex& pattern) {
  std::string found;
  const TreeFile code{file.path, CodeOnly(file.text)};
  size_t number = 0;
  for (const std::string_view line : code.lines()) {
    ++number;
    if (std::regex_search(line.begin(), line.end(), pattern)) {
      found += file.path + ":" + std::to_string(number) + ": " +
               std::string(line) + "\n";
    }
  }
  return found;
}

TEST(House, KnowsCodeFromCommentsAndLiterals) {
  EXPECT_EQ(CodeOnly("a // new\nb"), "a       \nb");
  EXPECT_EQ(CodeOnly("a 'n' \"n\\\"\" b"), "a           b");
  EXPECT_EQ(CodeOnly("a /* n */ b"), "a         b");
  EXPECT_EQ(CodeOnly("1'000 R\"(n)\" b"), "1'000 R      b");
}

TEST(House, HasNoForbiddenWords) {
  struct Forbidden {
    const char* pattern;
    const char* reason;
  };
  constexpr std::array<Forbidden, 5> kForbidden = {{
      {"\\bthrow\\b", "errors are values"},
      {"\\bshared_ptr\\b", "owners hold values, vectors or unique_ptr"},
      {"\\bnew\\b", "make_unique"},
      {"\\bdynamic_cast\\b", "alternatives are variants"},
      {"\\busing namespace\\b", "names say where they come from"},
  }};
  for (const TreeFile& file : ListProgramSources()) {
    // The operator itself cannot do without its name and its exception.
    if (file.path == "cli/operator_new.cpp") {
      continue;
    }
    for (const Forbidden& word : kForbidden) {
      EXPECT_EQ(Matches(file, std::regex(word.pattern)), "") << word.reason;
    }
  }
}

TEST(House, KeepsEachLibraryInItsFolder) {
  struct Library {
    const char* pattern;
    std::vector<std::string> folders;
  };
  const std::vector<Library> libraries = {
      {R"(\bTS[A-Z][A-Za-z]+\b|\bts_[a-z_]+\()",
       {"analyzer/frontends/tree_sitter/"}},
      {R"(\bCX[A-Z][A-Za-z]+\b|\bclang_[a-zA-Z]+\()",
       {"analyzer/frontends/clang/"}},
      {R"(\bPgQuery[A-Za-z]+\b|\bpg_query_[a-z_]+\()", {"analyzer/sql/"}},
      {R"(\bPG(conn|result)\b|\bPQ[a-z][A-Za-z]+\()",
       {"analyzer/installation/"}},
      {R"(\bcmark_[a-z_]+\()", {"analyzer/frontends/markdown/"}},
  };
  for (const TreeFile& file : ListProgramSources()) {
    for (const Library& library : libraries) {
      const bool at_home =
          std::any_of(library.folders.begin(), library.folders.end(),
                      [&](const std::string& folder) {
                        return file.path.starts_with(folder);
                      });
      if (!at_home) {
        EXPECT_EQ(Matches(file, std::regex(library.pattern)), "")
            << "only in " << library.folders.front();
      }
    }
  }
}

TEST(House, HeadersSayWhatTheyAreFor) {
  for (const TreeFile& file : ListProgramSources()) {
    if (!file.path.ends_with(".h")) {
      continue;
    }
    const auto lines = file.lines();
    size_t head = 0;
    while (head < lines.size() && lines[head].starts_with("// ")) {
      ++head;
    }
    EXPECT_GE(head, 1U) << file.path << " has no head comment";
    EXPECT_NE(std::find(lines.begin(), lines.end(), "#pragma once"),
              lines.end())
        << file.path;
  }
}

TEST(House, HasNoRoomForUtilities) {
  const std::regex pattern(
      "(^|[/_])(utils?|helpers?|common|misc|manager)"
      "([._/]|$)");
  for (const TreeFile& file : ListProgramSources()) {
    EXPECT_FALSE(std::regex_search(file.path, pattern)) << file.path;
  }
}

TEST(House, KeepsFilesShort) {
  std::vector<size_t> sizes;
  for (const TreeFile& file : ListProgramSources()) {
    const size_t size = file.lines().size();
    sizes.push_back(size);
    if (!OverBudget().contains(file.path)) {
      EXPECT_LE(size, kLineBudget) << file.path;
    }
  }
  ASSERT_FALSE(sizes.empty());
  std::sort(sizes.begin(), sizes.end());
  EXPECT_LE(sizes[sizes.size() / 2], kMedianBudget) << "the median file";
}

TEST(House, LeavesNothingForLater) {
  const std::regex pattern(
      "\\b(TO"
      "DO|FIX"
      "ME|XX"
      "X)\\b");
  for (const TreeFile& file : ListProgramSources()) {
    EXPECT_FALSE(std::regex_search(file.text, pattern)) << file.path;
  }
}

// Whether the text names the absolute path: not as the end of a longer one
// ("${library}/src/lib.c" in a checkout that lies in /src).
bool NamesPath(std::string_view text, std::string_view path) {
  for (size_t at = text.find(path); at != std::string_view::npos;
       at = text.find(path, at + 1)) {
    constexpr std::string_view kBefore = " \t\n\"'`=(:,;<>[|";
    if (at == 0 || kBefore.find(text[at - 1]) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

TEST(House, TellsAPathFromTheEndOfAnother) {
  EXPECT_TRUE(NamesPath("cd /src/x", "/src/"));
  EXPECT_TRUE(NamesPath("/src/x", "/src/"));
  EXPECT_TRUE(NamesPath("a/src/x, \"/src/y\"", "/src/"));
  EXPECT_FALSE(NamesPath("a/src/x ${b}/src/y", "/src/"));
}

// Neither the folder of this checkout nor the home of who runs the test, nor
// where a package was downloaded from.
TEST(House, NamesNoMachine) {
  std::vector<std::string> names = {std::string(PGPACT_SOURCE_FOLDER) + "/",
                                    "\"resolved\":"};
  if (const char* home = std::getenv("HOME"); home != nullptr) {
    names.push_back(std::string(home) + "/");
  }
  for (const TreeFile& file : ListTree()) {
    if (file.path == "tests/house/style_test.cpp") {
      continue;
    }
    for (const std::string& name : names) {
      if (name.size() > 3) {
        EXPECT_FALSE(NamesPath(file.text, name))
            << file.path << " names " << name;
      }
    }
  }
}

}  // namespace
}  // namespace pgpact
