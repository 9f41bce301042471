// What formats make of values: `{x:>10}`, `%05d`. A constant is
// written; of anything else only this part is a hole.
#pragma once

#include <optional>
#include <string_view>

#include "analyzer/strings/abstract_value.h"
#include "analyzer/strings/format_spec.h"

namespace pgpact {

// `value` as `spec` writes it; without one it cannot be known. `name` and
// `place` are those of the holes.
AbstractId WriteFormatted(ValueStore& store, AbstractId value,
                          const std::optional<FormatSpec>& spec,
                          std::string_view name, Location place);

}  // namespace pgpact
