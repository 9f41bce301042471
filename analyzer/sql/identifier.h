// Identifier: a name in SQL text, folded as the server folds it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

// One name. `range` is its place in the statement's text, quotes included;
// empty when it could not be found.
struct Identifier {
  std::string name;
  TextRange range;

  bool empty() const { return name.empty(); }
};

// catalog.schema.name, as far as written. `range` spans all parts.
struct QualifiedName {
  Identifier catalog;
  Identifier schema;
  Identifier name;
  TextRange range;
};

// An unquoted name as the server keeps it: ASCII letters lower, cut at 63
// bytes on a character boundary.
std::string FoldIdentifier(std::string_view written);
// The value of "…" with doubled quotes made single, cut at 63 bytes.
std::string UnquoteIdentifier(std::string_view written);
// As quote_ident spells it: quotes only where the grammar needs them.
std::string QuoteIdentifier(std::string_view name);
// As quote_literal spells it.
std::string QuoteLiteral(std::string_view text);
// "schema.name", each quoted where needed; without a schema the name alone.
std::string QuoteQualified(std::string_view schema, std::string_view name);
inline constexpr size_t kMaximumIdentifierBytes = 63;

}  // namespace pgpact
