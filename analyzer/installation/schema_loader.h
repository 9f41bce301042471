// SchemaLoader: one installation being carried out: the catalog so far, the
// connection's settings and transaction, and what goes wrong. LoadSchema is
// its one user.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/binder/bind_ddl.h"
#include "analyzer/binder/session.h"
#include "analyzer/bodies/text_value.h"
#include "analyzer/installation/load_schema.h"

namespace pgpact {

class SchemaLoader {
 public:
  // `builtin` must outlive the loader.
  SchemaLoader(const BuiltinCatalog& builtin, SearchPath search_path);

  // REQUIRES: `number` is the script's place among those given
  void Run(const InstallationScript& script, uint32_t number);
  // Counts a script that is not carried out.
  void Skip() { loaded_.statement_counts.push_back(0); }
  // The script that was run last ended at an error.
  bool stopped() const { return stopped_; }
  LoadedSchema Take();

 private:
  enum class Outcome { Done, Failed };
  // Which of several installations, on which of its databases; empty parts are
  // not known.
  struct Origin {
    std::string installation;
    std::string database;
    bool IsOther(const Origin& other) const;
  };
  struct Savepoint {
    std::string name;
    Catalog::Journal mark = 0;
  };

  // A try, or a part that may not be reached, around what is being run.
  struct OpenTry {
    uint32_t number = 0;
    bool maybe = false;
    bool in_handler = false;
    bool failed = false;
  };
  struct Progress {
    const std::vector<ScriptEvent>& events;
    // The event being met.
    size_t at = 0;
    // The innermost last.
    std::vector<OpenTry> tries;
  };

  // ---- Events (schema_loader.cpp)
  void Meet(const ScriptStatement& event, Progress& progress);
  void Meet(const ScriptCommit& event, Progress& progress);
  void Meet(const ScriptRollback& event, Progress& progress);
  void Meet(const ScriptTryBegin& event, Progress& progress);
  void Meet(const ScriptHandlerBegin& event, Progress& progress);
  void Meet(const ScriptTryEnd& event, Progress& progress);
  void Meet(const ScriptMaybeBegin& event, Progress& progress);
  void Meet(const ScriptMaybeEnd& event, Progress& progress);
  void Meet(const ScriptConnect& event, Progress& progress);
  void Meet(const ScriptUnknown& event, Progress& progress);
  static size_t AfterFailure(const Progress& progress);
  void Connect();
  void DropTemporaryObjects();
  void Unknown(const ScriptUnknown& event);
  bool TellsTheBranch(const ParsedStatement& statement);
  // One statement with its transaction.
  Outcome Execute(const ParsedStatement& statement);
  // Ends a source: what is pending is kept or lost as its mode says.
  void Finish();

  // ---- Transactions (load_transaction.cpp)
  bool InTransaction() const { return transaction_; }
  void Begin();
  void Commit();
  void Rollback();
  Outcome RunTransaction(const TransactionStmt& node,
                         const ParsedStatement& statement);
  Outcome RollbackToSavepoint(const TransactionStmt& node,
                              const ParsedStatement& statement);

  // ---- Statements (load_statement.cpp)
  Outcome RunStatement(const ParsedStatement& statement);
  Outcome RunDdl(const ParsedStatement& statement, const SqlStatement& node);
  Outcome RunCreateSchema(const ParsedStatement& statement,
                          const CreateSchemaStmt& node);
  Outcome RunQuery(const ParsedStatement& statement);
  void RunSet(const VariableSetStmt& node);
  // set_config('search_path', …) and routines that may run DDL.
  Outcome RunCalls(const ParsedStatement& statement);
  void RunSetConfig(const ParsedStatement& statement, const FuncCall& call);
  std::vector<RoutineId> RoutinesCalled(const FuncCall& call) const;
  void NoteRows(const ParsedStatement& statement, const BoundStatement& bound);
  void NoteRoles(const std::vector<std::string>& roles);
  void NoteBody(const ParsedStatement& statement,
                const CreateFunctionStmt& node);
  // Those of the routines that are there.
  void ChooseBodies();

  // ---- Blocks (load_block.cpp)
  // A body, and what is known of the names around it.
  struct BodyRun {
    const ParsedStatement& outer;
    const MappedText& body;
    VariableLevel level;
    // Of the level's variables.
    std::vector<KnownValue> values;
    bool certain = true;
  };
  struct StepOutcome {
    Outcome outcome = Outcome::Done;
    std::string sqlstate;
  };
  Outcome RunBlock(const ParsedStatement& statement, const DoStmt& node);
  StepOutcome RunStep(const ParsedStatement& outer,
                      const ParsedStatement& inner, const Session& names,
                      bool certain);
  void RefuseType(const ParsedStatement& outer, const ParsedStatement& inner,
                  const BindProblem& problem);
  void RunUnknown(const ParsedStatement& outer, const TextValue& text,
                  Location place);
  Outcome RunPlpgsql(const BodyRun& run);
  Outcome RunRoutine(const ParsedStatement& statement, const FuncCall& call,
                     RoutineId id);

  // ---- Origins (load_origins.cpp)
  void NoteOrigin(const ParsedStatement& statement);
  bool IsFromElsewhere(const ExistingObject& existing) const;
  // What is there already, in another database or by another installation, is
  // no error: the table has what any of them gives it.
  bool TakeBoth(const BindProblem& problem,
                const std::optional<ExistingObject>& existing);

  // ---- Problems
  Outcome Fail(const ParsedStatement& statement, const BindProblem& found,
               const std::optional<ExistingObject>& existing);
  Outcome FailWith(const ParsedStatement& statement, std::string_view sqlstate,
                   std::string message);
  void Undecide(const ParsedStatement& statement, std::string message);
  Location PlaceOf(const ParsedStatement& statement, TextRange range) const;

  // A routine that was made; whether it is still there is told in the end.
  struct MadeBody {
    Location defined;
    std::string definition;
    MappedText text;
  };

  LoadedSchema loaded_;
  std::vector<MadeBody> made_bodies_;
  // What a new connection begins with.
  SearchPath first_path_;
  Session session_;
  uint32_t script_ = 0;
  TransactionMode mode_ = TransactionMode::AutocommitContinue;
  // A transaction block is open; it failed; where it began.
  bool transaction_ = false;
  bool failed_ = false;
  Catalog::Journal begin_ = 0;
  SearchPath path_at_begin_;
  size_t rows_at_begin_ = 0;
  // SET LOCAL holds until the transaction ends.
  bool local_path_ = false;
  SearchPath path_after_;
  std::vector<Savepoint> savepoints_;
  Origin origin_;
  // By the beginnings of the statements that have one.
  std::map<Location, Origin> origins_;
  // The connection is to another database: nothing here changes ours.
  bool elsewhere_ = false;
  // The script ended early.
  bool stopped_ = false;
  // Nested blocks and calls.
  uint32_t depth_ = 0;
  // Values of the block whose statement is carried out; empty outside one.
  ValueLookup lookup_;
  // Bodies carried out so far.
  uint32_t bodies_run_ = 0;
  // That there were too many is said.
  bool bodies_bounded_ = false;
};

}  // namespace pgpact
