#include "analyzer/text/text_map.h"

#include <algorithm>

#include "analyzer/base/check.h"

namespace pgpact {

namespace {

// The source of bytes [begin, end) of a piece, counted from the piece's start.
Location Part(const TextPiece& piece, uint32_t begin, uint32_t end) {
  if (!piece.exact()) {
    return piece.source;
  }
  const uint32_t base = piece.source.range.begin;
  return {piece.source.file, {base + begin, base + end}};
}

}  // namespace

void TextMap::Append(uint32_t length, Location source, bool doubtful) {
  if (length == 0) {
    return;
  }
  const bool exact = length == source.range.size();
  if (!pieces_.empty() && exact) {
    TextPiece& last = pieces_.back();
    if (last.exact() && last.doubtful == doubtful &&
        last.source.file == source.file &&
        last.source.range.end == source.range.begin) {
      last.length += length;
      last.source.range.end = source.range.end;
      size_ += length;
      return;
    }
  }
  pieces_.push_back({size_, length, source, doubtful});
  size_ += length;
}

void TextMap::Append(const TextMap& other) {
  for (const TextPiece& piece : other.pieces_) {
    Append(piece.length, piece.source, piece.doubtful);
  }
}

void TextMap::Doubt() {
  for (TextPiece& piece : pieces_) {
    piece.doubtful = true;
  }
}

std::optional<Location> TextMap::At(uint32_t offset) const {
  if (pieces_.empty() || offset > size_) {
    return std::nullopt;
  }
  if (offset == size_) {
    const TextPiece& last = pieces_.back();
    const uint32_t end = last.source.range.end;
    return Location{last.source.file, {end, end}};
  }
  const auto after =
      std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                       [](uint32_t value, const TextPiece& piece) {
                         return value < piece.begin;
                       });
  const TextPiece& piece = *(after - 1);
  const uint32_t inside = offset - piece.begin;
  return Part(piece, inside, inside + 1);
}

size_t TextMap::PieceFrom(uint32_t offset) const {
  const auto first = std::partition_point(
      pieces_.begin(), pieces_.end(), [offset](const TextPiece& piece) {
        return piece.begin + piece.length <= offset;
      });
  return static_cast<size_t>(first - pieces_.begin());
}

std::optional<Location> TextMap::ToSource(TextRange range) const {
  const std::optional<Location> first = At(range.begin);
  if (!first || range.empty()) {
    return first;
  }
  Location covered = *first;
  for (size_t i = PieceFrom(range.begin);
       i < pieces_.size() && pieces_[i].begin < range.end; ++i) {
    const TextPiece& piece = pieces_[i];
    const uint32_t piece_end = piece.begin + piece.length;
    const uint32_t begin = std::max(range.begin, piece.begin) - piece.begin;
    const uint32_t end = std::min(range.end, piece_end) - piece.begin;
    const Location part = Part(piece, begin, end);
    if (part.file != covered.file || part.range.begin < covered.range.begin) {
      break;
    }
    covered.range.end = std::max(covered.range.end, part.range.end);
  }
  return covered;
}

TextMap TextMap::Slice(TextRange range) const {
  TextMap slice;
  for (size_t i = PieceFrom(range.begin);
       i < pieces_.size() && pieces_[i].begin < range.end; ++i) {
    const TextPiece& piece = pieces_[i];
    const uint32_t piece_end = piece.begin + piece.length;
    const uint32_t begin = std::max(range.begin, piece.begin);
    const uint32_t end = std::min(range.end, piece_end);
    const Location part = Part(piece, begin - piece.begin, end - piece.begin);
    // An inexact piece cut in two must not become exact by chance of sizes,
    // so its parts are appended as they are.
    slice.pieces_.push_back({slice.size_, end - begin, part, piece.doubtful});
    slice.size_ += end - begin;
  }
  return slice;
}

}  // namespace pgpact
