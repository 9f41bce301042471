#include "analyzer/frontends/shell/shell_source.h"

#include <algorithm>
#include <utility>

namespace pgpact {

ShellSource::ShellSource(const Grammar& grammar, MappedText text)
    : text_(std::move(text)),
      heredocs_(FindHeredocs(text_.text)),
      blank_(WithoutHeredocs(text_.text, heredocs_)),
      tree_(ParseSyntax(grammar, blank_)) {}

const Heredoc* ShellSource::HeredocAt(uint32_t offset) const {
  const auto found =
      std::lower_bound(heredocs_.begin(), heredocs_.end(), offset,
                       [](const Heredoc& heredoc, uint32_t value) {
                         return heredoc.mark.begin < value;
                       });
  return found != heredocs_.end() && found->mark.begin == offset ? &*found
                                                                 : nullptr;
}

TextRange ShellSource::Place(TextRange range) const {
  const std::optional<Location> place = text_.map.ToSource(range);
  return place ? place->range : TextRange{};
}

bool ShellWord::is_fixed() const {
  return std::none_of(pieces.begin(), pieces.end(), [](const WordPiece& piece) {
    return piece.is_expansion();
  });
}

std::string ShellWord::FixedText() const {
  std::string text;
  for (const WordPiece& piece : pieces) {
    text += piece.literal.text;
  }
  return text;
}

std::string_view ShellWord::Head() const {
  return pieces.empty() ? std::string_view() : pieces.front().literal.text;
}

ShellWord ShellWord::Without(uint32_t count) const {
  ShellWord rest = *this;
  if (count > 0) {
    MappedText& head = rest.pieces.front().literal;
    head = head.Slice({count, static_cast<uint32_t>(head.text.size())});
    if (head.text.empty()) {
      rest.pieces.erase(rest.pieces.begin());
    }
  }
  return rest;
}

}  // namespace pgpact
