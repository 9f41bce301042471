// installation-error: the server refuses a statement of the installation.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

namespace {

// The object is there already.
bool IsDuplicate(std::string_view sqlstate) {
  static constexpr std::array<std::string_view, 4> kStates = {"42P07", "42710",
                                                              "42701", "42P06"};
  return std::find(kStates.begin(), kStates.end(), sqlstate) != kStates.end();
}

// The columns that the code uses, that the table has not and that the refused
// statement would have made.
std::vector<std::string> ColumnsLost(const Analysis& analysis,
                                     const InstallationProblem& problem) {
  std::vector<std::string> lost;
  const RequiredRelation* relation =
      analysis.contract.FindRelation(problem.schema, problem.name);
  if (relation == nullptr) {
    return lost;
  }
  for (const RequiredColumn& column : relation->columns) {
    if (column.status == ObjectStatus::Missing) {
      lost.push_back(column.name);
    }
  }
  return lost;
}

std::string Listed(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    list += (list.empty() ? "" : ", ") + QuoteIdentifier(name);
  }
  return list;
}

class InstallationErrorRule final : public Rule {
 public:
  std::string_view name() const override { return "installation-error"; }
  Severity default_severity() const override { return Severity::Error; }
  std::string_view summary() const override {
    return "a statement of the installation fails";
  }

  std::vector<Finding> Check(const Analysis& analysis) const override {
    std::vector<Finding> findings;
    size_t ignored = 0;
    for (const InstallationProblem& problem : analysis.installation.problems) {
      if (problem.kind != InstallationProblem::Kind::Fails) {
        continue;
      }
      if (IsIgnoredToo(problem, findings)) {
        ++ignored;
        continue;
      }
      TellIgnored(ignored, findings);
      findings.push_back(FindingFor(analysis, problem));
    }
    TellIgnored(ignored, findings);
    return findings;
  }

 private:
  // Of what a failed transaction takes with it the first statement is told.
  static bool IsIgnoredToo(const InstallationProblem& problem,
                           const std::vector<Finding>& findings) {
    return problem.sqlstate == sqlstate::kInFailedTransaction &&
           !findings.empty() && findings.back().sqlstate == problem.sqlstate &&
           findings.back().location.file == problem.location.file;
  }

  static void TellIgnored(size_t& ignored, std::vector<Finding>& findings) {
    if (ignored > 0) {
      findings.back().help.push_back(
          "so are the " + std::to_string(ignored) +
          " statements after it, until the transaction ends");
      ignored = 0;
    }
  }

  static Finding FindingFor(const Analysis& analysis,
                            const InstallationProblem& problem) {
    Finding finding;
    finding.sqlstate = problem.sqlstate;
    finding.message = problem.message;
    finding.label = "the installation fails here";
    finding.location = problem.location;
    if (!problem.name.empty()) {
      finding.object = FindingObject{"table", problem.schema, "", problem.name};
    }
    if (problem.statement != nullptr) {
      finding.statement_fingerprint = problem.statement->fingerprint;
    }
    if (problem.existing) {
      finding.related.push_back({"it is made here first", *problem.existing});
    }
    if (IsDuplicate(problem.sqlstate)) {
      const std::vector<std::string> lost = ColumnsLost(analysis, problem);
      if (lost.empty()) {
        finding.severity = Severity::Warning;
        finding.help.push_back(
            "what is there has everything that the code uses");
      } else {
        finding.help.push_back("the code uses what it has not: " +
                               Listed(lost));
      }
    }
    return finding;
  }
};

}  // namespace

const Rule& InstallationError() {
  static const InstallationErrorRule rule;
  return rule;
}

}  // namespace pgpact
