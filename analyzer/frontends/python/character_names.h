// Characters by their Unicode names, for \N{NAME}: those that programs write
// so. Facts of the Unicode standard.
#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pgpact {

struct NamedCharacter {
  std::string_view name;
  uint32_t code = 0;
};

// Sorted by name.
inline constexpr std::array<NamedCharacter, 108> kNamedCharacters = {{
    {"AMPERSAND", 0x26},
    {"APOSTROPHE", 0x27},
    {"ASTERISK", 0x2A},
    {"CIRCUMFLEX ACCENT", 0x5E},
    {"COLON", 0x3A},
    {"COMMA", 0x2C},
    {"COMMERCIAL AT", 0x40},
    {"DEGREE SIGN", 0xB0},
    {"DIGIT EIGHT", 0x38},
    {"DIGIT FIVE", 0x35},
    {"DIGIT FOUR", 0x34},
    {"DIGIT NINE", 0x39},
    {"DIGIT ONE", 0x31},
    {"DIGIT SEVEN", 0x37},
    {"DIGIT SIX", 0x36},
    {"DIGIT THREE", 0x33},
    {"DIGIT TWO", 0x32},
    {"DIGIT ZERO", 0x30},
    {"DOLLAR SIGN", 0x24},
    {"EM DASH", 0x2014},
    {"EN DASH", 0x2013},
    {"EQUALS SIGN", 0x3D},
    {"EURO SIGN", 0x20AC},
    {"EXCLAMATION MARK", 0x21},
    {"FULL STOP", 0x2E},
    {"GRAVE ACCENT", 0x60},
    {"GREATER-THAN SIGN", 0x3E},
    {"HORIZONTAL ELLIPSIS", 0x2026},
    {"HYPHEN-MINUS", 0x2D},
    {"LATIN CAPITAL LETTER A", 0x41},
    {"LATIN CAPITAL LETTER B", 0x42},
    {"LATIN CAPITAL LETTER C", 0x43},
    {"LATIN CAPITAL LETTER D", 0x44},
    {"LATIN CAPITAL LETTER E", 0x45},
    {"LATIN CAPITAL LETTER F", 0x46},
    {"LATIN CAPITAL LETTER G", 0x47},
    {"LATIN CAPITAL LETTER H", 0x48},
    {"LATIN CAPITAL LETTER I", 0x49},
    {"LATIN CAPITAL LETTER J", 0x4A},
    {"LATIN CAPITAL LETTER K", 0x4B},
    {"LATIN CAPITAL LETTER L", 0x4C},
    {"LATIN CAPITAL LETTER M", 0x4D},
    {"LATIN CAPITAL LETTER N", 0x4E},
    {"LATIN CAPITAL LETTER O", 0x4F},
    {"LATIN CAPITAL LETTER P", 0x50},
    {"LATIN CAPITAL LETTER Q", 0x51},
    {"LATIN CAPITAL LETTER R", 0x52},
    {"LATIN CAPITAL LETTER S", 0x53},
    {"LATIN CAPITAL LETTER T", 0x54},
    {"LATIN CAPITAL LETTER U", 0x55},
    {"LATIN CAPITAL LETTER V", 0x56},
    {"LATIN CAPITAL LETTER W", 0x57},
    {"LATIN CAPITAL LETTER X", 0x58},
    {"LATIN CAPITAL LETTER Y", 0x59},
    {"LATIN CAPITAL LETTER Z", 0x5A},
    {"LATIN SMALL LETTER A", 0x61},
    {"LATIN SMALL LETTER B", 0x62},
    {"LATIN SMALL LETTER C", 0x63},
    {"LATIN SMALL LETTER D", 0x64},
    {"LATIN SMALL LETTER E", 0x65},
    {"LATIN SMALL LETTER F", 0x66},
    {"LATIN SMALL LETTER G", 0x67},
    {"LATIN SMALL LETTER H", 0x68},
    {"LATIN SMALL LETTER I", 0x69},
    {"LATIN SMALL LETTER J", 0x6A},
    {"LATIN SMALL LETTER K", 0x6B},
    {"LATIN SMALL LETTER L", 0x6C},
    {"LATIN SMALL LETTER M", 0x6D},
    {"LATIN SMALL LETTER N", 0x6E},
    {"LATIN SMALL LETTER O", 0x6F},
    {"LATIN SMALL LETTER P", 0x70},
    {"LATIN SMALL LETTER Q", 0x71},
    {"LATIN SMALL LETTER R", 0x72},
    {"LATIN SMALL LETTER S", 0x73},
    {"LATIN SMALL LETTER T", 0x74},
    {"LATIN SMALL LETTER U", 0x75},
    {"LATIN SMALL LETTER V", 0x76},
    {"LATIN SMALL LETTER W", 0x77},
    {"LATIN SMALL LETTER X", 0x78},
    {"LATIN SMALL LETTER Y", 0x79},
    {"LATIN SMALL LETTER Z", 0x7A},
    {"LEFT CURLY BRACKET", 0x7B},
    {"LEFT DOUBLE QUOTATION MARK", 0x201C},
    {"LEFT PARENTHESIS", 0x28},
    {"LEFT SINGLE QUOTATION MARK", 0x2018},
    {"LEFT SQUARE BRACKET", 0x5B},
    {"LESS-THAN SIGN", 0x3C},
    {"LOW LINE", 0x5F},
    {"MULTIPLICATION SIGN", 0xD7},
    {"NO-BREAK SPACE", 0xA0},
    {"NUMBER SIGN", 0x23},
    {"PERCENT SIGN", 0x25},
    {"PLUS SIGN", 0x2B},
    {"QUESTION MARK", 0x3F},
    {"QUOTATION MARK", 0x22},
    {"REVERSE SOLIDUS", 0x5C},
    {"RIGHT CURLY BRACKET", 0x7D},
    {"RIGHT DOUBLE QUOTATION MARK", 0x201D},
    {"RIGHT PARENTHESIS", 0x29},
    {"RIGHT SINGLE QUOTATION MARK", 0x2019},
    {"RIGHT SQUARE BRACKET", 0x5D},
    {"SECTION SIGN", 0xA7},
    {"SEMICOLON", 0x3B},
    {"SOLIDUS", 0x2F},
    {"SPACE", 0x20},
    {"TILDE", 0x7E},
    {"VERTICAL LINE", 0x7C},
    {"ZERO WIDTH NO-BREAK SPACE", 0xFEFF},
}};

// The character of that name, in any case; nothing for one not listed.
inline std::optional<uint32_t> CharacterNamed(std::string_view name) {
  std::string upper;
  for (const char c : name) {
    upper += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  const auto found = std::ranges::lower_bound(
      kNamedCharacters, std::string_view(upper), {}, &NamedCharacter::name);
  return found != kNamedCharacters.end() && found->name == upper
             ? std::optional(found->code)
             : std::nullopt;
}

}  // namespace pgpact
