// StatementBuffer: psql's query buffer, and what decides where it ends.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "analyzer/lexer/token.h"
#include "analyzer/psql/marked_text_builder.h"

namespace pgpact {

class StatementBuffer {
 public:
  // Takes a token of `source` with what stands between it and the token
  // before. `source` must live until the next BreakAt or Take.
  void Add(const MarkedText& source, const Token& token);
  // Something that is no part of the statement stands at `offset` of the
  // source and the statement goes on at `resume`.
  void BreakAt(const MarkedText& source, uint32_t offset, uint32_t resume);
  // What was broken out has ended: the source read before, if any, counts up
  // to `until`, and the next one goes on at `resume`.
  void Resume(uint32_t until, uint32_t resume);

  // A semicolon here ends the statement: outside parentheses and outside
  // BEGIN … END of a routine's body.
  bool at_top() const { return parentheses_ == 0 && blocks_ == 0; }
  bool empty() const { return run_.empty() && text_.empty(); }
  // What it holds is COPY … FROM STDIN.
  bool copies_from_stdin() const { return copy_ == CopyState::FromStdin; }

  // The statement from its first token to its last; the buffer is empty then.
  MarkedText Take();

 private:
  enum class CopyState { Nothing, Copy, From, FromStdin };

  void Track(std::string_view text, const Token& token);
  void TrackWord(std::string_view word);
  void Flush(uint32_t until);

  MarkedTextBuilder text_;
  // The text up to the last token, without blanks and comments after it.
  uint32_t significant_ = 0;
  // Tokens not in text_ yet: a range of source_.
  const MarkedText* source_ = nullptr;
  TextRange run_;
  uint32_t resume_ = 0;

  uint32_t tokens_ = 0;
  uint32_t parentheses_ = 0;
  // psql's own heuristic: the first four words' initials of
  // CREATE [OR REPLACE] {FUNCTION | PROCEDURE}, and depth of BEGIN and CASE.
  std::array<char, 4> initials_{};
  uint32_t words_ = 0;
  uint32_t blocks_ = 0;
  CopyState copy_ = CopyState::Nothing;
};

}  // namespace pgpact
