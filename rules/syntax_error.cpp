// syntax-error: the grammar refuses a statement.
#include <string_view>

#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

namespace {

class SyntaxRule final : public StatementRule {
 public:
  SyntaxRule()
      : StatementRule({"syntax-error",
                       "PostgreSQL's grammar does not accept a statement",
                       "here"}) {}

 protected:
  bool Covers(const BindProblem& problem) const override {
    return IsGrammarState(problem.sqlstate);
  }
};

}  // namespace

const Rule& SyntaxErrorRule() {
  static const SyntaxRule rule;
  return rule;
}

}  // namespace pgpact
