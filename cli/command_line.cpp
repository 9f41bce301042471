#include "cli/command_line.h"

#include <algorithm>
#include <chrono>
#include <sstream>
#include <utility>

#include "analyzer/base/edit_distance.h"
#include "cli/explain.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "cli/pipeline.h"
#include "cli/settings.h"
#include "reports/plain_text.h"
#include "reports/reporter.h"
#include "reports/secrets.h"
#include "reports/terminal_text.h"

namespace pgpact {

namespace {

constexpr int kDone = 0;
constexpr int kFindings = 1;
constexpr int kNotDone = 2;

int Fail(const Surroundings& surroundings, const Error& error) {
  surroundings.errors << "pgpact: error: "
                      << EscapeControls(MaskSecrets(error.message)) << '\n';
  if (!error.remedy.empty()) {
    surroundings.errors << "  " << EscapeControls(MaskSecrets(error.remedy))
                        << '\n';
  }
  return kNotDone;
}

ReportOptions MakeReportOptions(const Options& options,
                                const Surroundings& surroundings) {
  const auto is_set = [&](const char* name) {
    const auto found = surroundings.environment.find(name);
    return found != surroundings.environment.end() && !found->second.empty() &&
           found->second != "0";
  };
  ReportOptions report;
  report.width = surroundings.width;
  report.verbose = options.verbose;
  report.quiet = options.quiet;
  switch (options.color) {
    case ColorChoice::Always:
      report.color = true;
      break;
    case ColorChoice::Never:
      break;
    case ColorChoice::Auto:
      report.color = is_set("CLICOLOR_FORCE") ||
                     (surroundings.terminal && !is_set("NO_COLOR"));
      break;
  }
  return report;
}

Result<const Reporter*> ReporterOf(Command command, std::string_view format) {
  const std::string_view name = CommandName(command);
  std::vector<std::string> formats;
  for (const Reporter* reporter : AllReporters()) {
    if (reporter->command() != name) {
      continue;
    }
    if (format.empty() || reporter->format() == format) {
      return reporter;
    }
    formats.emplace_back(reporter->format());
  }
  std::string all;
  for (const std::string& one : formats) {
    all += (all.empty() ? "" : ", ") + one;
  }
  const auto near = NearestName(format, formats);
  return Error{
      "unknown format \"" + std::string(format) + "\" for " + std::string(name),
      near ? "did you mean \"" + *near + "\"?" : "it writes " + all};
}

// What goes where. Formats are looked up before anything is run.
struct Destination {
  const Reporter* reporter = nullptr;
  // Empty: the output stream.
  std::string path;
};

Result<std::vector<Destination>> MakeDestinations(const Options& options,
                                                  const Settings& settings) {
  std::vector<Destination> destinations;
  bool to_stream = true;
  for (const OutputFile& file : options.outputs) {
    // A plain `--output FILE` takes the stream's place.
    to_stream = to_stream && !file.format.empty();
    const Result<const Reporter*> reporter = ReporterOf(
        options.command, file.format.empty() ? settings.format : file.format);
    if (!reporter.ok()) {
      return reporter.error();
    }
    destinations.push_back({reporter.value(), file.path});
  }
  const Result<const Reporter*> reporter =
      ReporterOf(options.command, settings.format);
  if (!reporter.ok()) {
    return reporter.error();
  }
  if (to_stream) {
    destinations.push_back({reporter.value(), ""});
  }
  return destinations;
}

bool Fails(const Run& run, FailOn fail_on) {
  const auto has = [&](Severity least) {
    return std::any_of(
        run.findings.begin(), run.findings.end(),
        [&](const Finding& finding) { return finding.severity >= least; });
  };
  switch (fail_on) {
    case FailOn::Error:
      return has(Severity::Error);
    case FailOn::Warning:
      return has(Severity::Warning);
    case FailOn::Undecided:
      return has(Severity::Warning) || run.summary.statements.partial > 0 ||
             run.summary.statements.not_understood > 0;
    case FailOn::Never:
      return false;
  }
  return false;
}

class Invocation {
 public:
  Invocation(Options options, const Surroundings& surroundings)
      : options_(std::move(options)), surroundings_(surroundings) {}

  int Run() {
    if (options_.command == Command::Explain) {
      const Result<std::string> page = ExplainTopic(options_.topic);
      if (!page.ok()) {
        return Fail(surroundings_, page.error());
      }
      surroundings_.output << page.value();
      return kDone;
    }
    const Result<Settings> settings = MakeSettings(options_, surroundings_);
    if (!settings.ok()) {
      return Fail(surroundings_, settings.error());
    }
    if (options_.command == Command::ConfigShow) {
      return ShowConfig(settings.value());
    }
    return Analyze(settings.value());
  }

 private:
  int ShowConfig(const Settings& settings) const {
    for (const Setting& setting : settings.shown) {
      surroundings_.output << EscapeControls(MaskSecrets(setting.name + " = " +
                                                         setting.value))
                           << "  # " << EscapeControls(setting.origin) << '\n';
    }
    return kDone;
  }

  int Analyze(const Settings& settings) const {
    const Result<std::vector<Destination>> destinations =
        MakeDestinations(options_, settings);
    if (!destinations.ok()) {
      return Fail(surroundings_, destinations.error());
    }
    const auto start = std::chrono::steady_clock::now();
    const Result<std::unique_ptr<pgpact::Run>> result =
        RunPipeline(settings.run, surroundings_.files);
    if (!result.ok()) {
      return Fail(surroundings_, result.error());
    }
    pgpact::Run& run = *result.value();
    if (options_.verbose) {
      run.summary.seconds = std::chrono::duration<double>(
                                std::chrono::steady_clock::now() - start)
                                .count();
    }
    int code = kDone;
    if (options_.print) {
      WritePlain(PrintPhase(run, *options_.print),
                 run.CollectSecrets(SecretFiles::All), surroundings_.output);
    } else {
      code = Write(run, destinations.value());
    }
    if (run.failure) {
      code = Fail(surroundings_, *run.failure);
    }
    const bool judges = options_.command == Command::Check && !options_.print;
    if (code == kDone && judges && Fails(run, settings.fail_on)) {
      code = kFindings;
    }
    return code;
  }

  int Write(const pgpact::Run& run,
            const std::vector<Destination>& destinations) const {
    const Report report = run.MakeReport();
    const ReportOptions for_stream = MakeReportOptions(options_, surroundings_);
    ReportOptions for_file = for_stream;
    for_file.color = options_.color == ColorChoice::Always;
    for_file.width = 80;
    int code = kDone;
    for (const Destination& destination : destinations) {
      if (destination.path.empty()) {
        destination.reporter->Write(report, for_stream, surroundings_.output);
        continue;
      }
      std::ostringstream content;
      destination.reporter->Write(report, for_file, content);
      if (const auto error = WriteOutputFile(destination.path, content.str())) {
        code = Fail(surroundings_, *error);
      }
    }
    return code;
  }

  Options options_;
  const Surroundings& surroundings_;
};

}  // namespace

int RunCommandLine(std::span<const std::string> arguments,
                   const Surroundings& surroundings) {
  Result<ParsedArguments> parsed = ParseArguments(arguments);
  if (!parsed.ok()) {
    return Fail(surroundings, parsed.error());
  }
  if (parsed.value().answer) {
    surroundings.output << *parsed.value().answer;
    return kDone;
  }
  return Invocation(std::move(parsed).value().options, surroundings).Run();
}

}  // namespace pgpact
