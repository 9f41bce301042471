// Statements without statements in them.

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/plpgsql/block_parser.h"

namespace pgpact {
namespace {

// Words that cannot be variables.
constexpr std::array<std::string_view, 27> kReserved = {
    "all",    "begin",  "by",        "case",    "declare", "else",    "end",
    "elsif",  "elseif", "exception", "execute", "for",     "foreach", "from",
    "if",     "in",     "into",      "loop",    "not",     "null",    "or",
    "strict", "then",   "to",        "using",   "when",    "while"};

}  // namespace

std::optional<PlTarget> BlockParser::TakeTarget() {
  PlTarget target;
  const uint32_t first = next_;
  if (next_ < tokens_.size() && tokens_[next_].kind == TokenKind::Parameter) {
    target.parts.push_back({std::string(Written(next_)), tokens_[next_].range});
    ++next_;
  } else {
    Identifier name = TakeName();
    if (name.empty()) {
      return std::nullopt;
    }
    target.parts.push_back(std::move(name));
  }
  while (IsMark(next_, ".") && IsName(next_ + 1)) {
    ++next_;
    target.parts.push_back(TakeName());
  }
  target.range = RangeOf(first, next_);
  return target;
}

std::vector<PlTarget> BlockParser::TakeTargets() {
  std::vector<PlTarget> targets;
  do {
    std::optional<PlTarget> target = TakeTarget();
    if (!target) {
      break;
    }
    targets.push_back(std::move(*target));
  } while (TakeMark(","));
  return targets;
}

std::optional<PlInto> BlockParser::TakeInto() {
  const uint32_t first = next_;
  if (!TakeWord("into")) {
    return std::nullopt;
  }
  PlInto into;
  into.strict = TakeWord("strict");
  into.targets = TakeTargets();
  into.range = RangeOf(first, next_);
  return into;
}

bool BlockParser::ParseAssignment(PlStatement& statement) {
  const uint32_t first = next_;
  const auto reserved = [&](std::string_view word) {
    return IsWord(first, word);
  };
  if (std::any_of(kReserved.begin(), kReserved.end(), reserved)) {
    return false;
  }
  std::optional<PlTarget> target = TakeTarget();
  bool is = target.has_value();
  while (is && IsMark(next_, "[")) {
    const uint32_t inside = next_ + 1;
    int depth = 0;
    do {
      depth += IsMark(next_, "[") ? 1 : 0;
      depth -= IsMark(next_, "]") ? 1 : 0;
      ++next_;
    } while (!AtEnd() && depth > 0 && !IsMark(next_, ";"));
    target->subscripts.push_back(RangeOf(inside, next_ - 1));
    while (IsMark(next_, ".") && IsName(next_ + 1)) {
      next_ += 2;
    }
  }
  is = is && (TakeMark(":=") || TakeMark("="));
  if (!is) {
    next_ = first;
    return false;
  }
  StmtAssign assign;
  assign.target = std::move(*target);
  assign.value = Until({});
  statement.node = std::move(assign);
  return true;
}

StmtRaise BlockParser::ParseRaise() {
  StmtRaise raise;
  if (IsMark(next_, ";")) {
    raise.again = true;
    return raise;
  }
  if (IsAnyWord(next_,
                {"exception", "warning", "notice", "info", "log", "debug"})) {
    raise.level = FoldIdentifier(Written(next_));
    ++next_;
  }
  raise.message = Until({"using"}, Commas::Stop);
  if (TakeMark(",")) {
    raise.parameters = List({"using"});
  }
  if (TakeWord("using")) {
    do {
      TakeName();
      if (!TakeMark("=")) {
        TakeMark(":=");
      }
      raise.options.push_back(Until({}, Commas::Stop));
    } while (TakeMark(","));
  }
  return raise;
}

StmtDynExecute BlockParser::ParseExecute() {
  StmtDynExecute execute;
  execute.query = Until({"into", "using"});
  for (int i = 0; i < 2; ++i) {
    if (auto into = TakeInto()) {
      execute.into = std::move(into);
    } else if (TakeWord("using")) {
      execute.parameters = List({"into"});
    }
  }
  return execute;
}

StmtGetDiag BlockParser::ParseDiagnostics() {
  StmtGetDiag statement;
  do {
    std::optional<PlTarget> target = TakeTarget();
    if (!target) {
      break;
    }
    statement.targets.push_back(std::move(*target));
    Until({}, Commas::Stop);
  } while (TakeMark(","));
  return statement;
}

StmtOpen BlockParser::ParseOpen() {
  StmtOpen open;
  if (auto cursor = TakeTarget()) {
    open.cursor = std::move(*cursor);
  }
  open.arguments = Parenthesised();
  TakeWord("no");
  TakeWord("scroll");
  if (TakeWord("for")) {
    open.dynamic = TakeWord("execute");
    open.query = open.dynamic ? Until({"using"}) : Until({});
    if (TakeWord("using")) {
      open.parameters = List({});
    }
  }
  return open;
}

StmtFetch BlockParser::ParseFetch(bool move) {
  StmtFetch fetch;
  const uint32_t end = FindEnd(next_, {"into"}, Commas::Pass);
  if (end > next_) {
    next_ = end - 1;
    fetch.cursor = TakeName();
    next_ = end;
  }
  if (!move) {
    fetch.into = TakeInto();
  }
  return fetch;
}

StmtExecSql BlockParser::ParseSql() {
  StmtExecSql statement;
  const uint32_t first = next_;
  const bool import = IsWord("import");
  while (!AtEnd() && !IsMark(next_, ";")) {
    const bool own = IsWord("into") && !import && next_ > first &&
                     !IsAnyWord(next_ - 1, {"insert", "merge"});
    if (own && !statement.into) {
      statement.into = TakeInto();
    } else {
      ++next_;
    }
  }
  statement.sql = RangeOf(first, next_);
  return statement;
}

bool BlockParser::ParseReturn(PlStatement& statement) {
  if (TakeWord("next")) {
    StmtReturnNext next;
    if (!IsMark(next_, ";")) {
      next.value = Until({});
    }
    statement.node = next;
    return true;
  }
  if (IsWord("query")) {
    ++next_;
    StmtReturnQuery query;
    query.dynamic = TakeWord("execute");
    query.query = query.dynamic ? Until({"using"}) : Until({});
    if (TakeWord("using")) {
      query.parameters = List({});
    }
    statement.node = std::move(query);
    return true;
  }
  StmtReturn plain;
  if (!IsMark(next_, ";") && !AtEnd()) {
    plain.value = Until({});
  }
  statement.node = plain;
  return true;
}

bool BlockParser::ParseCursorCommand(PlStatement& statement) {
  if (TakeWord("open")) {
    statement.node = ParseOpen();
  } else if (TakeWord("fetch")) {
    statement.node = ParseFetch(false);
  } else if (TakeWord("move")) {
    statement.node = ParseFetch(true);
  } else if (TakeWord("close")) {
    StmtClose close;
    close.cursor = TakeName();
    statement.node = std::move(close);
  } else if (IsWord("get") &&
             IsAnyWord(next_ + 1, {"current", "stacked", "diagnostics"})) {
    ++next_;
    next_ += IsWord("diagnostics") ? 0 : 1;
    TakeWord("diagnostics");
    statement.node = ParseDiagnostics();
  } else {
    return false;
  }
  return true;
}

bool BlockParser::ParseCommand(PlStatement& statement) {
  if (ParseCursorCommand(statement)) {
    return true;
  }
  if (TakeWord("return")) {
    return ParseReturn(statement);
  }
  if (TakeWord("raise")) {
    statement.node = ParseRaise();
  } else if (TakeWord("execute")) {
    statement.node = ParseExecute();
  } else if (TakeWord("perform")) {
    statement.node = StmtPerform{Until({})};
  } else if (IsWord("call") || IsWord("do")) {
    statement.node = StmtCall{Until({})};
  } else if (TakeWord("exit")) {
    statement.node = ParseExit(true);
  } else if (TakeWord("continue")) {
    statement.node = ParseExit(false);
  } else if (TakeWord("assert")) {
    StmtAssert assertion;
    assertion.condition = Until({}, Commas::Stop);
    if (TakeMark(",")) {
      assertion.message = Until({});
    }
    statement.node = assertion;
  } else if (TakeWord("commit")) {
    statement.node = StmtCommit{};
  } else if (TakeWord("rollback")) {
    statement.node = StmtRollback{};
  } else if (IsWord("null") && IsMark(next_ + 1, ";")) {
    ++next_;
    statement.node = StmtNull{};
  } else if (IsName(next_) || IsMark(next_, "(")) {
    statement.node = ParseSql();
  } else {
    return false;
  }
  return true;
}

}  // namespace pgpact
