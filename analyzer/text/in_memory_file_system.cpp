// Files held in memory, for tests; the one entrance is
// MakeInMemoryFileSystem.
#include <utility>

#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

class InMemoryFileSystem final : public FileSystem {
 public:
  explicit InMemoryFileSystem(std::map<std::string, std::string> files)
      : files_(std::move(files)) {}

  Result<std::string> Read(std::string_view path) const override {
    const auto found = files_.find(std::string(path));
    if (found == files_.end()) {
      return Error{"no such file", ""};
    }
    return found->second;
  }

  Result<std::vector<FolderEntry>> List(std::string_view path) const override {
    const std::string prefix = path.empty() ? "" : std::string(path) + "/";
    std::map<std::string, FolderEntry> entries;
    for (const auto& [name, content] : files_) {
      if (name.rfind(prefix, 0) != 0) {
        continue;
      }
      const std::string rest = name.substr(prefix.size());
      const size_t slash = rest.find('/');
      const std::string first = rest.substr(0, slash);
      entries[first] = slash == std::string::npos
                           ? FolderEntry{first, EntryKind::File, ""}
                           : FolderEntry{first, EntryKind::Folder, ""};
    }
    if (entries.empty()) {
      return Error{"no such folder", ""};
    }
    std::vector<FolderEntry> sorted;
    sorted.reserve(entries.size());
    for (auto& [name, entry] : entries) {
      sorted.push_back(std::move(entry));
    }
    return sorted;
  }

  Result<EntryKind> Kind(std::string_view path) const override {
    if (files_.count(std::string(path)) != 0) {
      return EntryKind::File;
    }
    if (path.empty() || List(path).ok()) {
      return EntryKind::Folder;
    }
    return Error{"no such file or folder", ""};
  }

 private:
  std::map<std::string, std::string> files_;
};

}  // namespace

std::unique_ptr<FileSystem> MakeInMemoryFileSystem(
    std::map<std::string, std::string> files) {
  return std::make_unique<InMemoryFileSystem>(std::move(files));
}

}  // namespace pgpact
