#include "reports/find_secrets.h"

#include <algorithm>
#include <array>
#include <optional>

#include "reports/secret_tokens.h"

namespace pgpact {

namespace {

// One of the words, whatever their case.
template <size_t N>
bool IsOneOf(std::string_view word,
             const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view known) {
    return word.size() == known.size() && StandsAt(word, 0, known);
  });
}

// Words of SQL and of programs that stand for no secret.
bool IsPlainWord(std::string_view word) {
  static constexpr std::array<std::string_view, 5> kWords = {
      "null", "default", "true", "false", "none"};
  return IsOneOf(word, kWords);
}

class SecretReader {
 public:
  SecretReader(std::string_view text, SecretText kind)
      : text_(text), kind_(kind) {}

  std::vector<TextRange> Read() {
    for (size_t i = 0; i < text_.size();) {
      const char c = text_[i];
      if (IsWordPart(c)) {
        i = Word(i);
      } else if (c == ':') {
        i = StandsAt(text_, i, "://") ? Address(i + 3) : PassFile(i);
      } else if (c == '\\' && std::string_view("ntr").find(At(i + 1)) !=
                                  std::string_view::npos) {
        i += 2;
      } else {
        of_role_ = of_role_ && c != ';';
        ++i;
      }
    }
    return std::move(found_);
  }

 private:
  char At(size_t offset) const {
    return offset < text_.size() ? text_[offset] : '\0';
  }

