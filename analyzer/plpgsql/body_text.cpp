// String constants of SQL decoded, each byte with its place.

#include <cstdint>
#include <string>

#include "analyzer/lexer/lexer.h"
#include "analyzer/plpgsql/parse_plpgsql.h"

namespace pgpact {
namespace {

// UTF-8 of a code point.
std::string Encode(uint32_t code) {
  std::string bytes;
  const auto tail = [&](unsigned shift) {
    bytes += static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
  };
  if (code < 0x80U) {
    bytes += static_cast<char>(code);
  } else if (code < 0x800U) {
    bytes += static_cast<char>(0xC0U | (code >> 6U));
    tail(0);
  } else if (code < 0x10000U) {
    bytes += static_cast<char>(0xE0U | (code >> 12U));
    tail(6);
    tail(0);
  } else {
    bytes += static_cast<char>(0xF0U | ((code >> 18U) & 0x07U));
    tail(12);
    tail(6);
    tail(0);
  }
  return bytes;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct Escape {
  std::string value;
  // Bytes of the text, the backslash included.
  uint32_t size = 2;
};

// `text` begins with a backslash and has more.
Escape ReadEscape(std::string_view text) {
  const char kind = text[1];
  switch (kind) {
    case 'n':
      return {"\n"};
    case 't':
      return {"\t"};
    case 'r':
      return {"\r"};
    case 'b':
      return {"\b"};
    case 'f':
      return {"\f"};
    default:
      break;
  }
  const bool octal = kind >= '0' && kind <= '7';
  const uint32_t base = octal ? 8 : 16;
  const uint32_t most = octal         ? 3
                        : kind == 'x' ? 2
                        : kind == 'u' ? 4
                        : kind == 'U' ? 8
                                      : 0;
  const uint32_t begin = octal ? 1 : 2;
  uint32_t code = 0;
  uint32_t digits = 0;
  while (digits < most && begin + digits < text.size()) {
    const int digit = HexDigit(text[begin + digits]);
    if (digit < 0 || static_cast<uint32_t>(digit) >= base) {
      break;
    }
    code = code * base + static_cast<uint32_t>(digit);
    ++digits;
  }
  if (digits == 0) {
    return {std::string(1, kind)};
  }
  const bool character = kind == 'u' || kind == 'U';
  return {character ? Encode(code)
                    : std::string(1, static_cast<char>(code & 0xFFU)),
          begin + digits};
}

}  // namespace

std::optional<MappedText> BodyText(const MappedText& text, TextRange range) {
  const std::string_view token =
      std::string_view(text.text).substr(range.begin, range.size());
  const size_t delimiter = DollarDelimiterLength(token);
  if (delimiter > 0 && token.size() >= 2 * delimiter) {
    const auto cut = static_cast<uint32_t>(delimiter);
    return text.Slice({range.begin + cut, range.end - cut});
  }
  const bool prefixed = !token.empty() && token.front() != '\'';
  const bool escapes =
      prefixed && (token.front() == 'e' || token.front() == 'E');
  const bool national =
      prefixed && (token.front() == 'n' || token.front() == 'N');
  if (token.size() < 2 || (prefixed && !escapes && !national) ||
      token.back() != '\'') {
    return std::nullopt;
  }
  MappedText body;
  uint32_t at = range.begin + (prefixed ? 2 : 1);
  const uint32_t end = range.end - 1;
  uint32_t run = at;
  // Bytes as they stand since `run`.
  const auto flush = [&] {
    if (run < at) {
      body.Append(text.Slice({run, at}));
    }
  };
  while (at < end) {
    const char c = text.text[at];
    if ((c != '\'' && !(escapes && c == '\\')) || at + 1 >= end) {
      ++at;
      continue;
    }
    flush();
    const Escape escape =
        c == '\''
            ? Escape{"'"}
            : ReadEscape(std::string_view(text.text).substr(at, end - at));
    body.Append(escape.value,
                text.map.ToSource({at, at + escape.size}).value_or(Location()));
    at += escape.size;
    run = at;
  }
  flush();
  return body;
}

}  // namespace pgpact
