#include "cli/source_choice.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "cli/import_scan.h"

namespace pgpact {

namespace {

struct Candidate {
  ChosenFile source;
  bool marked = false;
  bool code = false;
  bool installer = false;
  std::vector<ScannedImport> imports;
  // Indexes of candidates.
  std::vector<size_t> imported;
};

// "pkg/mod.py" and "pkg/mod/__init__.py" are module "pkg/mod".
std::string ModulePath(std::string_view path) {
  constexpr std::string_view kPackage = "/__init__.py";
  if (path.size() > kPackage.size() &&
      path.substr(path.size() - kPackage.size()) == kPackage) {
    return std::string(path.substr(0, path.size() - kPackage.size()));
  }
  return std::string(path.substr(0, path.rfind('.')));
}

class Chooser {
 public:
  Chooser(const ChoiceRequest& request, const FrontEnds& front_ends,
          SourceStore& store)
      : request_(request), front_ends_(front_ends), store_(store) {}

  ChosenSources Run() && {
    for (const WalkedFile& walked : request_.walked) {
      AddWalked(walked);
    }
    for (const std::string& root : request_.roots) {
      AddRoot(root, false);
    }
    FollowAll();
    for (const std::string& installer : request_.installers) {
      AddRoot(installer, true);
    }
    FollowAll();
    Choose();
    return std::move(choice_);
  }

 private:
  void FollowAll() {
    // New candidates come up while imports are followed: not a range loop.
    for (; followed_ < candidates_.size(); ++followed_) {
      FollowImports(followed_);
    }
  }

  void AddWalked(const WalkedFile& walked) {
    const bool needs_content = FrontEnds::NeedsContent(walked.path);
    if (!needs_content && front_ends_.For(walked.path, "") == nullptr) {
      return;
    }
    const Result<const SourceFile*> file = store_.Load(walked.path);
    if (!file.ok()) {
      // A file without a suffix is a source only if it can be read as one.
      if (walked.named && !choice_.named_unreadable) {
        choice_.named_unreadable = CannotRead(walked.path, file.error());
      }
      if (walked.named || !needs_content) {
        choice_.skipped.push_back(LeftOut(walked.path, file.error()));
      }
      return;
    }
    const FrontEnd* front_end =
        front_ends_.For(walked.path, file.value()->content());
    if (front_end == nullptr || front_end->language() == Language::Markdown ||
        request_.installation.count(walked.path) != 0) {
      return;
    }
    ++choice_.source_files;
    if (walked.named) {
      choice_.named.insert(file.value()->id());
    }
    Add(*file.value(), *front_end, true);
  }

  void AddRoot(const std::string& path, bool installer) {
    const Result<const SourceFile*> file = store_.Load(path);
    if (!file.ok()) {
      return;
    }
    const FrontEnd* front_end = front_ends_.For(path, file.value()->content());
    if (front_end != nullptr) {
      const bool known = by_path_.count(path) != 0;
      Candidate& root = candidates_[Add(*file.value(), *front_end, false)];
      root.marked = true;
      root.installer = !known && installer;
    }
  }

  size_t Add(const SourceFile& file, const FrontEnd& front_end, bool code) {
    const auto known = by_path_.find(file.path());
    if (known != by_path_.end()) {
      return known->second;
    }
    const size_t index = candidates_.size();
    candidates_.push_back({{&file, &front_end}, false, code, false, {}, {}});
    Candidate& added = candidates_.back();
    added.marked = code && IsMarked(file, front_end);
    added.imports = ScanImports(file.content(), front_end.language());
    by_path_[file.path()] = index;
    if (front_end.language() == Language::Python) {
      std::string module = ModulePath(file.path());
      by_last_part_[std::string(BaseName(module))].push_back(index);
      by_module_[std::move(module)] = index;
    }
    return index;
  }

  bool IsMarked(const SourceFile& file, const FrontEnd& front_end) const {
    const auto of_language = front_end.marks();
    std::vector<std::string_view> marks(of_language.begin(), of_language.end());
    marks.insert(marks.end(), request_.marks.begin(), request_.marks.end());
    // A mark of no bytes stands in every file.
    if (of_language.empty() ||
        std::any_of(marks.begin(), marks.end(),
                    [](std::string_view mark) { return mark.empty(); })) {
      return true;
    }
    std::array<std::vector<std::string_view>, 256> by_byte;
    for (const std::string_view mark : marks) {
      by_byte[static_cast<unsigned char>(mark.front())].push_back(mark);
    }
    const std::string_view content = file.content();
    for (size_t i = 0; i < content.size(); ++i) {
      for (const std::string_view mark :
           by_byte[static_cast<unsigned char>(content[i])]) {
        // The last byte tells most words apart without a call.
        const size_t end = i + mark.size();
        if (end <= content.size() && content[end - 1] == mark.back() &&
            content.compare(i, mark.size(), mark) == 0) {
          return true;
        }
      }
    }
    return false;
  }

  void FollowImports(size_t index) {
    // Adding candidates moves the vector's elements.
    const std::vector<ScannedImport> imports = candidates_[index].imports;
    const SourceFile& file = *candidates_[index].source.file;
    const bool installer = candidates_[index].installer;
    std::set<size_t> found;
    for (const ScannedImport& import : imports) {
      if (import.script) {
        FollowScript(import, file.path(), installer, found);
      } else if (!installer) {
        FollowModule(import, file.path(), found);
      }
    }
    found.erase(index);
    candidates_[index].imported.assign(found.begin(), found.end());
  }

