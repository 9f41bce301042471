// WordPiece: a shell word cut into its literal parts and its expansions. The
// entrances are SplitWord, for words, and SplitExpandedText, for
// here-documents.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

struct WordPiece {
  // A literal part, quotes and escapes off; empty for an expansion.
  MappedText literal;
  // An expansion ($x, ${x}, $(x), `x`): its range in the text, `$` included.
  TextRange expansion;
  // It stands in double quotes: its value is not split at blanks.
  bool quoted = false;

  bool is_expansion() const { return !expansion.empty(); }
};

// `range` is one word of the text as the grammar found it.
[[nodiscard]] std::vector<WordPiece> SplitWord(const MappedText& text,
                                               TextRange range);
// The inside of double quotes or of a here-document, where quotes mean
// nothing.
enum class ExpandedText { Quotes, Heredoc };
[[nodiscard]] std::vector<WordPiece> SplitExpandedText(const MappedText& text,
                                                       TextRange range,
                                                       ExpandedText kind);

// The offset after the expansion that begins with the `$` or backtick at
// `begin`; `begin` when none does. Quotes and nesting are followed; what is
// open ends at `end`.
[[nodiscard]] uint32_t EndOfExpansion(std::string_view text, uint32_t begin,
                                      uint32_t end);

// \n, \t, \x41, \101 decoded, as $'…', `echo -e` and printf read them.
[[nodiscard]] MappedText DecodeEscapes(const MappedText& text);

}  // namespace pgpact
