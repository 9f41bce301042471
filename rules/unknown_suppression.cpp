// unknown-suppression: a `pgpact: allow` comment names no rule.
#include <string>
#include <vector>

#include "analyzer/base/edit_distance.h"
#include "rules/rule_list.h"

namespace pgpact {

namespace {

class UnknownSuppressionRule final : public Rule {
 public:
  std::string_view name() const override { return "unknown-suppression"; }
  Severity default_severity() const override { return Severity::Warning; }
  std::string_view summary() const override {
    return "a suppression comment names a rule that does not exist";
  }

  std::vector<Finding> Check(const Analysis& analysis) const override {
    std::vector<std::string> names;
    for (const Rule* rule : AllRules()) {
      names.emplace_back(rule->name());
    }
    std::vector<Finding> findings;
    for (const Suppression& suppression : analysis.suppressions) {
      if (FindRule(suppression.rule) != nullptr) {
        continue;
      }
      Finding finding;
      finding.message = suppression.rule.empty()
                            ? "the comment names no rule to allow"
                            : "there is no rule \"" + suppression.rule + "\"";
      finding.label = "suppresses nothing";
      finding.location = {suppression.file, suppression.range};
      if (suppression.rule.empty()) {
        finding.help.push_back("write the rule behind it: allow RULE reason");
      } else if (const auto near = NearestName(suppression.rule, names)) {
        finding.suggestion = *near;
        finding.help.push_back("did you mean \"" + *near + "\"?");
      }
      findings.push_back(finding);
    }
    return findings;
  }
};

}  // namespace

const Rule& UnknownSuppression() {
  static const UnknownSuppressionRule rule;
  return rule;
}

}  // namespace pgpact
