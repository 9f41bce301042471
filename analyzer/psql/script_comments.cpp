#include "analyzer/psql/script_comments.h"

#include <algorithm>
#include <optional>

#include "analyzer/lexer/lexer.h"
#include "analyzer/psql/copy_command.h"
#include "analyzer/psql/statement_buffer.h"

namespace pgpact {

namespace {

constexpr std::string_view kMark = "pgpact:";

// Walks over the script's tokens and keeps track of its statements.
class CommentScan {
 public:
  explicit CommentScan(std::string_view text) : text_(text) {
    script_.text.text = text;
  }

  std::vector<ScriptComment> Run() {
    Lexer lexer(text_);
    uint32_t base = 0;
    while (std::optional<Token> token = lexer.Next()) {
      token->range.begin += base;
      token->range.end += base;
      if (token->is_comment()) {
        Comment(token->range);
      } else if (const std::optional<uint32_t> next = Word(*token)) {
        base = *next;
        lexer = Lexer(text_.substr(base));
      }
    }
    EndStatement(static_cast<uint32_t>(text_.size()));
    return std::move(comments_);
  }

 private:
  void Comment(TextRange range) {
    std::string_view text = text_.substr(range.begin, range.size());
    if (text.find(kMark) == std::string_view::npos) {
      return;
    }
    const bool block = text.starts_with("/*");
    text.remove_prefix(2);
    if (block && text.ends_with("*/")) {
      text.remove_suffix(2);
    }
    const bool after_last =
        !inside_ && last_.end > 0 &&
        text_.substr(last_.end, range.begin - last_.end).find('\n') ==
            std::string_view::npos;
    comments_.push_back(
        {std::string(text), range, after_last ? last_ : TextRange{}});
    if (!after_last) {
      waiting_.push_back(comments_.size() - 1);
    }
  }

  // A token that is no comment; where to go on when it is not right after it.
  std::optional<uint32_t> Word(const Token& token) {
    if (!inside_) {
      inside_ = true;
      begin_ = token.range.begin;
    }
    const char first = text_[token.range.begin];
    if (token.kind == TokenKind::Other && first == '\\') {
      // A meta-command: it ends what is open, or stands alone on its line.
      const auto end = static_cast<uint32_t>(
          std::min(text_.find('\n', token.range.end), text_.size()));
      EndStatement(end);
      return end;
    }
    if (token.kind != TokenKind::Punctuation || first != ';' ||
        !buffer_.at_top()) {
      buffer_.Add(script_, token);
      return std::nullopt;
    }
    const bool data = buffer_.copies_from_stdin();
    EndStatement(token.range.end);
    const size_t line = text_.find('\n', token.range.end);
    if (!data || line == std::string_view::npos) {
      return std::nullopt;
    }
    return static_cast<uint32_t>(
        std::min(EndOfCopyData(text_, line + 1), text_.size()));
  }

  void EndStatement(uint32_t end) {
    last_ = {inside_ ? begin_ : end, end};
    for (const size_t index : waiting_) {
      comments_[index].covers = last_;
    }
    waiting_.clear();
    inside_ = false;
    buffer_ = StatementBuffer{};
  }

  std::string_view text_;
  MarkedText script_;
  StatementBuffer buffer_;
  bool inside_ = false;
  uint32_t begin_ = 0;
  TextRange last_;
  std::vector<ScriptComment> comments_;
  // Of those whose statement has not ended.
  std::vector<size_t> waiting_;
};

}  // namespace

std::vector<ScriptComment> ScriptComments(std::string_view text) {
  if (text.find(kMark) == std::string_view::npos) {
    return {};
  }
  return CommentScan(text).Run();
}

}  // namespace pgpact
