#include "analyzer/sql/fingerprint.h"

namespace pgpact {

namespace {

// FNV-1a, 64 bits.
class Hash {
 public:
  void Add(char c) {
    value_ ^= static_cast<unsigned char>(c);
    value_ *= 1099511628211U;
  }
  void Add(std::string_view text) {
    for (const char c : text) {
      Add(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    Add('\0');
  }
  void AddExactly(std::string_view text) {
    for (const char c : text) {
      Add(c);
    }
    Add('\0');
  }
  uint64_t value() const { return value_; }

 private:
  uint64_t value_ = 14695981039346656037U;
};

bool IsConstant(const StatementTokens& tokens, uint32_t index) {
  switch (tokens.tokens[index].kind) {
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
    case TokenKind::Identifier:
      return tokens.IsWord(index, "null") || tokens.IsWord(index, "true") ||
             tokens.IsWord(index, "false");
    default:
      return false;
  }
}

}  // namespace

uint64_t Fingerprint(const StatementTokens& tokens) {
  Hash hash;
  bool in_list = false;
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    if (IsConstant(tokens, i)) {
      if (!in_list) {
        hash.Add("?");
      }
      in_list = true;
      continue;
    }
    const bool joins = in_list && tokens.IsMark(i, ',') &&
                       i + 1 < tokens.size() && IsConstant(tokens, i + 1);
    if (joins) {
      continue;
    }
    in_list = false;
    if (tokens.tokens[i].kind == TokenKind::Identifier) {
      hash.Add(tokens.Text(i));
    } else {
      hash.AddExactly(tokens.Text(i));
    }
  }
  return hash.value();
}

}  // namespace pgpact
