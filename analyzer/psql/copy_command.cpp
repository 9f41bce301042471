#include "analyzer/psql/copy_command.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "analyzer/lexer/lexer.h"
#include "analyzer/text/characters.h"

namespace pgpact {

namespace {

// The end of a file name that begins at `begin`: a quoted string, or all up to
// the next blank.
uint32_t EndOfFileName(std::string_view line, uint32_t begin) {
  if (begin < line.size() && line[begin] == '\'') {
    Lexer lexer(line.substr(begin));
    return begin + lexer.Next()->range.end;
  }
  return static_cast<uint32_t>(
      std::min(line.find_first_of(" \t\r\n;", begin), line.size()));
}

uint32_t SkipBlanks(std::string_view line, uint32_t offset) {
  while (offset < line.size() && IsSqlSpace(line[offset])) {
    ++offset;
  }
  return offset;
}

struct Direction {
  // FROM or TO.
  Token word;
  bool from = false;
};

// The first FROM or TO outside parentheses after what is copied.
std::optional<Direction> FindDirection(std::string_view line) {
  Lexer lexer(line);
  uint32_t depth = 0;
  bool first = true;
  while (const std::optional<Token> token = lexer.Next()) {
    const std::string text =
        Lowered(line.substr(token->range.begin, token->range.size()));
    if (text == "(") {
      ++depth;
    } else if (text == ")" && depth > 0) {
      --depth;
    } else if (depth == 0 && !first && (text == "from" || text == "to")) {
      return Direction{*token, text == "from"};
    }
    first = false;
  }
  return std::nullopt;
}

}  // namespace

size_t EndOfCopyData(std::string_view text, size_t begin) {
  size_t line = begin;
  while (line < text.size()) {
    if (text.substr(line).starts_with("\\.")) {
      size_t end = line + 2;
      end += end < text.size() && text[end] == '\r' ? 1 : 0;
      if (end == text.size() || text[end] == '\n') {
        return std::min(end + 1, text.size());
      }
    }
    const size_t next = text.find("\n\\.", line);
    if (next == std::string_view::npos) {
      break;
    }
    line = next + 1;
  }
  return std::string_view::npos;
}

std::optional<RewrittenCopy> RewriteCopy(const MarkedText& script,
                                         TextRange command,
                                         TextRange arguments) {
  const std::string_view line = std::string_view(script.text.text)
                                    .substr(arguments.begin, arguments.size());
  const std::optional<Direction> direction = FindDirection(line);
  if (!direction) {
    return std::nullopt;
  }
  const uint32_t file = SkipBlanks(line, direction->word.range.end);
  uint32_t file_end = EndOfFileName(line, file);
  const std::string name = Lowered(line.substr(file, file_end - file));
  if (name.empty()) {
    return std::nullopt;
  }
  if (name == "program") {
    file_end = EndOfFileName(line, SkipBlanks(line, file_end));
  }
  MarkedTextBuilder statement;
  const uint32_t base = arguments.begin;
  statement.Append("COPY ", PlaceOf(script, command));
  statement.Append(script, {base, base + file});
  statement.Append(direction->from ? "STDIN" : "STDOUT",
                   PlaceOf(script, {base + file, base + file_end}));
  uint32_t end = arguments.end;
  while (end > base + file_end && script.text.text[end - 1] == ';') {
    --end;
  }
  statement.Append(script, {base + file_end, end});
  return RewrittenCopy{statement.Take(), direction->from && name == "stdin"};
}

}  // namespace pgpact
