// Doubt: which errors of a call's texts may come of parts that never occur
// together.
#pragma once

#include <span>
#include <string_view>

#include "analyzer/contract/code.h"

namespace pgpact {

// A text that is put together from parts is checked in several combinations,
// and not each of them need be one that the program sends: the table of one
// branch with the column of another. An error is certain when one choice
// alone explains it: either the identifier is itself part of a choice and an
// error in every text that it stands in, or it stands in all texts and is an
// error wherever one choice is taken. A syntax error of a text with a part left
// out is never certain while a fuller text of the call parses. Where not all
// combinations were made (`bounded`) an error is certain only when it hangs on
// one name alone. What is not certain is marked so, and its statement is
// undecided.
//
// `statements` are those of one call.
void DoubtCombinations(std::span<CodeStatement* const> statements,
                       bool bounded);

// Doubts what hangs on a name that stands in the statement only if a test
// passed which is not decided (TextPiece::doubtful): `[c for c in columns if
// valid(c)]`.
void DoubtFiltered(CodeStatement& statement);

// Of a call that may be for other versions of PostgreSQL only, or is meant to
// fail: none of its errors is certain.
void DoubtErrors(std::span<CodeStatement* const> statements, Doubt doubt);

// References and verdict of a statement after problems were marked uncertain:
// with none that is certain it is undecided, for the reason given.
void SettleDoubt(CodeStatement& statement, std::string_view reason);

}  // namespace pgpact
