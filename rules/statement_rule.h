// StatementRule: a rule that is a set of SQLSTATEs of parse analysis. What
// the binder found in a statement becomes a finding at the very identifier.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/rule.h"

namespace pgpact {

struct StatementRuleText {
  std::string_view name;
  std::string_view summary;
  // Stands under the mark: "no such column".
  std::string_view label;
};

class StatementRule : public Rule {
 public:
  explicit StatementRule(StatementRuleText text) : text_(text) {}

  std::string_view name() const override { return text_.name; }
  std::string_view summary() const override { return text_.summary; }
  Severity default_severity() const override { return Severity::Error; }
  std::vector<Finding> Check(const Analysis& analysis) const override;

 protected:
  // Whether the problem is one of this rule's.
  virtual bool Covers(const BindProblem& problem) const = 0;
  // Adds what only this rule knows: message, related places, help.
  virtual void Explain(const Analysis& analysis, const BindProblem& problem,
                       Finding& finding) const;

 private:
  StatementRuleText text_;
};

// A rule that is one SQLSTATE and adds but near names to the server's message.
class ConditionRule final : public StatementRule {
 public:
  ConditionRule(StatementRuleText text, std::string_view sqlstate)
      : StatementRule(text), sqlstate_(sqlstate) {}

  std::string_view sqlstate() const { return sqlstate_; }

 protected:
  bool Covers(const BindProblem& problem) const override {
    return problem.sqlstate == sqlstate_ && !problem.schema_missing;
  }
  void Explain(const Analysis& analysis, const BindProblem& problem,
               Finding& finding) const override;

 private:
  std::string_view sqlstate_;
};

// "users.trades"; the name alone without a schema.
std::string ObjectDisplay(std::string_view schema, std::string_view name);

// Adds "did you mean" for the nearest name, when there is one.
void AddSuggestion(const BindProblem& problem, Finding& finding);

// Says that only the application creates what is missing, and where; whether
// it does.
bool AddCreations(const Analysis& analysis, const BindProblem& problem,
                  Finding& finding);

// Adds where the relation is defined, when the installation makes it.
void AddDefinition(const Analysis& analysis, std::string_view schema,
                   std::string_view relation, Finding& finding);

}  // namespace pgpact
