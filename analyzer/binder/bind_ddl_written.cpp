// Clauses of a DDL statement that are kept as they are written: partition
// keys and bounds, exclusion constraints.

#include <algorithm>
#include <array>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/identifier.h"

namespace pgpact {
namespace {

// What may follow the clauses of a table.
bool EndsClause(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kWords = {
      "with",   "without",   "using",  "on",   "tablespace",
      "server", "partition", "create", "grant"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// Walks the words of a text outside parentheses.
class OuterWords {
 public:
  OuterWords(std::string_view text, uint32_t begin)
      : text_(text), begin_(begin), tokens_(Tokenize(text.substr(begin))) {}

  // The next outer word or mark, folded; empty at the end.
  std::string Next() {
    while (next_ < tokens_.size()) {
      const Token& token = tokens_[next_++];
      const std::string_view word =
          text_.substr(begin_ + token.range.begin, token.range.size());
      const int before = depth_;
      depth_ += word == "(" || word == "[" ? 1 : 0;
      depth_ -= word == ")" || word == "]" ? 1 : 0;
      if (token.is_comment()) {
        continue;
      }
      range_ = {begin_ + token.range.begin, begin_ + token.range.end};
      if (depth_ < 0 || (before == 0 && depth_ == 0)) {
        return FoldIdentifier(word);
      }
    }
    return "";
  }
  // Of the token read last.
  TextRange range() const { return range_; }
  // An unmatched closing parenthesis was read.
  bool left() const { return depth_ < 0; }

  // From byte `from` to before the first word that ends the clause.
  template <typename Ends>
  std::string Rest(uint32_t from, const Ends& ends) {
    for (std::string word = Next(); !word.empty(); word = Next()) {
      if (left() || ends(word)) {
        return Trimmed(from, range_.begin);
      }
    }
    return Trimmed(from, range_.end);
  }

 private:
  std::string Trimmed(uint32_t from, uint32_t to) const {
    while (from < to && IsSqlSpace(text_[from])) {
      ++from;
    }
    while (to > from && IsSqlSpace(text_[to - 1])) {
      --to;
    }
    return std::string(text_.substr(from, to - from));
  }

  std::string_view text_;
  uint32_t begin_;
  std::vector<Token> tokens_;
  size_t next_ = 0;
  int depth_ = 0;
  TextRange range_;
};

}  // namespace

std::string WrittenPartitionKey(const DdlContext& context, uint32_t begin) {
  OuterWords words(context.statement.text.text, begin);
  std::string before;
  for (std::string word = words.Next(); !word.empty(); word = words.Next()) {
    if (word == "by" && before == "partition") {
      return words.Rest(words.range().end, EndsClause);
    }
    before = std::move(word);
  }
  return "";
}

std::string WrittenPartitionBound(const DdlContext& context, uint32_t begin) {
  OuterWords words(context.statement.text.text, begin);
  std::string before;
  for (std::string word = words.Next(); !word.empty(); word = words.Next()) {
    if (word == "values" && before == "for") {
      return "FOR VALUES " + words.Rest(words.range().end, EndsClause);
    }
    if (word == "default") {
      return "DEFAULT";
    }
    before = std::move(word);
  }
  return "";
}

std::string WrittenIndex(const DdlContext& context, uint32_t begin) {
  // In CREATE SCHEMA other elements may follow.
  return OuterWords(context.statement.text.text, begin)
      .Rest(begin, [](const std::string& word) {
        return word == "create" || word == "grant";
      });
}

std::string WrittenExclusion(const DdlContext& context, uint32_t begin) {
  OuterWords words(context.statement.text.text, begin);
  for (std::string word = words.Next(); !word.empty(); word = words.Next()) {
    if (word == "exclude") {
      // USING and WITH belong to it.
      return words.Rest(words.range().begin,
                        [](const std::string& next) { return next == ","; });
    }
  }
  return "";
}

}  // namespace pgpact
