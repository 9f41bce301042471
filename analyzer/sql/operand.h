// EndsOperand: whether a token can be the end of a value or a name, so that an
// operator, an alias or a further clause may follow.
#pragma once

#include <string_view>

#include "analyzer/lexer/token.h"

namespace pgpact {

// `token` is one of `text`.
bool EndsOperand(std::string_view text, const Token& token);

}  // namespace pgpact
