#include "analyzer/text/source_file.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "analyzer/base/check.h"

namespace pgpact {

SourceFile::SourceFile(SourceFileId id, std::string path, std::string content)
    : id_(id), path_(std::move(path)), content_(std::move(content)) {
  PGPACT_CHECK(content_.size() < std::numeric_limits<uint32_t>::max());
  line_starts_.push_back(0);
  const bool has_returns = content_.find('\r') != std::string::npos;
  for (size_t i = has_returns ? 0 : content_.find('\n'); i < content_.size();
       i = has_returns ? i + 1 : content_.find('\n', i + 1)) {
    const bool lone_return = content_[i] == '\r' && (i + 1 == content_.size() ||
                                                     content_[i + 1] != '\n');
    if (content_[i] == '\n' || lone_return) {
      line_starts_.push_back(static_cast<uint32_t>(i + 1));
    }
  }
}

Position SourceFile::PositionAt(uint32_t offset) const {
  PGPACT_CHECK(offset <= content_.size());
  const auto after =
      std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<uint32_t>(after - line_starts_.begin());
  uint32_t column = 1;
  for (uint32_t i = line_starts_[line - 1]; i < offset; ++i) {
    // Every byte but a UTF-8 continuation byte begins a code point.
    column += (static_cast<unsigned char>(content_[i]) & 0xC0U) != 0x80U;
  }
  return {line, column};
}

std::string_view SourceFile::Line(uint32_t line) const {
  if (line == 0 || line > line_count()) {
    return {};
  }
  const uint32_t begin = line_starts_[line - 1];
  const uint32_t end = line < line_count()
                           ? line_starts_[line]
                           : static_cast<uint32_t>(content_.size());
  std::string_view text = std::string_view(content_).substr(begin, end - begin);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace pgpact
