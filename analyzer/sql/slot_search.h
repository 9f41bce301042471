// ParseSlotted: one statement with its holes and pasted values, parsed with
// the first choice of texts for them that the grammar accepts.
#pragma once

#include <vector>

#include "analyzer/lexer/token.h"
#include "analyzer/sql/parse_template.h"
#include "analyzer/sql/slot.h"

namespace pgpact {

// `tokens` are those of the statement's text, without comments.
[[nodiscard]] ParsedStatement ParseSlotted(SlottedText statement,
                                           std::vector<Token> tokens,
                                           const TextPolicy& policy);

}  // namespace pgpact
