#include "cli/build_code.h"

#include <algorithm>
#include <tuple>
#include <type_traits>
#include <utility>

#include "analyzer/base/overloaded.h"
#include "analyzer/contract/created_objects.h"
#include "analyzer/contract/doubt.h"
#include "analyzer/sql/identifier.h"
#include "cli/bind_code.h"
#include "cli/included_scripts.h"
#include "cli/migration_file.h"
#include "cli/parallel.h"
#include "cli/parse_call.h"
#include "cli/script_writer.h"
#include "cli/session_tables.h"
#include "cli/table_call.h"

namespace pgpact {

namespace {

// What no other database has: a program that speaks to two keeps such
// statements behind a condition.
bool IsForSqlite(const ParsedStatement& statement) {
  const std::string_view text = statement.text.text;
  constexpr std::string_view kPragma = "pragma ";
  const bool pragma = text.size() > kPragma.size() &&
                      FoldIdentifier(text.substr(0, kPragma.size())) == kPragma;
  return pragma || text.find("sqlite_master") != std::string_view::npos;
}

bool CreatesObjects(const SqlStatement& statement) {
  return std::visit(
      [](const auto& node) {
        using Node = std::decay_t<decltype(node)>;
        return std::is_same_v<Node, CreateStmt> ||
               std::is_same_v<Node, CreateSchemaStmt> ||
               std::is_same_v<Node, ViewStmt> ||
               std::is_same_v<Node, AlterTableStmt> ||
               std::is_same_v<Node, CreateFunctionStmt> ||
               std::is_same_v<Node, IndexStmt> ||
               std::is_same_v<Node, DropStmt> ||
               std::is_same_v<Node, CreateExtensionStmt>;
      },
      statement.node);
}

bool SendsStatements(SinkAction action) {
  switch (action) {
    case SinkAction::Run:
    case SinkAction::RunMany:
    case SinkAction::RunValues:
    case SinkAction::Table:
    case SinkAction::CallRoutine:
    case SinkAction::RunFile:
      return true;
    case SinkAction::RunProgram:
    case SinkAction::WriteFile:
    case SinkAction::Commit:
    case SinkAction::Rollback:
    case SinkAction::SetAutocommit:
      return false;
  }
  return false;
}

class Builder {
 public:
  explicit Builder(const CodeInputs& inputs) : inputs_(inputs) {}

  Code Run() && {
    std::vector<const SinkValue*> sinks = ChooseSinks();
    NoteTextFiles(sinks);
    const std::vector<std::optional<MarkedText>> scripts = LoadScripts(sinks);
    const std::vector<IncludedScripts> included = LoadIncluded(sinks, scripts);
    std::vector<ParsedCall> parsed(sinks.size());
    ParallelFor(sinks.size(), inputs_.jobs, [&](size_t index) {
      parsed[index] =
          ParseCall(*sinks[index], scripts[index] ? &*scripts[index] : nullptr,
                    included[index].texts);
    });
    for (size_t i = 0; i < sinks.size(); ++i) {
      if (sinks[i]->spec.language == Language::Sql && Creates(parsed[i])) {
        creating_folders_.insert(FolderOf(*sinks[i]));
      }
    }
    for (size_t i = 0; i < sinks.size(); ++i) {
      const bool is_script = sinks[i]->spec.language == Language::Sql;
      const bool is_code = (!is_script || IsCode(*sinks[i], parsed[i])) &&
                           !IsMigration(*sinks[i]);
      if (is_code) {
        AddCall(*sinks[i], std::move(parsed[i]));
        AddMissing(*sinks[i], included[i].missing);
      }
    }
    for (const MappedClass& mapped : inputs_.evaluation.mapped_classes) {
      if (inputs_.code.count(mapped.location.file) != 0) {
        code_.mapped_classes.push_back(mapped);
      }
    }
    const FileSessions sessions =
        SessionsOf(code_, inputs_.directives, inputs_.catalog,
                   inputs_.search_paths.front());
    BindCode(
        {inputs_.program, inputs_.store.sources(), inputs_.directives,
         inputs_.catalog, sessions, inputs_.search_paths, names_, inputs_.jobs},
        code_);
    DoubtCalls();
    AddBodies(sessions);
    DoubtUnknownCreations(code_);
    return std::move(code_);
  }

