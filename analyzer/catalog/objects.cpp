#include "analyzer/catalog/objects.h"

#include <algorithm>
#include <limits>

namespace pgpact {

const Column* Relation::FindColumn(std::string_view column_name) const {
  const auto found =
      std::find_if(columns.begin(), columns.end(),
                   [&](const Column& c) { return c.name == column_name; });
  return found == columns.end() ? nullptr : &*found;
}

uint32_t Routine::MinimumArguments() const {
  uint32_t count = 0;
  for (const RoutineArgument& argument : arguments) {
    switch (argument.mode) {
      case ArgumentMode::In:
      case ArgumentMode::InOut:
      case ArgumentMode::Variadic:
        count += argument.has_default ? 0 : 1;
        break;
      case ArgumentMode::Out:
        // CALL gives a place for each of them.
        count += kind == RoutineKind::Procedure ? 1 : 0;
        break;
      case ArgumentMode::Table:
        break;
    }
  }
  return count;
}

uint32_t Routine::MaximumArguments() const {
  uint32_t count = 0;
  for (const RoutineArgument& argument : arguments) {
    switch (argument.mode) {
      case ArgumentMode::In:
      case ArgumentMode::InOut:
        ++count;
        break;
      case ArgumentMode::Out:
        count += kind == RoutineKind::Procedure ? 1 : 0;
        break;
      case ArgumentMode::Variadic:
        return std::numeric_limits<uint32_t>::max();
      case ArgumentMode::Table:
        break;
    }
  }
  return count;
}

}  // namespace pgpact
