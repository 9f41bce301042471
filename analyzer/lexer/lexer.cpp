#include "analyzer/lexer/lexer.h"

#include <algorithm>

#include "analyzer/text/characters.h"

namespace pgpact {

namespace {

constexpr std::string_view kOperatorCharacters = "~!@#^&|`?+-*/%<>=";
// An operator that ends in + or - must hold one of these.
constexpr std::string_view kKeepsTrailingSign = "~!@#^&|`?%";

bool IsOperatorCharacter(char c) {
  return kOperatorCharacters.find(c) != std::string_view::npos;
}

// The offset after the closing quote of a string whose opening quote stands
// just before `from`; npos when it stays open. Doubled quotes stand for one.
size_t EndOfQuoted(std::string_view text, size_t from, char quote) {
  while (true) {
    const size_t close = text.find(quote, from);
    if (close == std::string_view::npos) {
      return close;
    }
    if (close + 1 >= text.size() || text[close + 1] != quote) {
      return close + 1;
    }
    from = close + 2;
  }
}

// The same for E'…', where a backslash takes the next byte with it.
size_t EndOfEscaped(std::string_view text, size_t from) {
  for (size_t i = from; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '\'') {
      if (i + 1 >= text.size() || text[i + 1] != '\'') {
        return i + 1;
      }
      ++i;
    }
  }
  return std::string_view::npos;
}

size_t EndOfLine(std::string_view text, size_t from) {
  return std::min(text.find_first_of("\r\n", from), text.size());
}

// Two strings with a newline (and otherwise only blanks and line comments)
// between them are one. Gives the offset after the second one's opening
// quote, or npos when no string goes on after `from`.
size_t Continuation(std::string_view text, size_t from) {
  bool newline = false;
  size_t i = from;
  while (i < text.size()) {
    if (IsSqlSpace(text[i])) {
      newline = newline || text[i] == '\n' || text[i] == '\r';
      ++i;
    } else if (text.substr(i, 2) == "--") {
      i = EndOfLine(text, i);
    } else {
      break;
    }
  }
  const bool goes_on = newline && i < text.size() && text[i] == '\'';
  return goes_on ? i + 1 : std::string_view::npos;
}

}  // namespace

std::string_view LexicalErrorText(LexicalError error) {
  switch (error) {
    case LexicalError::None:
      return "";
    case LexicalError::OpenString:
      return "unterminated quoted string";
    case LexicalError::OpenIdentifier:
      return "unterminated quoted identifier";
    case LexicalError::OpenDollarString:
      return "unterminated dollar-quoted string";
    case LexicalError::OpenBitString:
      return "unterminated bit string literal";
    case LexicalError::OpenHexString:
      return "unterminated hexadecimal string literal";
    case LexicalError::OpenComment:
      return "unterminated /* comment";
    case LexicalError::EmptyIdentifier:
      return "zero-length delimited identifier";
    case LexicalError::JunkAfterNumber:
      return "trailing junk after numeric literal";
    case LexicalError::JunkAfterParameter:
      return "trailing junk after parameter";
  }
  return "";
}

bool IsIdentifierStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool IsIdentifierPart(char c) {
  return IsIdentifierStart(c) || IsDigit(c) || c == '$';
}

bool IsSqlSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

size_t DollarDelimiterLength(std::string_view text) {
  if (text.empty() || text[0] != '$') {
    return 0;
  }
  size_t i = 1;
  if (i < text.size() && IsIdentifierStart(text[i])) {
    while (i < text.size() && text[i] != '$' && IsIdentifierPart(text[i])) {
      ++i;
    }
  }
  return i < text.size() && text[i] == '$' ? i + 1 : 0;
}

Token Lexer::Make(TokenKind kind, size_t end) {
  const TextRange range{static_cast<uint32_t>(position_),
                        static_cast<uint32_t>(end)};
  position_ = end;
  return {kind, LexicalError::None, range};
}

Token Lexer::Fail(LexicalError error, size_t end) {
  Token token = Make(TokenKind::Error, end);
  token.error = error;
  return token;
}

