// TextMap: of a text put together from pieces, which bytes came from where.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

// Bytes [begin, begin + length) of the text came from `source`. If the sizes
// are equal, byte for byte; otherwise (an escape, a value without text of its
// own) every byte of the piece stands for the whole source range.
struct TextPiece {
  uint32_t begin = 0;
  uint32_t length = 0;
  Location source;
  // Whether the text stands here only if a test passed that is not decided.
  bool doubtful = false;

  bool exact() const { return length == source.range.size(); }
};

class TextMap {
 public:
  // Appends a piece for the next `length` bytes. Neighbours that continue one
  // another byte for byte become one.
  void Append(uint32_t length, Location source, bool doubtful = false);
  // Appends all of another map's pieces after this one's text.
  void Append(const TextMap& other);

  // The number of bytes mapped.
  uint32_t size() const { return size_; }
  const std::vector<TextPiece>& pieces() const { return pieces_; }

  // Where the byte at `offset` came from; for offset == size() the place
  // right after the last piece. Nothing for an empty map.
  std::optional<Location> At(uint32_t offset) const;

  // The smallest source range that covers the text range; when the range
  // spans files or runs backwards, the part of it in the first piece.
  std::optional<Location> ToSource(TextRange range) const;

  // Marks all pieces doubtful.
  void Doubt();

  // The map of the text's part [range.begin, range.end).
  TextMap Slice(TextRange range) const;

 private:
  // The index of the first piece that ends after the offset.
  size_t PieceFrom(uint32_t offset) const;

  std::vector<TextPiece> pieces_;
  uint32_t size_ = 0;
};

// A text and where each of its bytes came from.
// Invariant kept by its makers: text.size() == map.size().
struct MappedText {
  std::string text;
  TextMap map;

  void Append(std::string_view added, Location source) {
    text.append(added);
    map.Append(static_cast<uint32_t>(added.size()), source);
  }
  void Append(const MappedText& other) {
    text.append(other.text);
    map.Append(other.map);
  }
  MappedText Slice(TextRange range) const {
    return {text.substr(range.begin, range.size()), map.Slice(range)};
  }
};

}  // namespace pgpact
