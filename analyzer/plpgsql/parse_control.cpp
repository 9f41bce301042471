// IF, CASE and loops.

#include <utility>

#include "analyzer/plpgsql/block_parser.h"

namespace pgpact {

// A condition, THEN, statements; false when there is no THEN.
bool BlockParser::ParseBranch(std::vector<PlIfBranch>& branches) {
  PlIfBranch branch;
  branch.condition = Until({"then"});
  if (!TakeWord("then")) {
    return false;
  }
  branch.body = ParseBody();
  branches.push_back(std::move(branch));
  return true;
}

StmtIf BlockParser::ParseIf() {
  StmtIf statement;
  do {
    if (!ParseBranch(statement.branches)) {
      return statement;
    }
  } while (TakeWord("elsif") || TakeWord("elseif"));
  if (TakeWord("else")) {
    statement.else_body = ParseBody();
  }
  TakeEnd("if");
  return statement;
}

StmtCase BlockParser::ParseCase() {
  StmtCase statement;
  if (!IsWord("when")) {
    statement.test = Until({"when"});
  }
  while (TakeWord("when")) {
    if (!ParseBranch(statement.branches)) {
      return statement;
    }
  }
  if (TakeWord("else")) {
    statement.has_else = true;
    statement.else_body = ParseBody();
  }
  TakeEnd("case");
  return statement;
}

// LOOP … END LOOP
PlBody BlockParser::ParseLoopBody() {
  if (!TakeWord("loop")) {
    return {};
  }
  PlBody body = ParseBody();
  TakeEnd("loop");
  return body;
}

bool BlockParser::ParseFor(Identifier label, PlStatement& statement) {
  ++next_;
  std::vector<PlTarget> targets = TakeTargets();
  if (targets.empty() || !TakeWord("in")) {
    return false;
  }
  if (TakeWord("execute")) {
    StmtDynfors loop;
    loop.label = std::move(label);
    loop.targets = std::move(targets);
    loop.query = Until({"loop", "using"});
    if (TakeWord("using")) {
      loop.parameters = List({"loop"});
    }
    loop.body = ParseLoopBody();
    statement.node = std::move(loop);
    return true;
  }
  const uint32_t end = FindEnd(next_, {"loop"}, Commas::Pass);
  uint32_t dots = next_;
  while (dots < end && !IsMark(dots, "..")) {
    ++dots;
  }
  if (dots < end) {
    StmtFori loop;
    loop.label = std::move(label);
    loop.variable = targets.front().parts.front();
    loop.reverse = TakeWord("reverse");
    loop.lower = RangeOf(next_, dots);
    next_ = dots + 1;
    loop.upper = Until({"by", "loop"});
    if (TakeWord("by")) {
      loop.step = Until({"loop"});
    }
    loop.body = ParseLoopBody();
    statement.node = std::move(loop);
    return true;
  }
  const bool bare = IsName(next_) && next_ + 1 == end;
  const bool called = IsName(next_) && IsMark(next_ + 1, "(") &&
                      IsMark(end - 1, ")") &&
                      !IsAnyWord(next_, {"select", "with", "values", "table"});
  if (bare || called) {
    StmtForc loop;
    loop.label = std::move(label);
    loop.targets = std::move(targets);
    loop.cursor = TakeName();
    loop.arguments = Parenthesised();
    next_ = end;
    loop.body = ParseLoopBody();
    statement.node = std::move(loop);
    return true;
  }
  StmtFors loop;
  loop.label = std::move(label);
  loop.targets = std::move(targets);
  loop.query = Until({"loop"});
  loop.body = ParseLoopBody();
  statement.node = std::move(loop);
  return true;
}

bool BlockParser::ParseForEach(Identifier label, PlStatement& statement) {
  ++next_;
  StmtForeach loop;
  loop.label = std::move(label);
  loop.targets = TakeTargets();
  if (TakeWord("slice")) {
    loop.slice = true;
    ++next_;
  }
  if (!TakeWord("in") || !TakeWord("array")) {
    return false;
  }
  loop.array = Until({"loop"});
  loop.body = ParseLoopBody();
  statement.node = std::move(loop);
  return true;
}

StmtExit BlockParser::ParseExit(bool is_exit) {
  StmtExit statement;
  statement.is_exit = is_exit;
  if (!IsWord("when")) {
    statement.label = TakeName();
  }
  if (TakeWord("when")) {
    statement.condition = Until({});
  }
  return statement;
}

}  // namespace pgpact
