#include "cli/pipeline.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/contract/created_objects.h"
#include "analyzer/contract/reach.h"
#include "analyzer/sql/parse_template.h"
#include "cli/build_code.h"
#include "cli/build_installation.h"
#include "cli/doubt_installation.h"
#include "cli/full_schema.h"
#include "cli/installation_steps.h"
#include "cli/lowering.h"
#include "cli/parallel.h"
#include "cli/program_script.h"
#include "cli/repository_scan.h"
#include "cli/service_files.h"
#include "cli/session_paths.h"
#include "cli/source_choice.h"
#include "cli/source_walk.h"
#include "cli/unknown_extensions.h"

namespace pgpact {

namespace {

class Pipeline {
 public:
  Pipeline(const RunOptions& options, const FileSystem& files)
      : options_(options),
        run_(std::make_unique<Run>()),
        store_(files, run_->sources),
        evaluate_(front_ends_.Options(options.sinks)) {}

  Result<std::unique_ptr<Run>> Go() && {
    for (const auto step : {&Pipeline::Walk, &Pipeline::FindInstallation,
                            &Pipeline::Lower, &Pipeline::LoadInstallation,
                            &Pipeline::FindServices, &Pipeline::CheckCode}) {
      if (std::optional<Error> error = (this->*step)()) {
        return std::move(*error);
      }
    }
    Summarize();
    return std::move(run_);
  }

 private:
  using Step = std::optional<Error>;

  Step Walk();
  Step FindInstallation();
  Step Lower();
  Step LoadInstallation();
  Step FindServices();
  void KnowServices();
  void BindCode();
  RuleLevels BindOnFoundInstallation();
  Step CheckCode();
  void AddMissingFiles();
  void ReachCode();
  void Summarize();
  void CountStatements();
  void CountStatement(const CodeStatement& statement, const CodeCall& call);
  std::vector<std::string> Roots() const;
  std::set<std::string> InstallationFiles() const;
  SearchPath MakeSearchPath() const {
    return {options_.search_path, "", false};
  }

