#include "analyzer/installation/schema_loader.h"

#include <variant>

#include "analyzer/base/overloaded.h"
#include "analyzer/binder/bind_ddl.h"
#include "analyzer/sql/parse_template.h"

namespace pgpact {
namespace {

// Where in the events the number's handler or end stands; the events' end
// when it is missing.
template <typename Event>
size_t FindMark(const std::vector<ScriptEvent>& events, size_t from,
                uint32_t number) {
  for (size_t i = from; i < events.size(); ++i) {
    const auto* mark = std::get_if<Event>(&events[i]);
    if (mark != nullptr && mark->number == number) {
      return i;
    }
  }
  return events.size();
}

// The innermost try around the event at which a statement failed.
struct OpenTry {
  uint32_t number = 0;
  bool in_handler = false;
  bool failed = false;
};

// Where a run goes on after an error at `at` in `open`: at the handler, or past
// the try when already in it.
size_t AfterFailure(const std::vector<ScriptEvent>& events, size_t at,
                    const OpenTry& open) {
  const size_t handler = FindMark<ScriptHandlerBegin>(events, at, open.number);
  const size_t end = FindMark<ScriptTryEnd>(events, at, open.number);
  return !open.in_handler && handler < end ? handler : end;
}

}  // namespace

SchemaLoader::SchemaLoader(const BuiltinCatalog& builtin,
                           SearchPath search_path)
    : loaded_{Catalog(builtin), {}, {}, {}, {}, {}},
      first_path_(std::move(search_path)) {
  session_.search_path = first_path_;
}

LoadedSchema SchemaLoader::Take() {
  ChooseBodies();
  return std::move(loaded_);
}

void SchemaLoader::Run(const InstallationScript& script, uint32_t number) {
  script_ = number;
  mode_ = script.mode;
  stopped_ = false;
  elsewhere_ = false;
  loaded_.statement_counts.push_back(0);
  Connect();
  std::vector<OpenTry> tries;
  const std::vector<ScriptEvent>& events = script.events;
  for (size_t i = 0; i < events.size() && !stopped_; ++i) {
    std::visit(
        Overloaded{[&](const ScriptStatement& e) {
                     if (e.statement == nullptr ||
                         Execute(*e.statement) == Outcome::Done) {
                       return;
                     }
                     if (tries.empty()) {
                       // Nothing catches the driver's error: the program ends.
                       stopped_ =
                           stopped_ || mode_ == TransactionMode::UntilCommit;
                       return;
                     }
                     tries.back().failed = true;
                     i = AfterFailure(events, i, tries.back()) - 1;
                   },
                   [&](const ScriptCommit&) { Commit(); },
                   [&](const ScriptRollback&) { Rollback(); },
                   [&](const ScriptTryBegin& e) {
                     tries.push_back({e.number, false, false});
                   },
                   [&](const ScriptHandlerBegin& e) {
                     if (!tries.empty() && tries.back().number == e.number) {
                       tries.back().in_handler = true;
                       if (!tries.back().failed) {
                         i = FindMark<ScriptTryEnd>(events, i, e.number) - 1;
                       }
                     }
                   },
                   [&](const ScriptTryEnd& e) {
                     if (!tries.empty() && tries.back().number == e.number) {
                       stopped_ = tries.back().failed && e.handler_leaves;
                       tries.pop_back();
                     }
                   },
                   [&](const ScriptConnect& e) {
                     Finish();
                     Connect();
                     elsewhere_ = !e.database.empty();
                   },
                   [&](const ScriptUnknown& e) { Unknown(e); }},
        events[i]);
  }
  Finish();
}

void SchemaLoader::Connect() {
  transaction_ = false;
  failed_ = false;
  local_path_ = false;
  savepoints_.clear();
  session_ = Session();
  session_.search_path = first_path_;
  if (const auto& path = loaded_.catalog.default_search_path()) {
    session_.search_path.schemas = *path;
  }
  DropTemporaryObjects();
  loaded_.catalog.ForgetJournal();
}

// They end with their session, and so does what hangs on them.
void SchemaLoader::DropTemporaryObjects() {
  if (!loaded_.catalog.FindSchema(kTemporarySchema)) {
    return;
  }
  MarkedText text;
  text.text.Append("DROP SCHEMA pg_temp CASCADE", Location{});
  const ParsedStatement drop = ParseStatement(text, TextPolicy());
  DdlResult result = BindDdl(drop, drop.tree.root(), loaded_.catalog, session_);
  ApplyDdl(std::move(result.operations), loaded_.catalog);
}

void SchemaLoader::Finish() {
  if (!transaction_) {
    return;
  }
  // psql -1 and its kin commit at the end; an open BEGIN, and what a driver
  // never committed, is lost.
  if (mode_ == TransactionMode::Single && !failed_) {
    Commit();
  } else {
    Rollback();
  }
}

void SchemaLoader::Unknown(const ScriptUnknown& event) {
  InstallationProblem problem;
  problem.kind = InstallationProblem::Kind::Undecided;
  problem.script = script_;
  problem.message = event.reason;
  problem.location = event.location;
  loaded_.problems.push_back(std::move(problem));
  loaded_.catalog.OpenSchema("");
}

SchemaLoader::Outcome SchemaLoader::Execute(const ParsedStatement& statement) {
  if (elsewhere_ || (statement.text.text.empty() && !statement.error)) {
    return Outcome::Done;
  }
  ++loaded_.statement_counts.back();
  const bool begins = !transaction_ && (mode_ == TransactionMode::Single ||
                                        mode_ == TransactionMode::UntilCommit);
  if (begins) {
    Begin();
  }
  const Catalog::Journal mark = loaded_.catalog.Mark();
  const Outcome outcome = RunStatement(statement);
  if (outcome == Outcome::Done) {
    if (!transaction_) {
      loaded_.catalog.ForgetJournal();
    }
    return outcome;
  }
  if (mark <= loaded_.catalog.Mark()) {
    loaded_.catalog.RollbackTo(mark);
  }
  if (transaction_) {
    failed_ = true;
  } else {
    loaded_.catalog.ForgetJournal();
  }
  if (mode_ == TransactionMode::AutocommitStop ||
      mode_ == TransactionMode::Single) {
    stopped_ = true;
    if (transaction_) {
      Rollback();
    }
  }
  return outcome;
}

Location SchemaLoader::PlaceOf(const ParsedStatement& statement,
                               TextRange range) const {
  if (auto place = statement.text.map.ToSource(range);
      place && !range.empty()) {
    return *place;
  }
  const auto whole = statement.text.map.At(range.begin);
  return whole.value_or(Location());
}

SchemaLoader::Outcome SchemaLoader::Fail(
    const ParsedStatement& statement, const BindProblem& found,
    const std::optional<ExistingObject>& existing) {
  InstallationProblem problem;
  problem.script = script_;
  problem.statement = &statement;
  problem.sqlstate = found.sqlstate;
  problem.message = found.message;
  problem.location = PlaceOf(statement, found.range);
  problem.server_offset = found.server_offset;
  problem.schema = found.schema;
  problem.name = found.name;
  if (existing) {
    problem.schema = existing->schema;
    problem.name = existing->name;
    problem.existing = existing->defined;
    problem.wanted_columns = existing->wanted_columns;
  }
  loaded_.problems.push_back(std::move(problem));
  return Outcome::Failed;
}

SchemaLoader::Outcome SchemaLoader::FailWith(const ParsedStatement& statement,
                                             std::string_view sqlstate,
                                             std::string message) {
  BindProblem problem;
  problem.sqlstate = sqlstate;
  problem.message = std::move(message);
  return Fail(statement, problem, std::nullopt);
}

void SchemaLoader::Undecide(const ParsedStatement& statement,
                            std::string message) {
  InstallationProblem problem;
  problem.kind = InstallationProblem::Kind::Undecided;
  problem.script = script_;
  problem.statement = &statement;
  problem.message = std::move(message);
  problem.location = PlaceOf(statement, {});
  loaded_.problems.push_back(std::move(problem));
}

}  // namespace pgpact