 private:
  void DoubtCalls() {
    for (const CodeCall& call : code_.calls) {
      std::vector<CodeStatement*> statements;
      for (const uint32_t index : call.statements) {
        statements.push_back(&code_.statements[index]);
      }
      if (call.sink.doubt != Doubt::None) {
        DoubtErrors(statements, call.sink.doubt);
      } else if (call.sink.spec.language != Language::Sql || call.bounded) {
        // Of a script every statement is met, each with its own text.
        DoubtCombinations(statements, call.bounded);
      }
      for (CodeStatement* const statement : statements) {
        DoubtFiltered(*statement);
      }
    }
  }

  std::vector<const SinkValue*> ChooseSinks() const {
    std::vector<const SinkValue*> sinks;
    for (const SinkValue& sink : inputs_.evaluation.sinks) {
      if (SendsStatements(sink.spec.action) &&
          inputs_.code.count(sink.call.file) != 0) {
        sinks.push_back(&sink);
      }
    }
    std::stable_sort(sinks.begin(), sinks.end(),
                     [&](const SinkValue* left, const SinkValue* right) {
                       return Place(*left) < Place(*right);
                     });
    return sinks;
  }

  // Files whose text is part of what other files send: what they hold is
  // checked there.
  void NoteTextFiles(const std::vector<const SinkValue*>& sinks) {
    for (const SinkValue* sink : sinks) {
      for (const TemplateNode& node : sink->sql.nodes) {
        const auto* fixed = std::get_if<FixedText>(&node.node);
        if (fixed == nullptr || sink->spec.language == Language::Sql) {
          continue;
        }
        for (const TextPiece& piece : fixed->text.map.pieces()) {
          if (piece.source.file != sink->call.file) {
            run_by_calls_.insert(piece.source.file);
          }
        }
      }
    }
  }

  // The scripts that calls run, read one after another.
  std::vector<std::optional<MarkedText>> LoadScripts(
      const std::vector<const SinkValue*>& sinks) {
    std::vector<std::optional<MarkedText>> scripts(sinks.size());
    for (size_t i = 0; i < sinks.size(); ++i) {
      const SinkValue& sink = *sinks[i];
      const FixedText* path = sink.sql.AsFixed();
      if (sink.spec.action != SinkAction::RunFile ||
          sink.spec.dialect != Dialect::Psql || path == nullptr) {
        continue;
      }
      const SourceFile& host = inputs_.store.sources().file(sink.call.file);
      const auto found = FindScript(path->text.text, ParentPath(host.path()),
                                    inputs_.store.files());
      if (!found) {
        continue;
      }
      const Result<const SourceFile*> file = inputs_.store.Load(*found);
      if (file.ok()) {
        scripts[i] = ReplaceTokens(*file.value(), inputs_.tokens);
        run_by_calls_.insert(file.value()->id());
      }
    }
    return scripts;
  }

  // What the scripts read by \i, which is then no code of its own.
  std::vector<IncludedScripts> LoadIncluded(
      const std::vector<const SinkValue*>& sinks,
      const std::vector<std::optional<MarkedText>>& scripts) {
    std::vector<IncludedScripts> all(sinks.size());
    for (size_t i = 0; i < sinks.size(); ++i) {
      const SinkValue& sink = *sinks[i];
      const FixedText* fixed = sink.sql.AsFixed();
      std::optional<MarkedText> text = scripts[i];
      if (!text && fixed != nullptr && sink.spec.language == Language::Sql &&
          sink.spec.dialect == Dialect::Psql) {
        text = MarkedText{fixed->text, {}};
      }
      if (!text) {
        continue;
      }
      const std::optional<Location> begin = text->text.map.At(0);
      const SourceFileId file = begin ? begin->file : sink.call.file;
      all[i] = ReadIncludedScripts(*text, inputs_.store.sources().file(file),
                                   inputs_.store, inputs_.tokens);
      run_by_calls_.insert(all[i].files.begin(), all[i].files.end());
    }
    return all;
  }

