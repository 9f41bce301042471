// Text for a terminal: nothing of a repository reaches it unescaped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pgpact {

// Control characters and broken UTF-8 become \xNN, bidirectional marks
// \u{NNNN}; tabs stay when kept.
enum class Tabs { Keep, Escape };
std::string EscapeControls(std::string_view text, Tabs tabs = Tabs::Escape);

// Columns that the text takes in a terminal: wide characters are two, joining
// ones none; a tab reaches to the next multiple of four from `column`.
uint32_t DisplayWidth(std::string_view text, uint32_t column = 0);

// The text with tabs made blanks, from column 0.
std::string ExpandTabs(std::string_view text);

// The code point at the offset and its length in bytes; a byte that is no
// UTF-8 is a code point of its own with `valid` unset.
struct CodePoint {
  uint32_t value = 0;
  uint32_t length = 1;
  bool valid = true;
};
CodePoint CodePointAt(std::string_view text, size_t offset);

// What may move a terminal's cursor or turn the text: C0, C1, DEL and the
// bidirectional marks.
bool IsControl(uint32_t code_point);

// "1,873"
std::string WithThousands(uint64_t number);
// "1 error", "3 errors"
std::string Counted(uint64_t number, std::string_view noun);

enum class Style { Bold, Red, Yellow, Blue, Cyan };
// The text in a style, or as it is without colours.
std::string Styled(std::string_view text, Style style, bool color);

}  // namespace pgpact