  const RunOptions& options_;
  std::unique_ptr<Run> run_;
  FrontEnds front_ends_;
  SourceStore store_;
  EvaluateOptions evaluate_;
  pgpact::Walk walk_;
  RepositoryScan scan_;
  // Those of the options, and what CREATE EXTENSION replaces.
  std::map<std::string, std::string> tokens_;
  std::vector<SchemaSource> schema_sources_;
  ChosenSources chosen_;
  LoweredSources lowered_;
  Evaluation evaluation_;
};

Pipeline::Step Pipeline::Walk() {
  Result<pgpact::Walk> walk =
      WalkPaths(options_.paths, options_.excludes, store_.files());
  if (!walk.ok()) {
    return walk.error();
  }
  walk_ = std::move(walk).value();
  run_->summary.skipped = walk_.skipped;
  return std::nullopt;
}

Pipeline::Step Pipeline::FindInstallation() {
  const bool look = options_.schema.empty();
  scan_ = ScanRepository({options_.project, look, options_.services.empty()},
                         store_);
  tokens_ = options_.tokens;
  if (!scan_.extensions.empty()) {
    tokens_.emplace(kExtensionSchemaToken, ExtensionSchema(scan_.extensions));
  }
  const std::vector<std::string>& names =
      look ? scan_.installation.sources : options_.schema;
  if (names.empty()) {
    return Error{"no installation found",
                 "name it with --schema: a .sql file, a folder of migrations, "
                 "a script, a document or db.py::function"};
  }
  for (const std::string& name : names) {
    Result<SchemaSource> source =
        ReadSchemaSource(name, front_ends_, store_.files());
    if (!source.ok()) {
      return source.error();
    }
    schema_sources_.push_back(std::move(source).value());
  }
  if (look) {
    run_->notices = FoundNotices(schema_sources_);
  }
  return std::nullopt;
}

std::vector<std::string> Pipeline::Roots() const {
  std::vector<std::string> roots;
  for (const SchemaSource& source : schema_sources_) {
    if (source.kind == SchemaSourceKind::Program ||
        source.kind == SchemaSourceKind::Document) {
      roots.push_back(source.path);
    }
  }
  for (const std::string& service : options_.services) {
    roots.push_back(service);
  }
  return roots;
}

// Python that also installs stays code: its services run it.
std::set<std::string> Pipeline::InstallationFiles() const {
  std::set<std::string> files;
  for (const SchemaSource& source : schema_sources_) {
    if (source.path.substr(source.path.rfind('.') + 1) != "py") {
      files.insert(source.path);
    }
    files.insert(source.migrations.begin(), source.migrations.end());
  }
  return files;
}

Pipeline::Step Pipeline::Lower() {
  const std::vector<std::string> roots = Roots();
  ChoiceRequest request = {
      walk_.files, roots, scan_.installers, InstallationFiles(), {}};
  for (const SinkSpec& sink : options_.sinks) {
    request.marks.push_back(sink.callee.substr(sink.callee.rfind('.') + 1));
  }
  chosen_ = ChooseSources(request, front_ends_, store_);
  std::vector<SkippedFile>& skipped = run_->summary.skipped;
  skipped.insert(skipped.end(), chosen_.skipped.begin(), chosen_.skipped.end());
  if (chosen_.named_unreadable) {
    run_->failure = chosen_.named_unreadable;
  }
  if (chosen_.source_files == 0 && !options_.paths.empty() &&
      !options_.files_named) {
    return Error{"no source file that pgpact reads under the named paths",
                 "it reads Python, shell and SQL"};
  }
  lowered_ = LowerSources(chosen_.files, front_ends_, options_.jobs);
  evaluate_.hole_values = lowered_.directives.hole_values;
  evaluation_ = Evaluate(lowered_.program, evaluate_);
  return std::nullopt;
}

Pipeline::Step Pipeline::LoadInstallation() {
  const InstallationInputs inputs = {
      schema_sources_,    options_.extensions,
      scan_.extensions,   options_.schema.empty(),
      lowered_,           evaluate_,
      front_ends_,        {store_, tokens_, run_->summary.skipped},
      lowered_.directives};
  const BuiltinCatalog& builtin = LoadBuiltinCatalog(options_.postgresql);
  for (std::string& notice :
       SettleFullSchemas(schema_sources_, inputs, builtin, MakeSearchPath())) {
    run_->notices.push_back(std::move(notice));
  }
  Result<Installation> installation = BuildInstallation(inputs);
  if (!installation.ok()) {
    return installation.error();
  }
  run_->installation = std::move(installation).value();
  const auto& statements = run_->installation.statements;
  const bool readable = std::any_of(
      statements.begin(), statements.end(),
      [](const ParsedStatement& statement) { return !statement.error; });
  if (!readable) {
    run_->failure = Error{"no statement of the installation could be read: " +
                              WhyUnreadable(run_->installation, run_->sources),
                          "name with --schema what holds or sends its SQL"};
  }
  if (options_.postgresql != GrammarVersion()) {
    const std::string& place = options_.postgresql_place;
    run_->notices.push_back(
        (place.empty() ? "" : place + ": ") + "PostgreSQL " +
        options_.postgresql +
        " is not known yet: everything is checked as by PostgreSQL " +
        std::string(GrammarVersion()));
  }
  run_->schema = std::make_unique<LoadedSchema>(
      LoadSchema(run_->installation.scripts, builtin, MakeSearchPath()));
  for (std::string& notice :
       UnknownExtensions(run_->installation, run_->sources)) {
    run_->notices.push_back(std::move(notice));
  }
  return std::nullopt;
}

Pipeline::Step Pipeline::FindServices() {
  std::vector<SinkValue> written;
  std::copy_if(evaluation_.sinks.begin(), evaluation_.sinks.end(),
               std::back_inserter(written), [](const SinkValue& sink) {
                 return sink.spec.action == SinkAction::WriteFile;
               });
  Result<FoundServices> found = pgpact::FindServices(
      options_.services, options_.project, written, store_);
  if (!found.ok()) {
    Error error = found.error();
    for (const auto& [path, place] : options_.service_places) {
      if (error.message.find('"' + path + '"') != std::string::npos) {
        error.message = place + ": " + error.message;
      }
    }
    return error;
  }
  run_->services = std::move(found.value().services);
  for (const auto& notices :
       {found.value().notices,
        UnknownServiceNotices(run_->services, run_->sources)}) {
    run_->notices.insert(run_->notices.end(), notices.begin(), notices.end());
  }
  KnowServices();
  return std::nullopt;
}

// Services whose programs are not known, or not read, may start any of the
// code.
void Pipeline::KnowServices() {
  std::set<std::string_view> read;
  for (const Module& module : lowered_.program.modules) {
    read.insert(module.path);
  }
  bool any = false;
  for (const Service& service : run_->services) {
    for (const std::string& entry : service.entry_files) {
      any = true;
      if (read.count(entry) == 0) {
        run_->has_services = false;
        run_->notices.push_back("service " + service.name + " starts " + entry +
                                ", which is not among the paths: all code "
                                "counts as started");
        return;
      }
    }
  }
  run_->has_services = any;
}

void Pipeline::BindCode() {
  const std::set<Location> steps =
      CallsOfSteps({schema_sources_, scan_.installation.passed_over, lowered_,
                    evaluation_, run_->installation});
  const std::vector<SearchPath> search_paths =
      InitialPaths(MakeSearchPath(), run_->installation.statements);
  run_->code = BuildCode({.program = lowered_.program,
                          .evaluation = evaluation_,
                          .code = chosen_.code,
                          .named = chosen_.named,
                          .steps = steps,
                          .store = store_,
                          .tokens = tokens_,
                          .catalog = run_->schema->catalog,
                          .bodies = run_->schema->bodies,
                          .search_paths = search_paths,
                          .directives = lowered_.directives,
                          .skipped = run_->summary.skipped,
                          .jobs = options_.jobs});
  // Empty for an installation that was named.
  DoubtTables(run_->code, scan_.installation.tables_of_programs);
  ReachCode();
  run_->contract = Collect(run_->code, *run_->schema);
}

// The code on an installation that was only found: on one that does not fit
// nothing that is missing is an error. The levels of the rules for it.
RuleLevels Pipeline::BindOnFoundInstallation() {
  RuleLevels levels = options_.levels;
  const std::vector<SkippedFile> skipped = run_->summary.skipped;
  BindCode();
  if (!options_.schema.empty()) {
    return levels;
  }
  const auto reason = WhyDoubtful(*run_->schema, run_->contract);
  const auto repeated = WhyRepeated(*run_->schema);
  const bool disputed =
      AddDisputedColumns(run_->code, run_->sources, *run_->schema);
  if (repeated && !reason) {
    run_->notices.push_back(
        *repeated +
        " statements of the installation found make what is there already: "
        "of what runs twice no error is told");
    levels.insert_or_assign("installation-error", Severity::Off);
  }
  if (!reason) {
    if (disputed) {
      run_->summary.skipped = skipped;
      BindCode();
    }
    return levels;
  }
  run_->notices.push_back("the installation found may not be the right one (" +
                          *reason +
                          "): what is missing from it is no error; name the "
                          "right one with --schema");
  run_->schema->catalog.OpenSchema("");
  run_->summary.skipped = skipped;
  BindCode();
  levels.insert_or_assign("installation-error", Severity::Off);
  levels.try_emplace("missing-installation-file", Severity::Warning);
  levels.try_emplace("undefined-column", Severity::Warning);
  return levels;
}

Pipeline::Step Pipeline::CheckCode() {
  const RuleLevels levels = BindOnFoundInstallation();
  AddMissingFiles();
  run_->suppressions = lowered_.directives.suppressions;
  run_->program = std::move(lowered_.program);
  run_->findings = CheckRules(run_->MakeAnalysis(), levels);
  const bool whole_tree = !options_.files_named && !options_.paths.empty();
  const bool any = std::any_of(run_->code.calls.begin(), run_->code.calls.end(),
                               [](const CodeCall& call) { return !call.body; });
  if (!any && options_.files_named) {
    run_->notices.emplace_back("none of the named files holds SQL");
  }
  if (!any && whole_tree && !run_->failure) {
    run_->failure = Error{"no SQL in the sources under the named paths",
                          "name the folders with the code that uses the "
                          "database, or add its calls as [[sinks]]"};
  }
  return std::nullopt;
}

void Pipeline::ReachCode() {
  const auto reach = Reach(lowered_.program, run_->services);
  for (CodeCall& call : run_->code.calls) {
    if (!call.body) {
      call.services = reach[call.sink.module.index];
    }
  }
}

// Files that installers name which are no `--schema`: looked for as psql
// would, from the script's folder and the root.
void Pipeline::AddMissingFiles() {
  std::vector<MissingInstallationFile>& missing =
      run_->installation.missing_files;
  std::set<std::string> written;
  for (const SinkValue& sink : evaluation_.sinks) {
    if (const auto path = WrittenFile(sink)) {
      written.insert(*path);
    }
  }
  for (const SinkValue& sink : evaluation_.sinks) {
    const FixedText* path = sink.sql.AsFixed();
    if (sink.spec.action != SinkAction::RunFile ||
        sink.spec.dialect != Dialect::Psql || path == nullptr ||
        path->text.text.empty() || path->text.text.front() == '/' ||
        written.count(path->text.text) != 0) {
      continue;
    }
    const SourceFile& host = run_->sources.file(sink.call.file);
    if (FindScript(path->text.text, ParentPath(host.path()), store_.files())) {
      continue;
    }
    const Location at =
        path->text.map
            .ToSource({0, static_cast<uint32_t>(path->text.text.size())})
            .value_or(sink.call);
    missing.push_back({path->text.text, at});
  }
  for (MissingInstallationFile& file : missing) {
    const SourceFile& host = run_->sources.file(file.location.file);
    file.asked_for =
        AsksFor(host.content().substr(0, file.location.range.begin), file.path);
  }
  std::sort(missing.begin(), missing.end(),
            [](const MissingInstallationFile& left,
               const MissingInstallationFile& right) {
              return left.location < right.location;
            });
  missing.erase(std::unique(missing.begin(), missing.end(),
                            [](const MissingInstallationFile& left,
                               const MissingInstallationFile& right) {
                              return left.location == right.location;
                            }),
                missing.end());
}

void Pipeline::CountStatements() {
  RunSummary& summary = run_->summary;
  for (const CodeCall& call : run_->code.calls) {
    if (call.not_understood) {
      ++summary.statements.not_understood;
      ++summary.reasons[std::string(ReasonText(*call.not_understood))];
    }
  }
  for (const CodeStatement& statement : run_->code.statements) {
    CountStatement(statement, run_->code.calls[statement.call]);
  }
}

void Pipeline::CountStatement(const CodeStatement& statement,
                              const CodeCall& call) {
  RunSummary& summary = run_->summary;
  const Dialect dialect = call.dialect;
  const bool undecided = statement.bound.verdict == Verdict::Undecided;
  const bool nothing = statement.parsed.completeness == Completeness::None;
  if (call.body) {
    ++(undecided ? summary.bodies.partial : summary.bodies.checked);
  } else if (nothing && call.not_understood) {
    // The call is counted.
  } else if (dialect == Dialect::OtherVersion) {
    ++summary.statements.other_version;
  } else if (dialect != Dialect::PostgreSql && dialect != Dialect::Psql &&
             dialect != Dialect::Unknown) {
    ++summary.statements.other_dialect;
  } else if (nothing) {
    ++summary.statements.not_understood;
    if (!statement.parsed.holes.empty()) {
      const UnknownReason reason = statement.parsed.holes.front().hole.reason;
      ++summary.reasons[std::string(ReasonText(reason))];
    }
  } else {
    ++(undecided ? summary.statements.partial : summary.statements.checked);
  }
}

void Pipeline::Summarize() {
  RunSummary& summary = run_->summary;
  summary.files = chosen_.source_files;
  CountStatements();
  for (const MappedClass& mapped : run_->code.mapped_classes) {
    summary.mapped_classes[mapped.mapper].push_back(mapped.name);
  }
  for (auto& [mapper, names] : summary.mapped_classes) {
    std::sort(names.begin(), names.end());
  }
  for (const auto& [file, count] : lowered_.unsupported) {
    if (chosen_.code.count(SourceFileId{file}) != 0) {
      summary.unsupported += count;
    }
  }
  std::sort(summary.skipped.begin(), summary.skipped.end(),
            [](const SkippedFile& left, const SkippedFile& right) {
              return std::tie(left.path, left.reason) <
                     std::tie(right.path, right.reason);
            });
}

}  // namespace

Result<std::unique_ptr<Run>> RunPipeline(const RunOptions& options,
                                         const FileSystem& files) {
  Result<std::unique_ptr<Run>> result = Error{"nothing was run", ""};
  RunOnLargeStack([&] { result = Pipeline(options, files).Go(); });
  return result;
}

}  // namespace pgpact
