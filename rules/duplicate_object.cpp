// duplicate-object: IF NOT EXISTS passes over an object of another shape.
#include <algorithm>
#include <string>

#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

namespace {

class DuplicateObjectRule final : public Rule {
 public:
  std::string_view name() const override { return "duplicate-object"; }
  Severity default_severity() const override { return Severity::Warning; }
  std::string_view summary() const override {
    return "IF NOT EXISTS passes over an object of another shape";
  }

  std::vector<Finding> Check(const Analysis& analysis) const override {
    std::vector<Finding> findings;
    for (const InstallationProblem& problem : analysis.installation.problems) {
      if (problem.kind == InstallationProblem::Kind::PassesOver) {
        findings.push_back(FindingFor(analysis, problem));
      }
    }
    return findings;
  }

 private:
  static Finding FindingFor(const Analysis& analysis,
                            const InstallationProblem& problem) {
    Finding finding;
    const std::string shown = ObjectDisplay(problem.schema, problem.name);
    finding.message =
        shown + " exists already with another shape, the older one stays";
    finding.label = "has no effect";
    finding.location = problem.location;
    finding.object = FindingObject{"table", problem.schema, "", problem.name};
    if (problem.existing) {
      finding.related.push_back({"it is made here first", *problem.existing});
    }
    if (problem.statement != nullptr) {
      finding.statement_fingerprint = problem.statement->fingerprint;
    }
    AddLostColumns(analysis, problem, finding);
    return finding;
  }

  // Columns that only the newer definition has.
  static void AddLostColumns(const Analysis& analysis,
                             const InstallationProblem& problem,
                             Finding& finding) {
    const Catalog& catalog = analysis.installation.catalog;
    const auto schema = catalog.FindSchema(problem.schema);
    const auto id = schema ? catalog.FindRelation(*schema, problem.name)
                           : std::optional<RelationId>();
    if (!id) {
      return;
    }
    std::string lost;
    for (const std::string& column : problem.wanted_columns) {
      if (catalog.relation(*id).FindColumn(column) == nullptr) {
        lost += (lost.empty() ? "" : ", ") + column;
      }
    }
    if (!lost.empty()) {
      finding.help.push_back("columns that are not made: " + lost);
    }
  }
};

}  // namespace

const Rule& DuplicateObject() {
  static const DuplicateObjectRule rule;
  return rule;
}

}  // namespace pgpact
