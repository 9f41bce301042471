// FillCandidates: which texts are tried in the place of a hole or a pasted
// value, by what stands around it.
#pragma once

#include "analyzer/sql/parse_template.h"
#include "analyzer/sql/slot.h"
#include "analyzer/sql/statement_tokens.h"

namespace pgpact {

// Sets the candidates of every slot of one statement. `tokens` are those of
// the statement's text as it stands.
void FillCandidates(std::vector<Slot>& slots, const StatementTokens& tokens,
                    const TextPolicy& policy);

// Whether the statement has a token that is more than holes.
bool HasFixedText(const StatementTokens& tokens,
                  const std::vector<Slot>& slots);

}  // namespace pgpact
