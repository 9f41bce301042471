// Lexer: PostgreSQL 15's lexical rules over bytes, with every token's place.
// Entrances: Tokenize for a whole text, Lexer for one token after another.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/lexer/token.h"

namespace pgpact {

// Never fails and never looks at a byte twice for the same rule: what is no
// SQL comes as Error and Other tokens. standard_conforming_strings is on.
class Lexer {
 public:
  // `text` must outlive the lexer.
  // REQUIRES: text.size() < 2^32
  explicit Lexer(std::string_view text) : text_(text) {}

  // The next token, comments included, white space left out; nothing at the
  // end of the text.
  std::optional<Token> Next();

 private:
  char At(size_t offset) const {
    return offset < text_.size() ? text_[offset] : '\0';
  }
  Token Make(TokenKind kind, size_t end);
  Token Fail(LexicalError error, size_t end);
  Token Comment();
  std::optional<Token> PrefixedString();
  Token Quoted(TokenKind kind, size_t open, LexicalError error);
  Token DelimitedIdentifier(TokenKind kind, size_t open);
  Token Dollar();
  Token Number();
  Token Symbol();
  Token OperatorRun();

  std::string_view text_;
  size_t position_ = 0;
};

// All tokens of the text in order; comments only when asked for.
enum class Comments { Leave, Keep };
[[nodiscard]] std::vector<Token> Tokenize(std::string_view text,
                                          Comments comments = Comments::Leave);

// A byte with which a plain identifier begins or goes on; any byte of a
// multi-byte character does both.
bool IsIdentifierStart(char c);
bool IsIdentifierPart(char c);
// Space, tab, newline, carriage return, form feed.
bool IsSqlSpace(char c);
// The length of the dollar quote delimiter ("$$", "$tag$") at the beginning
// of the text; 0 when there is none.
size_t DollarDelimiterLength(std::string_view text);

}  // namespace pgpact
