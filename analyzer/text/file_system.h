// FileSystem: reading and listing behind a small interface, so that tests run
// in memory and everything that leaves the root passes one place.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"

namespace pgpact {

enum class EntryKind { File, Folder, Other };

// One entry of a folder.
struct FolderEntry {
  // The last part of its path.
  std::string name;
  EntryKind kind = EntryKind::File;
  // Of a symbolic link that stays under the root: where it leads, as a path
  // from the root without links. Empty for everything else.
  std::string link_target;
};

// Paths are relative to the root, with '/' between the parts; "" is the root.
// An absolute path, or one that leaves the root (also through a symbolic
// link), is refused unless it was allowed by name. An error says why, without
// the path: "it is larger than 64 MB".
class FileSystem {
 public:
  FileSystem() = default;
  FileSystem(const FileSystem&) = delete;
  FileSystem& operator=(const FileSystem&) = delete;
  virtual ~FileSystem() = default;

  // The file's bytes. Fails for what cannot be opened, is no regular file, or
  // is larger than kMaximumFileSize.
  virtual Result<std::string> Read(std::string_view path) const = 0;
  // The folder's entries sorted by name. Symbolic links are followed when
  // they stay under the root. A link to a folder is Other when the folder
  // stands above the link, or when the path came through such a link already:
  // so every walk ends.
  virtual Result<std::vector<FolderEntry>> List(
      std::string_view path) const = 0;
  // What stands at the path, or nothing when there is no such thing or it is
  // outside the root.
  virtual Result<EntryKind> Kind(std::string_view path) const = 0;
};

inline constexpr uint64_t kMaximumFileSize = uint64_t{64} << 20U;

// The machine's files below `root` (an absolute path). `allowed` are paths
// named on the command line that may lie outside the root.
std::unique_ptr<FileSystem> OpenFileSystem(std::string root,
                                           std::vector<std::string> allowed);

// The root for a working directory: the nearest folder upward that holds
// ".git", else the directory itself. REQUIRES: `folder` is absolute
std::string FindRoot(std::string_view folder);

// Files held in memory, by path; folders are implied.
std::unique_ptr<FileSystem> MakeInMemoryFileSystem(
    std::map<std::string, std::string> files);

// "a/b" and "../c" joined and made normal: "a/c"; "." parts vanish. A leading
// ".." stays, so that the caller can see that the root was left.
std::string JoinPath(std::string_view folder, std::string_view path);
// The path without its last part; "" for a bare name.
std::string_view ParentPath(std::string_view path);
// The last part of the path.
std::string_view BaseName(std::string_view path);

}  // namespace pgpact
