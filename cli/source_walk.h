// WalkPaths: the files below the named paths.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/text/file_system.h"
#include "reports/report.h"

namespace pgpact {

struct WalkedFile {
  std::string path;
  // Named itself, not met in a folder.
  bool named = false;
};

struct Walk {
  // Sorted by path, each once.
  std::vector<WalkedFile> files;
  // Folders that could not be listed.
  std::vector<SkippedFile> skipped;
};

// Leaves out what `excludes` match and the folders that hold no source of the
// repository (.git, node_modules, virtual environments, caches). Fails for a
// named path that does not exist or may not be read.
[[nodiscard]] Result<Walk> WalkPaths(std::span<const std::string> paths,
                                     std::span<const std::string> excludes,
                                     const FileSystem& files);

}  // namespace pgpact
