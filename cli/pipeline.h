// RunPipeline: the whole road, from options to findings. Every command and
// the case runner stand on it; its steps are the headers installation_*.h,
// source_*.h and code_*.h of this folder.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/contract/code.h"
#include "analyzer/contract/required_objects.h"
#include "analyzer/contract/services.h"
#include "analyzer/frontends/front_end.h"
#include "analyzer/installation/load_schema.h"
#include "analyzer/strings/link.h"
#include "analyzer/text/file_system.h"
#include "analyzer/text/source_set.h"
#include "cli/installation_source.h"
#include "reports/report.h"
#include "rules/finding.h"
#include "rules/rule.h"

namespace pgpact {

// Everything that decides what a run gives, beside the files. Paths are
// relative to the file system's root.
struct RunOptions {
  // Files and folders with the code; "" is the root.
  std::vector<std::string> paths = {""};
  // Below it is looked for what is not named: the folder of pgpact.toml, else
  // the root.
  std::string project;
  // Whether `paths` were named one by one: then finding no SQL is no error.
  bool files_named = false;
  // The installation's sources in order ("db.py::init"); when empty they are
  // looked for.
  std::vector<std::string> schema;
  std::vector<std::string> search_path = {"$user", "public"};
  std::vector<std::string> extensions;
  // Globs; `*` stays within a part of the path, `**` does not.
  std::vector<std::string> excludes;
  // Service files; when empty they are looked for.
  std::vector<std::string> services;
  // What the installer replaces in its .sql files.
  std::map<std::string, std::string> tokens;
  // Calls that pgpact does not know by itself.
  std::vector<SinkSpec> sinks;
  RuleLevels levels;
  std::string postgresql = "15";
  // Where pgpact.toml says so, and where it names a service file; empty for
  // what it does not.
  std::string postgresql_place;
  std::map<std::string, std::string> service_places;
  // Threads; 0 for as many as the machine has. Never changes the result.
  uint32_t jobs = 0;
};

// Files that are read for passwords.
enum class SecretFiles { OfFindings, All };

// Everything that a run has made. Its parts refer to one another: it stays at
// its address.
struct Run {
  Run() = default;
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  SourceSet sources;
  StringProgram program;
  Code code;
  Installation installation;
  // Set for every finished run.
  std::unique_ptr<LoadedSchema> schema;
  std::vector<Service> services;
  bool has_services = false;
  Contract contract;
  std::vector<Finding> findings;
  std::vector<Suppression> suppressions;
  std::vector<std::string> notices;
  RunSummary summary;
  // What was asked for and could not be done, though the rest was: no SQL in
  // a whole tree, a named file that cannot be read.
  std::optional<Error> failure;

  // What the rules look at.
  Analysis MakeAnalysis() const;
  // What a reporter writes. Both live as long as the run.
  Report MakeReport() const;
  // The passwords of all statements, and of the files of the findings or all.
  Secrets CollectSecrets(SecretFiles files) const;
};

// Fails when the job cannot be done: a named path that does not exist, no
// installation, a whole tree without a source.
[[nodiscard]] Result<std::unique_ptr<Run>> RunPipeline(
    const RunOptions& options, const FileSystem& files);

// What `--print` shows.
enum class Phase { Programs, Templates, Sql, Catalog, Bindings, Contract };
// By the option's word ("programs"); nothing for an unknown one.
std::optional<Phase> PhaseOf(std::string_view word);
// The text form of one phase, as golden tests compare it.
std::string PrintPhase(const Run& run, Phase phase);

}  // namespace pgpact
