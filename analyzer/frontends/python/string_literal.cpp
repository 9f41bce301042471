#include "analyzer/frontends/python/string_literal.h"

#include <algorithm>
#include <string>

#include "analyzer/frontends/python/character_names.h"
#include "analyzer/text/characters.h"

namespace pgpact {
namespace {

// An escape: how many bytes of the source it takes and what it stands for.
// A length of 0: it is no escape and the backslash stays.
struct Escape {
  uint32_t length = 0;
  std::string text;
  bool unknown = false;
};

Escape Code(uint32_t length, uint32_t code, bool bytes) {
  Escape made{length, {}, false};
  if (bytes) {
    made.text += static_cast<char>(code);
  } else {
    AppendUtf8(code, made.text);
  }
  return made;
}

// \x41, \u0041, \U00000041: exactly so many digits.
Escape HexEscape(std::string_view text, uint32_t digits, bool bytes) {
  const Digits read = ReadDigits(text.substr(2), 16, digits);
  return read.count == digits ? Code(2 + digits, read.value, bytes) : Escape{};
}

// \N{NAME}
Escape NamedEscape(std::string_view text) {
  const size_t end = text.find('}');
  if (text.size() < 3 || text[2] != '{' || end == std::string_view::npos) {
    return {};
  }
  const auto code = CharacterNamed(text.substr(3, end - 3));
  Escape made = Code(static_cast<uint32_t>(end + 1),
                     code.value_or(kUnknownCharacter), false);
  made.unknown = !code;
  return made;
}

// REQUIRES: text begins with a backslash and has another byte.
Escape ReadEscape(std::string_view text, bool bytes) {
  constexpr std::string_view kLetters = "\\'\"abfnrtv";
  constexpr std::string_view kMeanings = "\\'\"\a\b\f\n\r\t\v";
  const char letter = text[1];
  if (letter == '\n') {
    return {2, "", false};
  }
  if (letter == '\r') {
    return {text.size() > 2 && text[2] == '\n' ? 3U : 2U, "", false};
  }
  if (const size_t at = kLetters.find(letter); at != std::string_view::npos) {
    return {2, std::string(1, kMeanings[at]), false};
  }
  if (letter >= '0' && letter <= '7') {
    const Digits read = ReadDigits(text.substr(1), 8, 3);
    return Code(1 + read.count, read.value, bytes);
  }
  if (letter == 'x') {
    return HexEscape(text, 2, bytes);
  }
  if (bytes) {
    return {};
  }
  switch (letter) {
    case 'u':
      return HexEscape(text, 4, false);
    case 'U':
      return HexEscape(text, 8, false);
    case 'N':
      return NamedEscape(text);
    default:
      return {};
  }
}

bool IsPlain(char byte) {
  return byte != '\\' && byte != '\r' && byte != '{' && byte != '}';
}

}  // namespace

StringPrefix ReadStringPrefix(std::string_view start) {
  StringPrefix prefix;
  for (const char letter : start) {
    prefix.raw |= letter == 'r' || letter == 'R';
    prefix.bytes |= letter == 'b' || letter == 'B';
    prefix.formatted |= letter == 'f' || letter == 'F';
  }
  return prefix;
}

bool AppendDecoded(const SourceText& source, TextRange range,
                   StringPrefix prefix, MappedText& to) {
  const std::string_view text = source.text().substr(0, range.end);
  uint32_t copied = range.begin;
  uint32_t at = range.begin;
  bool known = true;
  // Everything up to `at` goes over as it stands, then `length` bytes are
  // passed over.
  const auto flush = [&](uint32_t length) {
    if (at > copied) {
      source.Copy({copied, at}, to);
    }
    at += length;
    copied = at;
  };
  while (at < range.end) {
    const char byte = text[at];
    if (IsPlain(byte)) {
      ++at;
      continue;
    }
    const char next = at + 1 < range.end ? text[at + 1] : '\0';
    if (byte == '\\' && !prefix.raw && at + 1 < range.end) {
      const Escape escape = ReadEscape(text.substr(at), prefix.bytes);
      if (escape.length == 0) {
        // Neither the backslash nor what follows means anything special.
        at += next == '\r' || next == '{' || next == '}' ? 1 : 2;
        continue;
      }
      const TextRange place{at, at + escape.length};
      known = known && !escape.unknown;
      flush(escape.length);
      if (!escape.text.empty()) {
        source.Replace(place, escape.text, to);
      }
    } else if (byte == '\r') {
      // Python reads every kind of line end as \n.
      const TextRange place{at, at + 1};
      flush(1);
      if (next != '\n') {
        source.Replace(place, "\n", to);
      }
    } else if (prefix.formatted && byte != '\\' && next == byte) {
      ++at;
      flush(1);
    } else {
      ++at;
    }
  }
  flush(0);
  return known;
}

}  // namespace pgpact
