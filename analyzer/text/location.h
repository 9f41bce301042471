// Where something stands: a file and a half-open byte range. Lines and
// columns are made from these only when a report is written.
#pragma once

#include <compare>
#include <cstdint>

namespace pgpact {

// Index of a file in its SourceSet; meaningless without that set.
struct SourceFileId {
  uint32_t index = 0;
  auto operator<=>(const SourceFileId&) const = default;
};

// Bytes [begin, end) of a text, counted from 0.
struct TextRange {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool Contains(TextRange other) const {
    return begin <= other.begin && other.end <= end;
  }
  auto operator<=>(const TextRange&) const = default;
};

// A range of one file's bytes, as they stand on disk.
struct Location {
  SourceFileId file;
  TextRange range;
  auto operator<=>(const Location&) const = default;
};

// A place as people count it: from 1, columns in Unicode code points.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
  auto operator<=>(const Position&) const = default;
};

}  // namespace pgpact
