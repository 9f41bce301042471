#include "reports/secret_tokens.h"

#include <algorithm>
#include <array>

namespace pgpact {

namespace {

char At(std::string_view text, size_t offset) {
  return offset < text.size() ? text[offset] : '\0';
}

bool IsQuote(char c) {
  return c == '\'' || c == '"';
}

// After a comment of SQL that begins here; the offset itself without one.
size_t AfterComment(std::string_view text, size_t offset) {
  const std::string_view window = text.substr(offset, kSecretWindow);
  if (window.starts_with("/*")) {
    const size_t end = window.find("*/", 2);
    return end == std::string_view::npos ? offset : offset + end + 2;
  }
  if (window.starts_with("--")) {
    const size_t end = std::min(window.find('\n'), window.find("\\n"));
    return end == std::string_view::npos ? offset : offset + end;
  }
  return offset;
}

// After the joint of two literals that begins with the closing quote of the
// first; the offset itself when it is none.
size_t AfterJoint(std::string_view text, size_t offset) {
  const char quote = At(text, offset);
  if (!IsQuote(quote)) {
    return offset;
  }
  size_t i = offset + 1;
  bool blank = false;
  while (i < text.size() && i < offset + kSecretWindow &&
         (IsBlank(text[i]) || text[i] == '+' || text[i] == '\\')) {
    blank = true;
    ++i;
  }
  i += LiteralPrefix(text, i);
  return blank && IsQuote(At(text, i)) ? i + 1 : offset;
}

}  // namespace

char LowerCase(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool IsWordPart(char c) {
  return c == '_' || (c >= '0' && c <= '9') ||
         (LowerCase(c) >= 'a' && LowerCase(c) <= 'z') ||
         static_cast<unsigned char>(c) >= 0x80U;
}

bool StandsAt(std::string_view text, size_t offset, std::string_view word) {
  if (offset > text.size() || text.size() - offset < word.size()) {
    return false;
  }
  for (size_t i = 0; i < word.size(); ++i) {
    if (LowerCase(text[offset + i]) != word[i]) {
      return false;
    }
  }
  return true;
}

size_t EndOfWord(std::string_view text, size_t offset) {
  while (offset < text.size() && IsWordPart(text[offset])) {
    ++offset;
  }
  return offset;
}

size_t AfterBlanks(std::string_view text, size_t offset) {
  while (offset < text.size() && IsBlank(text[offset])) {
    ++offset;
  }
  return offset;
}

size_t AfterGap(std::string_view text, size_t offset) {
  for (;;) {
    size_t next = AfterBlanks(text, offset);
    const char escaped = At(text, next) == '\\' ? At(text, next + 1) : '\0';
    if (escaped == 'n' || escaped == 't' || escaped == 'r' || escaped == '\n' ||
        escaped == '\r') {
      next += 2;
    }
    next = AfterComment(text, next);
    // A doubled quote or one that holds something is a value.
    next = AfterJoint(text, next);
    if (next == offset) {
      return offset;
    }
    offset = next;
  }
}

QuoteMark QuoteAt(std::string_view text, size_t offset) {
  const char first = At(text, offset);
  if (IsQuote(first)) {
    const std::string_view three = text.substr(offset, 3);
    if (three.size() == 3 && three[1] == first && three[2] == first) {
      return {three, three};
    }
    // '' is a quote inside a literal of SQL when a value follows it.
    const char after = At(text, offset + 2);
    if (first == '\'' && At(text, offset + 1) == first &&
        (IsWordPart(after) || std::string_view("!@#$%^&*.-").find(after) !=
                                  std::string_view::npos)) {
      return {text.substr(offset, 2), text.substr(offset, 2)};
    }
    return {text.substr(offset, 1), text.substr(offset, 1)};
  }
  const size_t escapes = first == '\\' ? 1 : 0;
  if (escapes != 0 && IsQuote(At(text, offset + 1))) {
    return {text.substr(offset, 2), text.substr(offset, 2)};
  }
  if (At(text, offset + escapes) != '$') {
    return {};
  }
  size_t end = EndOfWord(text, offset + escapes + 1);
  end += escapes != 0 && At(text, end) == '\\' ? 1 : 0;
  if (At(text, end) != '$') {
    return {};
  }
  const std::string_view mark = text.substr(offset, end + 1 - offset);
  return {mark, mark};
}

size_t LiteralPrefix(std::string_view text, size_t offset) {
  if (StandsAt(text, offset, "u&") && IsQuote(At(text, offset + 2))) {
    return 2;
  }
  size_t length = 0;
  while (length < 2 && std::string_view("efrbunx").find(LowerCase(At(
                           text, offset + length))) != std::string_view::npos) {
    ++length;
  }
  return !QuoteAt(text, offset + length).open.empty() &&
                 At(text, offset + length) != '$'
             ? length
             : 0;
}

char EnclosingQuote(std::string_view text, size_t offset) {
  size_t begin = offset;
  while (begin > 0 && text[begin - 1] != '\n' &&
         offset - begin < kSecretWindow) {
    --begin;
  }
  char quote = '\0';
  for (size_t i = begin; i < offset; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (quote == '\0' ? IsQuote(text[i]) : text[i] == quote) {
      quote = quote == '\0' ? text[i] : '\0';
    }
  }
  return quote;
}

bool NamesSecret(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kEnds = {
      "password", "passwd", "passphrase", "pgpass", "secret"};
  static constexpr std::array<std::string_view, 4> kParts = {"pw", "pwd",
                                                             "pass", "psw"};
  while (!name.empty() && name.back() >= '0' && name.back() <= '9') {
    name.remove_suffix(1);
  }
  const auto ends = [&](std::string_view word) {
    return name.size() >= word.size() &&
           StandsAt(name, name.size() - word.size(), word);
  };
  // A part begins at the name's begin, after `_`, or with a capital after a
  // small letter.
  const auto ends_in_part = [&](std::string_view word) {
    if (!ends(word)) {
      return false;
    }
    const size_t begin = name.size() - word.size();
    return begin == 0 || name[begin - 1] == '_' ||
           (name[begin] != LowerCase(name[begin]) &&
            name[begin - 1] == LowerCase(name[begin - 1]));
  };
  return std::any_of(kEnds.begin(), kEnds.end(), ends) ||
         std::any_of(kParts.begin(), kParts.end(), ends_in_part);
}

bool TakesSecretElsewhere(std::string_view statement) {
  for (size_t i = 0; i < statement.size();) {
    if (!IsWordPart(statement[i])) {
      ++i;
      continue;
    }
    const size_t end = EndOfWord(statement, i);
    if (end - i == 8 && StandsAt(statement, i, "password")) {
      const size_t value = AfterGap(statement, end);
      const char first = value < statement.size() ? statement[value] : '\0';
      if (first == '$' || first == '%' || first == '{' || first == ':' ||
          first == '?' || first == '@' || StandsAt(statement, value, "null")) {
        return true;
      }
    }
    i = end;
  }
  return false;
}

std::vector<TextRange> LiteralsOf(std::string_view text, TextRange range) {
  std::vector<TextRange> literals;
  for (size_t i = range.begin; i < range.end;) {
    if (text[i] != '\'' && text[i] != '"') {
      ++i;
      continue;
    }
    const std::string_view three = text.substr(i, 3);
    const bool triple = three == "\"\"\"" || three == "'''";
    const std::string_view quote = triple ? three : three.substr(0, 1);
    size_t end = i + quote.size();
    while (end < range.end && text.substr(end, quote.size()) != quote) {
      end += text[end] == '\\' ? 2 : 1;
    }
    end = std::min<size_t>(end, range.end);
    if (end > i + quote.size()) {
      literals.push_back({static_cast<uint32_t>(i + quote.size()),
                          static_cast<uint32_t>(end)});
    }
    i = end + quote.size();
  }
  return literals;
}

}  // namespace pgpact
