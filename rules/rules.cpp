// The list of rules, and CheckRules: all of them over one analysis.
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "rules/rule.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"
#include "rules/suppressions.h"

namespace pgpact {

namespace {

Severity LevelOf(const Rule& rule, const RuleLevels& levels) {
  const auto found = levels.find(rule.name());
  return found == levels.end() ? rule.default_severity() : found->second;
}

std::vector<Finding> RunRule(const Rule& rule, const Analysis& analysis,
                             const RuleLevels& levels) {
  const Severity level = LevelOf(rule, levels);
  if (level == Severity::Off) {
    return {};
  }
  std::vector<Finding> findings = rule.Check(analysis);
  const bool configured = levels.find(rule.name()) != levels.end();
  for (Finding& finding : findings) {
    finding.rule = rule.name();
    // A rule may find some of its cases less grave; a configured level is
    // for all of them.
    finding.severity =
        configured || finding.severity > level ? level : finding.severity;
  }
  return findings;
}

std::vector<Finding> UnusedFindings(const Analysis& analysis,
                                    const std::vector<Finding>& findings,
                                    const RuleLevels& levels) {
  const Rule& rule = UnusedSuppression();
  const Severity level = LevelOf(rule, levels);
  std::vector<Finding> unused;
  if (level == Severity::Off) {
    return unused;
  }
  for (const Suppression* suppression :
       UnusedSuppressions(findings, analysis.suppressions)) {
    if (FindRule(suppression->rule) == nullptr) {
      continue;
    }
    Finding finding;
    finding.rule = rule.name();
    finding.severity = level;
    finding.message =
        "no finding of \"" + suppression->rule + "\" is suppressed here";
    finding.label = "can be removed";
    finding.location = {suppression->file, suppression->range};
    unused.push_back(std::move(finding));
  }
  return unused;
}

void SortAndJoin(const SourceSet& sources, std::vector<Finding>& findings) {
  const auto key = [&](const Finding& finding) {
    return std::tuple(
        std::string_view(sources.file(finding.location.file).path()),
        finding.location.range.begin, finding.location.range.end, finding.rule,
        std::string_view(finding.message));
  };
  std::stable_sort(
      findings.begin(), findings.end(),
      [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
  std::vector<Finding> joined;
  for (Finding& finding : findings) {
    if (joined.empty() || key(joined.back()) != key(finding)) {
      joined.push_back(std::move(finding));
      continue;
    }
    std::vector<std::string>& services = joined.back().services;
    services.insert(services.end(), finding.services.begin(),
                    finding.services.end());
    std::sort(services.begin(), services.end());
    services.erase(std::unique(services.begin(), services.end()),
                   services.end());
  }
  findings = std::move(joined);
}

}  // namespace

std::span<const Rule* const> AllRules() {
  static const std::vector<const Rule*> all = [] {
    std::vector<const Rule*> rules = {&UndefinedSchema(), &UndefinedTable(),
                                      &UndefinedColumn(), &UndefinedFunction(),
                                      &UndefinedType(),   &AmbiguousColumn(),
                                      &SyntaxErrorRule()};
    for (const ConditionRule& rule : ConditionRules()) {
      rules.push_back(&rule);
    }
    rules.insert(rules.end(),
                 {&InstallationError(), &MissingInstallationFileRule(),
                  &DuplicateObject(), &NeverWritten(), &UnknownSuppression(),
                  &UnusedSuppression()});
    return rules;
  }();
  return all;
}

const Rule* FindRule(std::string_view name) {
  for (const Rule* rule : AllRules()) {
    if (rule->name() == name) {
      return rule;
    }
  }
  return nullptr;
}

std::vector<Finding> CheckRules(const Analysis& analysis,
                                const RuleLevels& levels) {
  std::vector<Finding> all;
  for (const Rule* rule : AllRules()) {
    for (Finding& finding : RunRule(*rule, analysis, levels)) {
      all.push_back(std::move(finding));
    }
  }
  std::vector<Finding> unused = UnusedFindings(analysis, all, levels);
  std::vector<Finding> kept =
      WithoutSuppressed(std::move(all), analysis.suppressions);
  for (Finding& finding : unused) {
    kept.push_back(std::move(finding));
  }
  SortAndJoin(analysis.sources, kept);
  return kept;
}

}  // namespace pgpact
