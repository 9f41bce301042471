// SyntaxErrorOf: libpg_query's error as the server tells it.
#pragma once

#include <string_view>

#include "analyzer/sql/parsed_sql.h"
#include "analyzer/sql/pg_query_parser.h"
#include "analyzer/sql/statement_tokens.h"

namespace pgpact {

SyntaxError SyntaxErrorOf(const RawError& error, const StatementTokens& tokens);

// `syntax error at or near "…"` at the token that begins at the byte.
SyntaxError SyntaxErrorNear(uint32_t byte, const StatementTokens& tokens);

// The error of a text that is not given to the parser: too long, too deep, a
// NUL in it.
std::optional<SyntaxError> LimitError(const StatementTokens& tokens);

}  // namespace pgpact
