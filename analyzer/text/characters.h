// Characters of UTF-8, and of ASCII digits and letters.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pgpact {

// Stands for what is no character: a lone surrogate, a number too large.
inline constexpr char32_t kUnknownCharacter = 0xFFFD;

void AppendUtf8(char32_t character, std::string& to);

// The bytes of the character that begins with the byte, 1 to 4.
size_t Utf8Size(char first);

// Takes the first character off. REQUIRES: the text is valid UTF-8, not empty
char32_t TakeCharacter(std::string_view& text);

inline bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// With the letters of ASCII in lower case.
std::string Lowered(std::string_view text);

// The value of a digit of a base up to 16; 99 for anything else.
uint32_t DigitValue(char digit);

// The number at the beginning of the text: at most so many digits of the base.
struct Digits {
  uint32_t value = 0;
  uint32_t count = 0;
};
Digits ReadDigits(std::string_view text, uint32_t base, uint32_t most);

}  // namespace pgpact
