#include "analyzer/sql/identifier_at.h"

#include <algorithm>
#include <array>

namespace pgpact {

namespace {

// How many tokens are looked at for one name: what stands between a located
// node and a name that belongs to it is short.
constexpr uint32_t kReach = 400;

bool EqualsFolded(std::string_view written, std::string_view name) {
  if (written.size() > kMaximumIdentifierBytes) {
    return FoldIdentifier(written) == name;
  }
  return EqualsWord(written, name);
}

bool EqualsUnquoted(std::string_view written, std::string_view name) {
  const std::string_view inner = written.substr(1, written.size() - 2);
  if (inner.size() <= kMaximumIdentifierBytes &&
      inner.find('"') == std::string_view::npos) {
    return inner == name;
  }
  return UnquoteIdentifier(written) == name;
}

constexpr std::array<std::string_view, 17> kAfterOutputName = {
    "from",  "where", "into",  "union",  "intersect", "except",
    "order", "limit", "group", "having", "window",    "offset",
    "fetch", "for",   "on",    "with",   "do"};

}  // namespace

bool TokenIsName(TokenKind kind, std::string_view written,
                 std::string_view name) {
  switch (kind) {
    case TokenKind::Identifier:
      return EqualsFolded(written, name);
    case TokenKind::QuotedIdentifier:
      return EqualsUnquoted(written, name);
    case TokenKind::UnicodeIdentifier:
      return true;
    default:
      return false;
  }
}

void IdentifierCursor::Reach(uint32_t location) {
  if (location != UINT32_MAX) {
    position_ = std::max(position_, tokens_->IndexAt(location));
  }
}

void IdentifierCursor::Pass(uint32_t location) {
  if (location != UINT32_MAX) {
    position_ = std::max(position_, tokens_->IndexAt(location) + 1);
  }
}

bool IdentifierCursor::Fits(uint32_t index, Before before) const {
  switch (before) {
    case Before::Anything:
      return true;
    case Before::Dot:
      return index > 0 && tokens_->IsMark(index - 1, '.');
    case Before::AliasStart:
      return index > 0 &&
             (tokens_->IsMark(index - 1, ')') ||
              tokens_->IsWord(index - 1, "as") ||
              tokens_->Text(index - 1) == "*" || index == position_);
  }
  return false;
}

Identifier IdentifierCursor::TakeAt(uint32_t index, std::string_view name) {
  if (index < tokens_->size() &&
      TokenIsName(tokens_->tokens[index].kind, tokens_->Text(index), name)) {
    position_ = std::max(position_, index + 1);
    return {std::string(name), tokens_->tokens[index].range};
  }
  return {std::string(name), {}};
}

Identifier IdentifierCursor::Take(std::string_view name, Before before) {
  if (name.empty()) {
    return {};
  }
  const uint32_t end = std::min(tokens_->size(), position_ + kReach);
  for (uint32_t i = position_; i < end; ++i) {
    if (TokenIsName(tokens_->tokens[i].kind, tokens_->Text(i), name) &&
        Fits(i, before)) {
      position_ = i + 1;
      return {std::string(name), tokens_->tokens[i].range};
    }
  }
  return {std::string(name), {}};
}

Identifier IdentifierCursor::TakeOutputName(std::string_view name) {
  const uint32_t end = std::min(tokens_->size(), position_ + kReach);
  for (uint32_t i = position_; i < end; ++i) {
    const Token& token = tokens_->tokens[i];
    if (!TokenIsName(token.kind, tokens_->Text(i), name)) {
      continue;
    }
    const uint32_t next = i + 1;
    const bool ends =
        next >= tokens_->size() || tokens_->IsMark(next, ',') ||
        tokens_->IsMark(next, ')') || tokens_->IsMark(next, ';') ||
        std::any_of(
            kAfterOutputName.begin(), kAfterOutputName.end(),
            [&](std::string_view word) { return tokens_->IsWord(next, word); });
    if (ends) {
      position_ = next;
      return {std::string(name), token.range};
    }
  }
  return {std::string(name), {}};
}

}  // namespace pgpact
