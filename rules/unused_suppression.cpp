// unused-suppression: a `pgpact: allow` comment covers no finding. What it
// would cover is known only when all other rules have run, so CheckRules asks
// for it (UnusedSuppressions); by itself the rule finds nothing.
#include "rules/rule_list.h"

namespace pgpact {

namespace {

class UnusedSuppressionRule final : public Rule {
 public:
  std::string_view name() const override { return "unused-suppression"; }
  Severity default_severity() const override { return Severity::Warning; }
  std::string_view summary() const override {
    return "a suppression comment covers no finding";
  }

  std::vector<Finding> Check(const Analysis& /*analysis*/) const override {
    return {};
  }
};

}  // namespace

const Rule& UnusedSuppression() {
  static const UnusedSuppressionRule rule;
  return rule;
}

}  // namespace pgpact
