#include "analyzer/contract/code.h"

namespace pgpact {

Location CodeStatement::At(TextRange range) const {
  if (range.empty() || range.end > parsed.text.map.size()) {
    return location;
  }
  return parsed.text.map.ToSource(range).value_or(location);
}

}  // namespace pgpact
