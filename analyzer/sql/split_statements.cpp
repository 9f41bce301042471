#include "analyzer/sql/split_statements.h"

#include "analyzer/sql/statement_tokens.h"

namespace pgpact {

namespace {

class Splitter {
 public:
  Splitter(std::string_view text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens) {}

  std::vector<StatementSpan> Run() {
    for (uint32_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::Punctuation) {
        Mark(i);
      } else if (tokens_[i].kind == TokenKind::Identifier) {
        Word(i);
      }
    }
    End(static_cast<uint32_t>(tokens_.size()));
    return std::move(spans_);
  }

 private:
  std::string_view Text(uint32_t index) const {
    const TextRange range = tokens_[index].range;
    return text_.substr(range.begin, range.size());
  }

  void Mark(uint32_t index) {
    switch (text_[tokens_[index].range.begin]) {
      case '(':
        ++parentheses_;
        break;
      case ')':
        parentheses_ -= parentheses_ > 0 ? 1 : 0;
        break;
      case ';':
        if (parentheses_ == 0 && blocks_ == 0) {
          End(index);
          first_ = index + 1;
        }
        break;
      default:
        break;
    }
  }

  // BEGIN counts after ATOMIC's own and CASE within it only.
  void Word(uint32_t index) {
    const std::string_view word = Text(index);
    if (word.size() < 3 || word.size() > 6) {
      return;
    }
    const bool opens_body = EqualsWord(word, "atomic") && index > first_ &&
                            EqualsWord(Text(index - 1), "begin") &&
                            EqualsWord(Text(first_), "create");
    if (opens_body || (blocks_ > 0 && EqualsWord(word, "case"))) {
      ++blocks_;
    } else if (blocks_ > 0 && EqualsWord(word, "end")) {
      --blocks_;
    }
  }

  void End(uint32_t last) {
    if (last > first_) {
      spans_.push_back({first_, last});
    }
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<StatementSpan> spans_;
  uint32_t first_ = 0;
  uint32_t parentheses_ = 0;
  uint32_t blocks_ = 0;
};

}  // namespace

std::vector<StatementSpan> SplitStatements(std::string_view text,
                                           const std::vector<Token>& tokens) {
  return Splitter(text, tokens).Run();
}

}  // namespace pgpact