// REQUIRES: the text goes on with -- or /*
Token Lexer::Comment() {
  if (text_[position_] == '-') {
    return Make(TokenKind::LineComment, EndOfLine(text_, position_));
  }
  size_t depth = 1;
  size_t i = position_ + 2;
  while (true) {
    i = text_.find_first_of("*/", i);
    if (i == std::string_view::npos) {
      return Fail(LexicalError::OpenComment, text_.size());
    }
    const std::string_view pair = text_.substr(i, 2);
    if (pair == "*/" && --depth == 0) {
      return Make(TokenKind::BlockComment, i + 2);
    }
    depth += pair == "/*" ? 1 : 0;
    i += pair == "*/" || pair == "/*" ? 2 : 1;
  }
}

// A string of any kind but the dollar quoted; `open` is the offset after its
// opening quote.
Token Lexer::Quoted(TokenKind kind, size_t open, LexicalError error) {
  while (true) {
    const size_t end = kind == TokenKind::EscapeString
                           ? EndOfEscaped(text_, open)
                           : EndOfQuoted(text_, open, '\'');
    if (end == std::string_view::npos) {
      return Fail(error, text_.size());
    }
    open = Continuation(text_, end);
    if (open == std::string_view::npos) {
      return Make(kind, end);
    }
  }
}

Token Lexer::DelimitedIdentifier(TokenKind kind, size_t open) {
  const size_t end = EndOfQuoted(text_, open, '"');
  if (end == std::string_view::npos) {
    return Fail(LexicalError::OpenIdentifier, text_.size());
  }
  return end == open + 1 ? Fail(LexicalError::EmptyIdentifier, end)
                         : Make(kind, end);
}

