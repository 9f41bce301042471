#include "analyzer/frontends/shell/word_pieces.h"

#include <algorithm>
#include <utility>

#include "analyzer/text/characters.h"

namespace pgpact {

namespace {

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         IsDigit(c);
}

// The offset after what closes `close`, from inside of it on.
uint32_t EndOfNested(std::string_view text, uint32_t from, uint32_t end) {
  std::string closers(1, text[from - 1] == '(' ? ')' : '}');
  uint32_t i = from;
  while (i < end && !closers.empty()) {
    const char c = text[i];
    const bool quoted = closers.back() == '"';
    if (c == '\\') {
      i += 2;
      continue;
    }
    if (c == closers.back()) {
      closers.pop_back();
    } else if (c == '\'' && !quoted) {
      i = static_cast<uint32_t>(std::min<size_t>(text.find('\'', i + 1), end));
    } else if (c == '"') {
      closers.push_back('"');
    } else if (c == '$' && i + 1 < end &&
               (text[i + 1] == '(' || text[i + 1] == '{')) {
      closers.push_back(text[i + 1] == '(' ? ')' : '}');
      ++i;
    } else if (c == '(' && !quoted && closers.back() == ')') {
      closers.push_back(')');
    }
    ++i;
  }
  return std::min(i, end);
}

class WordSplit {
 public:
  WordSplit(const MappedText& text, TextRange range)
      : source_(text),
        text_(std::string_view(text.text).substr(0, range.end)),
        at_(range.begin),
        end_(range.end) {}

  std::vector<WordPiece> Word() {
    while (at_ < end_) {
      const char c = text_[at_];
      if (c == '\'') {
        SingleQuoted();
      } else if (c == '"') {
        ++at_;
        Quoted(EndOfQuotes());
      } else if (c == '\\') {
        Escaped("");
      } else if (c == '$' && At(1) == '\'') {
        AnsiQuoted();
      } else if (c == '$' && At(1) == '"') {
        ++at_;
      } else if (!Expansion(false)) {
        Plain(std::min(text_.find_first_of("'\"\\$`", at_ + 1), size_t{end_}));
      }
    }
    return Finish();
  }

  std::vector<WordPiece> Expanded(ExpandedText kind) {
    Text(end_, kind == ExpandedText::Quotes ? "$`\"\\" : "$`\\");
    return Finish();
  }

 private:
  char At(uint32_t ahead) const {
    return at_ + ahead < end_ ? text_[at_ + ahead] : '\0';
  }

  std::vector<WordPiece> Finish() {
    Flush();
    return std::move(pieces_);
  }

  void Flush() {
    if (!literal_.text.empty()) {
      pieces_.push_back({std::exchange(literal_, {}), {}, true});
    }
  }

  // The bytes up to `end`, as they stand.
  void Plain(size_t end) {
    const TextRange part{at_, static_cast<uint32_t>(end)};
    literal_.text += text_.substr(part.begin, part.size());
    literal_.map.Append(source_.map.Slice(part));
    at_ = part.end;
  }

  void SingleQuoted() {
    ++at_;
    Plain(std::min(text_.find('\'', at_), size_t{end_}));
    at_ = std::min(at_ + 1, end_);
  }

  void AnsiQuoted() {
    at_ += 2;
    uint32_t close = at_;
    while (close < end_ && text_[close] != '\'') {
      close += text_[close] == '\\' ? 2 : 1;
    }
    close = std::min(close, end_);
    literal_.Append(DecodeEscapes(source_.Slice({at_, close})));
    at_ = std::min(close + 1, end_);
  }

  // The offset of the quote that closes the double quotes opened before at_.
  uint32_t EndOfQuotes() const {
    uint32_t i = at_;
    while (i < end_ && text_[i] != '"') {
      const uint32_t after = text_[i] == '$' || text_[i] == '`'
                                 ? EndOfExpansion(text_, i, end_)
                                 : i;
      i = after > i ? after : i + (text_[i] == '\\' ? 2 : 1);
    }
    return std::min(i, end_);
  }

  void Quoted(uint32_t close) {
    Text(close, "$`\"\\");
    at_ = std::min(close + 1, end_);
  }

