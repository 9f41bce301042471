// SecretTokens: the few tokens that FindSecrets steps over.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

// How far the reader looks for the end of a comment or the beginning of a
// line: hostile texts stay linear.
inline constexpr size_t kSecretWindow = 4096;

// What opens a quoted text and what closes it; empty for none.
struct QuoteMark {
  std::string_view open;
  std::string_view close;
};

char LowerCase(char c);
bool IsBlank(char c);
bool IsWordPart(char c);
// Whether `word` (lower case) stands at the offset, whatever the case.
bool StandsAt(std::string_view text, size_t offset, std::string_view word);
// The end of the word that begins at the offset.
size_t EndOfWord(std::string_view text, size_t offset);
size_t AfterBlanks(std::string_view text, size_t offset);
// After blanks, escapes of blanks, comments of SQL and the joints of a
// program's literals (`" + "`, `"` newline `f"`).
size_t AfterGap(std::string_view text, size_t offset);
// A quote, an escaped or doubled one, three of them, a dollar quote.
QuoteMark QuoteAt(std::string_view text, size_t offset);
// The length of a literal's prefix (E, N, U&, f, rb) before a quote.
size_t LiteralPrefix(std::string_view text, size_t offset);
// The quote that is open at the offset, counted from its line's beginning;
// 0 for none.
char EnclosingQuote(std::string_view text, size_t offset);
// Whether a name ends in a word for a password: DB_PASSWORD, dbPass, pw.
bool NamesSecret(std::string_view name);

// Whether a placeholder stands where a password would: its value is elsewhere.
[[nodiscard]] bool TakesSecretElsewhere(std::string_view statement);

// The insides of the quoted literals of source code within the range.
[[nodiscard]] std::vector<TextRange> LiteralsOf(std::string_view text,
                                                TextRange range);

}  // namespace pgpact
