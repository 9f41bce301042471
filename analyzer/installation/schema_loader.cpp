#include "analyzer/installation/schema_loader.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <variant>

#include "analyzer/binder/bind_ddl.h"
#include "analyzer/sql/parse_template.h"
#include "analyzer/sql/sqlstate.h"

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

bool IsQuery(const SqlStatement& statement) {
  return std::visit(
      [](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        return std::is_same_v<Node, SelectStmt> ||
               std::is_same_v<Node, InsertStmt> ||
               std::is_same_v<Node, UpdateStmt> ||
               std::is_same_v<Node, DeleteStmt> ||
               std::is_same_v<Node, MergeStmt>;
      },
      statement.node);
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
  origin_ = {script.apart, ""};
  loaded_.statement_counts.push_back(0);
  Connect();
  Progress progress{script.events, 0, {}};
  for (; progress.at < script.events.size() && !stopped_; ++progress.at) {
    std::visit([&](const auto& event) { Meet(event, progress); },
               script.events[progress.at]);
  }
  Finish();
}

void SchemaLoader::Meet(const ScriptStatement& event, Progress& progress) {
  const bool failed = failed_;
  if (event.statement == nullptr ||
      Execute(*event.statement) == Outcome::Done) {
    return;
  }
  std::vector<OpenTry>& tries = progress.tries;
  const bool maybe =
      !tries.empty() && tries.back().maybe && TellsTheBranch(*event.statement);
  while (!maybe && !tries.empty() && tries.back().maybe) {
    tries.pop_back();
  }
  if (tries.empty()) {
    // Nothing catches the driver's error: the program ends.
    stopped_ = stopped_ || mode_ == TransactionMode::UntilCommit;
    return;
  }
  stopped_ = false;
  failed_ = maybe ? failed : failed_;
  tries.back().failed = true;
  progress.at = AfterFailure(progress) - 1;
}

// Where a run goes on after an error: at the handler, or past the try when
// already in it; past what may not be reached.
size_t SchemaLoader::AfterFailure(const Progress& progress) {
  const OpenTry& open = progress.tries.back();
  const auto& [events, at, tries] = progress;
  if (open.maybe) {
    return FindMark<ScriptMaybeEnd>(events, at, open.number);
  }
  const size_t handler = FindMark<ScriptHandlerBegin>(events, at, open.number);
  const size_t end = FindMark<ScriptTryEnd>(events, at, open.number);
  return !open.in_handler && handler < end ? handler : end;
}

void SchemaLoader::Meet(const ScriptCommit& /*event*/, Progress& /*progress*/) {
  Commit();
}

void SchemaLoader::Meet(const ScriptRollback& /*event*/,
                        Progress& /*progress*/) {
  Rollback();
}

void SchemaLoader::Meet(const ScriptTryBegin& event, Progress& progress) {
  progress.tries.push_back({event.number, false, false, false});
}

void SchemaLoader::Meet(const ScriptHandlerBegin& event, Progress& progress) {
  if (progress.tries.empty() || progress.tries.back().number != event.number) {
    return;
  }
  progress.tries.back().in_handler = true;
  if (!progress.tries.back().failed) {
    progress.at =
        FindMark<ScriptTryEnd>(progress.events, progress.at, event.number) - 1;
  }
}

void SchemaLoader::Meet(const ScriptTryEnd& event, Progress& progress) {
  std::vector<OpenTry>& tries = progress.tries;
  if (!tries.empty() && tries.back().number == event.number) {
    stopped_ = tries.back().failed && event.handler_leaves;
    tries.pop_back();
  }
}

void SchemaLoader::Meet(const ScriptMaybeBegin& event, Progress& progress) {
  progress.tries.push_back({event.number, true, false, false});
}

void SchemaLoader::Meet(const ScriptMaybeEnd& event, Progress& progress) {
  std::vector<OpenTry>& tries = progress.tries;
  if (!tries.empty() && tries.back().number == event.number) {
    tries.pop_back();
  }
}

void SchemaLoader::Meet(const ScriptConnect& event, Progress& /*progress*/) {
  Finish();
  Connect();
  elsewhere_ = !event.database.empty();
  origin_.database = event.name;
}

void SchemaLoader::Meet(const ScriptUnknown& event, Progress& /*progress*/) {
  Unknown(event);
}

// Whether the statement's error says no more than that the branch around it is
// not taken on the database as it is then; it is undecided from then on. A
// query for a column that the table does not have is wrong on any database.
bool SchemaLoader::TellsTheBranch(const ParsedStatement& statement) {
  static constexpr std::array<std::string_view, 8> kStates = {
      sqlstate::kUndefinedTable,    sqlstate::kUndefinedObject,
      sqlstate::kInvalidSchemaName, sqlstate::kDuplicateTable,
      sqlstate::kDuplicateObject,   sqlstate::kDuplicateColumn,
      sqlstate::kDuplicateFunction, sqlstate::kDuplicateSchema};
  if (loaded_.problems.empty() || statement.tree.statements.empty()) {
    return false;
  }
  InstallationProblem& problem = loaded_.problems.back();
  const bool told = std::find(kStates.begin(), kStates.end(),
                              problem.sqlstate) != kStates.end();
  const bool alters = problem.sqlstate == sqlstate::kUndefinedColumn &&
                      !IsQuery(statement.tree.root());
  if (problem.statement != &statement || !(told || alters)) {
    return false;
  }
  problem.kind = InstallationProblem::Kind::Undecided;
  return true;
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
  NoteOrigin(statement);
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
  if (TakeBoth(found, existing)) {
    return Outcome::Done;
  }
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
