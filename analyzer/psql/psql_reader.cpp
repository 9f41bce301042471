#include "analyzer/psql/psql_reader.h"

#include <algorithm>
#include <deque>
#include <string>
#include <utility>

#include "analyzer/lexer/lexer.h"
#include "analyzer/psql/condition_stack.h"
#include "analyzer/psql/connect_target.h"
#include "analyzer/psql/copy_command.h"
#include "analyzer/psql/meta_command.h"
#include "analyzer/psql/slash_arguments.h"
#include "analyzer/psql/statement_buffer.h"
#include "analyzer/psql/variable_reference.h"

namespace pgpact {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Variables whose values name variables.
constexpr uint32_t kVariableDepth = 32;

PsqlSend SendOf(MetaCommand command) {
  switch (command) {
    case MetaCommand::Gset:
      return PsqlSend::Gset;
    case MetaCommand::Gexec:
      return PsqlSend::Gexec;
    case MetaCommand::Describe:
      return PsqlSend::Describe;
    case MetaCommand::Show:
      return PsqlSend::Show;
    default:
      return PsqlSend::Go;
  }
}

// What an \if makes of its arguments.
std::optional<bool> Condition(const MarkedText& text) {
  if (!text.holes.empty()) {
    return std::nullopt;
  }
  // What psql does not understand it takes for false.
  return ParseVariableBool(text.text.text).value_or(false);
}

}  // namespace

// The reader's position in the script and what it has collected.
class PsqlReader::State {
 public:
  State(const MarkedText& script, PsqlSession& session, PsqlInput mode)
      : script_(script),
        text_(script.text.text),
        session_(session),
        mode_(mode),
        limit_(static_cast<uint32_t>(text_.size())) {
    if (text_.starts_with('\\')) {
      mode_ = PsqlInput::Script;
    }
    if (mode_ == PsqlInput::Command) {
      request_ = session_.NextRequest();
    }
    MoveTo(text_.starts_with(kByteOrderMark)
               ? static_cast<uint32_t>(kByteOrderMark.size())
               : 0);
    ReportOddContent();
  }

  std::optional<PsqlItem> Next() {
    while (ready_.empty() && !finished_) {
      Step();
    }
    if (ready_.empty()) {
      return std::nullopt;
    }
    PsqlItem item = std::move(ready_.front());
    ready_.pop_front();
    return item;
  }

 private:
  // Lexing -----------------------------------------------------------------
  void ReportOddContent() {
    const size_t nul = text_.find('\0');
    if (text_.starts_with("PGDMP")) {
      Complain("a dump in custom format, which only pg_restore reads", {0, 5});
      finished_ = true;
    } else if (nul != std::string_view::npos) {
      const auto at = static_cast<uint32_t>(nul);
      Complain("a NUL byte in the script", {at, at + 1});
    }
  }

  void MoveTo(uint32_t offset) {
    base_ = std::min(offset, limit_);
    lexer_.emplace(text_.substr(base_, limit_ - base_));
  }

  void Step() {
    std::optional<Token> token = lexer_->Next();
    if (!token) {
      EndOfText();
      return;
    }
    token->range.begin += base_;
    token->range.end += base_;
    cursor_ = token->range.end;
    const char first = text_[token->range.begin];
    if (mode_ == PsqlInput::Script && token->kind == TokenKind::Other &&
        first == '\\') {
      Backslash(*token);
    } else if (conditions_.active()) {
      Take(script_, *token, 0);
    }
  }

  // A token of the script, or of a variable's value.
  void Take(const MarkedText& source, const Token& token, uint32_t depth) {
    if (token.is_comment()) {
      return;
    }
    const std::string_view text = source.text.text;
    const char first = text[token.range.begin];
    const bool mark =
        token.kind == TokenKind::Punctuation && token.range.size() == 1;
    if (mark && first == ';' && buffer_.at_top()) {
      Send(PsqlSend::Semicolon);
      return;
    }
    if (mark && first == ':' && mode_ == PsqlInput::Script &&
        TakeVariable(source, token.range.begin, depth)) {
      return;
    }
    buffer_.Add(source, token);
  }

