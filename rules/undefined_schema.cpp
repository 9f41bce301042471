// undefined-schema: a statement names an object in a schema that is missing
// whole. The server says 42P01 of the relation; the schema is the cause.
#include <set>
#include <string>

#include "analyzer/sql/sqlstate.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

namespace {

// Everything that the code wants of the schema, by name.
std::string ObjectsWanted(const Analysis& analysis, std::string_view schema) {
  std::set<std::string> names;
  for (const RequiredRelation& relation : analysis.contract.relations) {
    if (relation.schema == schema) {
      names.insert(relation.name);
    }
  }
  std::string list;
  size_t shown = 0;
  for (const std::string& name : names) {
    if (shown == 4) {
      return list + " and " + std::to_string(names.size() - shown) + " more";
    }
    list += (shown == 0 ? "" : ", ") + ObjectDisplay(schema, name);
    ++shown;
  }
  return list;
}

class UndefinedSchemaRule final : public StatementRule {
 public:
  UndefinedSchemaRule()
      : StatementRule({"undefined-schema",
                       "a statement names an object in a schema that does "
                       "not exist",
                       "no such schema"}) {}

 protected:
  bool Covers(const BindProblem& problem) const override {
    return problem.schema_missing ||
           problem.sqlstate == sqlstate::kInvalidSchemaName;
  }

  void Explain(const Analysis& analysis, const BindProblem& problem,
               Finding& finding) const override {
    if (problem.schema.empty()) {
      AddCreations(analysis, problem, finding);
      AddSuggestion(problem, finding);
      return;
    }
    finding.message = "schema \"" + problem.schema + "\" does not exist";
    if (!problem.name.empty()) {
      finding.message +=
          ", so neither does " + ObjectDisplay(problem.schema, problem.name);
    }
    if (!AddCreations(analysis, problem, finding)) {
      AddSuggestion(problem, finding);
    }
    const std::string wanted = ObjectsWanted(analysis, problem.schema);
    if (!wanted.empty()) {
      finding.help.push_back("the code needs of this schema: " + wanted);
    }
  }
};

}  // namespace

const Rule& UndefinedSchema() {
  static const UndefinedSchemaRule rule;
  return rule;
}

}  // namespace pgpact
