// One statement of an installation: DDL, queries and data, settings.

#include <algorithm>
#include <array>
#include <string_view>

#include "analyzer/base/overloaded.h"
#include "analyzer/binder/path_setting.h"
#include "analyzer/installation/schema_loader.h"
#include "analyzer/sql/sqlstate.h"

namespace pgpact {
namespace {

// Whether a routine's text may create or drop something.
bool MayRunDdl(const Routine& routine) {
  std::string lower = routine.definition;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  // The head itself says CREATE.
  const size_t body = lower.find("as");
  for (const std::string_view word :
       {"create ", "execute ", "execute(", "drop ", "alter "}) {
    if (lower.find(word, body) != std::string::npos) {
      return true;
    }
  }
  return false;
}

// The place of an element of CREATE SCHEMA: sequences, tables, views, indexes,
// triggers, grants.
int ElementOrder(const SqlStatement& element) {
  return std::visit(Overloaded{[](const CreateSeqStmt&) { return 0; },
                               [](const CreateStmt&) { return 1; },
                               [](const ViewStmt&) { return 2; },
                               [](const IndexStmt&) { return 3; },
                               [](const CreateTriggerStmt&) { return 4; },
                               [](const auto&) { return 5; }},
                    element.node);
}

}  // namespace

SchemaLoader::Outcome SchemaLoader::RunStatement(
    const ParsedStatement& statement) {
  const TransactionStmt* transaction =
      statement.error || statement.tree.statements.empty()
          ? nullptr
          : std::get_if<TransactionStmt>(&statement.tree.root().node);
  // In a failed transaction only its end is heard.
  const bool ends = transaction != nullptr &&
                    (transaction->kind == TransactionKind::Commit ||
                     transaction->kind == TransactionKind::Rollback ||
                     transaction->kind == TransactionKind::RollbackTo);
  if (failed_ && !ends) {
    return FailWith(statement, sqlstate::kInFailedTransaction,
                    "current transaction is aborted, commands ignored until "
                    "end of transaction block");
  }
  if (statement.error) {
    if (statement.error_uncertain ||
        statement.completeness == Completeness::None) {
      Undecide(statement, "the statement is not known whole");
      loaded_.catalog.OpenSchema("");
      return Outcome::Done;
    }
    BindProblem problem;
    problem.sqlstate = statement.error->sqlstate;
    problem.message = statement.error->message;
    problem.range = statement.error->range;
    problem.server_offset = statement.error->range.begin;
    return Fail(statement, problem, std::nullopt);
  }
  if (statement.tree.statements.empty()) {
    return Outcome::Done;
  }
  const SqlStatement& node = statement.tree.root();
  if (transaction != nullptr) {
    return RunTransaction(*transaction, statement);
  }
  if (const auto* set = std::get_if<VariableSetStmt>(&node.node)) {
    RunSet(*set);
    return Outcome::Done;
  }
  if (const auto* block = std::get_if<DoStmt>(&node.node)) {
    return RunBlock(statement, *block);
  }
  if (const auto* schema = std::get_if<CreateSchemaStmt>(&node.node)) {
    return RunCreateSchema(statement, *schema);
  }
  return IsDdl(node, statement.tree) ? RunDdl(statement, node)
                                     : RunQuery(statement);
}

void SchemaLoader::NoteRoles(const std::vector<std::string>& roles) {
  for (const std::string& role : roles) {
    if (loaded_.catalog.roles().count(role) == 0) {
      loaded_.assumed_roles.insert(role);
    }
  }
}

SchemaLoader::Outcome SchemaLoader::RunDdl(const ParsedStatement& statement,
                                           const SqlStatement& node) {
  DdlResult result = BindDdl(statement, node, loaded_.catalog, session_);
  NoteRoles(result.roles);
  switch (result.verdict) {
    case Verdict::Error:
      return Fail(statement, result.problem, result.existing);
    case Verdict::Undecided:
      Undecide(statement, "what it makes is not known");
      break;
    case Verdict::Ok:
      if (result.existing && !result.existing->same_shape) {
        BindProblem passed;
        passed.message = "relation \"" + result.existing->name +
                         "\" already exists with other columns, skipping";
        if (Fail(statement, passed, result.existing) == Outcome::Failed) {
          loaded_.problems.back().kind = InstallationProblem::Kind::PassesOver;
          loaded_.problems.back().location = PlaceOf(statement, {});
        }
      }
      break;
  }
  ApplyDdl(std::move(result.operations), loaded_.catalog);
  if (const auto* routine = std::get_if<CreateFunctionStmt>(&node.node)) {
    NoteBody(statement, *routine);
  }
  if (const auto* made = std::get_if<CreateTableAsStmt>(&node.node);
      made != nullptr && !made->with_no_data && !result.existing) {
    InstalledRows rows;
    rows.schema = made->into.relation.name.schema.name;
    rows.relation = made->into.relation.name.name.name;
    if (rows.schema.empty()) {
      if (const auto id =
              CreationSchema(loaded_.catalog, session_.search_path)) {
        rows.schema = loaded_.catalog.schema(*id).name;
      }
    }
    rows.location = PlaceOf(statement, {});
    loaded_.filled.push_back(std::move(rows));
  }
  return Outcome::Done;
}

SchemaLoader::Outcome SchemaLoader::RunCreateSchema(
    const ParsedStatement& statement, const CreateSchemaStmt& node) {
  if (RunDdl(statement, statement.tree.root()) == Outcome::Failed) {
    return Outcome::Failed;
  }
  const SearchPath before = session_.search_path;
  session_.search_path.schemas.insert(
      session_.search_path.schemas.begin(),
      node.name.empty() ? node.owner.name : node.name.name);
  Outcome outcome = Outcome::Done;
  // As the server orders them, whatever the text's order.
  std::vector<StatementId> elements = node.elements;
  std::stable_sort(elements.begin(), elements.end(),
                   [&](StatementId a, StatementId b) {
                     return ElementOrder(statement.tree.statement(a)) <
                            ElementOrder(statement.tree.statement(b));
                   });
  for (const StatementId element : elements) {
    outcome = RunDdl(statement, statement.tree.statement(element));
    if (outcome == Outcome::Failed) {
      break;
    }
  }
  session_.search_path = before;
  return outcome;
}

void SchemaLoader::NoteRows(const ParsedStatement& statement,
                            const BoundStatement& bound) {
  for (const Reference& reference : bound.references) {
    if (reference.kind != ReferenceKind::Table ||
        reference.access != ReferenceAccess::Insert ||
        reference.status != ReferenceStatus::Provided) {
      continue;
    }
    InstalledRows rows;
    rows.schema = reference.schema;
    rows.relation = reference.name;
    rows.location = PlaceOf(statement, reference.range);
    loaded_.filled.push_back(std::move(rows));
  }
}

SchemaLoader::Outcome SchemaLoader::RunQuery(const ParsedStatement& statement) {
  const BoundStatement bound = Bind(statement, loaded_.catalog, session_);
  if (bound.verdict == Verdict::Error && !bound.problems.empty()) {
    return Fail(statement, bound.problems.front(), std::nullopt);
  }
  if (bound.verdict != Verdict::Error) {
    NoteRows(statement, bound);
    return RunCalls(statement);
  }
  return Outcome::Done;
}

void SchemaLoader::RunSet(const VariableSetStmt& node) {
  if (node.name == "role" || node.name == "session_authorization") {
    session_.search_path.role =
        node.values.empty() ? first_path_.role : node.values.front();
    return;
  }
  if (node.name == "check_function_bodies") {
    static constexpr std::array<std::string_view, 5> kOff = {"off", "false",
                                                             "no", "0", "f"};
    session_.check_bodies =
        node.values.empty() ||
        std::find(kOff.begin(), kOff.end(), node.values.front()) == kOff.end();
    return;
  }
  if (node.name != "search_path" && !node.name.empty() && node.name != "all") {
    return;
  }
  if (node.name.empty()) {
    return;
  }
  if (node.local) {
    if (!transaction_) {
      return;
    }
    if (!local_path_) {
      path_after_ = session_.search_path;
    }
    local_path_ = true;
  }
  if (node.is_default || node.values.empty()) {
    session_.search_path.schemas = first_path_.schemas;
    return;
  }
  session_.search_path.schemas = node.values;
}

// set_config('search_path', …)
void SchemaLoader::RunSetConfig(const ParsedStatement& statement,
                                const FuncCall& call) {
  const auto text = [&](size_t i) {
    const auto* constant =
        std::get_if<Const>(&statement.tree.expr(call.arguments[i].value).node);
    return constant == nullptr ? std::string() : constant->value;
  };
  if (text(0) == "search_path") {
    session_.search_path.schemas = SplitSearchPath(text(1));
  }
}

std::vector<RoutineId> SchemaLoader::RoutinesCalled(
    const FuncCall& call) const {
  const std::string& name = call.name.back().name;
  if (call.name.size() == 1) {
    return FindRoutinesOnPath(loaded_.catalog, session_.search_path, name);
  }
  const auto schema =
      loaded_.catalog.FindSchema(call.name[call.name.size() - 2].name);
  return schema ? loaded_.catalog.FindRoutines(*schema, name)
                : std::vector<RoutineId>();
}

SchemaLoader::Outcome SchemaLoader::RunCalls(const ParsedStatement& statement) {
  for (const Expr& expr : statement.tree.exprs) {
    const auto* call = std::get_if<FuncCall>(&expr.node);
    if (call == nullptr || call->name.empty()) {
      continue;
    }
    const std::string& name = call->name.back().name;
    if (name == "set_config" && call->arguments.size() == 3) {
      RunSetConfig(statement, *call);
      continue;
    }
    const std::vector<RoutineId> found = RoutinesCalled(*call);
    const auto runs = [&](RoutineId id) {
      const Routine& routine = loaded_.catalog.routine(id);
      return routine.defined && MayRunDdl(routine);
    };
    if (found.size() == 1 && runs(found[0])) {
      if (RunRoutine(statement, *call, found[0]) == Outcome::Failed) {
        return Outcome::Failed;
      }
    } else if (std::any_of(found.begin(), found.end(), runs)) {
      Undecide(statement, "function \"" + name + "\" may create objects");
      loaded_.catalog.OpenSchema("");
    }
  }
  return Outcome::Done;
}

}  // namespace pgpact
