// IdentifierCursor: finds the place of the names that libpg_query gives no
// location for. The tree is lowered in the order of the text; every located
// node moves the cursor on, and a name without a location is the next token
// with its value. One pass over the tokens in all.
#pragma once

#include <cstdint>
#include <string_view>

#include "analyzer/sql/identifier.h"
#include "analyzer/sql/statement_tokens.h"

namespace pgpact {

class IdentifierCursor {
 public:
  // `tokens` must outlive the cursor.
  explicit IdentifierCursor(const StatementTokens& tokens) : tokens_(&tokens) {}

  // The index of the next token that no name was found in.
  uint32_t position() const { return position_; }
  void set_position(uint32_t position) { position_ = position; }
  // Moves on to the token at the byte; never back.
  void Reach(uint32_t location);
  // Moves on to just after the token at the byte; never back.
  void Pass(uint32_t location);

  // What must stand before the name.
  enum class Before { Anything, Dot, AliasStart };
  // The next token with this value, which the cursor passes; the name without
  // a range when there is none near.
  Identifier Take(std::string_view name, Before before = Before::Anything);
  // The alias of a select list's entry: what follows it ends the entry.
  Identifier TakeOutputName(std::string_view name);
  // The name at one token, which the cursor passes; without a range when the
  // token has another value.
  Identifier TakeAt(uint32_t index, std::string_view name);

  const StatementTokens& tokens() const { return *tokens_; }

 private:
  bool Fits(uint32_t index, Before before) const;

  const StatementTokens* tokens_;
  uint32_t position_ = 0;
};

// Whether a token as written stands for the name (folded, unquoted, cut).
bool TokenIsName(TokenKind kind, std::string_view written,
                 std::string_view name);

}  // namespace pgpact
