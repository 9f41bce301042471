#include "analyzer/psql/statement_buffer.h"

#include <algorithm>
#include <utility>

namespace pgpact {

namespace {

bool IsWord(std::string_view text, std::string_view word) {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                    [](char a, char b) {
                      return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
                    });
}

}  // namespace

void StatementBuffer::TrackWord(std::string_view word) {
  constexpr std::array<std::string_view, 5> kHeads = {
      "create", "function", "procedure", "or", "replace"};
  if (words_ < initials_.size()) {
    for (const std::string_view head : kHeads) {
      if (IsWord(word, head)) {
        initials_[words_] = head[0];
      }
    }
  }
  ++words_;
  const size_t kind = initials_[1] == 'o' && initials_[2] == 'r' ? 3 : 1;
  const bool routine =
      initials_[0] == 'c' && (initials_[kind] == 'f' || initials_[kind] == 'p');
  if (!routine || parentheses_ != 0) {
    return;
  }
  if (IsWord(word, "begin") || (blocks_ > 0 && IsWord(word, "case"))) {
    ++blocks_;
  } else if (blocks_ > 0 && IsWord(word, "end")) {
    --blocks_;
  }
}

void StatementBuffer::Track(std::string_view text, const Token& token) {
  ++tokens_;
  if (token.kind == TokenKind::Punctuation) {
    if (text == "(") {
      ++parentheses_;
    } else if (text == ")" && parentheses_ > 0) {
      --parentheses_;
    }
  }
  CopyState next = copy_ == CopyState::FromStdin ? copy_ : CopyState::Nothing;
  if (copy_ == CopyState::Copy || copy_ == CopyState::From) {
    next = CopyState::Copy;
  }
  if (token.kind == TokenKind::Identifier) {
    TrackWord(text);
    if (tokens_ == 1 && IsWord(text, "copy")) {
      next = CopyState::Copy;
    } else if (copy_ == CopyState::Copy && parentheses_ == 0 &&
               IsWord(text, "from")) {
      next = CopyState::From;
    } else if (copy_ == CopyState::From && IsWord(text, "stdin")) {
      next = CopyState::FromStdin;
    }
  }
  copy_ = next;
}

void StatementBuffer::Flush(uint32_t until) {
  if (source_ != nullptr && !run_.empty()) {
    text_.Append(*source_, run_);
    significant_ = static_cast<uint32_t>(text_.text().size());
    if (until > run_.end) {
      text_.Append(*source_, {run_.end, until});
    }
  }
  run_ = {};
  source_ = nullptr;
}

void StatementBuffer::Add(const MarkedText& source, const Token& token) {
  const std::string_view text = source.text.text;
  Track(text.substr(token.range.begin, token.range.size()), token);
  if (source_ != &source) {
    Flush(run_.end);
    source_ = &source;
    run_ = token.range;
    if (!text_.empty()) {
      run_.begin = std::min(resume_, token.range.begin);
    }
    return;
  }
  run_.end = token.range.end;
}

void StatementBuffer::BreakAt(const MarkedText& source, uint32_t offset,
                              uint32_t resume) {
  if (source_ == nullptr && !text_.empty() && resume_ < offset) {
    // Blanks between two things broken out.
    text_.Append(source, {resume_, offset});
  }
  Flush(offset);
  resume_ = resume;
}

void StatementBuffer::Resume(uint32_t until, uint32_t resume) {
  Flush(until);
  resume_ = resume;
}

MarkedText StatementBuffer::Take() {
  Flush(run_.end);
  text_.Truncate(significant_);
  StatementBuffer taken = std::exchange(*this, StatementBuffer{});
  return taken.text_.Take();
}

}  // namespace pgpact
