#include "cli/explain.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "analyzer/base/edit_distance.h"
#include "analyzer/sql/sqlstate.h"

namespace pgpact {

namespace {

const RulePage* FindPage(std::string_view name) {
  for (const RulePage& page : RulePages()) {
    if (page.name == name) {
      return &page;
    }
  }
  return nullptr;
}

bool IsSqlState(std::string_view topic) {
  return topic.size() == 5 &&
         std::all_of(topic.begin(), topic.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
         });
}

// The page of the code's own condition, else the first that names the code.
const RulePage* FindPageOfState(std::string_view state) {
  const auto condition = sqlstate::ConditionName(state);
  if (condition) {
    if (const RulePage* page = FindPage(*condition)) {
      return page;
    }
  }
  for (const RulePage& page : RulePages()) {
    if (page.text.find(state) != std::string_view::npos) {
      return &page;
    }
  }
  // Other conditions are met by statements of the installation only.
  return condition ? FindPage("installation-error") : nullptr;
}

}  // namespace

// A condition's name leads to its code and that to a page: two steps.
Result<std::string> ExplainTopic(  // NOLINT(misc-no-recursion)
    std::string_view topic) {
  if (const RulePage* page = FindPage(topic)) {
    return std::string(page->text);
  }
  if (const auto state = sqlstate::StateOf(topic)) {
    return ExplainTopic(*state);
  }
  if (IsSqlState(topic)) {
    if (const RulePage* page = FindPageOfState(topic)) {
      const auto condition = sqlstate::ConditionName(topic);
      return std::string(topic) + " is " +
             std::string(condition.value_or(page->name)) + ", found by " +
             std::string(page->name) + ".\n\n" + std::string(page->text);
    }
    return Error{
        "pgpact does not speak the SQLSTATE \"" + std::string(topic) + "\"",
        ""};
  }
  std::vector<std::string> names;
  std::string all;
  for (const RulePage& page : RulePages()) {
    names.emplace_back(page.name);
    all += (all.empty() ? "" : ", ") + std::string(page.name);
  }
  const auto near = NearestName(topic, names);
  return Error{"no rule \"" + std::string(topic) + "\"",
               near ? "did you mean \"" + *near + "\"?" : "rules: " + all};
}

}  // namespace pgpact
