// KeywordKind: what the grammar lets a word be a name of.
#pragma once

#include <string_view>

namespace pgpact {

enum class KeywordKind {
  Unreserved,      // no keyword, or one that may name anything
  ColumnName,      // no function or type name
  TypeOrFunction,  // no column or table name
  Reserved,
};

// REQUIRES: `folded` is in lower case
KeywordKind KeywordKindOf(std::string_view folded);

}  // namespace pgpact
