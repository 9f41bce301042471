#include "analyzer/installation/discover.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "analyzer/installation/extension_source.h"
#include "analyzer/installation/installing_functions.h"
#include "analyzer/installation/script_facts.h"
#include "analyzer/text/characters.h"
#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

size_t Depth(std::string_view path) {
  return static_cast<size_t>(std::count(path.begin(), path.end(), '/'));
}

template <size_t Size>
bool HasAny(std::string_view text,
            const std::array<std::string_view, Size>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

// One thing that may be (a part of) the installation.
struct Candidate {
  enum Kind { Dump, Migrations, Scripts };
  Kind kind = Scripts;
  // As `--schema` takes it: one name, or the scripts one by one.
  std::vector<std::string> sources;
  std::set<std::string> tables;
  size_t depth = 0;
  std::string folder;
};

class Discovery {
 public:
  explicit Discovery(std::span<const DiscoveryFile> files) {
    for (const DiscoveryFile& file : files) {
      const auto control = ReadExtensionControl(file.path, file.content);
      if (control) {
        controls_.push_back(*control);
      }
    }
    for (const DiscoveryFile& file : files) {
      if (!IsTest(file.path)) {
        Add(file);
      }
    }
  }

  FoundInstallation Choose() {
    std::vector<Candidate> chosen = ChooseScripts();
    const auto is_certain = [](const Candidate& candidate) {
      return candidate.kind != Candidate::Scripts;
    };
    const bool certain = std::any_of(chosen.begin(), chosen.end(), is_certain);
    size_t tables = 0;
    for (const Candidate& candidate : chosen) {
      tables += candidate.tables.size();
    }
    const std::set<std::string> programs = Programs();
    if (!certain && !programs.empty()) {
      return {{programs.begin(), programs.end()}, {}, {}};
    }
    FoundInstallation functions = Functions();
    if (!certain && !functions.sources.empty() &&
        function_tables_.size() >= tables) {
      return functions;
    }
    FoundInstallation found;
    for (const Candidate& candidate : chosen) {
      found.sources.insert(found.sources.end(), candidate.sources.begin(),
                           candidate.sources.end());
    }
    return found;
  }

 private:
  struct Script {
    std::string path;
    std::string_view content;
    std::set<std::string> tables;
    bool creates = false;
  };

  void Add(const DiscoveryFile& file) {
    static constexpr std::array<std::string_view, 5> kInstallers = {
        "install", "setup", "init", "bootstrap", "create_db"};
    const std::string name = Lowered(BaseName(file.path));
    if (IsOfAnExtension(file.path)) {
      version_scripts_.emplace(file.path, file.content);
    } else if (name.ends_with(".sql")) {
      const ScriptFacts facts = ReadScriptFacts(file.content);
      folders_[GroupOf(file.path)].push_back({std::string(file.path),
                                              file.content, facts.tables,
                                              facts.creating > 0});
    } else if (name.ends_with(".sh")) {
      if (HasAny(name, kInstallers) &&
          file.content.find("psql") != std::string_view::npos) {
        shell_.emplace_back(file.path, file.content);
      }
    } else if (name.ends_with(".py")) {
      AddProgram(file);
    }
  }

  void AddProgram(const DiscoveryFile& file) {
    const InstallingFunctions found = ReadInstallingFunctions(file.content);
    const std::string path(file.path);
    for (const InstallingFunction& function : found.named) {
      functions_.insert(path + "::" + function.name);
    }
    for (const InstallingChain& chain : found.chains) {
      const std::string place =
          chain.registered_by.empty()
              ? path
              : std::string(ParentPath(path)) + " " + chain.registered_by;
      for (const InstallingFunction& step : chain.steps) {
        chains_[place].push_back({path + "::" + step.name, step.leads_to});
      }
    }
    if (!found.named.empty() || !found.chains.empty()) {
      function_tables_.merge(TablesNamed(file.content));
    }
  }

  // Those of the code that install: by their names, then chain by chain.
  FoundInstallation Functions() const {
    FoundInstallation found;
    found.sources.assign(functions_.begin(), functions_.end());
    for (const auto& [place, steps] : chains_) {
      size_t next = 0;
      for (size_t i = 0; i < steps.size(); ++i) {
        if (i < next) {
          found.passed_over.push_back(steps[i].source);
        } else {
          found.sources.push_back(steps[i].source);
          next = std::max<size_t>(i + 1, steps[i].leads_to);
        }
      }
    }
    return found;
  }

  bool IsOfAnExtension(std::string_view path) const {
    return std::any_of(controls_.begin(), controls_.end(),
                       [&](const ExtensionControl& control) {
                         return IsVersionScript(control, path);
                       });
  }

  // What CREATE EXTENSION would run; not the updates of older versions.
  void AddExtensions(std::vector<Candidate>& candidates) const {
    std::vector<std::string> paths;
    for (const auto& [path, content] : version_scripts_) {
      paths.push_back(path);
    }
    for (const ExtensionControl& control : controls_) {
      Candidate candidate;
      candidate.kind = Candidate::Dump;
      candidate.depth = Depth(control.folder) + 1;
      candidate.sources = InstallScripts(control, paths);
      for (const std::string& path : candidate.sources) {
        candidate.tables.merge(
            ReadScriptFacts(version_scripts_.at(path)).tables);
      }
      if (candidate.tables.empty()) {
        continue;
      }
      // The folder around it holds what it was put together from.
      const std::string around = GroupOf(candidate.sources.front());
      std::erase_if(candidates, [&](const Candidate& other) {
        return other.folder == around;
      });
      candidate.folder = around;
      candidates.push_back(std::move(candidate));
    }
  }

  // The folder whose scripts belong together: the outermost one that is
  // named so, or the one that the script stands in.
  static std::string GroupOf(std::string_view path) {
    static constexpr std::array<std::string_view, 6> kNames = {
        "migrations", "migrate", "sql", "ddl", "schema", "schemas"};
    std::string_view group = ParentPath(path);
    for (std::string_view folder = group; !folder.empty();
         folder = ParentPath(folder)) {
      const std::string name = Lowered(BaseName(folder));
      if (std::find(kNames.begin(), kNames.end(), name) != kNames.end()) {
        group = folder;
      }
      if (name == "migrations" || name == "migrate") {
        break;
      }
    }
    return std::string(group);
  }

  static bool IsDump(std::string_view path) {
    const std::string name = Lowered(BaseName(path));
    return name == "schema.sql" || name == "structure.sql";
  }

  static bool AreMigrations(const std::string& folder,
                            const std::vector<Script>& scripts) {
    const std::string name = Lowered(BaseName(folder));
    const auto numbered = [](const Script& script) {
      const std::string_view base = BaseName(script.path);
      return IsDigit(base[base[0] == 'V' && base.size() > 1 ? 1 : 0]);
    };
    return name == "migrations" || name == "migrate" ||
           (scripts.size() > 1 &&
            std::all_of(scripts.begin(), scripts.end(), numbered));
  }

  std::vector<Candidate> Candidates() {
    std::vector<Candidate> candidates;
    for (auto& [folder, scripts] : folders_) {
      const auto dump = std::partition(
          scripts.begin(), scripts.end(),
          [](const Script& script) { return !IsDump(script.path); });
      for (auto at = dump; at != scripts.end(); ++at) {
        candidates.push_back(
            {Candidate::Dump, {at->path}, at->tables, Depth(at->path), folder});
      }
      // What stands beside a dump changes what older ones made, or fills it.
      const bool dumped = dump != scripts.end();
      scripts.erase(dump, scripts.end());
      if (!dumped) {
        AddFolder(folder, scripts, candidates);
      }
    }
    AddExtensions(candidates);
    return candidates;
  }

  static void AddFolder(const std::string& folder,
                        const std::vector<Script>& scripts,
                        std::vector<Candidate>& candidates) {
    Candidate candidate;
    candidate.depth = Depth(folder) + 1;
    candidate.folder = folder;
    std::vector<ScriptText> creating;
    for (const Script& script : scripts) {
      candidate.tables.insert(script.tables.begin(), script.tables.end());
      if (script.creates) {
        creating.push_back({script.path, script.content});
      }
    }
    if (candidate.tables.empty()) {
      return;
    }
    const bool migrations = AreMigrations(folder, scripts);
    candidate.kind = migrations ? Candidate::Migrations : Candidate::Scripts;
    if (!folder.empty() && (migrations || creating.size() > 1)) {
      candidate.sources = {folder};
    } else {
      candidate.sources = OrderScripts(creating);
    }
    candidates.push_back(std::move(candidate));
  }

  std::vector<Candidate> ChooseScripts() {
    std::vector<Candidate> candidates = Candidates();
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& left, const Candidate& right) {
                       const auto rank = [](const Candidate& candidate) {
                         const bool dump = candidate.kind == Candidate::Dump;
                         return std::make_tuple(
                             !dump, -std::ssize(candidate.tables),
                             candidate.kind, candidate.depth);
                       };
                       return rank(left) < rank(right);
                     });
    std::vector<Candidate> chosen;
    std::set<std::string> known;
    std::set<std::string, std::less<>> dumped;
    for (Candidate& candidate : candidates) {
      const std::string& source = candidate.sources.front();
      // Migrations lead to the dump that stands beside their folder.
      if (candidate.kind == Candidate::Migrations &&
          dumped.count(ParentPath(source)) != 0) {
        continue;
      }
      const auto again = std::count_if(
          candidate.tables.begin(), candidate.tables.end(),
          [&](const std::string& table) { return known.count(table) != 0; });
      if (2 * static_cast<size_t>(again) >= candidate.tables.size()) {
        continue;
      }
      if (candidate.kind == Candidate::Dump) {
        dumped.emplace(ParentPath(source));
      }
      known.insert(candidate.tables.begin(), candidate.tables.end());
      chosen.push_back(std::move(candidate));
    }
    return chosen;
  }

  // Shell scripts that install, if one of them creates tables or runs a script
  // that does.
  std::set<std::string> Programs() const {
    std::set<std::string> programs;
    bool any = false;
    for (const auto& [path, content] : shell_) {
      bool creates = !TablesNamed(content).empty();
      for (const auto& [folder, scripts] : folders_) {
        for (const Script& script : scripts) {
          creates = creates || (!script.tables.empty() &&
                                content.find(BaseName(script.path)) !=
                                    std::string_view::npos);
        }
      }
      any = any || creates;
      programs.insert(path);
    }
    return any ? programs : std::set<std::string>();
  }

  std::vector<ExtensionControl> controls_;
  // By path: "name--1.0.sql" of the extensions.
  std::map<std::string, std::string_view> version_scripts_;
  std::map<std::string, std::vector<Script>> folders_;
  std::vector<std::pair<std::string, std::string_view>> shell_;
  struct ChainStep {
    std::string source;
    uint32_t leads_to = 0;
  };

  std::set<std::string> functions_;
  // By what registers them, or the file.
  std::map<std::string, std::vector<ChainStep>> chains_;
  std::set<std::string> function_tables_;
};

}  // namespace

bool IsTest(std::string_view path) {
  for (std::string_view part = path; !part.empty(); part = ParentPath(part)) {
    const std::string name = Lowered(BaseName(part));
    if (name == "test" || name == "tests" || name == "testdata" ||
        name == "examples" || name == "fixtures" ||
        name.substr(0, 5) == "test_") {
      return true;
    }
  }
  return false;
}

FoundInstallation DiscoverInstallation(std::span<const DiscoveryFile> files) {
  FoundInstallation found = Discovery(files).Choose();
  for (const DiscoveryFile& file : files) {
    if (!file.path.ends_with(".py")) {
      continue;
    }
    for (const std::string& name : TablesNamed(file.content)) {
      found.tables_of_programs.insert(name.substr(name.rfind('.') + 1));
    }
  }
  return found;
}

}  // namespace pgpact
