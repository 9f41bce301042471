// String constants of SQL decoded, each byte with its place.

#include <cstdint>
#include <string>

#include "analyzer/lexer/lexer.h"
#include "analyzer/plpgsql/parse_plpgsql.h"
#include "analyzer/text/characters.h"

namespace pgpact {
namespace {

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
  const Digits read = ReadDigits(text.substr(begin), base, most);
  if (read.count == 0) {
    return {std::string(1, kind)};
  }
  Escape escape{{}, begin + read.count};
  if (kind == 'u' || kind == 'U') {
    AppendUtf8(read.value, escape.value);
  } else {
    escape.value += static_cast<char>(read.value & 0xFFU);
  }
  return escape;
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
