#include "cli/source_walk.h"

#include <algorithm>
#include <array>
#include <utility>

#include "cli/glob.h"
#include "cli/source_store.h"

namespace pgpact {

namespace {

// Deeper folders are links of some kind that went unnoticed.
constexpr size_t kMaximumDepth = 100;

constexpr std::array<std::string_view, 14> kSkippedFolders = {
    ".git",          ".hg",           ".svn",  "node_modules", "venv",
    ".venv",         "__pycache__",   ".tox",  ".nox",         ".mypy_cache",
    ".pytest_cache", "site-packages", ".eggs", ".ruff_cache"};

class Walker {
 public:
  Walker(std::span<const std::string> paths,
         std::span<const std::string> excludes, const FileSystem& files)
      : paths_(paths), excludes_(excludes), files_(files) {}

  Result<Walk> Run() {
    for (const std::string& path : paths_) {
      const Result<EntryKind> kind = files_.Kind(path);
      if (!kind.ok()) {
        return CannotRead(path, kind.error());
      }
      if (kind.value() == EntryKind::Folder) {
        AddFolder(path, 0);
      } else {
        walk_.files.push_back({path, true});
      }
    }
    std::vector<WalkedFile>& found = walk_.files;
    std::sort(found.begin(), found.end(),
              [](const WalkedFile& left, const WalkedFile& right) {
                return std::pair(std::string_view(left.path), !left.named) <
                       std::pair(std::string_view(right.path), !right.named);
              });
    found.erase(
        std::unique(found.begin(), found.end(),
                    [](const WalkedFile& left, const WalkedFile& right) {
                      return left.path == right.path;
                    }),
        found.end());
    return std::move(walk_);
  }

 private:
  bool IsExcluded(std::string_view path) const {
    return std::any_of(
        excludes_.begin(), excludes_.end(),
        [&](const std::string& pattern) { return MatchGlob(pattern, path); });
  }

  // A link into what is walked anyway would give everything twice.
  bool IsWalkedAnyway(std::string_view target) const {
    return std::any_of(paths_.begin(), paths_.end(),
                       [&](const std::string& path) {
                         return path.empty() || target == path ||
                                target.substr(0, path.size() + 1) == path + "/";
                       });
  }

  void AddFolder(const std::string& folder, size_t depth) {
    const Result<std::vector<FolderEntry>> entries = files_.List(folder);
    if (!entries.ok()) {
      walk_.skipped.push_back(LeftOut(folder, entries.error()));
      return;
    }
    for (const FolderEntry& entry : entries.value()) {
      std::string path = JoinPath(folder, entry.name);
      const bool doubled =
          !entry.link_target.empty() && IsWalkedAnyway(entry.link_target);
      if (doubled || IsExcluded(path)) {
        continue;
      }
      // A link that leads nowhere, a pipe: whoever wants it is told why not.
      if (entry.kind == EntryKind::File || entry.kind == EntryKind::Other) {
        walk_.files.push_back({std::move(path), false});
      } else if (entry.kind == EntryKind::Folder && depth < kMaximumDepth &&
                 std::find(kSkippedFolders.begin(), kSkippedFolders.end(),
                           entry.name) == kSkippedFolders.end()) {
        AddFolder(path, depth + 1);
      }
    }
  }

  std::span<const std::string> paths_;
  std::span<const std::string> excludes_;
  const FileSystem& files_;
  Walk walk_;
};

}  // namespace

Result<Walk> WalkPaths(std::span<const std::string> paths,
                       std::span<const std::string> excludes,
                       const FileSystem& files) {
  return Walker(paths, excludes, files).Run();
}

}  // namespace pgpact
