// invalid-statement: parse analysis refuses a statement for a reason that has
// no rule of its own; the server's message and SQLSTATE say which.
#include <algorithm>
#include <array>
#include <string_view>

#include "analyzer/sql/sqlstate.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

namespace {

// SQLSTATEs that have a rule of their own.
constexpr std::array<std::string_view, 6> kOwnRules = {
    sqlstate::kUndefinedTable,    sqlstate::kUndefinedColumn,
    sqlstate::kUndefinedFunction, sqlstate::kUndefinedObject,
    sqlstate::kAmbiguousColumn,   sqlstate::kInvalidSchemaName};

class InvalidStatementRule final : public StatementRule {
 public:
  InvalidStatementRule()
      : StatementRule({"invalid-statement",
                       "PostgreSQL's parse analysis refuses a statement",
                       "here"}) {}

 protected:
  bool Covers(const BindProblem& problem) const override {
    return !problem.schema_missing && !IsGrammarState(problem.sqlstate) &&
           std::find(kOwnRules.begin(), kOwnRules.end(), problem.sqlstate) ==
               kOwnRules.end();
  }

  void Explain(const Analysis& /*analysis*/, const BindProblem& problem,
               Finding& finding) const override {
    AddSuggestion(problem, finding);
  }
};

}  // namespace

const Rule& InvalidStatement() {
  static const InvalidStatementRule rule;
  return rule;
}

}  // namespace pgpact
