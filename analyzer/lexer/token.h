// Token: one piece of SQL text by PostgreSQL's lexical rules.
#pragma once

#include <cstdint>
#include <string_view>

#include "analyzer/text/location.h"

namespace pgpact {

enum class TokenKind : uint8_t {
  Identifier,         // a plain name or a keyword, as written
  QuotedIdentifier,   // "…"
  UnicodeIdentifier,  // U&"…"; UESCAPE and its string are tokens of their own
  String,             // '…'
  EscapeString,       // E'…'
  NationalString,     // N'…'
  BitString,          // B'…'
  HexString,          // X'…'
  UnicodeString,      // U&'…'
  DollarString,       // $tag$…$tag$
  Integer,
  Float,
  Parameter,  // $1
  // A run of operator characters, also a single one: + <= ->> = *
  Operator,
  TypeCast,     // ::
  ColonEquals,  // :=
  DotDot,       // ..
  // One of , ( ) [ ] . ; :
  Punctuation,
  LineComment,   // -- without the line's end
  BlockComment,  // with those nested in it
  // A byte that no rule accepts: a lone $, a backslash, a control character.
  Other,
  // See Token::error. An open quote reaches to the end of the text.
  Error,
};

enum class LexicalError : uint8_t {
  None,
  OpenString,
  OpenIdentifier,
  OpenDollarString,
  OpenBitString,
  OpenHexString,
  OpenComment,
  EmptyIdentifier,     // ""
  JunkAfterNumber,     // 12abc
  JunkAfterParameter,  // $1abc
};

struct Token {
  TokenKind kind = TokenKind::Other;
  LexicalError error = LexicalError::None;
  TextRange range;

  bool is_comment() const {
    return kind == TokenKind::LineComment || kind == TokenKind::BlockComment;
  }
};

// The server's message for the error, without the "at or near" part. Its
// SQLSTATE is kLexicalErrorState for all of them.
std::string_view LexicalErrorText(LexicalError error);
inline constexpr std::string_view kLexicalErrorState = "42601";

}  // namespace pgpact
