// SplitStatements: where the server's parser would see one statement end and
// the next begin.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzer/lexer/token.h"

namespace pgpact {

// Tokens [first, last) of one statement, its semicolon left out.
struct StatementSpan {
  uint32_t first = 0;
  uint32_t last = 0;
};

// Semicolons count outside parentheses (CREATE RULE … DO (a; b)) and outside
// BEGIN ATOMIC … END. Empty statements are left out.
std::vector<StatementSpan> SplitStatements(std::string_view text,
                                           const std::vector<Token>& tokens);

}  // namespace pgpact
