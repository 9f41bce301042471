#include "cli/service_files.h"

#include <algorithm>
#include <set>
#include <utility>

#include "cli/glob.h"
#include "cli/program_script.h"
#include "cli/script_writer.h"
#include "cli/source_walk.h"

namespace pgpact {

namespace {

class Finder {
 public:
  Finder(std::span<const SinkValue> written, SourceStore& store)
      : written_(written), store_(store) {}

  Result<FoundServices> Named(std::span<const std::string> named) && {
    for (const std::string& path : named) {
      if (std::optional<Error> error = AddNamed(path)) {
        return std::move(*error);
      }
    }
    return Finish();
  }

  // Without a name: what stands in the folder and in the first level of its
  // folders.
  FoundServices Found(std::string_view folder) && {
    std::set<std::string> taken;
    for (const std::string& path : LikelyPaths(folder)) {
      if (AddFile(path)) {
        taken.insert(path);
      }
    }
    for (const SinkValue& sink : written_) {
      const std::optional<std::string> path = WrittenFile(sink);
      if (path && taken.count(*path) == 0 && AddWritten(sink, *path)) {
        taken.insert(*path);
      }
    }
    if (!taken.empty()) {
      std::string notice = "services taken from";
      for (const std::string& path : taken) {
        notice += (path == *taken.begin() ? " " : ", ") + path;
      }
      found_.notices.push_back(std::move(notice));
    }
    return Finish();
  }

 private:
  FoundServices Finish() {
    std::stable_sort(found_.services.begin(), found_.services.end(),
                     [](const Service& left, const Service& right) {
                       return left.name < right.name;
                     });
    return std::move(found_);
  }

  std::optional<Error> AddNamed(const std::string& path) {
    const Result<const SourceFile*> file = store_.Load(path);
    if (file.ok()) {
      if (AddFile(path) || AddWrittenBy(path)) {
        return std::nullopt;
      }
      return Error{"no service file: \"" + path + "\"",
                   "pgpact reads supervisord and systemd files, a Procfile, "
                   "compose files and scripts that write them"};
    }
    for (const SinkValue& sink : written_) {
      const std::optional<std::string> name = WrittenFile(sink);
      if (name && JoinPath("", *name) == path && AddWritten(sink, path)) {
        return std::nullopt;
      }
    }
    return Error{"cannot read the service file \"" + path +
                     "\": " + file.error().message,
                 file.error().remedy};
  }

  bool AddFile(const std::string& path) {
    const Result<const SourceFile*> file = store_.Load(path);
    if (!file.ok()) {
      return false;
    }
    MappedText text;
    text.Append(file.value()->content(),
                {file.value()->id(), file.value()->whole()});
    return Add(path, text);
  }

  // `path` is a script: the service files that it writes.
  bool AddWrittenBy(const std::string& path) {
    bool any = false;
    for (const SinkValue& sink : written_) {
      const std::optional<std::string> name = WrittenFile(sink);
      if (name && store_.sources().file(sink.call.file).path() == path) {
        any = AddWritten(sink, *name) || any;
      }
    }
    return any;
  }

  bool AddWritten(const SinkValue& sink, const std::string& path) {
    return Add(path, FirstText(sink.sql).text);
  }

  bool Add(const std::string& path, const MappedText& text) {
    const std::optional<ServiceFormat> format =
        ServiceFormatOf(path, text.text);
    if (!format) {
      return false;
    }
    // A path of another machine tells nothing about this repository.
    const std::string here = path.front() == '/' ? "" : path;
    std::vector<Service> services =
        ReadServices(here.empty() ? BaseName(path) : std::string_view(here),
                     text, *format, store_.files());
    const bool included =
        *format == ServiceFormat::Supervisord && AddIncluded(here, text.text);
    if (services.empty()) {
      return included;
    }
    std::move(services.begin(), services.end(),
              std::back_inserter(found_.services));
    return true;
  }

