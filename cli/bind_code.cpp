#include "cli/bind_code.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "analyzer/binder/bind.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"
#include "cli/option_paths.h"
#include "cli/parallel.h"
#include "cli/run_time_catalog.h"
#include "cli/session_paths.h"

namespace pgpact {

namespace {

// Names that the path does not lead to, then all errors.
std::pair<size_t, size_t> ErrorsOf(const BoundStatement& bound) {
  const auto off_path = std::count_if(
      bound.problems.begin(), bound.problems.end(),
      [](const BindProblem& problem) {
        return problem.schema.empty() && problem.kind != ReferenceKind::Column;
      });
  return {static_cast<size_t>(off_path), bound.problems.size()};
}

// Of paths that may all hold the one that accepts the statement is taken; when
// none does, the one under which the least is missing.
void TakeBetter(BoundStatement other, const SearchPath& path,
                BoundStatement& bound, SearchPath& chosen) {
  if (other.verdict == Verdict::Error && ErrorsOf(other) >= ErrorsOf(bound)) {
    return;
  }
  bound = std::move(other);
  chosen = path;
}

bool HasProblem(const BoundStatement& bound, const BindProblem& problem) {
  return std::any_of(bound.problems.begin(), bound.problems.end(),
                     [&](const BindProblem& other) {
                       return other.sqlstate == problem.sqlstate &&
                              other.range == problem.range;
                     });
}

// The name of a relation that is missing in the statement.
const Reference* MissingRelation(const BoundStatement& bound,
                                 std::string_view name) {
  const auto found =
      std::find_if(bound.references.begin(), bound.references.end(),
                   [&](const Reference& reference) {
                     return reference.kind == ReferenceKind::Table &&
                            reference.status == ReferenceStatus::Missing &&
                            reference.name == name;
                   });
  return found == bound.references.end() ? nullptr : &*found;
}

// What binding beside the code's own tables tells of their columns.
void AddRunTimeColumns(const BoundStatement& beside, BoundStatement& bound) {
  for (const BindProblem& problem : beside.problems) {
    const Reference* table = MissingRelation(bound, problem.relation);
    if (problem.sqlstate != sqlstate::kUndefinedColumn || table == nullptr ||
        problem.uncertain || HasProblem(bound, problem)) {
      continue;
    }
    BindProblem added = problem;
    added.schema = table->schema;
    bound.problems.push_back(std::move(added));
  }
  const size_t known = bound.references.size();
  for (const Reference& reference : beside.references) {
    const Reference* table = MissingRelation(bound, reference.relation);
    if (reference.kind != ReferenceKind::Column || table == nullptr) {
      continue;
    }
    const bool there = std::any_of(
        bound.references.begin(),
        bound.references.begin() + static_cast<ptrdiff_t>(known),
        [&](const Reference& other) {
          return other.kind == ReferenceKind::Column &&
                 other.range == reference.range && other.name == reference.name;
        });
    if (!there) {
      Reference added = reference;
      added.schema = table->schema;
      if (added.status == ReferenceStatus::Provided) {
        added.status = ReferenceStatus::RunTime;
      }
      bound.references.push_back(std::move(added));
    }
  }
}

bool LacksRelation(const BoundStatement& bound) {
  return bound.verdict == Verdict::Error &&
         std::any_of(bound.problems.begin(), bound.problems.end(),
                     [](const BindProblem& problem) {
                       return problem.sqlstate == sqlstate::kUndefinedTable &&
                              !problem.qualifier;
                     });
}

bool IsChecked(Dialect dialect) {
  return dialect == Dialect::PostgreSql || dialect == Dialect::Psql;
}

class CodeBinder {
 public:
  CodeBinder(const BindInputs& inputs, Code& code)
      : inputs_(inputs),
        code_(code),
        options_(FindOptionPaths(inputs.program, inputs.sources)),
        paths_({code, inputs.program, inputs.directives, options_,
                inputs.search_paths}) {}

