// SourceFile: one file's bytes and the way from byte offsets to positions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

class SourceFile {
 public:
  // `path` is relative to the root, with '/' between its parts; `content` is
  // the file's bytes as they stand on disk.
  SourceFile(SourceFileId id, std::string path, std::string content);

  SourceFileId id() const { return id_; }
  const std::string& path() const { return path_; }
  std::string_view content() const { return content_; }

  // REQUIRES: range.end <= content().size()
  std::string_view Text(TextRange range) const {
    return std::string_view(content_).substr(range.begin, range.size());
  }
  TextRange whole() const {
    return {0, static_cast<uint32_t>(content_.size())};
  }

  // The line and column of a byte; the place after the last byte is allowed.
  Position PositionAt(uint32_t offset) const;

  // Lines count from 1; without the line's end. Past the last line: empty.
  std::string_view Line(uint32_t line) const;
  uint32_t line_count() const {
    return static_cast<uint32_t>(line_starts_.size());
  }
  // The offset of a line's first byte. REQUIRES: 1 <= line <= line_count()
  uint32_t LineStart(uint32_t line) const { return line_starts_[line - 1]; }

 private:
  SourceFileId id_;
  std::string path_;
  std::string content_;
  std::vector<uint32_t> line_starts_;
};

}  // namespace pgpact
