#include "reports/terminal_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace pgpact {

namespace {

struct CodePointRange {
  uint32_t first;
  uint32_t last;
};

// Unicode's East Asian Wide and Fullwidth blocks and the emoji blocks.
constexpr std::array<CodePointRange, 12> kWide = {{{0x1100, 0x115F},
                                                   {0x2E80, 0x303E},
                                                   {0x3041, 0x33FF},
                                                   {0x3400, 0x4DBF},
                                                   {0x4E00, 0x9FFF},
                                                   {0xA000, 0xA4CF},
                                                   {0xAC00, 0xD7A3},
                                                   {0xF900, 0xFAFF},
                                                   {0xFE30, 0xFE6F},
                                                   {0xFF00, 0xFF60},
                                                   {0x1F300, 0x1FAFF},
                                                   {0x20000, 0x3FFFD}}};
// Combining marks, joiners, variation selectors.
constexpr std::array<CodePointRange, 5> kZero = {{{0x0300, 0x036F},
                                                  {0x200B, 0x200F},
                                                  {0x20D0, 0x20FF},
                                                  {0xFE00, 0xFE0F},
                                                  {0xFE20, 0xFE2F}}};
// Marks that turn the direction of writing.
constexpr std::array<CodePointRange, 3> kBidirectional = {
    {{0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}}};

template <size_t N>
bool InRanges(uint32_t value, const std::array<CodePointRange, N>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [value](const CodePointRange& range) {
                       return range.first <= value && value <= range.last;
                     });
}

std::string Hex(const char* format, uint32_t value) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, value);
  return buffer.data();
}

// Where what is no plain ASCII begins, from the offset on.
size_t EndOfPlain(std::string_view text, size_t offset) {
  while (offset < text.size() && text[offset] >= ' ' && text[offset] <= '~') {
    ++offset;
  }
  return offset;
}

uint32_t SequenceLength(unsigned char lead) {
  if (lead < 0x80U) {
    return 1;
  }
  if (lead >= 0xC2U && lead < 0xE0U) {
    return 2;
  }
  if (lead >= 0xE0U && lead < 0xF0U) {
    return 3;
  }
  return lead >= 0xF0U && lead < 0xF5U ? 4 : 0;
}

}  // namespace

CodePoint CodePointAt(std::string_view text, size_t offset) {
  const auto lead = static_cast<unsigned char>(text[offset]);
  const uint32_t length = SequenceLength(lead);
  if (length == 0 || offset + length > text.size()) {
    return {lead, 1, false};
  }
  if (length == 1) {
    return {lead, 1, true};
  }
  uint32_t value = lead & (0xFFU >> (length + 1));
  for (uint32_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[offset + i]);
    if ((next & 0xC0U) != 0x80U) {
      return {lead, 1, false};
    }
    value = (value << 6U) | (next & 0x3FU);
  }
  return {value, length, true};
}

bool IsControl(uint32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
         InRanges(code_point, kBidirectional);
}

std::string EscapeControls(std::string_view text, Tabs tabs) {
  std::string escaped;
  escaped.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const size_t plain = EndOfPlain(text, i);
    escaped.append(text, i, plain - i);
    i = plain;
    if (i == text.size()) {
      break;
    }
    const CodePoint point = CodePointAt(text, i);
    const bool kept_tab = point.value == '\t' && tabs == Tabs::Keep;
    if (!point.valid) {
      escaped += Hex("\\x%02x", point.value);
    } else if (IsControl(point.value) && !kept_tab) {
      escaped += Hex(point.value < 0xA0 ? "\\x%02x" : "\\u{%04x}", point.value);
    } else {
      escaped.append(text.substr(i, point.length));
    }
    i += point.length;
  }
  return escaped;
}

uint32_t DisplayWidth(std::string_view text, uint32_t column) {
  uint32_t width = column;
  for (size_t i = 0; i < text.size();) {
    const size_t plain = EndOfPlain(text, i);
    width += static_cast<uint32_t>(plain - i);
    i = plain;
    if (i == text.size()) {
      break;
    }
    const CodePoint point = CodePointAt(text, i);
    if (point.value == '\t') {
      width += 4 - width % 4;
    } else if (!InRanges(point.value, kZero)) {
      width += InRanges(point.value, kWide) ? 2 : 1;
    }
    i += point.length;
  }
  return width - column;
}

std::string ExpandTabs(std::string_view text) {
  std::string expanded;
  uint32_t column = 0;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t tab = text.find('\t', begin);
    const std::string_view run = text.substr(begin, tab - begin);
    expanded += run;
    column += DisplayWidth(run);
    if (tab == std::string_view::npos) {
      break;
    }
    const uint32_t blanks = 4 - column % 4;
    expanded.append(blanks, ' ');
    column += blanks;
    begin = tab + 1;
  }
  return expanded;
}

std::string WithThousands(uint64_t number) {
  std::string text = std::to_string(number);
  for (size_t i = text.size(); i > 3; i -= 3) {
    text.insert(i - 3, ",");
  }
  return text;
}

std::string Counted(uint64_t number, std::string_view noun) {
  return WithThousands(number) + ' ' + std::string(noun) +
         (number == 1 ? "" : "s");
}

std::string Styled(std::string_view text, Style style, bool color) {
  if (!color) {
    return std::string(text);
  }
  std::string_view code;
  switch (style) {
    case Style::Bold:
      code = "1";
      break;
    case Style::Red:
      code = "1;31";
      break;
    case Style::Yellow:
      code = "1;33";
      break;
    case Style::Blue:
      code = "1;34";
      break;
    case Style::Cyan:
      code = "36";
      break;
  }
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace pgpact
