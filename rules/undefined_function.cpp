// undefined-function: a statement calls a function that does not exist, or
// none that takes so many arguments.
#include "analyzer/sql/sqlstate.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

const Rule& UndefinedFunction() {
  static const ConditionRule rule(
      {"undefined-function",
       "a statement calls a function that does not exist, or not with so many "
       "arguments",
       "no such function"},
      sqlstate::kUndefinedFunction);
  return rule;
}

}  // namespace pgpact
