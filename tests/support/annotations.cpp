#include "tests/support/annotations.h"

#include "analyzer/base/check.h"

namespace pgpact {

Annotations::Annotations(std::string_view marked) {
  std::vector<size_t> open;
  for (size_t at = 0; at < marked.size(); ++at) {
    const auto here = static_cast<uint32_t>(text_.size());
    if (marked.substr(at, 2) == "[[") {
      open.push_back(ranges_.size());
      ranges_.push_back({here, here});
      ++at;
    } else if (marked.substr(at, 2) == "]]") {
      PGPACT_CHECK(!open.empty());
      ranges_[open.back()].end = here;
      open.pop_back();
      ++at;
    } else if (marked[at] == '^') {
      points_.push_back(here);
    } else {
      text_ += marked[at];
    }
  }
  PGPACT_CHECK(open.empty());
}

TextRange Annotations::range() const {
  PGPACT_CHECK(ranges_.size() == 1);
  return ranges_.front();
}

uint32_t Annotations::point() const {
  PGPACT_CHECK(points_.size() == 1);
  return points_.front();
}

}  // namespace pgpact
