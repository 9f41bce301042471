#include "analyzer/binder/bind.h"

#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

// Whether WITH could stand in what comes before.
bool MayBeWith(std::string_view before) {
  const size_t begin = before.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) {
    return true;
  }
  const std::string_view word = before.substr(begin, 4);
  return word == "with" || word == "WITH" || word == "With";
}

void TakeSyntaxError(const ParsedStatement& statement, BoundStatement& bound) {
  const SyntaxError& error = *statement.error;
  BindProblem problem;
  problem.sqlstate = error.sqlstate;
  problem.message = error.message;
  problem.range = error.range;
  if (error.range.empty() && error.position && error.range.begin > 0) {
    // At the end of input its last character is shown.
    const std::string_view text = statement.text.text;
    uint32_t begin = error.range.begin - 1;
    while (begin > 0 &&
           (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) {
      --begin;
    }
    problem.range = {begin, error.range.begin};
  }
  if (error.position.has_value()) {
    problem.server_offset = error.range.begin;
  }
  problem.uncertain = statement.error_uncertain;
  bound.verdict = problem.uncertain ? Verdict::Undecided : Verdict::Error;
  if (problem.uncertain) {
    bound.undecided_reason = "the text is not known whole";
  }
  bound.problems.push_back(std::move(problem));
}

}  // namespace

Binder::Binder(const ParsedStatement& statement, const Catalog& catalog,
               const Session& session, BoundStatement& bound)
    : statement_(statement),
      tree_(statement.tree),
      catalog_(catalog),
      session_(session),
      bound_(bound) {
  for (const StatementHole& hole : statement.holes) {
    if (hole.range.empty()) {
      loose_holes_.push_back(hole.range.begin);
      loose_with_ =
          loose_with_ || MayBeWith(Text().substr(0, hole.range.begin));
    }
  }
}

void Binder::BindRoot() {
  const auto id =
      StatementId{static_cast<uint32_t>(tree_.statements.size() - 1)};
  BindStatement(id);
}

void Binder::BindStatement(StatementId id) {
  if (IsQueryStatement(id)) {
    SetOutputs(BindQueryStatement(id, nullptr));
  } else {
    BindUtility(tree_.statement(id));
  }
  // What is left out, or stands for a keyword, could be anything else.
  if (statement_.completeness != Completeness::Whole) {
    Undecide("the text is not known whole");
  }
}

BoundStatement Bind(const ParsedStatement& statement, const Catalog& catalog,
                    const Session& session) {
  BoundStatement bound;
  if (statement.error.has_value()) {
    TakeSyntaxError(statement, bound);
    return bound;
  }
  if (statement.tree.statements.empty()) {
    return bound;
  }
  Binder binder(statement, catalog, session, bound);
  binder.BindRoot();
  return bound;
}

BoundStatement BindNested(const ParsedStatement& statement, StatementId nested,
                          const Catalog& catalog, const Session& session) {
  BoundStatement bound;
  Binder binder(statement, catalog, session, bound);
  binder.BindStatement(nested);
  return bound;
}

}  // namespace pgpact