  // Puts in the variable whose reference begins at the colon, if one does.
  bool TakeVariable(const MarkedText& source, uint32_t colon, uint32_t depth) {
    const std::string_view text = source.text.text;
    const std::optional<VariableReference> reference =
        VariableReferenceAt(text, colon);
    MarkedTextBuilder value;
    if (!reference || depth == kVariableDepth ||
        !AppendVariable(*reference, source, session_, value)) {
      return false;
    }
    buffer_.BreakAt(source, colon, 0);
    const MarkedText taken = value.Take();
    TakeAll(taken, depth + 1);
    buffer_.Resume(static_cast<uint32_t>(taken.text.text.size()),
                   reference->range.end);
    skip_until_ = reference->range.end;
    if (depth == 0) {
      MoveTo(reference->range.end);
    }
    return true;
  }

  void TakeAll(const MarkedText& value, uint32_t depth) {
    Lexer lexer(value.text.text);
    skip_until_ = 0;
    while (const std::optional<Token> token = lexer.Next()) {
      if (token->range.begin >= skip_until_) {
        Take(value, *token, depth);
      }
    }
  }

  void EndOfText() {
    if (pending_copies_ > 0) {
      SkipCopyData();
      return;
    }
    if (conditions_.active()) {
      Send(PsqlSend::EndOfInput);
    }
    if (!conditions_.empty()) {
      Complain("reached the end of the script without \\endif",
               {limit_, limit_});
    }
    finished_ = true;
  }

  // Sending ----------------------------------------------------------------
  void Send(PsqlSend how) {
    const bool data = buffer_.copies_from_stdin();
    MarkedText text = buffer_.Take();
    if (!text.text.text.empty()) {
      SendText(std::move(text), how);
      if (data && mode_ == PsqlInput::Script && how != PsqlSend::Describe) {
        ExpectCopyData();
      }
    }
    if (how != PsqlSend::Batch && mode_ == PsqlInput::Script) {
      request_.reset();
    }
  }

  void SendText(MarkedText text, PsqlSend how) {
    if (!request_) {
      request_ = session_.NextRequest();
    }
    ready_.emplace_back(
        PsqlStatement{.text = std::move(text),
                      .sent_by = how,
                      .request = *request_,
                      .on_error_stop = session_.IsOn("ON_ERROR_STOP"),
                      .autocommit = session_.IsOn("AUTOCOMMIT"),
                      .on_error_rollback = session_.IsOn("ON_ERROR_ROLLBACK")});
  }

  // The lines after this one are data; what is left of this one comes first.
  void ExpectCopyData() {
    if (pending_copies_++ == 0) {
      limit_ = static_cast<uint32_t>(
          std::min(text_.find('\n', cursor_), text_.size()));
      MoveTo(cursor_);
    }
  }

  void SkipCopyData() {
    --pending_copies_;
    const auto size = static_cast<uint32_t>(text_.size());
    const uint32_t begin = std::min(limit_ + 1, size);
    const size_t end = EndOfCopyData(text_, begin);
    const bool terminated = end != std::string_view::npos;
    const uint32_t after = terminated ? static_cast<uint32_t>(end) : size;
    ready_.emplace_back(PsqlCopyData{{begin, after}, terminated});
    // More data may follow, else the script.
    limit_ = pending_copies_ > 0 ? after - 1 : size;
    MoveTo(pending_copies_ > 0 ? limit_ : after);
  }

