// undefined-type: a statement names a type, a constraint, a window or another
// object that is neither relation, column nor function, and does not exist.
#include "analyzer/sql/sqlstate.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

const Rule& UndefinedType() {
  static const ConditionRule rule(
      {"undefined-type",
       "a statement names a type or another object that does not exist",
       "no such object"},
      sqlstate::kUndefinedObject);
  return rule;
}

}  // namespace pgpact
