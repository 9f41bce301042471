// ScriptWriter: collects the statements of installation scripts, through psql
// where the source goes through psql.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "analyzer/psql/psql_reader.h"
#include "analyzer/strings/evaluate.h"
#include "cli/installation_source.h"
#include "cli/source_store.h"
#include "reports/report.h"

namespace pgpact {

// What the installer replaces in its .sql files, and the notices that reading
// gives rise to.
struct ScriptSurroundings {
  SourceStore& store;
  const std::map<std::string, std::string>& tokens;
  std::vector<SkippedFile>& skipped;
};

// How one run of psql was asked for.
struct PsqlCall {
  // -c: several statements are one transaction, no variables.
  bool command = false;
  bool single_transaction = false;
  bool on_error_stop = false;
  std::string database;
  // -v, by name; a template that is no fixed text is not known.
  std::vector<SinkOption> variables;
};
// From the options that a sink keeps.
PsqlCall PsqlCallOf(const SinkValue& sink);
// The session with which that psql begins.
PsqlSession SessionOf(const PsqlCall& call);

class ScriptWriter {
 public:
  ScriptWriter(Installation& installation, ScriptSurroundings surroundings)
      : installation_(installation), surroundings_(surroundings) {}

  // Begins a script; its events come until the next Begin.
  void Begin(std::string name, SourceFileId file, TransactionMode mode);
  // Says of the script just begun that its run ends when it fails.
  void EndsRun(uint32_t run, bool must_succeed);
  uint32_t NextRun() { return ++runs_; }
  // What the scripts that follow are beside others that were found.
  void SetApart(std::string apart) { apart_ = std::move(apart); }
  // The script just begun runs on this database.
  void Connect(std::string database);
  // What a psql run does with a text.
  void AddPsqlText(const MarkedText& text, const PsqlCall& call,
                   std::string_view folder);
  // What a psql run does with a .sql file. `named_at` is where it is named.
  void AddPsqlFile(const std::string& path, Location named_at,
                   const PsqlCall& call, std::string_view folder);
  // A .sql file that is a source itself, without what its tool does not run.
  void AddSource(const SourceFile& file);
  void AddStatement(ParsedStatement statement);
  void Add(ScriptEvent event);

  Installation& installation() { return installation_; }
  SourceStore& store() { return surroundings_.store; }

 private:
  void ReadAll(PsqlReader& reader, PsqlSession& session,
               std::string_view folder);
  void AddItem(PsqlItem& item, PsqlSession& session, std::string_view folder);
  void Include(const PsqlInclude& include, PsqlSession& session,
               std::string_view folder);
  void ReadFile(const SourceFile& file, PsqlSession& session);
  void ReadText(const SourceFile& file, const MarkedText& text,
                PsqlSession& session);
  void NotFound(const std::string& path, Location named_at);
  InstallationScript& script() { return installation_.scripts.back(); }

  Installation& installation_;
  ScriptSurroundings surroundings_;
  uint32_t runs_ = 0;
  std::string apart_;
  // Of the script at hand; empty when not known.
  std::string session_database_;
  // Files being read, so that one that includes itself ends.
  std::vector<SourceFileId> reading_;
};

// The file that psql would read, from the script's folder, its parents and the
// root: where psql is started is not known.
std::optional<std::string> FindScript(std::string_view path,
                                      std::string_view folder,
                                      const FileSystem& files);

// The text with each token replaced; what was put in maps to its token.
[[nodiscard]] MarkedText ReplaceTokens(
    const SourceFile& file, const std::map<std::string, std::string>& tokens);

// The first text of a template: all optional parts there.
[[nodiscard]] MarkedText FirstText(const Template& of);

// Whether a shell script asks, before it names a file, whether that is there:
// `[ -f branch.sql ]`.
bool AsksFor(std::string_view script, std::string_view path);

}  // namespace pgpact
