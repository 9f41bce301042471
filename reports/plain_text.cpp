#include "reports/plain_text.h"

#include <algorithm>
#include <string>

#include "reports/terminal_text.h"

namespace pgpact {

void WritePlain(std::string_view text, const Secrets& secrets,
                std::ostream& output) {
  const std::string masked = secrets.MaskDump(text);
  for (size_t begin = 0; begin < masked.size();) {
    const size_t end = std::min(masked.find('\n', begin), masked.size());
    const auto line = std::string_view(masked).substr(begin, end - begin);
    output << EscapeControls(line, Tabs::Keep) << '\n';
    begin = end + 1;
  }
}

}  // namespace pgpact