  // Meta-commands ----------------------------------------------------------
  void Backslash(const Token& token) {
    const uint32_t at = token.range.begin;
    const char next = at + 1 < limit_ ? text_[at + 1] : '\0';
    if (next == ';' || next == ':') {
      MoveTo(at + 2);
      if (conditions_.active()) {
        Escaped(at, next);
      }
      return;
    }
    const auto name_end = static_cast<uint32_t>(
        std::min<size_t>(text_.find_first_of(" \t\r\n\f\v\\", at + 1), limit_));
    const std::string_view name = text_.substr(at + 1, name_end - at - 1);
    cursor_ = name_end;
    SlashArguments arguments(script_, name_end, session_);
    if (conditions_.active()) {
      buffer_.BreakAt(script_, at, name_end);
    }
    Run(name, {at, name_end}, arguments);
    arguments.Finish();
    buffer_.Resume(0, arguments.end());
    MoveTo(arguments.end());
  }

  void Escaped(uint32_t at, char next) {
    buffer_.BreakAt(script_, at, at + 1);
    if (next == ';') {
      Send(PsqlSend::Batch);
    } else {
      buffer_.Add(
          script_,
          {TokenKind::Punctuation, LexicalError::None, {at + 1, at + 2}});
    }
  }

  void Run(std::string_view name, TextRange range, SlashArguments& arguments) {
    const std::optional<MetaCommand> command = FindMetaCommand(name);
    if (!command) {
      if (conditions_.active()) {
        Complain("invalid command \\" + std::string(name), range);
      }
      arguments.RestOfLine();
      return;
    }
    switch (*command) {
      case MetaCommand::If:
      case MetaCommand::ElseIf:
      case MetaCommand::Else:
      case MetaCommand::EndIf:
        Branch(*command, range, arguments);
        return;
      case MetaCommand::Copy:
      case MetaCommand::IgnoredLine:
        if (*command == MetaCommand::Copy && conditions_.active()) {
          Copy(range, arguments.RestOfLine());
        }
        arguments.RestOfLine();
        return;
      default:
        if (conditions_.active()) {
          RunActive(*command, range, arguments);
        }
        return;
    }
  }

  void RunActive(MetaCommand command, TextRange range,
                 SlashArguments& arguments) {
    switch (command) {
      case MetaCommand::Go:
      case MetaCommand::Gset:
      case MetaCommand::Gexec:
      case MetaCommand::Describe:
      case MetaCommand::Show:
        Send(SendOf(command));
        if (command == MetaCommand::Gset) {
          session_.SetUnknownNames();
        }
        return;
      case MetaCommand::Include:
      case MetaCommand::IncludeRelative:
      case MetaCommand::ChangeDirectory:
      case MetaCommand::Connect:
        Path(command, range, arguments);
        return;
      case MetaCommand::Reset:
        buffer_.Take();
        return;
      case MetaCommand::Quit:
        finished_ = true;
        return;
      default:
        Variables(command, range, arguments);
        return;
    }
  }

  void Path(MetaCommand command, TextRange range, SlashArguments& arguments) {
    std::optional<MarkedText> path = arguments.NextPath();
    while (command == MetaCommand::Connect && path &&
           path->text.text.starts_with("-reuse-previous")) {
      path = arguments.NextPath();
    }
    const std::optional<Location> place = PlaceOf(script_, range);
    if (command == MetaCommand::Connect) {
      ready_.emplace_back(
          PsqlConnect{path ? ConnectDatabase(*path) : MarkedText{}, place});
    } else if (command == MetaCommand::ChangeDirectory) {
      ready_.emplace_back(
          PsqlChangeDirectory{std::move(path).value_or(MarkedText{})});
    } else if (!path) {
      Complain("\\i: missing required argument", range);
    } else {
      ready_.emplace_back(PsqlInclude{
          std::move(*path), command == MetaCommand::IncludeRelative, place});
    }
  }

