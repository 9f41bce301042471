// undefined-table: a statement names a table that the installation does not
// make; also one that only the application makes, at run time.
#include "analyzer/sql/sqlstate.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

namespace {

class UndefinedTableRule final : public StatementRule {
 public:
  UndefinedTableRule()
      : StatementRule({"undefined-table",
                       "a statement names a table that does not exist",
                       "no such table"}) {}

 protected:
  bool Covers(const BindProblem& problem) const override {
    return problem.sqlstate == sqlstate::kUndefinedTable &&
           !problem.schema_missing;
  }

  void Explain(const Analysis& analysis, const BindProblem& problem,
               Finding& finding) const override {
    if (!AddCreations(analysis, problem, finding)) {
      AddSuggestion(problem, finding);
    }
  }
};

}  // namespace

const Rule& UndefinedTable() {
  static const UndefinedTableRule rule;
  return rule;
}

}  // namespace pgpact
