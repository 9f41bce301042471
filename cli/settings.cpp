#include "cli/settings.h"

#include <algorithm>
#include <istream>
#include <string>
#include <utility>

#include "cli/config.h"
#include "cli/source_store.h"

namespace pgpact {

namespace {

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(','), text.size());
    if (end > 0) {
      parts.emplace_back(text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
    }
    quoted += c;
  }
  return quoted + "\"";
}

std::string Show(const std::vector<std::string>& texts) {
  std::string shown = "[";
  for (const std::string& text : texts) {
    shown += (shown.size() > 1 ? ", " : "") + Quoted(text);
  }
  return shown + "]";
}

class Maker {
 public:
  Maker(const Options& options, const Surroundings& surroundings)
      : options_(options), surroundings_(surroundings) {}

  Result<Settings> Make() && {
    if (std::optional<Error> error = FindConfig()) {
      return std::move(*error);
    }
    RunOptions& run = settings_.run;
    run.schema = Paths("installation.files", options_.schema, "PGPACT_SCHEMA",
                       config_.installation_files, {});
    run.services = Paths("services.files", options_.services, "PGPACT_SERVICE",
                         config_.service_files, {});
    run.excludes = Paths("code.exclude", options_.excludes, "PGPACT_EXCLUDE",
                         config_.excludes, {});
    run.search_path =
        Texts("installation.search_path", options_.search_path,
              "PGPACT_SEARCH_PATH", config_.search_path, run.search_path);
    run.extensions = Texts("installation.extensions", std::nullopt, "",
                           config_.extensions, {});
    SetRest();
    if (std::optional<Error> error = SetCode()) {
      return std::move(*error);
    }
    if (std::optional<Error> error = SetFailOn()) {
      return std::move(*error);
    }
    std::sort(settings_.shown.begin(), settings_.shown.end(),
              [](const Setting& left, const Setting& right) {
                return left.name < right.name;
              });
    return std::move(settings_);
  }

 private:
  std::optional<std::string> Variable(const std::string& name) const {
    const auto found = surroundings_.environment.find(name);
    return found == surroundings_.environment.end() || found->second.empty()
               ? std::nullopt
               : std::optional(found->second);
  }

  void Shown(std::string name, std::string value, std::string origin) {
    settings_.shown.push_back(
        {std::move(name), std::move(value), std::move(origin)});
  }

  // A path of the command line, from the root.
  std::string FromFolder(std::string_view path) const {
    const std::string& root = surroundings_.root;
    if (!root.empty() && path.substr(0, root.size()) == root &&
        (path.size() == root.size() || path[root.size()] == '/')) {
      path.remove_prefix(std::min(root.size() + 1, path.size()));
      return JoinPath("", path);
    }
    return JoinPath(surroundings_.folder, path);
  }

  std::vector<std::string> Resolved(const std::vector<std::string>& paths,
                                    std::string_view folder) const {
    std::vector<std::string> resolved;
    resolved.reserve(paths.size());
    for (const std::string& path : paths) {
      resolved.push_back(folder == "." ? FromFolder(path)
                                       : JoinPath(folder, path));
    }
    return resolved;
  }

  // Excludes are resolved too: they are patterns over paths from the root,
  // but a bare name ("*.min.py") means any folder.
  std::vector<std::string> Paths(
      const std::string& name, const std::vector<std::string>& given,
      const std::string& variable,
      const std::optional<std::vector<std::string>>& configured,
      std::vector<std::string> otherwise) {
    std::vector<std::string> paths = std::move(otherwise);
    std::string origin = "default";
    const bool pattern = name == "code.exclude";
    const auto resolve = [&](const std::vector<std::string>& from,
                             std::string_view folder) {
      if (!pattern) {
        return Resolved(from, folder);
      }
      std::vector<std::string> patterns;
      for (const std::string& one : from) {
        const bool anywhere =
            one.find('/') == std::string::npos || one.substr(0, 2) == "**";
        patterns.push_back(anywhere ? one : Resolved({one}, folder)[0]);
      }
      return patterns;
    };
    if (!given.empty()) {
      paths = resolve(given, ".");
      origin = "command line";
    } else if (const auto value = Variable(variable)) {
      paths = resolve(Split(*value), ".");
      origin = variable;
    } else if (configured) {
      paths = resolve(*configured, config_folder_);
      origin = config_path_;
    }
    std::vector<std::string> shown = paths;
    std::replace(shown.begin(), shown.end(), std::string(), std::string("."));
    Shown(name, Show(shown), origin);
    return paths;
  }

  std::vector<std::string> Texts(
      const std::string& name,
      const std::optional<std::vector<std::string>>& given,
      const std::string& variable,
      const std::optional<std::vector<std::string>>& configured,
      std::vector<std::string> otherwise) {
    std::vector<std::string> texts = std::move(otherwise);
    std::string origin = "default";
    const auto value = Variable(variable);
    if (given) {
      texts = *given;
      origin = "command line";
    } else if (value) {
      texts = Split(*value);
      origin = variable;
    } else if (configured) {
      texts = *configured;
      origin = config_path_;
    }
    Shown(name, Show(texts), origin);
    return texts;
  }