// E'…' B'…' X'…' N'…' U&'…' U&"…"
std::optional<Token> Lexer::PrefixedString() {
  const char next = At(position_ + 1);
  const size_t open = position_ + 2;
  switch (text_[position_]) {
    case 'e':
    case 'E':
      return next != '\'' ? std::nullopt
                          : std::optional(Quoted(TokenKind::EscapeString, open,
                                                 LexicalError::OpenString));
    case 'b':
    case 'B':
      return next != '\'' ? std::nullopt
                          : std::optional(Quoted(TokenKind::BitString, open,
                                                 LexicalError::OpenBitString));
    case 'x':
    case 'X':
      return next != '\'' ? std::nullopt
                          : std::optional(Quoted(TokenKind::HexString, open,
                                                 LexicalError::OpenHexString));
    case 'n':
    case 'N':
      return next != '\''
                 ? std::nullopt
                 : std::optional(Quoted(TokenKind::NationalString, open,
                                        LexicalError::OpenString));
    case 'u':
    case 'U':
      if (next == '&' && At(open) == '\'') {
        return Quoted(TokenKind::UnicodeString, open + 1,
                      LexicalError::OpenString);
      }
      if (next == '&' && At(open) == '"') {
        return DelimitedIdentifier(TokenKind::UnicodeIdentifier, open + 1);
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

// $1, $tag$…$tag$, or a lone dollar sign.
Token Lexer::Dollar() {
  if (IsDigit(At(position_ + 1))) {
    size_t end = position_ + 1;
    while (IsDigit(At(end))) {
      ++end;
    }
    return end < text_.size() && IsIdentifierStart(text_[end])
               ? Fail(LexicalError::JunkAfterParameter, end + 1)
               : Make(TokenKind::Parameter, end);
  }
  const size_t length = DollarDelimiterLength(text_.substr(position_));
  if (length == 0) {
    return Make(TokenKind::Other, position_ + 1);
  }
  const std::string_view delimiter = text_.substr(position_, length);
  const size_t close = text_.find(delimiter, position_ + length);
  return close == std::string_view::npos
             ? Fail(LexicalError::OpenDollarString, text_.size())
             : Make(TokenKind::DollarString, close + length);
}

Token Lexer::Number() {
  const auto skip_digits = [this](size_t from) {
    while (IsDigit(At(from))) {
      ++from;
    }
    return from;
  };
  TokenKind kind = TokenKind::Integer;
  size_t end = skip_digits(position_);
  // 1..10 is a range: the number ends before the dots.
  if (At(end) == '.' && At(end + 1) != '.') {
    kind = TokenKind::Float;
    end = skip_digits(end + 1);
  }
  if (At(end) == 'e' || At(end) == 'E') {
    const size_t sign = At(end + 1) == '+' || At(end + 1) == '-' ? 1 : 0;
    const size_t exponent = skip_digits(end + 1 + sign);
    if (exponent == end + 1 + sign) {
      return Fail(LexicalError::JunkAfterNumber, exponent);
    }
    kind = TokenKind::Float;
    end = exponent;
  }
  return end < text_.size() && IsIdentifierStart(text_[end])
             ? Fail(LexicalError::JunkAfterNumber, end + 1)
             : Make(kind, end);
}

// The longest run of operator characters that holds no comment; it does not
// end in + or - unless it holds a character that no SQL operator has.
Token Lexer::OperatorRun() {
  size_t end = position_;
  while (end < text_.size() && IsOperatorCharacter(text_[end])) {
    const std::string_view pair = text_.substr(end, 2);
    if (pair == "--" || pair == "/*") {
      break;
    }
    ++end;
  }
  const std::string_view run = text_.substr(position_, end - position_);
  if (run.find_first_of(kKeepsTrailingSign) == std::string_view::npos) {
    while (end > position_ + 1 &&
           (text_[end - 1] == '+' || text_[end - 1] == '-')) {
      --end;
    }
  }
  return Make(TokenKind::Operator, end);
}

Token Lexer::Symbol() {
  const std::string_view pair = text_.substr(position_, 2);
  if (pair == "::") {
    return Make(TokenKind::TypeCast, position_ + 2);
  }
  if (pair == ":=") {
    return Make(TokenKind::ColonEquals, position_ + 2);
  }
  if (pair == "..") {
    return Make(TokenKind::DotDot, position_ + 2);
  }
  constexpr std::string_view kPunctuation = ",()[].;:";
  if (kPunctuation.find(text_[position_]) != std::string_view::npos) {
    return Make(TokenKind::Punctuation, position_ + 1);
  }
  return IsOperatorCharacter(text_[position_])
             ? OperatorRun()
             : Make(TokenKind::Other, position_ + 1);
}

std::optional<Token> Lexer::Next() {
  while (position_ < text_.size() && IsSqlSpace(text_[position_])) {
    ++position_;
  }
  if (position_ == text_.size()) {
    return std::nullopt;
  }
  const char c = text_[position_];
  const std::string_view pair = text_.substr(position_, 2);
  if (pair == "--" || pair == "/*") {
    return Comment();
  }
  if (IsIdentifierStart(c)) {
    if (std::optional<Token> prefixed = PrefixedString()) {
      return prefixed;
    }
    size_t end = position_;
    while (end < text_.size() && IsIdentifierPart(text_[end])) {
      ++end;
    }
    return Make(TokenKind::Identifier, end);
  }
  if (c == '\'') {
    return Quoted(TokenKind::String, position_ + 1, LexicalError::OpenString);
  }
  if (c == '"') {
    return DelimitedIdentifier(TokenKind::QuotedIdentifier, position_ + 1);
  }
  if (c == '$') {
    return Dollar();
  }
  if (IsDigit(c) || (c == '.' && IsDigit(At(position_ + 1)))) {
    return Number();
  }
  return Symbol();
}

std::vector<Token> Tokenize(std::string_view text, Comments comments) {
  std::vector<Token> tokens;
  // SQL has about five bytes a token.
  tokens.reserve(text.size() / 5 + 8);
  Lexer lexer(text);
  while (const std::optional<Token> token = lexer.Next()) {
    if (comments == Comments::Keep || !token->is_comment()) {
      tokens.push_back(*token);
    }
  }
  return tokens;
}

}  // namespace pgpact
