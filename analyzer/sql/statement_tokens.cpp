#include "analyzer/sql/statement_tokens.h"

#include <algorithm>
#include <array>

namespace pgpact {

namespace {

// Words that add a level to the tree where an operator would.
constexpr std::array<std::string_view, 10> kOperatorWords = {
    "not",     "is",    "isnull", "notnull", "like",
    "collate", "ilike", "in",     "at",      "between"};
// Words after which an expression starts afresh; AND and OR chains are flat.
constexpr std::array<std::string_view, 14> kFreshWords = {
    "and",  "or", "when", "then",  "else",  "where",     "having",
    "from", "on", "set",  "order", "limit", "returning", "values"};
constexpr std::array<std::string_view, 3> kSetWords = {"union", "intersect",
                                                       "except"};

template <size_t N>
bool IsOneOf(std::string_view written,
             const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return EqualsWord(written, word);
  });
}

// The height of the tree, estimated from above by one pass: a level
// (parentheses, CASE) is as high as its set operations, its joins and its
// highest segment; a segment (between commas, ANDs, …) as its operators and
// its highest inner level.
enum class Fixity { Prefix, Infix };

class HeightEstimate {
 public:
  HeightEstimate() { levels_.emplace_back(); }

  void Open() {
    levels_.emplace_back();
    deepest_ = std::max(deepest_, levels_.size());
  }
  void Close() {
    if (levels_.size() > 1) {
      const uint64_t height = Height(levels_.back());
      levels_.pop_back();
      Level& outer = levels_.back();
      outer.inner = std::max(outer.inner, height);
      highest_ = std::max(highest_, outer.operators + outer.inner);
    }
  }
  void AddOperator(Fixity fixity) {
    Level& level = levels_.back();
    ++level.operators;
    prefixes_ = fixity == Fixity::Prefix ? prefixes_ + 1 : 0;
    deepest_ = std::max(deepest_, prefixes_);
    highest_ = std::max(highest_, level.operators + level.inner);
  }
  void AddSetOperation() {
    EndSegment();
    Level& level = levels_.back();
    ++level.set_operations;
    level.joins = 0;
    highest_ = std::max(highest_, level.set_operations);
  }
  void AddJoin() {
    EndSegment();
    ++levels_.back().joins;
    highest_ = std::max(highest_, levels_.back().joins);
  }
  void EndSegment() {
    Level& level = levels_.back();
    prefixes_ = 0;
    level.highest = std::max(level.highest, level.operators + level.inner);
    level.operators = 0;
    level.inner = 0;
  }
  bool too_high() const { return highest_ > kMaximumNesting; }
  // More open levels than the parser's own stack takes: it ends cleanly.
  bool parser_gives_up() const { return deepest_ > kMaximumNesting; }

 private:
  struct Level {
    uint64_t operators = 0;
    uint64_t inner = 0;
    uint64_t highest = 0;
    uint64_t set_operations = 0;
    uint64_t joins = 0;
  };
  static uint64_t Height(const Level& level) {
    return 1 + level.set_operations + level.joins +
           std::max(level.highest, level.operators + level.inner);
  }

  std::vector<Level> levels_;
  uint64_t highest_ = 0;
  size_t deepest_ = 0;
  // NOT after NOT without an operator between.
  size_t prefixes_ = 0;
};

void CountWord(std::string_view word, HeightEstimate& estimate) {
  if (word.size() < 2 || word.size() > 9) {
    return;
  }
  if (EqualsWord(word, "case")) {
    estimate.Open();
  } else if (EqualsWord(word, "end")) {
    estimate.Close();
  } else if (EqualsWord(word, "join")) {
    estimate.AddJoin();
  } else if (IsOneOf(word, kSetWords)) {
    estimate.AddSetOperation();
  } else if (IsOneOf(word, kFreshWords)) {
    estimate.EndSegment();
  } else if (IsOneOf(word, kOperatorWords)) {
    estimate.AddOperator(EqualsWord(word, "not") ? Fixity::Prefix
                                                 : Fixity::Infix);
  }
}

void CountMark(char mark, HeightEstimate& estimate) {
  switch (mark) {
    case '(':
    case '[':
      estimate.Open();
      break;
    case ')':
    case ']':
      estimate.Close();
      break;
    case ',':
      estimate.EndSegment();
      break;
    default:
      break;
  }
}

void FindPartners(StatementTokens& study) {
  std::vector<uint32_t> open;
  study.partners.assign(study.tokens.size(), kNoToken);
  for (uint32_t i = 0; i < study.size(); ++i) {
    if (study.IsMark(i, '(') || study.IsMark(i, '[')) {
      open.push_back(i);
    } else if ((study.IsMark(i, ')') || study.IsMark(i, ']')) &&
               !open.empty()) {
      study.partners[i] = open.back();
      study.partners[open.back()] = i;
      open.pop_back();
    }
  }
}

}  // namespace

bool EqualsWord(std::string_view written, std::string_view lower) {
  if (written.size() != lower.size()) {
    return false;
  }
  for (size_t i = 0; i < written.size(); ++i) {
    const char c = written[i];
    const char folded =
        c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (folded != lower[i]) {
      return false;
    }
  }
  return true;
}

bool IsWord(std::string_view text, const Token& token, std::string_view lower) {
  return token.kind == TokenKind::Identifier &&
         EqualsWord(text.substr(token.range.begin, token.range.size()), lower);
}

bool StatementTokens::IsWord(uint32_t index, std::string_view word) const {
  return index < tokens.size() && tokens[index].kind == TokenKind::Identifier &&
         EqualsWord(Text(index), word);
}

uint32_t StatementTokens::IndexAt(uint32_t offset) const {
  const auto found = std::lower_bound(
      tokens.begin(), tokens.end(), offset,
      [](const Token& token, uint32_t at) { return token.range.begin < at; });
  return static_cast<uint32_t>(found - tokens.begin());
}

StatementTokens StudyTokens(std::string_view text, std::vector<Token> tokens) {
  StatementTokens study{text, std::move(tokens), {}, std::nullopt};
  FindPartners(study);
  HeightEstimate estimate;
  for (uint32_t i = 0; i < study.size(); ++i) {
    switch (study.tokens[i].kind) {
      case TokenKind::Operator:
      case TokenKind::TypeCast:
        estimate.AddOperator(Fixity::Infix);
        break;
      case TokenKind::Identifier:
        CountWord(study.Text(i), estimate);
        break;
      case TokenKind::Punctuation:
        CountMark(text[study.tokens[i].range.begin], estimate);
        break;
      default:
        break;
    }
    if (estimate.too_high() && !study.too_deep) {
      study.too_deep = i;
    }
  }
  if (estimate.parser_gives_up()) {
    study.too_deep.reset();
  }
  return study;
}

}  // namespace pgpact
