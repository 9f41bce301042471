#include "analyzer/contract/doubt.h"

#include <algorithm>

#include "analyzer/sql/sqlstate.h"

namespace pgpact {

namespace {

bool Contains(const Location& outer, const Location& inner) {
  return outer.file == inner.file && outer.range.Contains(inner.range);
}

// Whether what stands at the place is part of the statement's text.
bool Holds(const CodeStatement& statement, const Location& place) {
  const auto& pieces = statement.parsed.text.map.pieces();
  return std::any_of(pieces.begin(), pieces.end(), [&](const TextPiece& piece) {
    return Contains(piece.source, place);
  });
}

bool HasProblem(const CodeStatement& statement, const Location& place,
                std::string_view sqlstate) {
  const auto& problems = statement.bound.problems;
  return std::any_of(problems.begin(), problems.end(),
                     [&](const BindProblem& problem) {
                       return problem.sqlstate == sqlstate &&
                              statement.At(problem.range) == place;
                     });
}

bool Takes(const CodeStatement& statement, const ForkChoice& choice) {
  const auto& variants = statement.parsed.variants;
  return std::any_of(
      variants.begin(), variants.end(), [&](const Variant& variant) {
        return std::find(variant.choices.begin(), variant.choices.end(),
                         choice) != variant.choices.end();
      });
}

// Statements of a script have no variants: they all are sent.
bool IsThinned(const CodeStatement& statement) {
  const auto& variants = statement.parsed.variants;
  return !variants.empty() &&
         std::all_of(variants.begin(), variants.end(),
                     [](const Variant& variant) { return variant.thinned; });
}

class Doubter {
 public:
  Doubter(std::span<CodeStatement* const> statements, bool bounded)
      : statements_(statements), bounded_(bounded) {}

  bool IsCertain(const CodeStatement& statement,
                 const BindProblem& problem) const {
    if (statement.parsed.error && IsThinned(statement) && AnyParses()) {
      return false;
    }
    if (CountsParts(statement, problem) ||
        (bounded_ && !HangsOnOneName(statement, problem))) {
      return false;
    }
    const Location place = statement.At(problem.range);
    if (Explains(nullptr, place, problem.sqlstate)) {
      return true;
    }
    if (!IsInAll(place)) {
      return false;
    }
    for (const Variant& variant : statement.parsed.variants) {
      for (const ForkChoice& choice : variant.choices) {
        if (Explains(&choice, place, problem.sqlstate)) {
          return true;
        }
      }
    }
    return false;
  }

 private:
  // Columns and values of an INSERT that do not match in number: each list is
  // repeated as often as the other when the program runs.
  static bool CountsParts(const CodeStatement& statement,
                          const BindProblem& problem) {
    return !statement.parsed.error &&
           problem.sqlstate == sqlstate::kSyntaxError;
  }

  // Not on which tables stand in the FROM clause beside it.
  static bool HangsOnOneName(const CodeStatement& statement,
                             const BindProblem& problem) {
    if (statement.parsed.error) {
      return false;
    }
    if (problem.sqlstate == sqlstate::kUndefinedTable) {
      return !problem.qualifier;
    }
    if (problem.sqlstate == sqlstate::kUndefinedColumn) {
      return !problem.relation.empty();
    }
    return problem.sqlstate == sqlstate::kInvalidSchemaName ||
           problem.sqlstate == sqlstate::kUndefinedFunction ||
           problem.sqlstate == sqlstate::kUndefinedObject;
  }

  bool AnyParses() const {
    return std::any_of(
        statements_.begin(), statements_.end(),
        [](const CodeStatement* other) { return !other->parsed.error; });
  }

  bool IsInAll(const Location& place) const {
    return std::all_of(
        statements_.begin(), statements_.end(),
        [&](const CodeStatement* other) { return Holds(*other, place); });
  }

  // Whether the problem is in every text with the place (and the choice).
  bool Explains(const ForkChoice* choice, const Location& place,
                std::string_view sqlstate) const {
    return std::all_of(
        statements_.begin(), statements_.end(),
        [&](const CodeStatement* other) {
          return !Holds(*other, place) ||
                 (choice != nullptr && !Takes(*other, *choice)) ||
                 HasProblem(*other, place, sqlstate);
        });
  }

  std::span<CodeStatement* const> statements_;
  bool bounded_;
};

}  // namespace

void SettleDoubt(CodeStatement& statement, std::string_view reason) {
  BoundStatement& bound = statement.bound;
  for (const BindProblem& problem : bound.problems) {
    if (!problem.uncertain) {
      continue;
    }
    for (Reference& reference : bound.references) {
      if (reference.range == problem.range &&
          reference.status == ReferenceStatus::Missing) {
        reference.status = ReferenceStatus::Undecided;
      }
    }
  }
  const bool certain = std::any_of(
      bound.problems.begin(), bound.problems.end(),
      [](const BindProblem& problem) { return !problem.uncertain; });
  if (bound.verdict == Verdict::Error && !certain) {
    bound.verdict = Verdict::Undecided;
    bound.undecided_reason = reason;
  }
}

void DoubtFiltered(CodeStatement& statement) {
  const auto& pieces = statement.parsed.text.map.pieces();
  const auto doubtful = [&](TextRange range) {
    return std::any_of(pieces.begin(), pieces.end(),
                       [range](const TextPiece& piece) {
                         return piece.doubtful && piece.begin < range.end &&
                                range.begin < piece.begin + piece.length;
                       });
  };
  if (!doubtful({0, statement.parsed.text.map.size()})) {
    return;
  }
  const auto& references = statement.bound.references;
  const bool table = std::any_of(
      references.begin(), references.end(), [&](const Reference& reference) {
        return reference.kind == ReferenceKind::Table &&
               doubtful(reference.range);
      });
  bool changed = false;
  for (BindProblem& problem : statement.bound.problems) {
    const bool hangs = table || doubtful(problem.range);
    changed = changed || (hangs && !problem.uncertain);
    problem.uncertain = problem.uncertain || hangs;
  }
  if (changed) {
    SettleDoubt(statement,
                "a test that is not decided may have left the name out");
  }
}

void DoubtCombinations(std::span<CodeStatement* const> statements,
                       bool bounded) {
  if (statements.size() < 2 && !bounded) {
    return;
  }
  const Doubter doubter(statements, bounded);
  std::vector<BindProblem*> doubtful;
  for (CodeStatement* statement : statements) {
    for (BindProblem& problem : statement->bound.problems) {
      if (!problem.uncertain && !doubter.IsCertain(*statement, problem)) {
        doubtful.push_back(&problem);
      }
    }
  }
  for (BindProblem* problem : doubtful) {
    problem->uncertain = true;
  }
  for (CodeStatement* statement : statements) {
    SettleDoubt(*statement, "the parts of the text may never occur together");
  }
}

void DoubtErrors(std::span<CodeStatement* const> statements, Doubt doubt) {
  for (CodeStatement* statement : statements) {
    for (BindProblem& problem : statement->bound.problems) {
      problem.uncertain = true;
    }
    SettleDoubt(*statement,
                doubt == Doubt::ExpectedError
                    ? "a test expects it to fail"
                    : "it may be for another version of PostgreSQL");
  }
}

}  // namespace pgpact
