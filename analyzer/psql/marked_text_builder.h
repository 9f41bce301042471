// MarkedTextBuilder: a text with holes put together from parts of others.
#pragma once

#include <optional>
#include <string_view>

#include "analyzer/strings/expand.h"
#include "analyzer/text/location.h"

namespace pgpact {

class MarkedTextBuilder {
 public:
  // Appends bytes [range.begin, range.end) of another text with its holes.
  // Takes time for the part only, not for the whole.
  void Append(const MarkedText& from, TextRange range);
  void Append(const MarkedText& from) {
    Append(from, {0, static_cast<uint32_t>(from.text.text.size())});
  }
  // Appends a text that stands for what is at `source`.
  void Append(std::string_view text, std::optional<Location> source) {
    text_.text.Append(text, source.value_or(Location{}));
  }
  // Appends a hole.
  void AppendHole(std::string marker, Hole hole);

  bool empty() const { return text_.text.text.empty(); }
  std::string_view text() const { return text_.text.text; }
  // Cuts the text's end off. REQUIRES: size <= text().size()
  void Truncate(uint32_t size);
  // Gives the text away and begins anew.
  MarkedText Take();

 private:
  MarkedText text_;
};

// Where a part of the text stands in its file.
inline std::optional<Location> PlaceOf(const MarkedText& text,
                                       TextRange range) {
  return text.text.map.ToSource(range);
}

}  // namespace pgpact
