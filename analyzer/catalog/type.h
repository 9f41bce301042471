// Types as the catalog keeps them.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace pgpact {

// Index of a type in its Catalog. Built-in types keep their ids in every
// catalog; kUnknownTypeId stands for what is not known (never for the
// server's pseudo-type "unknown").
struct TypeId {
  uint32_t index = 0;
  auto operator<=>(const TypeId&) const = default;
};
inline constexpr TypeId kUnknownTypeId{0};

enum class TypeKind : uint8_t {
  Base,
  Composite,  // also the row type of every relation
  Domain,
  Enum,
  Pseudo,
  Range,
  MultiRange,
  Array
};

// A type with its modifier, as a column has it: varchar(20).
struct TypeUse {
  TypeId type;
  // pg_attribute.atttypmod; -1 for none.
  int32_t modifier = -1;
  auto operator<=>(const TypeUse&) const = default;
};

}  // namespace pgpact
