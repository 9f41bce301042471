// Each rule is one file of its name, stands in the list, has a case that
// finds it, a case in which it stays silent, and a page; and nothing else
// claims to be one. Messages keep to their wording.

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/house/source_tree.h"
#include "tests/support/case_folder.h"

namespace pgpact {
namespace {

std::string TextOf(const std::vector<TreeFile>& tree, const std::string& path) {
  const auto found =
      std::find_if(tree.begin(), tree.end(),
                   [&](const TreeFile& file) { return file.path == path; });
  return found == tree.end() ? "" : found->text;
}

std::string Replaced(std::string text, char from, char to) {
  std::replace(text.begin(), text.end(), from, to);
  return text;
}

// The part of `path` between the prefix and the suffix, when it has both.
std::string Middle(const std::string& path, std::string_view prefix,
                   std::string_view suffix) {
  if (!path.starts_with(prefix) || !path.ends_with(suffix) ||
      path.size() <= prefix.size() + suffix.size()) {
    return "";
  }
  return path.substr(prefix.size(),
                     path.size() - prefix.size() - suffix.size());
}

// The rules by name: each function of rule_list.h, in the file that defines
// it.
std::set<std::string> Rules(const std::vector<TreeFile>& tree) {
  const std::string list = TextOf(tree, "rules/rule_list.h");
  const std::string registry = TextOf(tree, "rules/rules.cpp");
  const std::regex declared("const Rule& ([A-Za-z]+)\\(\\);");
  std::set<std::string> names;
  for (auto at = std::sregex_iterator(list.begin(), list.end(), declared);
       at != std::sregex_iterator(); ++at) {
    const std::string function = (*at)[1].str();
    EXPECT_NE(registry.find(function + "()"), std::string::npos)
        << function << " is missing in rules.cpp";
    for (const TreeFile& file : tree) {
      const std::string name =
          Replaced(Middle(file.path, "rules/", ".cpp"), '_', '-');
      if (!name.empty() && file.text.find("const Rule& " + function + "() {") !=
                               std::string::npos) {
        EXPECT_NE(file.text.find('"' + name + '"'), std::string::npos)
            << file.path << " holds a rule of another name";
        EXPECT_TRUE(names.insert(name).second)
            << file.path << " holds more than one rule";
      }
    }
  }
  // Those of the table.
  const std::string table = TextOf(tree, "rules/condition_rules.cpp");
  const std::regex row("ConditionRule\\(\\s*\\{\"([a-z-]+)\"");
  for (auto at = std::sregex_iterator(table.begin(), table.end(), row);
       at != std::sregex_iterator(); ++at) {
    EXPECT_TRUE(names.insert((*at)[1].str()).second);
  }
  return names;
}

TEST(Rules, EachHasItsPageAndNoPageIsLeftOver) {
  const auto tree = ListTree();
  const auto rules = Rules(tree);
  ASSERT_FALSE(rules.empty());
  std::set<std::string> pages;
  for (const TreeFile& file : tree) {
    const std::string page = Middle(file.path, "docs/rules/", ".md");
    if (!page.empty()) {
      pages.insert(page);
    }
  }
  EXPECT_EQ(pages, rules);
}

TEST(Rules, EachIsFoundInACaseAndStaysSilentInAnother) {
  std::set<std::string> found;
  std::set<std::string> silent;
  const auto cases = ListCases(PGPACT_SOURCE_FOLDER);
  const auto rules = Rules(ListTree());
  for (const CaseFolder& given : cases) {
    std::set<std::string> here;
    for (const ExpectedFinding& finding : given.findings) {
      here.insert(finding.rule);
      EXPECT_TRUE(rules.contains(finding.rule))
          << given.path << " expects " << finding.rule;
    }
    found.insert(here.begin(), here.end());
    for (const std::string& rule : rules) {
      if (given.name.find("silent_" + Replaced(rule, '-', '_')) !=
              std::string::npos &&
          !here.contains(rule)) {
        silent.insert(rule);
      }
    }
  }
  for (const std::string& rule : rules) {
    EXPECT_TRUE(found.contains(rule)) << "no case has `expect: " << rule << "`";
    EXPECT_TRUE(silent.contains(rule))
        << "no case folder is named silent_" << Replaced(rule, '-', '_');
  }
}

// A finding's first line: "error[undefined-table]: relation "x" does not…".
TEST(Rules, SayWhatIsWrongInTheHousesWords) {
  const std::regex head("^(error|warning|info)\\[[a-z-]+\\]: (.*)$");
  size_t messages = 0;
  for (const CaseFolder& given : ListCases(PGPACT_SOURCE_FOLDER)) {
    const TreeFile golden{given.path,
                          ReadFileOrEmpty(given.path + "/expected.txt")};
    for (const std::string_view line : golden.lines()) {
      std::match_results<std::string_view::const_iterator> match;
      if (!std::regex_match(line.begin(), line.end(), match, head)) {
        continue;
      }
      ++messages;
      const std::string message = match[2].str();
      // A keyword may begin it; a sentence may not.
      EXPECT_FALSE(std::regex_search(message, std::regex("^[A-Z][a-z]")))
          << "begins with a capital: " << message;
      EXPECT_FALSE(message.ends_with(".") || message.ends_with("!"))
          << "ends like a sentence: " << message;
    }
  }
  EXPECT_GT(messages, 0U) << "no golden was read";
}

}  // namespace
}  // namespace pgpact