  // A file that a script reads and that is not there is not understood.
  void AddMissing(const SinkValue& sink, const std::vector<Location>& missing) {
    for (const Location& at : missing) {
      CodeCall call;
      call.sink = sink;
      call.sink.call = at;
      call.sink.driver_call = at;
      call.sink.sink = "\\i";
      call.language = inputs_.program.module(sink.module).language;
      call.dialect = sink.spec.dialect;
      call.not_understood = UnknownReason::Environment;
      code_.calls.push_back(std::move(call));
    }
  }

  // Whether the call stands in a program that is a step of an installation.
  bool IsMigration(const SinkValue& sink) {
    const SourceFileId file = sink.call.file;
    if (inputs_.steps.count(sink.call) != 0) {
      if (stepping_.insert(file).second) {
        inputs_.skipped.push_back(
            {inputs_.store.sources().file(file).path(),
             "its functions that install one after another are checked as part "
             "of the installation, each on the schema of its time"});
      }
      return true;
    }
    const auto known = migrations_.find(file);
    if (known != migrations_.end()) {
      return known->second;
    }
    const bool migration = inputs_.named.count(file) == 0 &&
                           IsMigrationFile(inputs_.program.module(sink.module));
    migrations_.emplace(file, migration);
    if (migration) {
      inputs_.skipped.push_back(
          {inputs_.store.sources().file(file).path(),
           "it is a migration, which runs on the schema of its time, and is no "
           "part of the installation named"});
    }
    return migration;
  }

  // Whether a .sql file holds the code's own statements.
  bool IsCode(const SinkValue& sink, const ParsedCall& parsed) {
    const SourceFileId file = sink.call.file;
    if (run_by_calls_.count(file) != 0) {
      return false;
    }
    if (inputs_.named.count(file) != 0) {
      return true;
    }
    const bool creates = creating_folders_.count(FolderOf(sink)) != 0;
    if (creates) {
      inputs_.skipped.push_back(
          {inputs_.store.sources().file(file).path(),
           Creates(parsed)
               ? "it creates objects and is no part of the installation named"
               : "it stands beside scripts that create objects and is no part "
                 "of the installation named"});
    }
    return !creates;
  }

  static bool Creates(const ParsedCall& parsed) {
    return std::any_of(parsed.sql.statements.begin(),
                       parsed.sql.statements.end(),
                       [](const ParsedStatement& statement) {
                         return !statement.tree.statements.empty() &&
                                CreatesObjects(statement.tree.root());
                       });
  }

  std::string FolderOf(const SinkValue& sink) const {
    const SourceFile& file = inputs_.store.sources().file(sink.call.file);
    return std::string(ParentPath(file.path()));
  }

  std::pair<std::string_view, TextRange> Place(const SinkValue& sink) const {
    return {inputs_.store.sources().file(sink.call.file).path(),
            sink.call.range};
  }

  void AddCall(const SinkValue& sink, ParsedCall parsed) {
    const auto index = static_cast<uint32_t>(code_.calls.size());
    CodeCall call;
    call.sink = sink;
    call.language = inputs_.program.module(sink.module).language;
    call.dialect = sink.spec.dialect;
    if (call.dialect == Dialect::PostgreSql && !parsed.sql.statements.empty() &&
        std::all_of(parsed.sql.statements.begin(), parsed.sql.statements.end(),
                    IsForSqlite)) {
      call.dialect = Dialect::Sqlite;
    } else if (call.dialect == Dialect::PostgreSql &&
               !parsed.sql.statements.empty() &&
               std::all_of(parsed.sql.statements.begin(),
                           parsed.sql.statements.end(), IsForReplication)) {
      call.dialect = Dialect::NotPostgreSql;
    }
    call.not_understood = parsed.sql.not_understood;
    call.bounded = parsed.sql.bounded || sink.limit_reached;
    if (parsed.names) {
      call.statements.push_back(
          Add(TableStatement(index, sink, *parsed.names)));
      names_[call.statements.back()] = std::move(*parsed.names);
    }
    for (ParsedStatement& statement : parsed.sql.statements) {
      if (statement.text.text.empty()) {
        continue;
      }
      ReadSqlDirectives(statement.text, inputs_.store.sources(),
                        inputs_.directives);
      CodeStatement one;
      one.call = index;
      one.location = statement.text.map.At(0).value_or(sink.call);
      one.bound.verdict = Verdict::Undecided;
      one.parsed = std::move(statement);
      call.statements.push_back(Add(std::move(one)));
    }
    if (call.statements.empty() && !call.not_understood) {
      // Nothing but blanks and comments is sent, or a script that is told as
      // missing.
      if (parsed.sql.statements.empty() && !call.bounded) {
        return;
      }
      call.not_understood = call.bounded ? UnknownReason::LimitReached
                                         : UnknownReason::UnsupportedSyntax;
    }
    call.bounded = call.bounded || sink.untaken;
    code_.calls.push_back(std::move(call));
  }

