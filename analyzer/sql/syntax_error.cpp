#include "analyzer/sql/syntax_error.h"

#include <algorithm>
#include <array>

#include "analyzer/sql/sqlstate.h"

namespace pgpact {

namespace {

// Messages of the grammar and the scanner whose code is not 42601.
struct Row {
  std::string_view begins;
  std::string_view state;
};
constexpr std::array kOtherStates = {
    Row{"precision for type float must be", "22023"},
    Row{"a column list with", "0A000"},
    Row{"invalid Unicode escape value", "42601"},
    Row{"invalid Unicode escape character", "42601"},
    Row{"invalid Unicode escape", "22025"},
    Row{"invalid Unicode surrogate pair", "42601"},
    Row{"unsafe use of \\' in a string literal", "22P06"},
    Row{"conflicting or redundant options", "42601"},
    Row{"interval precision specified twice", "42601"},
    Row{"type modifier cannot have parameter name", "42601"},
    Row{"invalid byte sequence for encoding", "22021"},
    Row{"column number must be in range", "22023"},
    Row{"CREATE ASSERTION is not yet implemented", "0A000"},
    Row{"WITH CHECK OPTION not supported on recursive views", "0A000"},
    Row{"current database cannot be changed", "0A000"},
    Row{"cannot specify both SETOF and", "0A000"},
    Row{"CREATE SCHEMA IF NOT EXISTS cannot include", "0A000"},
    Row{"CREATE TABLE AS specifies too many column names", "42601"},
    Row{"MATCH PARTIAL not yet implemented", "0A000"},
    Row{"CREATE EXTENSION ... FROM is no longer supported", "0A000"},
    Row{"nesting too deep", "54001"},
    Row{"stack depth limit exceeded", "54001"},
    Row{"integer out of range", "22003"},
    Row{"UESCAPE must be followed", "42601"},
};

std::string StateOf(const RawError& error) {
  // In U&'…' the same words are a plain syntax error.
  if (error.function == "str_udeescape") {
    return std::string(sqlstate::kSyntaxError);
  }
  const std::string& message = error.message;
  for (const Row& row : kOtherStates) {
    if (message.compare(0, row.begins.size(), row.begins) == 0) {
      return std::string(row.state);
    }
  }
  constexpr std::string_view kTail = "not yet implemented";
  if (message.size() > kTail.size() &&
      message.find(kTail) != std::string::npos) {
    return std::string(sqlstate::kFeatureNotSupported);
  }
  return std::string(sqlstate::kSyntaxError);
}

// The byte at which the n-th character (from 1) begins.
uint32_t ByteOfCharacter(std::string_view text, int position) {
  int count = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool starts = (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U;
    if (starts && ++count == position) {
      return static_cast<uint32_t>(i);
    }
  }
  return static_cast<uint32_t>(text.size());
}

TextRange TokenRangeAt(const StatementTokens& tokens, uint32_t byte) {
  const auto end = static_cast<uint32_t>(tokens.text.size());
  if (byte >= end) {
    return {end, end};
  }
  const uint32_t after = tokens.IndexAt(byte + 1);
  if (after > 0) {
    const TextRange range = tokens.tokens[after - 1].range;
    if (range.begin <= byte && byte < range.end) {
      return {byte, range.end};
    }
  }
  return {byte, byte + 1};
}

}  // namespace

SyntaxError SyntaxErrorOf(const RawError& error,
                          const StatementTokens& tokens) {
  SyntaxError made;
  made.message = error.message;
  made.sqlstate = StateOf(error);
  if (error.position > 0) {
    made.position = static_cast<uint32_t>(error.position);
    made.range =
        TokenRangeAt(tokens, ByteOfCharacter(tokens.text, error.position));
  }
  return made;
}

SyntaxError SyntaxErrorNear(uint32_t byte, const StatementTokens& tokens) {
  SyntaxError made;
  made.sqlstate = sqlstate::kSyntaxError;
  made.range = TokenRangeAt(tokens, byte);
  made.message = "syntax error at or near \"";
  made.message += tokens.text.substr(made.range.begin, made.range.size());
  made.message += '"';
  const std::string_view before = tokens.text.substr(0, byte);
  made.position =
      1 + static_cast<uint32_t>(
              std::count_if(before.begin(), before.end(), [](char c) {
                return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
              }));
  return made;
}

std::optional<SyntaxError> LimitError(const StatementTokens& tokens) {
  SyntaxError error;
  error.sqlstate = sqlstate::kStatementTooComplex;
  if (tokens.text.size() > kMaximumStatementBytes) {
    error.message = "statement is longer than 16 MB, the most that is parsed";
    error.range =
        tokens.tokens.empty() ? TextRange{} : tokens.tokens.front().range;
    return error;
  }
  const size_t nul = tokens.text.find('\0');
  if (nul != std::string_view::npos) {
    const auto byte = static_cast<uint32_t>(nul);
    error.sqlstate = "22021";
    error.message = "invalid byte sequence for encoding \"UTF8\": 0x00";
    error.range = {byte, byte + 1};
    return error;
  }
  if (tokens.too_deep) {
    error.message = "stack depth limit exceeded";
    error.range = tokens.tokens[*tokens.too_deep].range;
    return error;
  }
  return std::nullopt;
}

}  // namespace pgpact
