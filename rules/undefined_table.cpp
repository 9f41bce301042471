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
    const RequiredRelation* relation =
        analysis.contract.FindRelation(problem.schema, problem.name);
    if (relation != nullptr && !relation->created_by_code.empty()) {
      // It works once the application has run; whether before its first use
      // is not known.
      finding.severity = Severity::Warning;
      finding.message += ", only the application creates it";
      for (const Use& creation : relation->created_by_code) {
        finding.related.push_back(
            {"the application creates it here, the installation does not",
             creation.location});
      }
    }
    AddSuggestion(problem, finding);
  }
};

}  // namespace

const Rule& UndefinedTable() {
  static const UndefinedTableRule rule;
  return rule;
}

}  // namespace pgpact
