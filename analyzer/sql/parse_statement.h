// ParseOne: one statement's final text to its tree or its error. Holes and
// placeholders are replaced already.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/sql/parsed_sql.h"
#include "analyzer/sql/statement_tokens.h"

namespace pgpact {

struct ParsedText {
  ParseTree tree;
  std::optional<SyntaxError> error;
  uint64_t fingerprint = 0;
};

// `tokens` are those of `text` without comments.
[[nodiscard]] ParsedText ParseOne(const std::string& text,
                                  std::vector<Token> tokens);

}  // namespace pgpact