  static CodeStatement TableStatement(uint32_t index, const SinkValue& sink,
                                      const TableCallNames& names) {
    CodeStatement statement;
    statement.call = index;
    statement.kind = StatementKind::TableCall;
    statement.parsed.text = names.text;
    statement.parsed.completeness =
        names.partial ? Completeness::Partial : Completeness::Whole;
    statement.location = names.text.map.At(0).value_or(sink.call);
    return statement;
  }

  uint32_t Add(CodeStatement statement) {
    code_.statements.push_back(std::move(statement));
    return static_cast<uint32_t>(code_.statements.size() - 1);
  }

  // What the bodies of the installation's routines send.
  void AddBodies(const FileSessions& sessions) {
    BodySurroundings surroundings = SurroundingsOf(
        inputs_.bodies, inputs_.catalog, inputs_.search_paths.front());
    for (const auto& [file, session] : sessions) {
      for (const SessionTable& table : session.temporary_tables) {
        surroundings.tables.push_back({table.name, table.columns, true});
      }
    }
    std::vector<std::vector<BodyStatement>> bound(inputs_.bodies.size());
    ParallelFor(bound.size(), inputs_.jobs, [&](size_t index) {
      bound[index] =
          BindBody(inputs_.bodies[index], inputs_.catalog, surroundings);
    });
    for (size_t i = 0; i < bound.size(); ++i) {
      AddBody(inputs_.bodies[i], std::move(bound[i]));
    }
  }

  void AddBody(const RoutineBody& body, std::vector<BodyStatement> bound) {
    const Routine& routine = inputs_.catalog.routine(body.routine);
    const auto index = static_cast<uint32_t>(code_.calls.size());
    CodeCall call;
    call.body = true;
    call.sink.call = routine.defined.value_or(Location());
    call.sink.driver_call = call.sink.call;
    call.sink.function = QuoteQualified(
        inputs_.catalog.schema(routine.schema).name, routine.name);
    call.sink.sink = "body of " + call.sink.function;
    call.dialect = Dialect::PostgreSql;
    call.language = Language::Sql;
    for (BodyStatement& statement : bound) {
      CodeStatement one;
      one.call = index;
      one.location = statement.parsed.text.map.At(0).value_or(call.sink.call);
      one.kind =
          statement.bound.ddl ? StatementKind::Ddl : StatementKind::Query;
      one.parsed = std::move(statement.parsed);
      one.bound = std::move(statement.bound);
      call.statements.push_back(Add(std::move(one)));
    }
    if (!call.statements.empty()) {
      code_.calls.push_back(std::move(call));
    }
  }

  const CodeInputs& inputs_;
  Code code_;
  std::map<uint32_t, TableCallNames> names_;
  // Folders with a .sql file that creates objects.
  std::set<std::string> creating_folders_;
  // Of files with calls: whether they are steps of an installation.
  std::map<SourceFileId, bool> migrations_;
  std::set<SourceFileId> stepping_;
  std::set<SourceFileId> run_by_calls_;
};

}  // namespace

Code BuildCode(const CodeInputs& inputs) {
  return Builder(inputs).Run();
}

}  // namespace pgpact
