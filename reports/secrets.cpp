#include "reports/secrets.h"

#include <algorithm>
#include <array>

namespace pgpact {

namespace {

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Whether `word` (lower case) stands at the offset, whatever the case.
bool StandsAt(std::string_view text, size_t offset, std::string_view word) {
  if (text.size() - offset < word.size()) {
    return false;
  }
  for (size_t i = 0; i < word.size(); ++i) {
    if (Lower(text[offset + i]) != word[i]) {
      return false;
    }
  }
  return true;
}

void Mask(std::string& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    text[i] = '*';
  }
}

// What opens a quoted text at the offset: a quote, an escaped quote (inside a
// literal of a program), a dollar quote; empty for none.
std::string_view QuoteAt(std::string_view text, size_t offset) {
  const auto at = [&](size_t i) { return i < text.size() ? text[i] : '\0'; };
  const auto quote = [](char c) { return c == '\'' || c == '"'; };
  if (quote(at(offset))) {
    return text.substr(offset, 1);
  }
  if (at(offset) == '\\' && quote(at(offset + 1))) {
    return text.substr(offset, 2);
  }
  if (at(offset) == '$') {
    const size_t end = text.find_first_of("$ \n'\"", offset + 1);
    return at(end) == '$' ? text.substr(offset, end + 1 - offset)
                          : std::string_view();
  }
  return {};
}

// The end of the text from `begin` that `quote` opened; doubled quotes and
// backslashes are inside it.
size_t EndOfQuoted(std::string_view text, size_t begin,
                   std::string_view quote) {
  size_t i = begin;
  while (i < text.size() && text[i] != '\n' &&
         text.substr(i, quote.size()) != quote) {
    i += text[i] == '\\' && i + 1 < text.size() ? 2 : 1;
  }
  return std::min(i, text.size());
}

size_t AfterSpace(std::string_view text, size_t offset) {
  while (offset < text.size() && IsSpace(text[offset])) {
    ++offset;
  }
  return offset;
}

// Words that stand after an equals sign in SQL and are no secret.
bool IsSqlWord(std::string_view word) {
  static constexpr std::array<std::string_view, 4> kWords = {"null", "default",
                                                             "true", "false"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view known) {
    return word.size() == known.size() && StandsAt(word, 0, known);
  });
}

// Masks the value that follows the word "password" at `offset`.
void MaskValue(std::string& text, size_t offset) {
  size_t i = offset;
  // The closing quote of a dictionary's key or of a variable's name.
  const bool named = i < text.size() && (text[i] == '"' || text[i] == '\'');
  if (named) {
    ++i;
  }
  i = AfterSpace(text, i);
  const bool assigned = i < text.size() && (text[i] == '=' || text[i] == ':');
  // getenv('DB_PASSWORD', 'default')
  const bool defaulted = named && i < text.size() && text[i] == ',';
  if (assigned || defaulted) {
    i = AfterSpace(text, i + 1);
  }
  if (i < text.size() && (text[i] == 'E' || text[i] == 'e') &&
      i + 1 < text.size() && text[i + 1] == '\'') {
    ++i;
  }
  if (const std::string_view quote = QuoteAt(text, i); !quote.empty()) {
    const size_t begin = i + quote.size();
    Mask(text, begin, EndOfQuoted(text, begin, std::string(quote)));
    return;
  }
  // A bare word is a secret only right after the equals sign: `password=x`.
  if (!assigned || i == 0 || text[i - 1] != '=') {
    return;
  }
  size_t end = i;
  while (end < text.size() && !IsSpace(text[end]) && text[end] != '&' &&
         text[end] != '\'' && text[end] != '"' && text[end] != ';' &&
         text[end] != ',' && text[end] != ')' && text[end] != '(') {
    ++end;
  }
  // A variable, a call or an attribute is no secret.
  const bool names_one =
      i < text.size() &&
      (std::string_view("${%?:").find(text[i]) != std::string_view::npos ||
       IsSqlWord(std::string_view(text).substr(i, end - i)) ||
       (end < text.size() && text[end] == '(') ||
       std::string_view(text).substr(i, end - i).find('.') !=
           std::string_view::npos);
  if (!names_one) {
    Mask(text, i, end);
  }
}

// user:secret@host after "//".
void MaskAddress(std::string& text, size_t offset) {
  size_t colon = 0;
  for (size_t i = offset; i < text.size() && !IsSpace(text[i]); ++i) {
    if (text[i] == '/' || text[i] == '"' || text[i] == '\'') {
      return;
    }
    if (text[i] == ':' && colon == 0) {
      colon = i;
    }
    if (text[i] == '@') {
      if (colon != 0) {
        Mask(text, colon + 1, i);
      }
      return;
    }
  }
}

// Whether an address's colon or one of the words begins so.
bool MayBegin(char c) {
  return c == ':' || Lower(c) == 'p' || Lower(c) == 's';
}

}  // namespace

std::string MaskSecrets(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kWords = {
      "password", "passwd", "pgpass", "secret"};
  std::string masked(text);
  for (size_t i = 0; i < masked.size(); ++i) {
    if (!MayBegin(masked[i])) {
      continue;
    }
    if (masked[i] == ':' && StandsAt(masked, i, "://")) {
      MaskAddress(masked, i + 3);
      continue;
    }
    for (const std::string_view word : kWords) {
      if (StandsAt(masked, i, word)) {
        MaskValue(masked, i + word.size());
        break;
      }
    }
  }
  return masked;
}

}  // namespace pgpact
