// StatementTokens: a statement's tokens, which parentheses belong together,
// and how deep a tree its parser would build.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/lexer/token.h"

namespace pgpact {

// The deepest tree that is parsed. The server gives up (54001) at 5,000
// operators in a chain with its default stack; this bound is above it, and
// kRequiredStack is enough for it.
inline constexpr uint32_t kMaximumNesting = 12'000;
// The longest statement that is parsed, in bytes.
inline constexpr size_t kMaximumStatementBytes = size_t{16} << 20U;
inline constexpr uint32_t kNoToken = UINT32_MAX;

struct StatementTokens {
  std::string_view text;
  // Without comments.
  std::vector<Token> tokens;
  // Of a parenthesis or bracket the index of its partner, else kNoToken.
  std::vector<uint32_t> partners;
  // The token at which the tree gets deeper than kMaximumNesting.
  std::optional<uint32_t> too_deep;

  std::string_view Text(uint32_t index) const {
    const TextRange range = tokens[index].range;
    return text.substr(range.begin, range.size());
  }
  bool IsMark(uint32_t index, char mark) const {
    return index < tokens.size() &&
           tokens[index].kind == TokenKind::Punctuation &&
           text[tokens[index].range.begin] == mark;
  }
  // Whether the token is the plain word, in any case. REQUIRES: `word` is in
  // lower case
  bool IsWord(uint32_t index, std::string_view word) const;
  // The index of the first token that begins at or after the byte.
  uint32_t IndexAt(uint32_t offset) const;
  uint32_t size() const { return static_cast<uint32_t>(tokens.size()); }
};

// `tokens` are those of `text`; `text` must outlive the result.
StatementTokens StudyTokens(std::string_view text, std::vector<Token> tokens);

// ASCII letters made lower, compared; REQUIRES: `lower` is in lower case
bool EqualsWord(std::string_view written, std::string_view lower);
// Whether the token of the text is that word, not quoted.
bool IsWord(std::string_view text, const Token& token, std::string_view lower);

}  // namespace pgpact
