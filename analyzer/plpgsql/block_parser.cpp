#include "analyzer/plpgsql/block_parser.h"

#include <algorithm>
#include <utility>

#include "analyzer/plpgsql/parse_plpgsql.h"
#include "analyzer/sql/statement_tokens.h"

namespace pgpact {
namespace {

// Statements in statements; the server has no bound but its stack.
constexpr uint32_t kMaximumDepth = 200;

}  // namespace

BlockParser::BlockParser(std::string_view text)
    : text_(text), tokens_(Tokenize(text)) {}

std::string_view BlockParser::Written(uint32_t index) const {
  if (index >= tokens_.size()) {
    return {};
  }
  return text_.substr(tokens_[index].range.begin, tokens_[index].range.size());
}

bool BlockParser::IsWord(uint32_t index, std::string_view word) const {
  return index < tokens_.size() &&
         tokens_[index].kind == TokenKind::Identifier &&
         EqualsWord(Written(index), word);
}

bool BlockParser::IsAnyWord(uint32_t index, Words words) const {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return IsWord(index, word);
  });
}

bool BlockParser::IsMark(uint32_t index, std::string_view mark) const {
  if (index >= tokens_.size()) {
    return false;
  }
  switch (tokens_[index].kind) {
    case TokenKind::Operator:
    case TokenKind::TypeCast:
    case TokenKind::ColonEquals:
    case TokenKind::DotDot:
    case TokenKind::Punctuation:
      return Written(index) == mark;
    default:
      return false;
  }
}

bool BlockParser::IsName(uint32_t index) const {
  return index < tokens_.size() &&
         (tokens_[index].kind == TokenKind::Identifier ||
          tokens_[index].kind == TokenKind::QuotedIdentifier);
}

bool BlockParser::TakeWord(std::string_view word) {
  const bool is = IsWord(word);
  next_ += is ? 1 : 0;
  return is;
}

bool BlockParser::TakeMark(std::string_view mark) {
  const bool is = IsMark(next_, mark);
  next_ += is ? 1 : 0;
  return is;
}

Identifier BlockParser::TakeName() {
  if (!IsName(next_)) {
    return {};
  }
  const Token& token = tokens_[next_];
  const std::string_view written = Written(next_);
  ++next_;
  return {token.kind == TokenKind::Identifier ? FoldIdentifier(written)
                                              : UnquoteIdentifier(written),
          token.range};
}

TextRange BlockParser::RangeOf(uint32_t first, uint32_t last) const {
  if (first < last) {
    return {tokens_[first].range.begin, tokens_[last - 1].range.end};
  }
  const auto size = static_cast<uint32_t>(text_.size());
  const uint32_t at =
      first < tokens_.size() ? tokens_[first].range.begin : size;
  return {at, at};
}

uint32_t BlockParser::FindEnd(uint32_t from, Words words, Commas commas) const {
  int depth = 0;
  for (uint32_t i = from; i < tokens_.size(); ++i) {
    if (IsMark(i, ";")) {
      return i;
    }
    if (depth <= 0 &&
        (IsAnyWord(i, words) || (commas == Commas::Stop && IsMark(i, ",")))) {
      return i;
    }
    if (IsMark(i, "(") || IsMark(i, "[")) {
      ++depth;
    } else if (IsMark(i, ")") || IsMark(i, "]")) {
      --depth;
      if (depth < 0 && commas == Commas::Stop) {
        return i;
      }
    }
  }
  return static_cast<uint32_t>(tokens_.size());
}

TextRange BlockParser::Until(Words words, Commas commas) {
  const uint32_t end = FindEnd(next_, words, commas);
  const TextRange range = RangeOf(next_, end);
  next_ = end;
  return range;
}

std::vector<TextRange> BlockParser::List(Words words) {
  std::vector<TextRange> items;
  do {
    const TextRange item = Until(words, Commas::Stop);
    if (!item.empty()) {
      items.push_back(item);
    }
  } while (TakeMark(","));
  return items;
}

std::optional<TextRange> BlockParser::Parenthesised() {
  if (!TakeMark("(")) {
    return std::nullopt;
  }
  const uint32_t first = next_;
  int depth = 1;
  while (!AtEnd() && !IsMark(next_, ";")) {
    depth += IsMark(next_, "(") ? 1 : 0;
    depth -= IsMark(next_, ")") ? 1 : 0;
    ++next_;
    if (depth == 0) {
      return RangeOf(first, next_ - 1);
    }
  }
  return RangeOf(first, next_);
}

void BlockParser::SkipToSemicolon() {
  while (!AtEnd() && !IsMark(next_, ";")) {
    ++next_;
  }
  TakeMark(";");
}

void BlockParser::TakeEnd(std::string_view word) {
  if (!IsWord("end") || (!word.empty() && !IsWord(next_ + 1, word))) {
    return;
  }
  SkipToSemicolon();
}