  // What a supervisord file includes: relative to its folder, with globs.
  bool AddIncluded(const std::string& path, std::string_view content) {
    bool any = false;
    for (std::string named : IncludedFiles(content)) {
      constexpr std::string_view kHere = "%(here)s/";
      if (named.starts_with(kHere)) {
        named.erase(0, kHere.size());
      }
      const std::string pattern = JoinPath(ParentPath(path), named);
      bool found = false;
      for (const std::string& file : Matching(named, pattern)) {
        found = true;
        // One that was read already, or that includes itself.
        any = (included_.insert(file).second && AddFile(file)) || any;
      }
      if (!found) {
        found_.notices.push_back("the services that " + path +
                                 " includes from " + named +
                                 " are not known: there is no such "
                                 "file in this repository");
      }
    }
    return any;
  }

  std::vector<std::string> Matching(std::string_view named,
                                    const std::string& pattern) const {
    std::vector<std::string> matching;
    const std::string folder(ParentPath(pattern));
    if (named.starts_with("/")) {
      return matching;
    }
    const auto entries = store_.files().List(folder);
    if (!entries.ok()) {
      return matching;
    }
    for (const FolderEntry& entry : entries.value()) {
      const std::string file = JoinPath(folder, entry.name);
      if (entry.kind == EntryKind::File && MatchGlob(pattern, file)) {
        matching.push_back(file);
      }
    }
    return matching;
  }

  std::vector<std::string> LikelyPaths(std::string_view top) const {
    std::vector<std::string> paths;
    std::vector<std::string> folders = {std::string(top)};
    const auto entries_of_top = store_.files().List(top);
    if (!entries_of_top.ok()) {
      return paths;
    }
    for (const FolderEntry& entry : entries_of_top.value()) {
      if (entry.kind == EntryKind::Folder && entry.name[0] != '.' &&
          entry.name != "node_modules" && entry.name != "venv") {
        folders.push_back(JoinPath(top, entry.name));
      }
    }
    for (const std::string& folder : folders) {
      const auto entries = store_.files().List(folder);
      if (!entries.ok()) {
        continue;
      }
      for (const FolderEntry& entry : entries.value()) {
        if (entry.kind == EntryKind::File && IsLikely(entry.name)) {
          paths.push_back(JoinPath(folder, entry.name));
        }
      }
    }
    return paths;
  }

  static bool IsLikely(std::string_view name) {
    const auto ends = [&](std::string_view suffix) {
      return name.size() > suffix.size() &&
             name.substr(name.size() - suffix.size()) == suffix;
    };
    const bool supervisor = name.find("supervisor") != std::string_view::npos &&
                            (ends(".conf") || ends(".ini"));
    const bool compose = name.find("compose") != std::string_view::npos &&
                         (ends(".yml") || ends(".yaml"));
    return supervisor || compose || name == "Procfile" || ends(".service");
  }

  std::span<const SinkValue> written_;
  SourceStore& store_;
  FoundServices found_;
  std::set<std::string> included_;
};

}  // namespace

Result<FoundServices> FindServices(std::span<const std::string> named,
                                   std::string_view folder,
                                   std::span<const SinkValue> written,
                                   SourceStore& store) {
  if (named.empty()) {
    return Finder(written, store).Found(folder);
  }
  return Finder(written, store).Named(named);
}

std::vector<std::string> UnknownServiceNotices(
    std::span<const Service> services, const SourceSet& sources) {
  std::vector<std::string> notices;
  for (const Service& service : services) {
    const SourceFile& file = sources.file(service.location.file);
    const std::string named =
        "service " + service.name + " (" + file.path() + ":" +
        std::to_string(file.PositionAt(service.location.range.begin).line) +
        ")";
    if (!service.problem.empty() && !service.words.empty()) {
      notices.push_back("of " + named +
                        " not every program is known: " + service.problem);
    }
    if (!service.started) {
      notices.push_back(named + " is not started by itself (autostart)");
    }
  }
  return notices;
}

}  // namespace pgpact
