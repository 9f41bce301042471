#include "analyzer/frontends/python/string_literal.h"

#include <algorithm>
#include <string>

#include "analyzer/frontends/python/character_names.h"
#include "analyzer/text/characters.h"

namespace pgpact {
namespace {

// An escape: how many bytes of the source it takes and what it stands for.
// A length of 0: it is no escape and the backslash stays.
struct Escape {
  uint32_t length = 0;
  std::string text;
  bool unknown = false;
};

Escape Code(uint32_t length, uint32_t code, bool bytes) {
  Escape made{length, {}, false};
  if (bytes) {
    made.text += static_cast<char>(code);
  } else {
    AppendUtf8(code, made.text);
  }
  return made;
}

// \x41, \u0041, \U00000041: exactly so many digits.
Escape HexEscape(std::string_view text, uint32_t digits, bool bytes) {
  const Digits read = ReadDigits(text.substr(2), 16, digits);
  return read.count == digits ? Code(2 + digits, read.value, bytes) : Escape{};
}

// \N{NAME}
Escape NamedEscape(std::string_view text) {
  const size_t end = text.find('}');
  if (text.size() < 3 || text[2] != '{' || end == std::string_view::npos) {
    return {};
  }
  const auto code = CharacterNamed(text.substr(3, end - 3));
  Escape made = Code(static_cast<uint32_t>(end + 1),
                     code.value_or(kUnknownCharacter), false);
  made.unknown = !code;
  return made;
}

// REQUIRES: text begins with a backslash and has another byte.
Escape ReadEscape(std::string_view text, bool bytes) {
  constexpr std::string_view kLetters = "\\'\"abfnrtv";
  constexpr std::string_view kMeanings = "\\'\"\a\b\f\n\r\t\v";
  const char letter = text[1];
  if (letter == '\n') {
    return {2, "", false};
  }
  if (letter == '\r') {
    return {text.size() > 2 && text[2] == '\n' ? 3U : 2U, "", false};
  }
  if (const size_t at = kLetters.find(letter); at != std::string_view::npos) {
    return {2, std::string(1, kMeanings[at]), false};
  }
  if (letter >= '0' && letter <= '7') {
    const Digits read = ReadDigits(text.substr(1), 8, 3);
    return Code(1 + read.count, read.value, bytes);
  }
  if (letter == 'x') {
    return HexEscape(text, 2, bytes);
  }
  if (bytes) {
    return {};
  }
  switch (letter) {
    case 'u':
      return HexEscape(text, 4, false);
    case 'U':
      return HexEscape(text, 8, false);
    case 'N':
      return NamedEscape(text);
    default:
      return {};
  }
}

bool IsBrace(char byte) {
  return byte == '{' || byte == '}';
}

// Copies what a literal stands for, piece by piece.
class Decoder {
 public:
  Decoder(const SourceText& source, TextRange range, StringPrefix prefix,
          MappedText& to)
      : source_(source),
        text_(source.text().substr(0, range.end)),
        prefix_(prefix),
        to_(to),
        copied_(range.begin),
        at_(range.begin) {}

  // False when a character is not known.
  bool Run() {
    while (at_ < text_.size()) {
      const char byte = text_[at_];
      if (byte == '\\') {
        Backslash();
      } else if (byte == '\r') {
        // Python reads every kind of line end as \n.
        Write(1, Next() == '\n' ? "" : "\n");
      } else if (prefix_.formatted && IsBrace(byte) && Next() == byte) {
        ++at_;
        Write(1, "");
      } else {
        ++at_;
      }
    }
    Flush();
    return known_;
  }

 private:
  char Next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }

  // Everything up to the place goes over as it stands.
  void Flush() {
    if (at_ > copied_) {
      source_.Copy({copied_, at_}, to_);
    }
    copied_ = at_;
  }

  // The next bytes stand for this text.
  void Write(uint32_t length, std::string_view meaning) {
    Flush();
    if (!meaning.empty()) {
      source_.Replace({at_, at_ + length}, meaning, to_);
    }
    at_ += length;
    copied_ = at_;
  }

  void Backslash() {
    const char next = Next();
    if (prefix_.raw || at_ + 1 >= text_.size()) {
      ++at_;
      return;
    }
    const Escape escape = ReadEscape(text_.substr(at_), prefix_.bytes);
    if (escape.length == 0) {
      // Neither the backslash nor what follows means anything special.
      at_ += next == '\r' || IsBrace(next) ? 1 : 2;
      return;
    }
    known_ = known_ && !escape.unknown;
    Write(escape.length, escape.text);
  }

  const SourceText& source_;
  std::string_view text_;
  StringPrefix prefix_;
  MappedText& to_;
  uint32_t copied_;
  uint32_t at_;
  bool known_ = true;
};

}  // namespace

StringPrefix ReadStringPrefix(std::string_view start) {
  StringPrefix prefix;
  for (const char letter : start) {
    prefix.raw |= letter == 'r' || letter == 'R';
    prefix.bytes |= letter == 'b' || letter == 'B';
    prefix.formatted |= letter == 'f' || letter == 'F';
  }
  return prefix;
}

bool AppendDecoded(const SourceText& source, TextRange range,
                   StringPrefix prefix, MappedText& to) {
  return Decoder(source, range, prefix, to).Run();
}

}  // namespace pgpact
