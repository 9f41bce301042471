// TypeName: a type as written in a statement.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/sql/identifier.h"

namespace pgpact {

// As parsenodes.h: `int` comes as pg_catalog.int4, `varchar(20)` as
// pg_catalog.varchar with modifier 20, `x.t.c%TYPE` with percent_type.
struct TypeName {
  std::vector<Identifier> names;
  // Constant modifiers: the 20 of varchar(20), 10 and 2 of numeric(10,2); for
  // interval the range mask and precision as the grammar gives them. A
  // modifier that is no integer constant comes as its text in `odd_modifier`.
  std::vector<int64_t> modifiers;
  std::string odd_modifier;
  // Number of [] or ARRAY dimensions.
  uint32_t array_dimensions = 0;
  bool set_of = false;
  bool percent_type = false;
  TextRange range;

  bool empty() const { return names.empty(); }
};

}  // namespace pgpact
