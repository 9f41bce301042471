#include "analyzer/strings/named_statements.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace pgpact {

namespace {

constexpr std::string_view kBlanks = " \t\r";

// What stands before a name.
constexpr std::array<std::string_view, 5> kNameMarks = {
    "name:", ":name", "@name", "name =", "query:"};

std::string_view Stripped(std::string_view text, std::string_view of) {
  const size_t begin = text.find_first_not_of(of);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(of) + 1 - begin);
}

bool IsNameByte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         c == '-' || c == '.';
}

std::string_view FirstName(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && IsNameByte(text[end])) {
    ++end;
  }
  return text.substr(0, end);
}

// The name that a line gives to what follows; empty when it gives none.
std::string_view NameIn(std::string_view line) {
  const std::string_view whole = Stripped(line, kBlanks);
  if (!whole.starts_with("--")) {
    return {};
  }
  const std::string_view words = Stripped(whole, "- \t\r");
  for (const std::string_view mark : kNameMarks) {
    if (words.starts_with(mark)) {
      return FirstName(Stripped(words.substr(mark.size()), kBlanks));
    }
  }
  // `-- name --` at the line's begin: a word between dashes.
  const bool between = line.starts_with("--") && whole.size() > words.size() &&
                       whole.ends_with("--") && !words.empty();
  return between && FirstName(words).size() == words.size()
             ? words
             : std::string_view();
}

bool IsComment(std::string_view line) {
  const std::string_view whole = Stripped(line, kBlanks);
  return whole.empty() || whole.starts_with("--");
}

}  // namespace

std::vector<NamedStatement> FindNamedStatements(std::string_view text) {
  std::vector<NamedStatement> found;
  bool waiting = false;
  size_t last = 0;
  const auto end_last = [&] {
    if (!found.empty() && !waiting) {
      found.back().range.end = static_cast<uint32_t>(last);
    }
  };
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::string_view name = NameIn(line);
    if (!name.empty()) {
      end_last();
      if (waiting) {
        found.pop_back();
      }
      found.push_back({std::string(name), {}});
      waiting = true;
    } else if (!found.empty()) {
      if (waiting && !IsComment(line)) {
        const size_t first = line.find_first_not_of(kBlanks);
        found.back().range.begin = static_cast<uint32_t>(at + first);
        waiting = false;
      }
      const size_t stop = line.find_last_not_of(kBlanks);
      if (stop != std::string_view::npos) {
        last = at + stop + 1;
      }
    }
    at = end + 1;
  }
  end_last();
  if (waiting) {
    found.pop_back();
  }
  return found;
}

bool IsNamed(std::string_view name, std::string_view asked) {
  return std::ranges::equal(name, asked, [](char a, char b) {
    return a == b || (a == '-' && b == '_');
  });
}

}  // namespace pgpact
