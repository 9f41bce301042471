#include "analyzer/text/characters.h"

#include <algorithm>

namespace pgpact {

void AppendUtf8(char32_t character, std::string& to) {
  uint32_t code = character;
  if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
    code = kUnknownCharacter;
  }
  const auto tail = [&](uint32_t shift) {
    to += static_cast<char>(0x80U | ((code >> shift) & 0x3FU));
  };
  if (code < 0x80) {
    to += static_cast<char>(code);
  } else if (code < 0x800) {
    to += static_cast<char>(0xC0U | (code >> 6U));
    tail(0);
  } else if (code < 0x10000) {
    to += static_cast<char>(0xE0U | (code >> 12U));
    tail(6);
    tail(0);
  } else {
    to += static_cast<char>(0xF0U | (code >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

size_t Utf8Size(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

char32_t TakeCharacter(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const size_t size = std::min(Utf8Size(text.front()), text.size());
  char32_t character = size == 1 ? first : first & (0xFFU >> (size + 1));
  for (size_t i = 1; i < size; ++i) {
    character =
        (character << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  text.remove_prefix(size);
  return character;
}

std::string Lowered(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lowered;
}

uint32_t DigitValue(char digit) {
  if (digit >= '0' && digit <= '9') {
    return static_cast<uint32_t>(digit - '0');
  }
  const char lower = static_cast<char>(digit | 0x20);
  return lower >= 'a' && lower <= 'f' ? static_cast<uint32_t>(lower - 'a' + 10)
                                      : 99;
}

Digits ReadDigits(std::string_view text, uint32_t base, uint32_t most) {
  Digits read;
  while (read.count < most && read.count < text.size() &&
         DigitValue(text[read.count]) < base) {
    read.value = read.value * base + DigitValue(text[read.count]);
    ++read.count;
  }
  return read;
}

}  // namespace pgpact