  std::optional<Error> FindConfig() {
    std::optional<std::string> named = options_.config;
    if (!named) {
      named = Variable("PGPACT_CONFIG");
    }
    if (named) {
      return LoadConfig(FromFolder(*named));
    }
    for (std::string_view folder = surroundings_.folder;;
         folder = ParentPath(folder)) {
      const std::string path = JoinPath(folder, "pgpact.toml");
      const Result<EntryKind> kind = surroundings_.files.Kind(path);
      if (kind.ok() && kind.value() == EntryKind::File) {
        return LoadConfig(path);
      }
      if (folder.empty() || folder.substr(0, 2) == "..") {
        return std::nullopt;
      }
    }
  }

  std::optional<Error> LoadConfig(const std::string& path) {
    const Result<std::string> text = surroundings_.files.Read(path);
    if (!text.ok()) {
      return CannotRead(path, text.error());
    }
    Result<Config> config = ReadConfig(text.value(), path);
    if (!config.ok()) {
      return config.error();
    }
    config_ = std::move(config).value();
    config_path_ = path;
    config_folder_ = ParentPath(path);
    return std::nullopt;
  }

  void SetRest() {
    RunOptions& run = settings_.run;
    run.project = config_folder_;
    if (config_.postgresql) {
      run.postgresql = *config_.postgresql;
      run.postgresql_place = config_.places["postgresql"];
    }
    for (const std::string& file :
         config_.service_files.value_or(std::vector<std::string>())) {
      run.service_places.emplace(JoinPath(config_folder_, file),
                                 config_.places[file]);
    }
    Shown("installation.postgresql", Quoted(run.postgresql),
          config_.postgresql ? config_path_ : "default");
    if (config_.tokens) {
      run.tokens = *config_.tokens;
    }
    for (const auto& [token, value] : run.tokens) {
      Shown("installation.tokens." + Quoted(token), Quoted(value),
            config_path_);
    }
    run.levels = config_.levels;
    run.sinks = config_.sinks;
    for (const Rule* rule : AllRules()) {
      const auto level = run.levels.find(rule->name());
      const bool set = level != run.levels.end();
      Shown(
          "rules." + std::string(rule->name()),
          Quoted(SeverityName(set ? level->second : rule->default_severity())),
          set ? config_path_ : "default");
    }
    for (const SinkSpec& sink : run.sinks) {
      Shown("sinks", Quoted(sink.callee), config_path_);
    }
    settings_.format =
        options_.format.value_or(Variable("PGPACT_FORMAT").value_or(""));
  }

  // A path of pgpact.toml that is not there.
  std::optional<Error> MissingCode() {
    for (const std::string& path :
         config_.code_paths.value_or(std::vector<std::string>())) {
      const auto kind =
          surroundings_.files.Kind(JoinPath(config_folder_, path));
      if (!kind.ok()) {
        return Error{config_.places[path] + ": " + kind.error().message +
                         ": \"" + path + "\"",
                     "code.paths are read from the folder of " + config_path_};
      }
    }
    return std::nullopt;
  }

  std::optional<Error> SetCode() {
    RunOptions& run = settings_.run;
    std::vector<std::string> given = options_.paths;
    if (options_.stdin_paths && surroundings_.input != nullptr) {
      std::string line;
      while (std::getline(*surroundings_.input, line)) {
        if (!line.empty()) {
          given.push_back(line);
        }
      }
    }
    run.paths = Paths("code.paths", given, "", config_.code_paths,
                      {surroundings_.folder});
    if (given.empty()) {
      if (std::optional<Error> error = MissingCode()) {
        return error;
      }
    }
    run.files_named = options_.stdin_paths;
    if (!run.files_named && !given.empty()) {
      run.files_named = std::all_of(
          run.paths.begin(), run.paths.end(), [&](const std::string& path) {
            const Result<EntryKind> kind = surroundings_.files.Kind(path);
            return kind.ok() && kind.value() == EntryKind::File;
          });
    }
    if (options_.stdin_paths && given.empty()) {
      run.paths.clear();
    }
    if (options_.command == Command::Schema) {
      run.paths.clear();
    }
    run.jobs = options_.jobs.value_or(0);
    const auto jobs = Variable("PGPACT_JOBS");
    if (!options_.jobs && jobs) {
      const bool number =
          jobs->size() < 5 &&
          jobs->find_first_not_of("0123456789") == std::string::npos;
      if (!number) {
        return Error{"unknown value \"" + *jobs + "\" for PGPACT_JOBS",
                     "it takes a number from 1 to 1024"};
      }
      run.jobs = static_cast<uint32_t>(std::stoul(*jobs));
    }
    return std::nullopt;
  }

  std::optional<Error> SetFailOn() {
    const auto variable = Variable("PGPACT_FAIL_ON");
    std::string origin = "default";
    if (options_.fail_on) {
      settings_.fail_on = *options_.fail_on;
      origin = "command line";
    } else if (variable) {
      const auto value = FailOnOf(*variable);
      if (!value) {
        return Error{"unknown value \"" + *variable + "\" for PGPACT_FAIL_ON",
                     "it takes error, warning, undecided or never"};
      }
      settings_.fail_on = *value;
      origin = "PGPACT_FAIL_ON";
    }
    Shown("fail_on", Quoted(FailOnName(settings_.fail_on)), origin);
    return std::nullopt;
  }

  const Options& options_;
  const Surroundings& surroundings_;
  Settings settings_;
  Config config_;
  std::string config_path_;
  std::string config_folder_;
};

}  // namespace

Result<Settings> MakeSettings(const Options& options,
                              const Surroundings& surroundings) {
  return Maker(options, surroundings).Make();
}

}  // namespace pgpact
