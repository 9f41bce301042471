#include "tests/support/unified_diff.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace pgpact {
namespace {

constexpr size_t kContext = 3;
// Past this many pairs of lines the middle is shown as replaced whole.
constexpr size_t kPairLimit = 25'000'000;

struct Edit {
  char mark;
  std::string_view line;
};

std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

using Lines = std::vector<std::string_view>;

// The longest common subsequence by the usual table, from the ends.
void AppendMiddle(const Lines& a, const Lines& b, std::vector<Edit>* edits) {
  const size_t width = b.size() + 1;
  std::vector<uint32_t> length;
  if (a.size() * b.size() <= kPairLimit) {
    length.resize((a.size() + 1) * width);
    for (size_t i = a.size(); i-- > 0;) {
      for (size_t j = b.size(); j-- > 0;) {
        length[i * width + j] = a[i] == b[j]
                                    ? length[(i + 1) * width + j + 1] + 1
                                    : std::max(length[(i + 1) * width + j],
                                               length[i * width + j + 1]);
      }
    }
  }
  size_t i = 0;
  size_t j = 0;
  while (!length.empty() && i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      edits->push_back({' ', a[i]});
      ++i;
      ++j;
    } else if (length[(i + 1) * width + j] >= length[i * width + j + 1]) {
      edits->push_back({'-', a[i++]});
    } else {
      edits->push_back({'+', b[j++]});
    }
  }
  for (; i < a.size(); ++i) {
    edits->push_back({'-', a[i]});
  }
  for (; j < b.size(); ++j) {
    edits->push_back({'+', b[j]});
  }
}

}  // namespace

std::string UnifiedDiff(std::string_view expected, std::string_view actual) {
  if (expected == actual) {
    return "";
  }
  const Lines a = SplitLines(expected);
  const Lines b = SplitLines(actual);
  std::vector<Edit> edits;
  AppendMiddle(a, b, &edits);
  std::vector<bool> shown(edits.size(), false);
  for (size_t i = 0; i < edits.size(); ++i) {
    if (edits[i].mark != ' ') {
      const size_t from = i < kContext ? 0 : i - kContext;
      const size_t to = std::min(edits.size(), i + kContext + 1);
      std::fill(shown.begin() + static_cast<std::ptrdiff_t>(from),
                shown.begin() + static_cast<std::ptrdiff_t>(to), true);
    }
  }
  std::string text;
  for (size_t i = 0; i < edits.size(); ++i) {
    if (shown[i]) {
      text += edits[i].mark;
      text.append(edits[i].line);
      text += '\n';
    } else if (i == 0 || shown[i - 1]) {
      text += "@@\n";
    }
  }
  if (text.find_first_not_of("@\n") == std::string::npos) {
    text += "the last line's end differs\n";
  }
  return text;
}

}  // namespace pgpact
