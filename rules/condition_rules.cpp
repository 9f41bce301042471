// The rules that are one SQLSTATE of parse analysis each and need no words
// beside the server's: a table, in the order of the codes. A condition that
// the binder learns to find is a row here, a page and two cases.
#include <array>

#include "analyzer/sql/sqlstate.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

std::span<const ConditionRule> ConditionRules() {
  static const std::array<ConditionRule, 7> rules = {
      ConditionRule(
          {"feature-not-supported",
           "a statement asks for what PostgreSQL does not do", "not supported"},
          sqlstate::kFeatureNotSupported),
      ConditionRule({"duplicate-column", "a statement names a column twice",
                     "named twice"},
                    sqlstate::kDuplicateColumn),
      ConditionRule({"duplicate-alias", "two tables of a query have one name",
                     "named twice"},
                    sqlstate::kDuplicateAlias),
      ConditionRule(
          {"ambiguous-alias", "a table's name fits several tables of a query",
           "which table?"},
          sqlstate::kAmbiguousAlias),
      ConditionRule(
          {"invalid-column-reference",
           "a clause names a column that it cannot see", "not seen here"},
          sqlstate::kInvalidColumnReference),
      ConditionRule(
          {"invalid-recursion", "a WITH query refers to itself where it cannot",
           "refers to itself"},
          sqlstate::kInvalidRecursion),
      ConditionRule(
          {"windowing-error", "a window of a query is not one", "here"},
          sqlstate::kWindowingError),
  };
  return rules;
}

}  // namespace pgpact
