// syntax-error: the grammar refuses a statement.
#include <algorithm>
#include <array>
#include <string_view>

#include "analyzer/sql/sqlstate.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

namespace {

// The grammar raises 42601 and many codes beside it (22023, 42622, 54001):
// what no rule is named for is its.
bool HasOwnRule(std::string_view sqlstate) {
  static constexpr std::array<std::string_view, 6> kOwnRules = {
      sqlstate::kUndefinedTable,    sqlstate::kUndefinedColumn,
      sqlstate::kUndefinedFunction, sqlstate::kUndefinedObject,
      sqlstate::kAmbiguousColumn,   sqlstate::kInvalidSchemaName};
  const auto conditions = ConditionRules();
  return std::find(kOwnRules.begin(), kOwnRules.end(), sqlstate) !=
             kOwnRules.end() ||
         std::any_of(conditions.begin(), conditions.end(),
                     [&](const ConditionRule& rule) {
                       return rule.sqlstate() == sqlstate;
                     });
}

class SyntaxRule final : public StatementRule {
 public:
  SyntaxRule()
      : StatementRule({"syntax-error",
                       "PostgreSQL's grammar does not accept a statement",
                       "here"}) {}

 protected:
  bool Covers(const BindProblem& problem) const override {
    return !problem.schema_missing && !HasOwnRule(problem.sqlstate);
  }
};

}  // namespace

const Rule& SyntaxErrorRule() {
  static const SyntaxRule rule;
  return rule;
}

}  // namespace pgpact
