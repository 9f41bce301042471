// undefined-column: a statement names a column that its table does not have.
#include <algorithm>

#include "analyzer/sql/sqlstate.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

namespace {

class UndefinedColumnRule final : public StatementRule {
 public:
  UndefinedColumnRule()
      : StatementRule({"undefined-column",
                       "a statement names a column that does not exist",
                       "no such column"}) {}

 protected:
  bool Covers(const BindProblem& problem) const override {
    return problem.sqlstate == sqlstate::kUndefinedColumn;
  }

  void Explain(const Analysis& analysis, const BindProblem& problem,
               Finding& finding) const override {
    if (!problem.relation.empty() && !problem.name.empty()) {
      finding.message = "column \"" + problem.name + "\" does not exist in " +
                        ObjectDisplay(problem.schema, problem.relation);
      AddDefinition(analysis, problem.schema, problem.relation, finding);
    }
    if (IsAddedByCode(analysis, problem)) {
      finding.severity = Severity::Warning;
      finding.message += ", only the application adds it";
      return;
    }
    AddSuggestion(problem, finding);
  }

 private:
  static bool IsAddedByCode(const Analysis& analysis,
                            const BindProblem& problem) {
    const RequiredRelation* relation =
        analysis.contract.FindRelation(problem.schema, problem.relation);
    return relation != nullptr &&
           std::any_of(relation->columns.begin(), relation->columns.end(),
                       [&](const RequiredColumn& column) {
                         return column.name == problem.name &&
                                column.status == ObjectStatus::RunTime;
                       });
  }
};

}  // namespace

const Rule& UndefinedColumn() {
  static const UndefinedColumnRule rule;
  return rule;
}

}  // namespace pgpact
