// Fingerprint: equal for statements that differ in constants, parameters,
// blanks, comments and the case of words only.
#pragma once

#include <cstdint>

#include "analyzer/sql/statement_tokens.h"

namespace pgpact {

// Lists of constants and parameters count as one, however long.
uint64_t Fingerprint(const StatementTokens& tokens);

}  // namespace pgpact
