// ProgramScript: the scripts that a run of a program gives: its SQL in
// execution order, each run of psql a script of its own.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/lowering.h"
#include "cli/script_writer.h"

namespace pgpact {

// The name of the file that a WriteFile sink writes, when it is known.
std::optional<std::string> WrittenFile(const SinkValue& sink);

class ProgramScript {
 public:
  // All must outlive it. `name` is the source's.
  ProgramScript(std::string name, const LoweredSources& lowered,
                const EvaluateOptions& evaluate, ScriptWriter& writer)
      : name_(std::move(name)),
        lowered_(lowered),
        evaluate_(evaluate),
        writer_(writer),
        imports_(ImportGraph(lowered.program)) {}

  // False when the module has no such function.
  bool RunProgram(ModuleId module, std::string_view function);
  // A document: its SQL blocks and its shell blocks in their order.
  void RunDocument(ModuleId module);

 private:
  bool Run(ModuleId module, std::string_view function);
  std::optional<std::vector<TraceEvent>> TraceOf(ModuleId module,
                                                 std::string_view function);
  void RunEvents(ModuleId module, std::vector<TraceEvent> events);
  void AddSink(ModuleId module, TraceSink& sink);
  void AddPsql(const SinkValue& sink);
  void AddFile(const SinkValue& sink);
  void AddProgram(ModuleId module, const SinkValue& sink);
  void RunNamed(ModuleId module, const SinkValue& sink);
  void AddSql(const TraceSink& sink);
  void AddMark(ScriptEvent event);
  void AddUnknown(Location at, std::string reason);
  // The script of the driver's connection that is open; begins one.
  void EnsureDriverScript(const TraceSink& sink);
  // What is left of the transaction of a connection that was given is
  // committed by whoever opened it.
  void CommitGiven();
  void EnsureScript();
  void BeginPsql(const PsqlCall& call);
  SourceFileId FileOf(ModuleId module) const;

  std::string name_;
  const LoweredSources& lowered_;
  const EvaluateOptions& evaluate_;
  ScriptWriter& writer_;
  std::vector<std::vector<ModuleId>> imports_;
  // Modules being run, so that a program that runs itself ends.
  std::vector<ModuleId> running_;
  std::vector<uint32_t> connections_;
  // The run's number, 0 for a document's SQL; whether an error of the sink at
  // hand ends it; programs being run whose failure is caught.
  uint32_t run_ = 0;
  bool uncaught_ = false;
  uint32_t caught_runs_ = 0;
  // What the run is inside of, outermost first: a ScriptTryBegin, with its
  // ScriptHandlerBegin, or a ScriptMaybeBegin.
  std::vector<ScriptEvent> around_;
  bool driver_script_ = false;
  bool given_ = false;
  // The script of a document's SQL blocks is open.
  bool pasted_script_ = false;
  bool any_script_ = false;
  SourceFileId file_;
  // Files that the program itself writes.
  std::map<std::string, Template> written_;
};

}  // namespace pgpact