  void Run() {
    ParallelFor(code_.statements.size(), inputs_.jobs,
                [&](size_t index) { BindOne(static_cast<uint32_t>(index)); });
    std::vector<uint32_t> lacking;
    for (uint32_t i = 0; i < code_.statements.size(); ++i) {
      if (LacksRelation(code_.statements[i].bound)) {
        lacking.push_back(i);
      }
    }
    if (lacking.empty()) {
      return;
    }
    const std::optional<Catalog> beside = MakeRunTimeCatalog(
        code_, inputs_.catalog, inputs_.search_paths.front());
    if (!beside) {
      return;
    }
    ParallelFor(lacking.size(), inputs_.jobs, [&](size_t i) {
      BoundStatement& bound = code_.statements[lacking[i]].bound;
      AddRunTimeColumns(BindIn(lacking[i], *beside), bound);
    });
  }

 private:
  void BindOne(uint32_t index) {
    CodeStatement& statement = code_.statements[index];
    const Dialect dialect = code_.calls[statement.call].dialect;
    const bool nothing = statement.parsed.completeness == Completeness::None;
    if (nothing || !IsChecked(dialect) || IsForReplication(statement.parsed)) {
      statement.bound.verdict = Verdict::Undecided;
      statement.bound.undecided_reason =
          dialect == Dialect::OtherVersion
              ? "only other versions of PostgreSQL get it"
              : "";
      return;
    }
    statement.bound = BindIn(index, inputs_.catalog);
    if (statement.bound.ddl) {
      statement.kind = StatementKind::Ddl;
    }
  }

  BoundStatement BindIn(uint32_t index, const Catalog& catalog) const {
    Session plain;
    plain.search_path = inputs_.search_paths.front();
    const CodeCall& call = code_.calls[code_.statements[index].call];
    const auto found = inputs_.sessions.find(call.sink.call.file);
    const Session& session =
        found == inputs_.sessions.end() ? plain : found->second;
    const std::vector<SearchPath> may_hold = paths_.At(index);
    SearchPath chosen = may_hold.front();
    BoundStatement bound = BindOnPath(index, catalog, session, chosen);
    for (size_t i = 1; i < may_hold.size(); ++i) {
      if (bound.verdict != Verdict::Error) {
        break;
      }
      TakeBetter(BindOnPath(index, catalog, session, may_hold[i]), may_hold[i],
                 bound, chosen);
    }
    // What the server says with the path that a session begins with is no
    // answer then.
    if (bound.verdict != Verdict::Undecided &&
        chosen.schemas != inputs_.search_paths.front().schemas) {
      bound.assumes.push_back("search_path " + ShowSearchPath(chosen));
    }
    if (bound.verdict == Verdict::Error) {
      for (const SearchPath& path : may_hold) {
        bound.search_paths.push_back(ShowSearchPath(path));
      }
    }
    return bound;
  }

  BoundStatement BindOnPath(uint32_t index, const Catalog& catalog,
                            const Session& session,
                            const SearchPath& path) const {
    const CodeStatement& statement = code_.statements[index];
    if (statement.kind == StatementKind::TableCall) {
      return BindTableCall(inputs_.names.at(index),
                           code_.calls[statement.call].sink.spec, catalog,
                           path);
    }
    if (session.search_path == path) {
      return Bind(statement.parsed, catalog, session);
    }
    Session other = session;
    other.search_path = path;
    return Bind(statement.parsed, catalog, other);
  }

  const BindInputs& inputs_;
  Code& code_;
  OptionPaths options_;
  SessionPaths paths_;
};

}  // namespace

bool IsForReplication(const ParsedStatement& statement) {
  constexpr std::array<std::string_view, 7> kCommands = {
      "identify_system",
      "create_replication_slot",
      "drop_replication_slot",
      "read_replication_slot",
      "start_replication",
      "timeline_history",
      "base_backup"};
  const std::string_view text = statement.text.text;
  const std::string first =
      FoldIdentifier(text.substr(0, text.find_first_of(" \t\r\n(;")));
  return std::find(kCommands.begin(), kCommands.end(), first) !=
         kCommands.end();
}

void BindCode(const BindInputs& inputs, Code& code) {
  CodeBinder(inputs, code).Run();
}

}  // namespace pgpact
