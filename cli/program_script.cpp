#include "cli/program_script.h"

#include <algorithm>
#include <set>
#include <utility>

#include "analyzer/base/overloaded.h"
#include "analyzer/sql/parse_template.h"

namespace pgpact {

namespace {

constexpr size_t kMaximumNesting = 16;

TransactionMode ModeOf(const PsqlCall& call) {
  if (call.command || call.single_transaction) {
    return TransactionMode::Single;
  }
  return call.on_error_stop ? TransactionMode::AutocommitStop
                            : TransactionMode::AutocommitContinue;
}

}  // namespace

std::optional<std::string> WrittenFile(const SinkValue& sink) {
  for (const SinkOption& option : sink.options) {
    const FixedText* path = option.value.AsFixed();
    if (option.name == "file" && path != nullptr) {
      return path->text.text;
    }
  }
  return std::nullopt;
}

SourceFileId ProgramScript::FileOf(ModuleId module) const {
  return lowered_.program.module(module).file;
}

std::optional<std::vector<TraceEvent>> ProgramScript::TraceOf(
    ModuleId module, std::string_view function) {
  // Only what the module comes to can have a part in its run.
  std::set<ModuleId> reached = {module};
  std::vector<ModuleId> open = {module};
  while (!open.empty()) {
    const ModuleId next = open.back();
    open.pop_back();
    for (const ModuleId imported : imports_[next.index]) {
      if (reached.insert(imported).second) {
        open.push_back(imported);
      }
    }
  }
  // And the texts of .sql files, which are read by their paths.
  for (uint32_t i = 0; i < lowered_.program.modules.size(); ++i) {
    if (lowered_.program.modules[i].language == Language::Sql) {
      reached.insert(ModuleId{i});
    }
  }
  std::vector<Module> modules;
  modules.reserve(reached.size());
  for (const ModuleId one : reached) {
    modules.push_back(lowered_.program.module(one));
  }
  const StringProgram part = Link(std::move(modules));
  const std::string& path = lowered_.program.module(module).path;
  for (uint32_t i = 0; i < part.modules.size(); ++i) {
    if (part.modules[i].path == path) {
      return Trace(part, ModuleId{i}, function, evaluate_);
    }
  }
  return std::nullopt;
}

bool ProgramScript::RunProgram(ModuleId module, std::string_view function) {
  run_ = writer_.NextRun();
  return Run(module, function);
}

bool ProgramScript::Run(ModuleId module, std::string_view function) {
  const bool again =
      std::find(running_.begin(), running_.end(), module) != running_.end();
  if (again || running_.size() >= kMaximumNesting) {
    return true;
  }
  std::optional<std::vector<TraceEvent>> events = TraceOf(module, function);
  if (!events) {
    return false;
  }
  file_ = FileOf(module);
  running_.push_back(module);
  RunEvents(module, std::move(*events));
  CommitGiven();
  running_.pop_back();
  return true;
}

void ProgramScript::RunDocument(ModuleId module) {
  std::optional<std::vector<TraceEvent>> events = TraceOf(module, "");
  file_ = FileOf(module);
  running_.push_back(module);
  size_t next_event = 0;
  const auto run_events_before = [&](uint32_t offset) {
    std::vector<TraceEvent> part;
    for (; events && next_event < events->size(); ++next_event) {
      const auto* sink = std::get_if<TraceSink>(&(*events)[next_event]);
      if (sink != nullptr && sink->value.call.range.begin >= offset) {
        break;
      }
      part.push_back(std::move((*events)[next_event]));
    }
    RunEvents(module, std::move(part));
  };
  for (const EmbeddedModule& embedded : lowered_.embedded) {
    const Language language = lowered_.program.module(embedded.module).language;
    if (embedded.host == FileOf(module) && language == Language::Shell) {
      run_events_before(embedded.range.begin);
      // Each block is a shell of its own.
      run_ = writer_.NextRun();
      Run(embedded.module, "");
      run_ = 0;
    }
  }
  run_events_before(UINT32_MAX);
  running_.pop_back();
}

void ProgramScript::RunEvents(ModuleId module, std::vector<TraceEvent> events) {
  const auto add = [&](ScriptEvent event) {
    // Without a statement before them there is nothing to end.
    if (driver_script_) {
      writer_.Add(std::move(event));
    }
  };
  for (TraceEvent& event : events) {
    std::visit(
        Overloaded{
            [&](TraceSink& sink) { AddSink(module, sink); },
            [&](TraceCommit&) { add(ScriptCommit{}); },
            [&](TraceRollback&) { add(ScriptRollback{}); },
            [&](TryBegin& begin) { AddMark(ScriptTryBegin{begin.number}); },
            [&](HandlerBegin& begin) {
              AddMark(ScriptHandlerBegin{begin.number});
            },
            [&](TryEnd& end) {
              AddMark(ScriptTryEnd{end.number, end.handler_leaves});
            },
            [&](MaybeBegin& begin) { AddMark(ScriptMaybeBegin{begin.number}); },
            [&](MaybeEnd& end) { AddMark(ScriptMaybeEnd{end.number}); }},
        event);
  }
}

void ProgramScript::AddMark(ScriptEvent event) {
  if (const auto* end = std::get_if<ScriptTryEnd>(&event)) {
    std::erase_if(around_, [&](const ScriptEvent& open) {
      const auto* begin = std::get_if<ScriptTryBegin>(&open);
      const auto* handler = std::get_if<ScriptHandlerBegin>(&open);
      return (begin != nullptr && begin->number == end->number) ||
             (handler != nullptr && handler->number == end->number);
    });
  } else if (const auto* left = std::get_if<ScriptMaybeEnd>(&event)) {
    std::erase_if(around_, [&](const ScriptEvent& open) {
      const auto* begin = std::get_if<ScriptMaybeBegin>(&open);
      return begin != nullptr && begin->number == left->number;
    });
  } else {
    around_.push_back(event);
  }
  if (driver_script_) {
    writer_.Add(std::move(event));
  }
}

void ProgramScript::AddSink(ModuleId module, TraceSink& sink) {
  uncaught_ = caught_runs_ == 0 && sink.try_number == 0;
  writer_.installation().calls.insert(sink.value.call);
  switch (sink.value.spec.action) {
    case SinkAction::Run:
    case SinkAction::RunMany:
    case SinkAction::RunValues:
      if (sink.value.spec.dialect == Dialect::Psql) {
        AddPsql(sink.value);
      } else if (sink.value.spec.dialect == Dialect::PostgreSql) {
        AddSql(sink);
      }
      break;
    case SinkAction::RunFile:
      if (sink.value.spec.dialect == Dialect::Psql) {
        AddFile(sink.value);
      }
      break;
    case SinkAction::RunProgram:
      AddProgram(module, sink.value);
      break;
    case SinkAction::WriteFile:
      if (const std::optional<std::string> path = WrittenFile(sink.value)) {
        written_[*path] = sink.value.sql;
      }
      break;
    case SinkAction::Table:
    case SinkAction::CallRoutine:
    case SinkAction::Commit:
    case SinkAction::Rollback:
    case SinkAction::SetAutocommit:
      break;
  }
}

void ProgramScript::EnsureDriverScript(const TraceSink& sink) {
  const TransactionMode mode = sink.autocommit ? TransactionMode::AutocommitStop
                                               : TransactionMode::UntilCommit;
  const bool same_mode =
      driver_script_ && writer_.installation().scripts.back().mode == mode;
  if (!same_mode) {
    CommitGiven();
    writer_.Begin(name_, file_, mode);
    writer_.EndsRun(run_, uncaught_);
    driver_script_ = true;
    pasted_script_ = false;
    any_script_ = true;
    connections_ = {sink.connection};
    for (const ScriptEvent& mark : around_) {
      writer_.Add(mark);
    }
  } else if (std::find(connections_.begin(), connections_.end(),
                       sink.connection) == connections_.end()) {
    CommitGiven();
    connections_.push_back(sink.connection);
    writer_.Add(ScriptConnect{});
  }
  given_ = given_ || sink.given;
}

void ProgramScript::CommitGiven() {
  if (driver_script_ && given_) {
    writer_.Add(ScriptCommit{});
  }
  given_ = false;
}

void ProgramScript::EnsureScript() {
  if (!any_script_) {
    writer_.Begin(name_, file_, TransactionMode::AutocommitContinue);
    any_script_ = true;
  }
}

void ProgramScript::BeginPsql(const PsqlCall& call) {
  CommitGiven();
  writer_.Begin(name_, file_, ModeOf(call));
  writer_.EndsRun(run_, uncaught_);
  if (!call.database.empty()) {
    writer_.Connect(call.database);
  }
  any_script_ = true;
  driver_script_ = false;
  pasted_script_ = false;
}

void ProgramScript::AddUnknown(Location at, std::string reason) {
  EnsureScript();
  writer_.Add(ScriptUnknown{at, std::move(reason)});
}

void ProgramScript::AddSql(const TraceSink& sink) {
  ParsedSql parsed = ParseTemplate(sink.value.sql, sink.value.spec);
  if (parsed.not_understood) {
    AddUnknown(sink.value.call,
               std::string(ReasonText(*parsed.not_understood)));
    return;
  }
  EnsureDriverScript(sink);
  const bool whole =
      std::any_of(parsed.statements.begin(), parsed.statements.end(),
                  [](const ParsedStatement& one) { return !one.error; });
  for (ParsedStatement& statement : parsed.statements) {
    // Nothing between commas: a run has something there, as the text that
    // parses does.
    const bool thinned =
        std::all_of(statement.variants.begin(), statement.variants.end(),
                    [](const Variant& variant) { return variant.thinned; });
    if (!whole || !statement.error || !thinned || statement.variants.empty()) {
      writer_.AddStatement(std::move(statement));
    }
  }
}

void ProgramScript::AddPsql(const SinkValue& sink) {
  const PsqlCall call = PsqlCallOf(sink);
  const MarkedText text = FirstText(sink.sql);
  // A document's SQL blocks are pasted into one psql.
  const bool pasted = sink.spec.language == Language::Markdown;
  if (!pasted || !pasted_script_) {
    BeginPsql(call);
  }
  pasted_script_ = pasted;
  const SourceFile& file = writer_.store().sources().file(file_);
  writer_.AddPsqlText(text, call, ParentPath(file.path()));
}

void ProgramScript::AddFile(const SinkValue& sink) {
  const FixedText* path = sink.sql.AsFixed();
  if (path == nullptr) {
    AddUnknown(sink.call, "a script whose name is not known");
    return;
  }
  const PsqlCall call = PsqlCallOf(sink);
  BeginPsql(call);
  const SourceFile& file = writer_.store().sources().file(file_);
  const std::string_view folder = ParentPath(file.path());
  const auto written = written_.find(path->text.text);
  if (written != written_.end()) {
    writer_.AddPsqlText(FirstText(written->second), call, folder);
    return;
  }
  const Location named_at =
      path->text.map
          .ToSource({0, static_cast<uint32_t>(path->text.text.size())})
          .value_or(sink.call);
  writer_.AddPsqlFile(path->text.text, named_at, call, folder);
}

void ProgramScript::AddProgram(ModuleId module, const SinkValue& sink) {
  const SourceFileId before = file_;
  driver_script_ = false;
  const uint32_t caught = uncaught_ ? 0 : 1;
  caught_runs_ += caught;
  RunNamed(module, sink);
  caught_runs_ -= caught;
  file_ = before;
}

void ProgramScript::RunNamed(ModuleId module, const SinkValue& sink) {
  for (const EmbeddedModule& embedded : lowered_.embedded) {
    if (embedded.host == sink.call.file &&
        sink.call.range.Contains(embedded.range) && embedded.module != module) {
      Run(embedded.module, "");
      return;
    }
  }
  const FixedText* path = sink.sql.AsFixed();
  if (path == nullptr) {
    return;
  }
  const std::string& host = writer_.store().sources().file(file_).path();
  for (std::string_view base = ParentPath(host);; base = ParentPath(base)) {
    const SourceFile* file =
        writer_.store().sources().Find(JoinPath(base, path->text.text));
    const auto found = file == nullptr
                           ? lowered_.by_file.end()
                           : lowered_.by_file.find(file->id().index);
    if (found != lowered_.by_file.end()) {
      Run(found->second, "");
      return;
    }
    if (base.empty()) {
      return;
    }
  }
}

}  // namespace pgpact
