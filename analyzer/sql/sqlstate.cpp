#include "analyzer/sql/sqlstate.h"

#include <algorithm>
#include <array>

namespace pgpact::sqlstate {

namespace {

struct Row {
  std::string_view state;
  std::string_view name;
};
// In the order of the codes.
constexpr std::array kRows = {
    Row{"0A000", "feature-not-supported"},
    Row{"21000", "cardinality-violation"},
    Row{"22000", "data-exception"},
    Row{"22003", "numeric-value-out-of-range"},
    Row{"22007", "invalid-datetime-format"},
    Row{"22008", "datetime-field-overflow"},
    Row{"22012", "division-by-zero"},
    Row{"22021", "character-not-in-repertoire"},
    Row{"22023", "invalid-parameter-value"},
    Row{"22025", "invalid-escape-sequence"},
    Row{"22026", "string-data-length-mismatch"},
    Row{"22P02", "invalid-text-representation"},
    Row{"22P06", "nonstandard-use-of-escape-character"},
    Row{"23502", "not-null-violation"},
    Row{"23503", "foreign-key-violation"},
    Row{"23505", "unique-violation"},
    Row{"23514", "check-violation"},
    Row{"25001", "active-sql-transaction"},
    Row{"25P01", "no-active-sql-transaction"},
    Row{"25P02", "in-failed-sql-transaction"},
    Row{"26000", "invalid-sql-statement-name"},
    Row{"2BP01", "dependent-objects-still-exist"},
    Row{"34000", "invalid-cursor-name"},
    Row{"3D000", "invalid-catalog-name"},
    Row{"3F000", "undefined-schema"},
    Row{"42501", "insufficient-privilege"},
    Row{"42601", "syntax-error"},
    Row{"42602", "invalid-name"},
    Row{"42611", "invalid-column-definition"},
    Row{"42622", "name-too-long"},
    Row{"42701", "duplicate-column"},
    Row{"42702", "ambiguous-column"},
    Row{"42703", "undefined-column"},
    Row{"42704", "undefined-object"},
    Row{"42710", "duplicate-object"},
    Row{"42712", "duplicate-alias"},
    Row{"42723", "duplicate-function"},
    Row{"42725", "ambiguous-function"},
    Row{"42803", "grouping-error"},
    Row{"42804", "datatype-mismatch"},
    Row{"42809", "wrong-object-type"},
    Row{"42830", "invalid-foreign-key"},
    Row{"42846", "cannot-coerce"},
    Row{"42883", "undefined-function"},
    Row{"428C9", "generated-always"},
    Row{"42939", "reserved-name"},
    Row{"42P01", "undefined-table"},
    Row{"42P02", "undefined-parameter"},
    Row{"42P03", "duplicate-cursor"},
    Row{"42P04", "duplicate-database"},
    Row{"42P05", "duplicate-prepared-statement"},
    Row{"42P06", "duplicate-schema"},
    Row{"42P07", "duplicate-table"},
    Row{"42P08", "ambiguous-parameter"},
    Row{"42P09", "ambiguous-alias"},
    Row{"42P10", "invalid-column-reference"},
    Row{"42P11", "invalid-cursor-definition"},
    Row{"42P12", "invalid-database-definition"},
    Row{"42P13", "invalid-function-definition"},
    Row{"42P14", "invalid-prepared-statement-definition"},
    Row{"42P15", "invalid-schema-definition"},
    Row{"42P16", "invalid-table-definition"},
    Row{"42P17", "invalid-object-definition"},
    Row{"42P18", "indeterminate-datatype"},
    Row{"42P19", "invalid-recursion"},
    Row{"42P20", "windowing-error"},
    Row{"42P21", "collation-mismatch"},
    Row{"42P22", "indeterminate-collation"},
    Row{"44000", "with-check-option-violation"},
    Row{"54000", "program-limit-exceeded"},
    Row{"54001", "statement-too-complex"},
    Row{"54011", "too-many-columns"},
    Row{"54023", "too-many-arguments"},
    Row{"55000", "object-not-in-prerequisite-state"},
    Row{"55006", "object-in-use"},
    Row{"58P01", "undefined-file"},
};

}  // namespace

std::optional<std::string_view> ConditionName(std::string_view sqlstate) {
  const auto found = std::lower_bound(
      kRows.begin(), kRows.end(), sqlstate,
      [](const Row& row, std::string_view state) { return row.state < state; });
  if (found == kRows.end() || found->state != sqlstate) {
    return std::nullopt;
  }
  return found->name;
}

std::optional<std::string_view> StateOf(std::string_view condition) {
  const auto found =
      std::find_if(kRows.begin(), kRows.end(),
                   [&](const Row& row) { return row.name == condition; });
  return found == kRows.end() ? std::nullopt : std::optional(found->state);
}

}  // namespace pgpact::sqlstate