// #option value
void BlockParser::ParseOptions(PlFunction& function) {
  while (IsMark(next_, "#")) {
    if (IsWord(next_ + 1, "variable_conflict")) {
      function.conflict =
          IsWord(next_ + 2, "use_variable") ? VariableConflict::UseVariable
          : IsWord(next_ + 2, "use_column") ? VariableConflict::UseColumn
                                            : VariableConflict::Error;
    }
    next_ += 3;
  }
}

Identifier BlockParser::TakeLabel() {
  Identifier label;
  if (IsMark(next_, "<<") && IsName(next_ + 1) && IsMark(next_ + 2, ">>")) {
    ++next_;
    label = TakeName();
    ++next_;
  }
  return label;
}

PlFunction BlockParser::ParseFunction() {
  PlFunction function;
  ParseOptions(function);
  const uint32_t first = next_;
  Identifier label = TakeLabel();
  if (!IsWord("declare") && !IsWord("begin")) {
    next_ = first;
    function.block.body = ParseBody();
  } else {
    function.block = ParseBlock(std::move(label));
    TakeMark(";");
  }
  if (!AtEnd()) {
    function.block.body.push_back(
        {RangeOf(next_, static_cast<uint32_t>(tokens_.size())), StmtUnknown{}});
  }
  return function;
}

StmtBlock BlockParser::ParseBlock(Identifier label) {
  StmtBlock block;
  block.label = std::move(label);
  if (TakeWord("declare")) {
    block.declarations = ParseDeclarations();
  }
  if (!TakeWord("begin")) {
    return block;
  }
  block.body = ParseBody();
  ParseExceptions(block);
  TakeEnd("");
  return block;
}

void BlockParser::ParseExceptions(StmtBlock& block) {
  if (!TakeWord("exception")) {
    return;
  }
  while (TakeWord("when")) {
    PlException exception;
    const uint32_t end = FindEnd(next_, {"then"}, Commas::Pass);
    for (; next_ < end; ++next_) {
      if (tokens_[next_].kind == TokenKind::String) {
        const std::string_view written = Written(next_);
        exception.conditions.emplace_back(
            written.substr(1, written.size() - 2));
      } else if (IsName(next_) && !IsAnyWord(next_, {"or", "sqlstate"})) {
        exception.conditions.push_back(FoldIdentifier(Written(next_)));
      }
    }
    TakeWord("then");
    exception.action = ParseBody();
    block.exceptions.push_back(std::move(exception));
  }
}

PlBody BlockParser::ParseBody() {
  PlBody body;
  while (!AtEnd()) {
    if (IsAnyWord(next_,
                  {"end", "else", "elsif", "elseif", "exception", "when"})) {
      return body;
    }
    const uint32_t before = next_;
    if (TakeMark(";")) {
      continue;
    }
    body.push_back(ParseStatement());
    if (next_ == before) {
      SkipToSemicolon();
    }
  }
  return body;
}

// A block or a loop, with its label.
bool BlockParser::ParseLabelled(PlStatement& statement) {
  Identifier label = TakeLabel();
  if (IsWord("declare") || IsWord("begin")) {
    statement.node = ParseBlock(std::move(label));
    return true;
  }
  if (TakeWord("loop")) {
    StmtLoop loop;
    loop.label = std::move(label);
    loop.body = ParseBody();
    TakeEnd("loop");
    statement.node = std::move(loop);
    return true;
  }
  if (TakeWord("while")) {
    StmtWhile loop;
    loop.label = std::move(label);
    loop.condition = Until({"loop"});
    loop.body = ParseLoopBody();
    statement.node = std::move(loop);
    return true;
  }
  if (IsWord("for")) {
    return ParseFor(std::move(label), statement);
  }
  return IsWord("foreach") && ParseForEach(std::move(label), statement);
}

PlStatement BlockParser::ParseStatement() {
  PlStatement statement;
  const uint32_t first = next_;
  statement.node = StmtUnknown{};
  ++depth_;
  bool understood = depth_ <= kMaximumDepth;
  if (understood && ParseAssignment(statement)) {
    // It is one, whatever the name says.
  } else if (understood && IsWord("if")) {
    ++next_;
    statement.node = ParseIf();
  } else if (understood && IsWord("case")) {
    ++next_;
    statement.node = ParseCase();
  } else {
    understood =
        understood && (ParseLabelled(statement) || ParseCommand(statement));
  }
  --depth_;
  if (!understood) {
    next_ = first;
    statement.node = StmtUnknown{};
  }
  const uint32_t stop =
      !understood || (next_ > first && !IsMark(next_ - 1, ";"))
          ? FindEnd(next_, {}, Commas::Pass)
          : next_;
  const bool ended = stop > first && IsMark(stop - 1, ";");
  statement.range = RangeOf(first, ended ? stop - 1 : stop);
  next_ = stop;
  TakeMark(";");
  return statement;
}

PlFunction ParsePlpgsql(std::string_view body) {
  return BlockParser(body).ParseFunction();
}

}  // namespace pgpact