  void Add(size_t begin, size_t end) {
    if (begin < end) {
      found_.push_back(
          {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    }
  }

  // Each of these is given where it reads and returns where to go on.

  size_t Word(size_t begin) {
    static constexpr std::array<std::string_view, 2> kVerbs = {"create",
                                                               "alter"};
    static constexpr std::array<std::string_view, 3> kRoles = {"role", "user",
                                                               "group"};
    static constexpr std::array<std::string_view, 1> kIdentified = {
        "identified"};
    const size_t end = EndOfWord(text_, begin);
    const std::string_view word = text_.substr(begin, end - begin);
    of_role_ = of_role_ || (after_verb_ && IsOneOf(word, kRoles));
    after_verb_ = IsOneOf(word, kVerbs);
    if (IsOneOf(word, kIdentified)) {
      const size_t by = AfterGap(text_, end);
      if (StandsAt(text_, by, "by") && !IsWordPart(At(by + 2))) {
        of_role_ = true;
        return StandsAt(text_, AfterGap(text_, by + 2), "password")
                   ? by + 2
                   : Keyword(by + 2);
      }
    }
    return NamesSecret(word) ? std::max(end, Name(begin, end)) : end;
  }

  // A name for a secret: a key, a variable, an option, or SQL's keyword.
  size_t Name(size_t begin, size_t end) {
    const char before = begin > 0 ? text_[begin - 1] : '\0';
    if (before == '{') {
      return Expansion(end);
    }
    size_t i = end;
    const QuoteMark quote = QuoteAt(text_, end);
    const bool key = !quote.open.empty() && quote.open.back() == before;
    if (key) {
      i += quote.open.size();
      i += At(i) == ']' ? 1 : 0;
    }
    i = AfterBlanks(text_, i);
    if (key && At(i) == ',') {
      return Quoted(AfterGap(text_, i + 1)).value_or(end);
    }
    if (key && At(i) == ')') {
      return Alternative(i + 1).value_or(end);
    }
    if (const size_t sign = Sign(i); sign != 0) {
      return Assigned(i + sign, At(i) == ':' && sign == 1 && !key);
    }
    if (begin >= 5 && StandsAt(text_, begin - 5, "\\set ")) {
      return Value(i, i);
    }
    static constexpr std::array<std::string_view, 1> kKeyword = {"password"};
    return IsOneOf(text_.substr(begin, end - begin), kKeyword) ? Keyword(end)
                                                               : end;
  }

  // The length of an assignment's sign; 0 for none.
  size_t Sign(size_t i) const {
    static constexpr std::array<std::string_view, 4> kSigns = {":=", "=>",
                                                               "==", "!="};
    for (const std::string_view sign : kSigns) {
      if (StandsAt(text_, i, sign)) {
        return sign.size();
      }
    }
    return At(i) == '=' || (At(i) == ':' && At(i + 1) != ':') ? 1 : 0;
  }

  // ${PGPASSWORD:-value}
  size_t Expansion(size_t end) {
    size_t i = end + (At(end) == ':' ? 1 : 0);
    if (std::string_view("-=+?").find(At(i)) == std::string_view::npos) {
      return end;
    }
    const size_t begin = i + 1;
    for (i = begin; i < text_.size() && text_[i] != '}' && text_[i] != '\n';) {
      ++i;
    }
    if (At(begin) != '$') {
      Add(begin, i);
    }
    return i;
  }

  // environ.get("PASSWORD") or "value"
  std::optional<size_t> Alternative(size_t i) {
    i = AfterBlanks(text_, i);
    if (!StandsAt(text_, i, "or") && !StandsAt(text_, i, "||") &&
        !StandsAt(text_, i, "??")) {
      return std::nullopt;
    }
    return Quoted(AfterBlanks(text_, i + 2));
  }

  // After the sign of an assignment; after the colon of an annotation the
  // value stands behind a sign of its own.
  size_t Assigned(size_t i, bool annotated) {
    size_t begin = AfterBlanks(text_, i);
    if (annotated && kind_ == SecretText::Code && IsWordPart(At(begin))) {
      size_t sign = begin;
      while (sign < text_.size() &&
             (IsWordPart(text_[sign]) ||
              std::string_view(" .[]|").find(text_[sign]) !=
                  std::string_view::npos)) {
        ++sign;
      }
      if (At(sign) != '=') {
        return begin;
      }
      i = sign + 1;
      begin = AfterBlanks(text_, i);
    }
    while (At(begin) == '(') {
      begin = AfterBlanks(text_, begin + 1);
    }
    return Value(begin, i);
  }

  // A value that begins here; `sign` is the end of the sign before it.
  size_t Value(size_t i, size_t sign) {
    if (const auto end = Quoted(i)) {
      return *end;
    }
    return Bare(i, sign);
  }

  // SQL's PASSWORD: what follows in quotes is its value, and in a statement
  // about a role every other word too.
  size_t Keyword(size_t end) {
    const size_t i = AfterGap(text_, end);
    const char first = At(i);
    if (first == '"' && kind_ == SecretText::Statement && !of_role_) {
      return end;
    }
    const char enclosing =
        kind_ == SecretText::Statement ? '\0' : EnclosingQuote(text_, i);
    if (first != '\0' && first == enclosing && !IsToken(i)) {
      return end;
    }
    if (const auto after = Quoted(i)) {
      return *after;
    }
    const bool same_text = text_.substr(end, i - end).find_first_of("'\"") ==
                           std::string_view::npos;
    if (!of_role_ || !same_text || i == end || !IsWordPart(first)) {
      return end;
    }
    const size_t word = EndOfBare(i, " \t\r\n;'\"\\");
    if (!IsPlainWord(text_.substr(i, word - i))) {
      Add(i, word);
    }
    return word;
  }

  // Whether a quoted text without blanks and signs of a program begins here.
  bool IsToken(size_t i) const {
    const size_t end =
        std::min(text_.find(text_[i], i + 1), text_.find('\n', i));
    return end != std::string_view::npos && At(end) == text_[i] &&
           text_.substr(i + 1, end - i - 1).find_first_of(" \t+%,()") ==
               std::string_view::npos;
  }

  // A quoted value with its prefix; nothing when none begins here.
  std::optional<size_t> Quoted(size_t i) {
    i += LiteralPrefix(text_, i);
    const QuoteMark quote = QuoteAt(text_, i);
    if (quote.open.empty()) {
      return std::nullopt;
    }
    const size_t begin = i + quote.open.size();
    const size_t end = EndOfQuoted(begin, quote);
    Add(begin, end);
    size_t after = std::min(end + quote.close.size(), text_.size());
    // SQL goes on with a literal on the next line.
    const size_t next = AfterBlanks(text_, after);
    if (kind_ == SecretText::Statement && quote.open == "'" &&
        At(next) == '\'' && next != after) {
      after = Quoted(next).value_or(after);
    }
    return after;
  }

  size_t EndOfQuoted(size_t begin, const QuoteMark& quote) const {
    const size_t line = kind_ == SecretText::Statement
                            ? text_.size()
                            : std::min(text_.find('\n', begin), text_.size());
    if (quote.open.size() == 3 ||
        quote.open.find('$') != std::string_view::npos) {
      const size_t end =
          text_.substr(begin, kSecretWindow * 16).find(quote.close);
      return end == std::string_view::npos ? line : begin + end;
    }
    size_t i = begin;
    while (i < line) {
      if (text_.substr(i, quote.close.size()) == quote.close) {
        // A doubled quote is inside; '' doubled is another literal's end.
        const size_t size = quote.close.size();
        if (quote.close == "''" ||
            text_.substr(i + size, size) != quote.close) {
          return i;
        }
        i += 2 * size - 1;
      } else if (text_[i] == '\\' && i + 1 < line) {
        ++i;
      }
      ++i;
    }
    return line;
  }

  size_t EndOfBare(size_t i, std::string_view ends) const {
    while (i < text_.size() && ends.find(text_[i]) == std::string_view::npos) {
      ++i;
    }
    return i;
  }

  // A word without quotes. In code it is a value only in a connection string
  // or when it cannot be an attribute or a call.
  size_t Bare(size_t i, size_t sign) {
    const char first = At(i);
    if (first == '\0' ||
        std::string_view("${%?:<)]},").find(first) != std::string_view::npos) {
      return i;
    }
    if (kind_ == SecretText::Plain) {
      const size_t end = EndOfBare(i, " \t\r\n;&|)}'\"");
      return AddUnlessPlain(i, end);
    }
    const bool quoted = EnclosingQuote(text_, i) != '\0';
    const size_t word = EndOfBare(i, " \t\r\n&'\";,)(");
    const bool names = At(word) == '(' || text_.substr(i, word - i).find('.') !=
                                              std::string_view::npos;
    if (names && !(quoted && InConnectionString(i))) {
      return Default(i, word);
    }
    if (i != sign && !(quoted && InConnectionString(i))) {
      return word;
    }
    return AddUnlessPlain(i,
                          quoted && names ? EndOfBare(i, " \t\r\n&'\"") : word);
  }

  size_t AddUnlessPlain(size_t begin, size_t end) {
    if (!IsPlainWord(text_.substr(begin, end - begin))) {
      Add(begin, end);
    }
    return end;
  }

  // os.environ.get("X", "value"), os.getenv("X") or "value"
  size_t Default(size_t begin, size_t parenthesis) {
    if (At(parenthesis) != '(' ||
        text_.substr(begin, parenthesis - begin).find("env") ==
            std::string_view::npos) {
      return begin;
    }
    const size_t name = AfterBlanks(text_, parenthesis + 1);
    const QuoteMark quote = QuoteAt(text_, name);
    if (quote.open.empty()) {
      return begin;
    }
    size_t i = EndOfQuoted(name + quote.open.size(), quote);
    i = AfterBlanks(text_, i + quote.close.size());
    if (At(i) == ',') {
      return Quoted(AfterBlanks(text_, i + 1)).value_or(begin);
    }
    return At(i) == ')' ? Alternative(i + 1).value_or(begin) : begin;
  }

  // Whether the line speaks of a server: "host=h password=x".
  bool InConnectionString(size_t i) const {
    static constexpr std::array<std::string_view, 7> kWords = {
        "host", "user", "dbname", "database", "server", "port=", "://"};
    size_t begin = i;
    while (begin > 0 && text_[begin - 1] != '\n' && i - begin < kSecretWindow) {
      --begin;
    }
    const size_t end =
        std::min({text_.find('\n', i), text_.size(), i + kSecretWindow});
    for (size_t at = begin; at < end; ++at) {
      for (const std::string_view word : kWords) {
        if (StandsAt(text_, at, word)) {
          return true;
        }
      }
    }
    return false;
  }

  // After "://": user:secret@host. The secret may hold a slash and an at sign.
  size_t Address(size_t begin) {
    size_t colon = 0;
    size_t at = 0;
    size_t i = begin;
    for (; i < text_.size() && !IsBlank(text_[i]) && text_[i] != '"' &&
           text_[i] != '\'' && text_[i] != '<' && text_[i] != '>';
         ++i) {
      if (text_[i] == ':' && colon == 0 && at == 0) {
        colon = i + 1;
      } else if (text_[i] == '@') {
        at = i;
      }
    }
    if (colon == 0) {
      return begin;
    }
    if (at != 0) {
      Add(colon, at);
      if (At(colon) == '%' || At(colon) == '{') {
        Arguments(i);
      }
      return at;
    }
    // "postgres://user:" + "secret"
    const size_t next = AfterGap(text_, i);
    if (colon == i && next != i && EnclosingQuote(text_, next) != '\0' &&
        IsWordPart(At(next))) {
      const size_t end = EndOfBare(next, "@'\"\n");
      Add(next, end);
      return end;
    }
    return begin;
  }

  // The literals with which a text is formatted: … % ("u", "x"),
  // ….format("u", "x"); `i` is the text's end.
  void Arguments(size_t i) {
    size_t open = AfterBlanks(text_, i + 1);
    if (At(i) != '"' && At(i) != '\'') {
      return;
    }
    if (At(open) == '%') {
      open = AfterBlanks(text_, open + 1);
    } else if (StandsAt(text_, open, ".format(")) {
      open += 7;
    } else {
      return;
    }
    const size_t end = At(open) == '('
                           ? std::min({text_.find(')', open), text_.size(),
                                       open + kSecretWindow})
                           : std::min(text_.find('\n', open), text_.size());
    for (const TextRange& range : LiteralsOf(
             text_,
             {static_cast<uint32_t>(open), static_cast<uint32_t>(end)})) {
      Add(range.begin, range.end);
    }
  }

  // host:5432:database:user:secret, a line of .pgpass; `i` is at a colon.
  size_t PassFile(size_t i) {
    size_t at = i + 1;
    if (At(at) == '*') {
      ++at;
    } else {
      while (At(at) >= '0' && At(at) <= '9') {
        ++at;
      }
      if (at - i < 4) {
        return i + 1;
      }
    }
    for (int field = 0; field < 2; ++field) {
      if (At(at) != ':') {
        return i + 1;
      }
      const size_t end = EndOfBare(at + 1, ": \t\r\n'\"");
      if (end == at + 1) {
        return i + 1;
      }
      at = end;
    }
    if (At(at) != ':') {
      return i + 1;
    }
    const size_t end = EndOfBare(at + 1, " \t\r\n'\"\\");
    if (At(at + 1) != '$') {
      Add(at + 1, end);
    }
    return std::max(end, i + 1);
  }

  std::string_view text_;
  SecretText kind_;
  std::vector<TextRange> found_;
  // The words before: CREATE or ALTER, and the same with ROLE or USER since
  // the last semicolon.
  bool after_verb_ = false;
  bool of_role_ = false;
};

}  // namespace

std::vector<TextRange> FindSecrets(std::string_view text, SecretText kind) {
  std::vector<TextRange> found = SecretReader(text, kind).Read();
  std::sort(found.begin(), found.end(),
            [](TextRange a, TextRange b) { return a.begin < b.begin; });
  std::vector<TextRange> joined;
  for (const TextRange& range : found) {
    if (!joined.empty() && range.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, range.end);
    } else {
      joined.push_back(range);
    }
  }
  return joined;
}

}  // namespace pgpact
