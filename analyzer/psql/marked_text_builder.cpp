#include "analyzer/psql/marked_text_builder.h"

#include <algorithm>
#include <utility>

namespace pgpact {

void MarkedTextBuilder::Append(const MarkedText& from, TextRange range) {
  const auto base = static_cast<uint32_t>(text_.text.text.size());
  const std::string_view whole = from.text.text;
  text_.text.text.append(whole.substr(range.begin, range.size()));
  text_.text.map.Append(from.text.map.Slice(range));
  auto hole =
      std::lower_bound(from.holes.begin(), from.holes.end(), range.begin,
                       [](const HoleMark& mark, uint32_t offset) {
                         return mark.range.begin < offset;
                       });
  for (; hole != from.holes.end() && hole->range.end <= range.end; ++hole) {
    HoleMark& moved = text_.holes.emplace_back(*hole);
    moved.range.begin = hole->range.begin - range.begin + base;
    moved.range.end = hole->range.end - range.begin + base;
  }
}

void MarkedTextBuilder::AppendHole(std::string marker, Hole hole) {
  const auto begin = static_cast<uint32_t>(text_.text.text.size());
  text_.text.Append(marker, hole.location);
  const auto end = static_cast<uint32_t>(text_.text.text.size());
  text_.holes.push_back({std::move(marker), {begin, end}, std::move(hole)});
}

void MarkedTextBuilder::Truncate(uint32_t size) {
  if (size < text_.text.text.size()) {
    MarkedTextBuilder shorter;
    shorter.Append(text_, {0, size});
    text_ = shorter.Take();
  }
}

MarkedText MarkedTextBuilder::Take() {
  return std::exchange(text_, MarkedText{});
}

}  // namespace pgpact
