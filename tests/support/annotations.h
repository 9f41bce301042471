// Annotations: a text for a test with its places marked in it, so that no
// test counts bytes by hand. The one entrance is the constructor.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

// `[[` and `]]` mark a range, `^` a point; the marks are not in the text.
// Ranges may nest; they are listed in the order of their beginnings.
class Annotations {
 public:
  explicit Annotations(std::string_view marked);

  const std::string& text() const { return text_; }
  const std::vector<TextRange>& ranges() const { return ranges_; }
  const std::vector<uint32_t>& points() const { return points_; }
  // REQUIRES: there is exactly one range
  TextRange range() const;
  // REQUIRES: there is exactly one point
  uint32_t point() const;

 private:
  std::string text_;
  std::vector<TextRange> ranges_;
  std::vector<uint32_t> points_;
};

}  // namespace pgpact