  // Text up to `end` in which only expansions and escapes of `escapable` mean
  // something.
  void Text(uint32_t end, std::string_view escapable) {
    while (at_ < end) {
      if (text_[at_] == '\\') {
        Escaped(escapable);
      } else if (!Expansion(true)) {
        Plain(std::min(text_.find_first_of("\\$`", at_ + 1), size_t{end}));
      }
    }
  }

  // A backslash: takes the next byte as it is, when that is one of
  // `escapable` (or anything, when that is empty); joins lines.
  void Escaped(std::string_view escapable) {
    const char next = At(1);
    if (at_ + 1 >= end_) {
      Plain(end_);
    } else if (next == '\n') {
      at_ += 2;
    } else if (escapable.empty() ||
               escapable.find(next) != std::string_view::npos) {
      ++at_;
      Plain(at_ + 1);
    } else {
      Plain(at_ + 2);
    }
  }

  bool Expansion(bool quoted) {
    const char c = text_[at_];
    const uint32_t end =
        c == '$' || c == '`' ? EndOfExpansion(text_, at_, end_) : at_;
    if (end == at_) {
      return false;
    }
    Flush();
    pieces_.push_back({{}, {at_, end}, quoted});
    at_ = end;
    return true;
  }

  const MappedText& source_;
  std::string_view text_;
  uint32_t at_;
  uint32_t end_;
  MappedText literal_;
  std::vector<WordPiece> pieces_;
};

struct DecodedEscape {
  std::string text;
  uint32_t length = 2;
};

DecodedEscape CodeEscape(std::string_view rest, uint32_t skip, uint32_t base,
                         uint32_t most) {
  const Digits read = ReadDigits(rest.substr(skip), base, most);
  if (read.count == 0) {
    return {std::string(rest.substr(0, 2)), 2};
  }
  return {std::string(1, static_cast<char>(read.value)), skip + read.count};
}

// `rest` begins with a backslash.
DecodedEscape DecodeEscape(std::string_view rest) {
  constexpr std::string_view kNames = "abefnrtv\\'\"?";
  constexpr std::string_view kValues = "\a\b\x1b\f\n\r\t\v\\'\"?";
  if (rest.size() < 2) {
    return {std::string(rest), static_cast<uint32_t>(rest.size())};
  }
  const size_t simple = kNames.find(rest[1]);
  if (simple != std::string_view::npos) {
    return {std::string(1, kValues[simple]), 2};
  }
  if (rest[1] == 'x') {
    return CodeEscape(rest, 2, 16, 2);
  }
  return CodeEscape(rest, 1, 8, 4);
}

}  // namespace

std::vector<WordPiece> SplitWord(const MappedText& text, TextRange range) {
  return WordSplit(text, range).Word();
}

std::vector<WordPiece> SplitExpandedText(const MappedText& text,
                                         TextRange range, ExpandedText kind) {
  return WordSplit(text, range).Expanded(kind);
}

uint32_t EndOfExpansion(std::string_view text, uint32_t begin, uint32_t end) {
  if (begin + 1 >= end) {
    return begin;
  }
  if (text[begin] == '`') {
    uint32_t i = begin + 1;
    while (i < end && text[i] != '`') {
      i += text[i] == '\\' ? 2 : 1;
    }
    return std::min(i + 1, end);
  }
  const char next = text[begin + 1];
  if (next == '(' || next == '{') {
    return EndOfNested(text, begin + 2, end);
  }
  if (IsNameCharacter(next) && !IsDigit(next)) {
    uint32_t i = begin + 1;
    while (i < end && IsNameCharacter(text[i])) {
      ++i;
    }
    return i;
  }
  const bool special = IsDigit(next) || std::string_view("@*#?$!-").find(
                                            next) != std::string_view::npos;
  return special ? begin + 2 : begin;
}

MappedText DecodeEscapes(const MappedText& text) {
  const std::string_view whole = text.text;
  MappedText decoded;
  uint32_t at = 0;
  while (at < whole.size()) {
    const auto stop =
        static_cast<uint32_t>(std::min(whole.find('\\', at), whole.size()));
    decoded.Append(text.Slice({at, stop}));
    at = stop;
    if (at < whole.size()) {
      const DecodedEscape escape = DecodeEscape(whole.substr(at));
      const uint32_t end = at + escape.length;
      decoded.Append(escape.text,
                     text.map.ToSource({at, end}).value_or(Location{}));
      at = end;
    }
  }
  return decoded;
}

}  // namespace pgpact
