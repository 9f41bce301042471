#include "analyzer/sql/operand.h"

#include <algorithm>
#include <array>

#include "analyzer/lexer/keyword.h"
#include "analyzer/sql/identifier.h"

namespace pgpact {

namespace {

// Keywords that may be names but, where SQL is written, want something after
// them. In the order of the alphabet.
constexpr auto kWantMore = std::to_array<std::string_view>(
    {"add",      "alter",     "between",   "by",        "call",
     "cluster",  "coalesce",  "comment",   "copy",      "database",
     "declare",  "delete",    "domain",    "drop",      "escape",
     "execute",  "exists",    "explain",   "extension", "function",
     "if",       "increment", "index",     "insert",    "interval",
     "language", "listen",    "lock",      "match",     "materialized",
     "maxvalue", "minvalue",  "move",      "notify",    "nulls",
     "over",     "owner",     "partition", "password",  "policy",
     "prepare",  "procedure", "range",     "recursive", "refresh",
     "reindex",  "release",   "rename",    "reset",     "restart",
     "returns",  "role",      "rows",      "savepoint", "schema",
     "sequence", "set",       "setof",     "show",      "start",
     "temp",     "temporary", "trigger",   "truncate",  "type",
     "unlogged", "update",    "values",    "view"});

constexpr auto kReservedOperands = std::to_array<std::string_view>(
    {"current_date", "current_time", "current_timestamp", "default", "end",
     "false", "null", "true"});

}  // namespace

bool EndsOperand(std::string_view text, const Token& token) {
  switch (token.kind) {
    case TokenKind::QuotedIdentifier:
    case TokenKind::UnicodeIdentifier:
    case TokenKind::String:
    case TokenKind::EscapeString:
    case TokenKind::NationalString:
    case TokenKind::BitString:
    case TokenKind::HexString:
    case TokenKind::UnicodeString:
    case TokenKind::DollarString:
    case TokenKind::Integer:
    case TokenKind::Float:
    case TokenKind::Parameter:
      return true;
    case TokenKind::Punctuation:
      return text[token.range.begin] == ')' || text[token.range.begin] == ']';
    case TokenKind::Identifier: {
      const std::string word =
          FoldIdentifier(text.substr(token.range.begin, token.range.size()));
      switch (KeywordKindOf(word)) {
        case KeywordKind::Unreserved:
        case KeywordKind::ColumnName:
          return !std::binary_search(kWantMore.begin(), kWantMore.end(), word);
        case KeywordKind::TypeOrFunction:
          return word == "isnull" || word == "notnull";
        case KeywordKind::Reserved:
          return std::binary_search(kReservedOperands.begin(),
                                    kReservedOperands.end(), word);
      }
      return false;
    }
    default:
      return false;
  }
}

}  // namespace pgpact
