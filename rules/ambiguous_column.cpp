// ambiguous-column: a column name without its table fits several tables.
#include "analyzer/sql/sqlstate.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

const Rule& AmbiguousColumn() {
  static const ConditionRule rule(
      {"ambiguous-column",
       "a column name without its table fits several tables", "which table's?"},
      sqlstate::kAmbiguousColumn);
  return rule;
}

}  // namespace pgpact
