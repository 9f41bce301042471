#include "analyzer/contract/service_text.h"

#include <algorithm>

namespace pgpact {

namespace {

bool SameWord(std::string_view left, std::string_view right) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// The line without a comment at its end (" ;", as supervisord reads it).
std::string_view WithoutComment(std::string_view line) {
  const size_t comment = line.find(" ;");
  return Trim(line.substr(0, comment));
}

}  // namespace

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && IsBlank(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

std::vector<std::string> SplitWords(std::string_view command) {
  std::vector<std::string> words;
  std::string word;
  bool inside = false;
  char quote = '\0';
  for (size_t i = 0; i < command.size(); ++i) {
    const char c = command[i];
    if (c == '\\' && quote != '\'' && i + 1 < command.size()) {
      ++i;
      // A backslash before a line's end continues the line.
      if (command[i] != '\n') {
        word += command[i];
        inside = true;
      }
    } else if (quote != '\0') {
      if (c == quote) {
        quote = '\0';
      } else {
        word += c;
      }
    } else if (c == '"' || c == '\'') {
      quote = c;
      inside = true;
    } else if (IsBlank(c)) {
      if (inside) {
        words.push_back(std::move(word));
        word.clear();
        inside = false;
      }
    } else {
      word += c;
      inside = true;
    }
  }
  if (inside) {
    words.push_back(std::move(word));
  }
  return words;
}

std::string_view IniSection::Value(std::string_view key) const {
  std::string_view found;
  for (const IniEntry& entry : entries) {
    if (SameWord(entry.key, key)) {
      found = entry.value;
    }
  }
  return found;
}

std::vector<IniSection> ReadIni(std::string_view text) {
  std::vector<IniSection> sections;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t newline = text.find('\n', begin);
    const size_t end =
        newline == std::string_view::npos ? text.size() : newline;
    const std::string_view whole = text.substr(begin, end - begin);
    const std::string_view line = WithoutComment(whole);
    const size_t line_begin = begin;
    begin = end + 1;
    if (line.empty() || line.front() == '#' || line.front() == ';') {
      continue;
    }
    if (line.front() == '[' && line.back() == ']') {
      const auto open = static_cast<uint32_t>(line_begin + whole.find('[') + 1);
      const auto size = static_cast<uint32_t>(line.size() - 2);
      sections.push_back({std::string(line.substr(1, line.size() - 2)),
                          {open, open + size},
                          {}});
      continue;
    }
    if (sections.empty()) {
      continue;
    }
    std::vector<IniEntry>& entries = sections.back().entries;
    const bool continues = IsBlank(whole.front()) ||
                           (!entries.empty() && !entries.back().value.empty() &&
                            entries.back().value.back() == '\\');
    if (continues && !entries.empty()) {
      entries.back().value += "\n" + std::string(line);
      continue;
    }
    const size_t equals = line.find_first_of("=:");
    if (equals != std::string_view::npos) {
      entries.push_back({std::string(Trim(line.substr(0, equals))),
                         std::string(Trim(line.substr(equals + 1)))});
    }
  }
  return sections;
}

}  // namespace pgpact