  void Variables(MetaCommand command, TextRange range,
                 SlashArguments& arguments) {
    std::optional<MarkedText> name = arguments.Next();
    if (!name) {
      return;
    }
    const std::optional<Location> place = PlaceOf(script_, range);
    if (command == MetaCommand::Unset) {
      session_.Unset(name->text.text);
    } else if (command == MetaCommand::GetEnvironment) {
      session_.SetUnknown(name->text.text, UnknownReason::Environment, place);
    } else if (command == MetaCommand::Prompt) {
      while (std::optional<MarkedText> last = arguments.Next()) {
        name = std::move(last);
      }
      session_.SetUnknown(name->text.text, UnknownReason::UserInput, place);
    } else if (command == MetaCommand::Set) {
      MarkedTextBuilder value;
      while (const std::optional<MarkedText> part = arguments.Next()) {
        value.Append(*part);
      }
      if (conditions_.undecided()) {
        session_.SetUnknown(name->text.text, UnknownReason::Environment, place);
      } else {
        session_.Set(name->text.text, value.Take());
      }
    }
  }

  void Branch(MetaCommand command, TextRange range, SlashArguments& arguments) {
    using Step = ConditionStack::Step;
    std::optional<bool> condition = false;
    const bool looks =
        command == MetaCommand::If
            ? conditions_.active()
            : command == MetaCommand::ElseIf && conditions_.wants_condition();
    if (looks) {
      MarkedTextBuilder text;
      while (const std::optional<MarkedText> part = arguments.Next()) {
        text.Append(text.empty() ? "" : " ", std::nullopt);
        text.Append(*part);
      }
      condition = Condition(text.Take());
    }
    Step step = Step::Decided;
    PsqlBranchKind kind = PsqlBranchKind::If;
    if (command == MetaCommand::If) {
      step = conditions_.If(condition);
    } else if (command == MetaCommand::ElseIf) {
      step = conditions_.ElseIf(condition);
      kind = PsqlBranchKind::ElseIf;
    } else if (command == MetaCommand::Else) {
      step = conditions_.Else();
      kind = PsqlBranchKind::Else;
    } else {
      step = conditions_.EndIf();
      kind = PsqlBranchKind::EndIf;
    }
    if (step == Step::Misplaced) {
      Complain("no matching \\if", range);
    } else if (step == Step::Undecided) {
      ready_.emplace_back(PsqlBranch{kind, PlaceOf(script_, range)});
    }
  }

  void Copy(TextRange command, TextRange arguments) {
    std::optional<RewrittenCopy> copy =
        RewriteCopy(script_, command, arguments);
    if (!copy) {
      Complain("\\copy: arguments that psql does not understand", command);
      return;
    }
    SendText(std::move(copy->statement), PsqlSend::Copy);
    request_.reset();
    if (copy->inline_data) {
      ExpectCopyData();
    }
  }

  void Complain(std::string message, TextRange range) {
    ready_.emplace_back(
        PsqlProblem{std::move(message), PlaceOf(script_, range)});
  }

  const MarkedText& script_;
  std::string_view text_;
  PsqlSession& session_;
  PsqlInput mode_;
  // The lexer reads [base_, limit_) of the text.
  std::optional<Lexer> lexer_;
  uint32_t base_ = 0;
  uint32_t limit_;
  // In the line that is read.
  uint32_t cursor_ = 0;
  // Tokens of a variable's value before this were part of a reference.
  uint32_t skip_until_ = 0;
  StatementBuffer buffer_;
  ConditionStack conditions_;
  std::optional<uint32_t> request_;
  uint32_t pending_copies_ = 0;
  std::deque<PsqlItem> ready_;
  bool finished_ = false;
};

PsqlReader::PsqlReader(const MarkedText& script, PsqlSession& session,
                       PsqlInput input)
    : state_(std::make_unique<State>(script, session, input)) {}

PsqlReader::~PsqlReader() = default;

std::optional<PsqlItem> PsqlReader::Next() {
  return state_->Next();
}

std::vector<PsqlItem> ReadPsqlScript(const MarkedText& script,
                                     PsqlSession& session, PsqlInput input) {
  std::vector<PsqlItem> items;
  PsqlReader reader(script, session, input);
  while (std::optional<PsqlItem> item = reader.Next()) {
    items.push_back(std::move(*item));
  }
  return items;
}

}  // namespace pgpact
