#include "analyzer/frontends/markdown/session_prompt.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace pgpact {

namespace {

bool IsNameCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// The length of the prompt at the line's beginning; 0 when there is none.
size_t PromptLength(std::string_view line, BlockKind kind) {
  if (kind == BlockKind::Shell) {
    return line.starts_with("$ ") ? 2 : 0;
  }
  size_t i = 0;
  while (i < line.size() && IsNameCharacter(line[i])) {
    ++i;
  }
  const std::string_view rest = line.substr(i);
  const bool prompt =
      i > 0 && rest.size() >= 2 &&
      std::string_view("=-('\"*").find(rest[0]) != std::string_view::npos &&
      (rest[1] == '#' || rest[1] == '>') &&
      (rest.size() == 2 || rest[2] == ' ' || rest[2] == '\n' ||
       rest[2] == '\r');
  return prompt ? i + std::min<size_t>(rest.size(), 3) : 0;
}

bool EndsInBackslash(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line.ends_with('\\');
}

}  // namespace

MappedText StripPrompts(MappedText text, BlockKind kind) {
  const std::string_view whole = text.text;
  MappedText typed;
  bool any = false;
  bool goes_on = false;
  size_t begin = 0;
  while (begin < whole.size()) {
    const size_t end = std::min(whole.find('\n', begin), whole.size() - 1) + 1;
    const std::string_view line = whole.substr(begin, end - begin);
    const size_t prompt = PromptLength(line, kind);
    any = any || prompt > 0;
    if (prompt > 0 || goes_on) {
      typed.Append(text.Slice(
          {static_cast<uint32_t>(begin + prompt), static_cast<uint32_t>(end)}));
      goes_on = kind == BlockKind::Shell && EndsInBackslash(line);
    }
    begin = end;
  }
  return any ? typed : std::move(text);
}

}  // namespace pgpact
