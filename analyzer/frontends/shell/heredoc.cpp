#include "analyzer/frontends/shell/heredoc.h"

#include <algorithm>

namespace pgpact {

namespace {

// What a byte stands in.
enum class Context : uint8_t { Command, Paren, Quotes, Backtick, Brace };

bool EndsWord(char c) {
  return std::string_view(" \t\r\n;&|()<>").find(c) != std::string_view::npos;
}

class HeredocScan {
 public:
  explicit HeredocScan(std::string_view text) : text_(text) {}

  std::vector<Heredoc> Run() {
    while (at_ < text_.size()) {
      Step();
    }
    TakeBodies();
    return std::move(found_);
  }

 private:
  Context top() const {
    return stack_.empty() ? Context::Command : stack_.back();
  }
  bool quoted() const { return top() == Context::Quotes; }
  bool Has(std::string_view part) const {
    return text_.substr(at_).starts_with(part);
  }
  void Push(Context context, uint32_t length) {
    stack_.push_back(context);
    at_ += length;
  }
  void PopIf(Context context) {
    if (top() == context && !stack_.empty()) {
      stack_.pop_back();
    }
    ++at_;
  }
  void SkipTo(size_t offset) {
    at_ = static_cast<uint32_t>(std::min(offset, text_.size()));
  }

  void Step() {
    const char c = text_[at_];
    if (c == '\n') {
      ++at_;
      TakeBodies();
    } else if (c == '\\') {
      SkipTo(size_t{at_} + 2);
    } else if (c == '"') {
      if (quoted()) {
        PopIf(Context::Quotes);
      } else {
        Push(Context::Quotes, 1);
      }
    } else if (c == '`') {
      if (top() == Context::Backtick) {
        PopIf(Context::Backtick);
      } else {
        Push(Context::Backtick, 1);
      }
    } else if (c == '$') {
      Dollar();
    } else if (quoted()) {
      ++at_;
    } else {
      Unquoted(c);
    }
  }

  void Dollar() {
    if (Has("$((")) {
      Arithmetic(3);
    } else if (Has("$(")) {
      Push(Context::Paren, 2);
    } else if (Has("${")) {
      Push(Context::Brace, 2);
    } else if (Has("$'") && !quoted()) {
      ++at_;
      do {
        SkipTo(text_.find_first_of("\\'", at_ + 1));
        at_ += at_ < text_.size() && text_[at_] == '\\' ? 1 : 0;
      } while (at_ < text_.size() && text_[at_] != '\'');
      SkipTo(size_t{at_} + 1);
    } else {
      at_ += Has("$#") ? 2 : 1;
    }
  }

  void Unquoted(char c) {
    if (c == '\'') {
      const size_t close = text_.find('\'', at_ + 1);
      SkipTo(close == std::string_view::npos ? close : close + 1);
    } else if (c == '#' && (at_ == 0 || EndsWord(text_[at_ - 1]))) {
      SkipTo(text_.find('\n', at_));
    } else if (Has("((") && top() != Context::Brace) {
      Arithmetic(2);
    } else if (c == '(') {
      Push(Context::Paren, 1);
    } else if (c == ')') {
      PopIf(Context::Paren);
    } else if (c == '}') {
      PopIf(Context::Brace);
    } else if (Has("<<<")) {
      at_ += 3;
    } else if (Has("<<")) {
      Mark();
    } else {
      ++at_;
    }
  }

  // `((…))` of numbers, in which << shifts; what does not end so within its
  // line is two parentheses.
  void Arithmetic(uint32_t length) {
    const size_t line = std::min(text_.find('\n', at_), text_.size());
    const size_t close = text_.find("))", at_);
    if (close < line) {
      SkipTo(close + 2);
    } else {
      Push(Context::Paren, length - 1);
    }
  }

  void Mark() {
    Heredoc heredoc;
    const uint32_t begin = at_;
    heredoc.strips_tabs = Has("<<-");
    at_ += heredoc.strips_tabs ? 3 : 2;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) {
      ++at_;
    }
    std::string delimiter;
    while (at_ < text_.size() && !EndsWord(text_[at_])) {
      const char c = text_[at_++];
      if (c == '\'' || c == '"') {
        const size_t close = std::min(text_.find(c, at_), text_.size());
        delimiter += text_.substr(at_, close - at_);
        SkipTo(close + 1);
        heredoc.quoted = true;
      } else if (c == '\\' && at_ < text_.size()) {
        delimiter += text_[at_++];
        heredoc.quoted = true;
      } else {
        delimiter += c;
      }
    }
    if (!delimiter.empty() || heredoc.quoted) {
      heredoc.mark = {begin, at_};
      found_.push_back(heredoc);
      waiting_.push_back(std::move(delimiter));
    }
  }

  // At a line's beginning: the bodies of the marks before it.
  void TakeBodies() {
    size_t index = found_.size() - waiting_.size();
    for (const std::string& delimiter : waiting_) {
      TakeBody(found_[index++], delimiter);
    }
    waiting_.clear();
  }

  void TakeBody(Heredoc& heredoc, std::string_view delimiter) {
    heredoc.body.begin = at_;
    while (at_ < text_.size()) {
      const uint32_t line = at_;
      const size_t end = std::min(text_.find('\n', at_), text_.size());
      std::string_view shown = text_.substr(line, end - line);
      if (heredoc.strips_tabs) {
        shown.remove_prefix(
            std::min(shown.find_first_not_of('\t'), shown.size()));
      }
      if (shown.ends_with('\r')) {
        shown.remove_suffix(1);
      }
      SkipTo(end + 1);
      if (shown == delimiter) {
        heredoc.body.end = line;
        heredoc.end = static_cast<uint32_t>(end);
        return;
      }
    }
    heredoc.body.end = at_;
    heredoc.end = at_;
    heredoc.terminated = false;
  }

  std::string_view text_;
  uint32_t at_ = 0;
  std::vector<Context> stack_;
  std::vector<Heredoc> found_;
  // Delimiters of the last marks, whose bodies begin with the next line.
  std::vector<std::string> waiting_;
};

}  // namespace

std::vector<Heredoc> FindHeredocs(std::string_view text) {
  return HeredocScan(text).Run();
}

std::string WithoutHeredocs(std::string_view text,
                            const std::vector<Heredoc>& heredocs) {
  std::string blank(text);
  for (const Heredoc& heredoc : heredocs) {
    blank[heredoc.mark.begin + 1] = ' ';
    if (heredoc.strips_tabs) {
      blank[heredoc.mark.begin + 2] = ' ';
    }
    std::fill(blank.begin() + heredoc.body.begin, blank.begin() + heredoc.end,
              ' ');
  }
  return blank;
}

}  // namespace pgpact