  void FollowModule(const ScannedImport& import, std::string_view importer,
                    std::set<size_t>& found) {
    const size_t before = found.size();
    for (const std::string& module : ModulePaths(import, importer)) {
      const auto known = by_module_.find(module);
      if (known != by_module_.end()) {
        found.insert(known->second);
      } else if (const std::optional<std::string> path = OnDisk(module)) {
        if (const std::optional<size_t> added = AddImported(*path)) {
          found.insert(*added);
        }
      }
    }
    if (found.size() == before && import.level == 0) {
      FollowEnding(import, found);
    }
  }

  // A folder that something puts on sys.path may hold it: any module whose
  // path ends so.
  void FollowEnding(const ScannedImport& import, std::set<size_t>& found) {
    std::string ending = import.module;
    std::replace(ending.begin(), ending.end(), '.', '/');
    const auto known = by_last_part_.find(std::string(BaseName(ending)));
    if (known == by_last_part_.end()) {
      return;
    }
    for (const size_t index : known->second) {
      const std::string module =
          ModulePath(candidates_[index].source.file->path());
      const bool ends =
          module.size() > ending.size() &&
          module.substr(module.size() - ending.size() - 1) == "/" + ending;
      if (ends) {
        found.insert(index);
      }
    }
  }

  void FollowScript(const ScannedImport& import, std::string_view importer,
                    bool installer, std::set<size_t>& found) {
    const std::string& script = import.module;
    for (const std::string& path :
         {JoinPath(ParentPath(importer), script), JoinPath("", script)}) {
      const auto known = by_path_.find(path);
      if (known != by_path_.end()) {
        found.insert(known->second);
        return;
      }
      if (path.empty() || path.front() == '/' || path.substr(0, 2) == "..") {
        continue;
      }
      if (Names(std::string(ParentPath(path))).count(BaseName(path)) != 0) {
        if (installer && !import.sourced) {
          return;
        }
        if (const std::optional<size_t> added = AddImported(path)) {
          candidates_[*added].installer = installer;
          found.insert(*added);
          return;
        }
      }
    }
  }

  std::optional<size_t> AddImported(const std::string& path) {
    const Result<const SourceFile*> file = store_.Load(path);
    if (!file.ok()) {
      return std::nullopt;
    }
    const FrontEnd* front_end = front_ends_.For(path, file.value()->content());
    if (front_end == nullptr) {
      return std::nullopt;
    }
    return Add(*file.value(), *front_end, false);
  }

  // The file of a module that the walk did not meet.
  std::optional<std::string> OnDisk(const std::string& module) {
    if (module.empty() || module.substr(0, 2) == "..") {
      return std::nullopt;
    }
    const auto& names = Names(std::string(ParentPath(module)));
    const std::string name(BaseName(module));
    if (names.count(name + ".py") != 0) {
      return module + ".py";
    }
    if (names.count(name) != 0 && Names(module).count("__init__.py") != 0) {
      return module + "/__init__.py";
    }
    return std::nullopt;
  }

  const std::set<std::string, std::less<>>& Names(const std::string& folder) {
    const auto [entry, added] = listings_.try_emplace(folder);
    // Most imports lead to folders that are not there: the folder above says
    // so without a look at the disk.
    if (added &&
        (folder.empty() || folder.front() == '/' ||
         Names(std::string(ParentPath(folder))).count(BaseName(folder)) != 0)) {
      const auto listed = store_.files().List(folder);
      if (listed.ok()) {
        for (const FolderEntry& name : listed.value()) {
          entry->second.insert(name.name);
        }
      }
    }
    return entry->second;
  }

  void Choose() {
    std::vector<std::vector<size_t>> importers(candidates_.size());
    std::vector<size_t> reached;
    std::vector<bool> chosen(candidates_.size(), false);
    for (size_t i = 0; i < candidates_.size(); ++i) {
      for (const size_t imported : candidates_[i].imported) {
        importers[imported].push_back(i);
      }
      if (candidates_[i].marked) {
        chosen[i] = true;
        reached.push_back(i);
      }
    }
    // New ones come up on the way: not a range loop.
    const auto spread = [&](const auto& from) {
      for (size_t next = 0; next < reached.size(); ++next) {
        for (const size_t other : from(reached[next])) {
          if (!chosen[other]) {
            chosen[other] = true;
            reached.push_back(other);
          }
        }
      }
    };
    spread([&](size_t at) { return importers[at]; });
    spread([&](size_t at) { return candidates_[at].imported; });
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (chosen[i]) {
        choice_.files.push_back(candidates_[i].source);
        if (candidates_[i].code) {
          choice_.code.insert(candidates_[i].source.file->id());
        }
      }
    }
  }

  const ChoiceRequest& request_;
  const FrontEnds& front_ends_;
  SourceStore& store_;
  std::vector<Candidate> candidates_;
  std::map<std::string, size_t, std::less<>> by_path_;
  std::map<std::string, size_t, std::less<>> by_module_;
  std::map<std::string, std::vector<size_t>> by_last_part_;
  std::map<std::string, std::set<std::string, std::less<>>> listings_;
  size_t followed_ = 0;
  ChosenSources choice_;
};

}  // namespace

ChosenSources ChooseSources(const ChoiceRequest& request,
                            const FrontEnds& front_ends, SourceStore& store) {
  return Chooser(request, front_ends, store).Run();
}

}  // namespace pgpact
