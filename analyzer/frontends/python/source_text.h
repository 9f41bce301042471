// SourceText: the text being lowered and the way from its bytes to those of
// the file, which are not the same for text embedded in another file.
#pragma once

#include <string_view>

#include "analyzer/text/location.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

class SourceText {
 public:
  // A whole file.
  SourceText(SourceFileId file, std::string_view text)
      : file_(file), text_(text) {}
  // Text inside the file; `mapped` lives as long as this.
  SourceText(SourceFileId file, const MappedText& mapped)
      : file_(file), text_(mapped.text), mapped_(&mapped) {}

  SourceFileId file() const { return file_; }
  std::string_view text() const { return text_; }
  std::string_view Text(TextRange range) const {
    return text_.substr(range.begin, range.size());
  }

  // The file's bytes behind a part of the text.
  TextRange InFile(TextRange range) const {
    if (mapped_ == nullptr) {
      return range;
    }
    const auto location = mapped_->map.ToSource(range);
    return location ? location->range : TextRange{};
  }

  // Appends a part of the text byte for byte.
  void Copy(TextRange range, MappedText& to) const {
    if (mapped_ == nullptr) {
      to.Append(Text(range), {file_, range});
    } else {
      to.Append(mapped_->Slice(range));
    }
  }
  // Appends text that a part of the source stands for as a whole.
  void Replace(TextRange range, std::string_view by, MappedText& to) const {
    to.Append(by, {file_, InFile(range)});
  }

 private:
  SourceFileId file_;
  std::string_view text_;
  const MappedText* mapped_ = nullptr;
};

}  // namespace pgpact
