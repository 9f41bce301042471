#include "reports/excerpt.h"

#include <algorithm>

#include "reports/terminal_text.h"

namespace pgpact {

namespace {

std::string Gutter(std::string_view number, const ExcerptOptions& options) {
  std::string text(
      options.gutter - std::min<size_t>(options.gutter, number.size()), ' ');
  text += number;
  return Styled(text + " |", Style::Blue, options.color);
}

// A line as it is shown, and where the mark stands under it, in columns.
struct ShownLine {
  std::string text;
  uint32_t mark_begin = 0;
  uint32_t mark_width = 1;
};

// Cuts the line to `width` columns so that the mark is in it.
void CutAround(ShownLine& line, uint32_t width) {
  if (DisplayWidth(line.text) <= width || width < 20) {
    return;
  }
  const uint32_t kept = width - 6;
  const uint32_t mark_end = line.mark_begin + std::min(line.mark_width, kept);
  const uint32_t from = mark_end > kept ? mark_end - kept : 0;
  std::string cut;
  uint32_t column = 0;
  for (size_t i = 0; i < line.text.size();) {
    const uint32_t length = CodePointAt(line.text, i).length;
    const std::string_view character =
        std::string_view(line.text).substr(i, length);
    if (column >= from && column < from + kept) {
      cut += character;
    }
    column += DisplayWidth(character);
    i += length;
  }
  line.text =
      (from > 0 ? "..." : "") + cut + (column > from + kept ? "..." : "");
  line.mark_begin = line.mark_begin - from + (from > 0 ? 3 : 0);
}

// Of a line of any length so much around the mark is looked at: thousands of
// findings may stand in one line. More bytes than a shown line has columns.
constexpr uint32_t kLookedAt = 2048;

// The part of the line around the place, of whole characters.
TextRange PartAround(const SourceFile& file, uint32_t number, uint32_t place) {
  const uint32_t start = file.LineStart(number);
  const auto size = static_cast<uint32_t>(file.Line(number).size());
  const uint32_t begin = std::clamp(place, start, start + size);
  TextRange part = {begin - std::min(begin - start, kLookedAt),
                    begin + std::min(start + size - begin, kLookedAt)};
  const std::string_view content = file.content();
  const auto goes_on = [&](uint32_t offset) {
    return (static_cast<unsigned char>(content[offset]) & 0xC0U) == 0x80U;
  };
  while (part.begin > start && part.begin < begin && goes_on(part.begin)) {
    ++part.begin;
  }
  while (part.end < start + size && part.end > begin && goes_on(part.end)) {
    --part.end;
  }
  return part;
}

ShownLine Show(const SourceFile& file, uint32_t number, TextRange range,
               const Secrets& secrets) {
  const TextRange around = PartAround(file, number, range.begin);
  const uint32_t start = around.begin;
  const std::string masked =
      secrets.MaskLine(file, number)
          .substr(start - file.LineStart(number), around.size());
  const auto inside = [&](uint32_t offset) {
    return std::clamp<size_t>(offset < start ? 0 : offset - start, 0,
                              masked.size());
  };
  const size_t begin = inside(range.begin);
  const size_t end = std::max(begin, inside(range.end));
  const auto shown = [](std::string_view part) {
    return EscapeControls(part, Tabs::Keep);
  };
  const std::string before = shown(std::string_view(masked).substr(0, begin));
  const std::string marked =
      shown(std::string_view(masked).substr(begin, end - begin));
  ShownLine line;
  line.text = ExpandTabs(shown(masked));
  line.mark_begin = DisplayWidth(before);
  line.mark_width = std::max(1U, DisplayWidth(marked, line.mark_begin));
  return line;
}

}  // namespace

uint32_t GutterWidth(const SourceFile& file, TextRange range) {
  const uint32_t line = file.PositionAt(range.begin).line;
  return static_cast<uint32_t>(std::to_string(line).size());
}

std::string WriteExcerpt(const SourceFile& file, TextRange range,
                         std::string_view label, const Secrets& secrets,
                         const ExcerptOptions& options) {
  const uint32_t line = file.PositionAt(range.begin).line;
  const uint32_t width = options.width > options.gutter + 4
                             ? options.width - options.gutter - 4
                             : options.width;
  std::string text = Gutter("", options) + '\n';
  const uint32_t first =
      line > options.lines_before ? line - options.lines_before : 1;
  for (uint32_t number = first; number < line; ++number) {
    ShownLine shown = Show(file, number, {}, secrets);
    shown.mark_begin = 0;
    if (shown.text.find_first_not_of(' ') == std::string::npos) {
      continue;
    }
    CutAround(shown, width);
    text += Gutter(std::to_string(number), options) + ' ' + shown.text + '\n';
  }
  ShownLine shown = Show(file, line, range, secrets);
  CutAround(shown, width);
  text += Gutter(std::to_string(line), options) + ' ' + shown.text + '\n';
  std::string marks(std::min(shown.mark_width, width), options.mark);
  if (!label.empty()) {
    marks += ' ' + std::string(label);
  }
  text += Gutter("", options) + ' ' + std::string(shown.mark_begin, ' ') +
          Styled(marks, options.mark == '^' ? Style::Red : Style::Blue,
                 options.color) +
          '\n';
  return text;
}

}  // namespace pgpact
