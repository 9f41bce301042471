#include "rules/shown_statement.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analyzer/lexer/lexer.h"

namespace pgpact {

namespace {

// One statement can have as many findings as columns: each keeps what so much
// of it gives.
constexpr size_t kReadBytes = 2000;

class Line {
 public:
  // `text` with every run of white space made one blank.
  void Append(std::string_view text) {
    for (const char c : text) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!space) {
        line_ += c;
      } else {
        Blank();
      }
    }
  }
  void Blank() {
    if (!line_.empty() && line_.back() != ' ') {
      line_ += ' ';
    }
  }
  std::string Take() {
    if (!line_.empty() && line_.back() == ' ') {
      line_.pop_back();
    }
    return std::move(line_);
  }

 private:
  std::string line_;
};

std::string ShownHole(const StatementHole& hole) {
  return "{" + (hole.hole.name.empty() ? "\xE2\x80\xA6" : hole.hole.name) + "}";
}

}  // namespace

std::string ShownStatement(const ParsedStatement& statement) {
  std::string_view text = statement.text.text;
  if (text.size() > kReadBytes) {
    text = text.substr(0, kReadBytes);
    // Whole characters only.
    while (!text.empty() &&
           (static_cast<unsigned char>(statement.text.text[text.size()]) &
            0xC0U) == 0x80U) {
      text.remove_suffix(1);
    }
  }
  std::vector<const StatementHole*> holes;
  for (const StatementHole& hole : statement.holes) {
    if (!hole.range.empty()) {
      holes.push_back(&hole);
    }
  }
  std::ranges::sort(
      holes, {}, [](const StatementHole* hole) { return hole->range.begin; });
  Line line;
  size_t next = 0;
  uint32_t end = 0;
  for (const Token& token : Tokenize(text)) {
    if (token.range.begin > end) {
      line.Blank();
    }
    end = token.range.begin;
    for (; next < holes.size() && holes[next]->range.begin < token.range.end;
         ++next) {
      const TextRange hole = holes[next]->range;
      if (hole.begin < end || hole.end > text.size()) {
        continue;
      }
      line.Append(text.substr(end, hole.begin - end));
      line.Append(ShownHole(*holes[next]));
      end = hole.end;
    }
    if (end < token.range.end) {
      line.Append(text.substr(end, token.range.end - end));
      end = token.range.end;
    }
  }
  return line.Take();
}

}  // namespace pgpact
