// undefined-column: a statement names a column that its table does not have.
#include "analyzer/contract/created_objects.h"
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
    AddCreatedTable(analysis, problem, finding);
    if (!AddCreations(analysis, problem, finding)) {
      AddSuggestion(problem, finding);
    }
  }

 private:
  // Of a table that the installation does not make.
  static void AddCreatedTable(const Analysis& analysis,
                              const BindProblem& problem, Finding& finding) {
    const RequiredRelation* relation =
        analysis.contract.FindRelation(problem.schema, problem.relation);
    if (problem.relation.empty() ||
        (relation != nullptr && relation->provided)) {
      return;
    }
    const WantedObject table = {ReferenceKind::Table, problem.schema, "",
                                problem.relation};
    for (const CreatedObject& object : analysis.contract.created) {
      if (Makes(object, table)) {
        finding.related.push_back(
            {"the application creates the table here", object.use.location});
      }
    }
  }
};

}  // namespace

const Rule& UndefinedColumn() {
  static const UndefinedColumnRule rule;
  return rule;
}

}  // namespace pgpact
