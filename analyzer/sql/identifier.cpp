#include "analyzer/sql/identifier.h"

#include <algorithm>

#include "analyzer/lexer/keyword.h"

namespace pgpact {

namespace {

// Cuts at 63 bytes, never within a UTF-8 character.
void Truncate(std::string& name) {
  if (name.size() <= kMaximumIdentifierBytes) {
    return;
  }
  size_t end = kMaximumIdentifierBytes;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  name.resize(end);
}

bool IsSafe(std::string_view name) {
  const auto is_start = [](char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  };
  return !name.empty() && is_start(name.front()) &&
         std::all_of(
             name.begin(), name.end(),
             [&](char c) { return is_start(c) || (c >= '0' && c <= '9'); }) &&
         KeywordKindOf(name) == KeywordKind::Unreserved;
}

}  // namespace

std::string FoldIdentifier(std::string_view written) {
  std::string folded(written);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  Truncate(folded);
  return folded;
}

std::string UnquoteIdentifier(std::string_view written) {
  std::string name;
  const size_t begin = !written.empty() && written.front() == '"' ? 1 : 0;
  const size_t end = written.size() > begin && written.back() == '"'
                         ? written.size() - 1
                         : written.size();
  for (size_t i = begin; i < end; ++i) {
    name += written[i];
    if (written[i] == '"' && i + 1 < end && written[i + 1] == '"') {
      ++i;
    }
  }
  Truncate(name);
  return name;
}

std::string QuoteIdentifier(std::string_view name) {
  if (IsSafe(name)) {
    return std::string(name);
  }
  std::string quoted = "\"";
  for (const char c : name) {
    quoted += c;
    if (c == '"') {
      quoted += '"';
    }
  }
  quoted += '"';
  return quoted;
}

std::string QuoteLiteral(std::string_view text) {
  const bool escapes = text.find('\\') != std::string_view::npos;
  std::string quoted = escapes ? "E'" : "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') {
      quoted += c;
    }
    quoted += c;
  }
  quoted += '\'';
  return quoted;
}

std::string QuoteQualified(std::string_view schema, std::string_view name) {
  return schema.empty() ? QuoteIdentifier(name)
                        : QuoteIdentifier(schema) + "." + QuoteIdentifier(name);
}

}  // namespace pgpact
