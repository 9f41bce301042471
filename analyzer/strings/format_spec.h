// FormatSpec: how a value is written where a format says more than "here":
// `{n:>10}`, `{n:02d}`, `%-8s`. What it makes of a constant is computed as
// Python does it; nothing where that is not certain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pgpact {

struct FormatSpec {
  std::string fill = " ";
  char align = '\0';  // '<', '>', '^', '='
  char sign = '-';
  bool alternate = false;
  bool zero = false;
  char grouping = '\0';
  char type = '\0';
  std::optional<uint32_t> precision;
  uint32_t width = 0;
  // Of a conversion like %5s: texts stand on the right.
  bool percent = false;

  // Leaves every text as it is.
  bool IsPlain() const { return width == 0 && !precision; }
  // Leaves every value as it is.
  bool LeavesAll() const {
    return IsPlain() && !IsNumeric() && sign == '-' && grouping == '\0';
  }
  // Is for numbers only.
  bool IsNumeric() const;
};

// What stands after the colon of a replacement field; nothing when it is no
// specification, or one for other values (dates).
std::optional<FormatSpec> ReadBracesSpec(std::string_view spec);
// What stands between `%` and the letter, and the letter.
std::optional<FormatSpec> ReadPercentSpec(std::string_view flags, char type);

// The text that is put in: its first `kept` bytes, with something around it.
struct PaddedText {
  std::string before;
  uint32_t kept = 0;
  std::string after;
};
std::optional<PaddedText> PadText(std::string_view text,
                                  const FormatSpec& spec);

// `spelling` is a number as the program writes it.
std::optional<std::string> WriteNumber(std::string_view spelling,
                                       const FormatSpec& spec);

}  // namespace pgpact
