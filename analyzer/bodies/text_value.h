// TextValue: what is known of a value of PL/pgSQL that may become SQL: pieces
// of text with their places, and holes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analyzer/sql/parsed_sql.h"
#include "analyzer/strings/template.h"

namespace pgpact {

struct TextValue {
  std::vector<std::variant<MappedText, Hole>> pieces;

  // The text when all of it is known.
  std::optional<MappedText> Whole() const;
  void Append(const TextValue& other) {
    pieces.insert(pieces.end(), other.pieces.begin(), other.pieces.end());
  }
};
using ArrayValue = std::vector<TextValue>;
// std::monostate: not known, or no text.
using KnownValue = std::variant<std::monostate, TextValue, ArrayValue>;

// The value of a name; its parts as written.
using ValueLookup =
    std::function<KnownValue(const std::vector<Identifier>& parts)>;

// The value of the expression, which the one target of a parsed SELECT is.
// What is not known is a hole in it.
[[nodiscard]] KnownValue EvaluateKnown(const ParsedStatement& select,
                                       const ValueLookup& lookup);
[[nodiscard]] KnownValue EvaluateExpr(const ParsedStatement& statement,
                                      ExprId id, const ValueLookup& lookup);
// As a text; one hole when it is none.
[[nodiscard]] TextValue AsText(const KnownValue& value, std::string_view name,
                               Location location);
[[nodiscard]] Template AsTemplate(const TextValue& value);

}  // namespace pgpact
