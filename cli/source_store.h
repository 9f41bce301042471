// SourceStore: reads files into a SourceSet, each once, as text.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "analyzer/base/result.h"
#include "analyzer/text/file_system.h"
#include "analyzer/text/source_set.h"

namespace pgpact {

class SourceStore {
 public:
  // Both must outlive the store.
  SourceStore(const FileSystem& files, SourceSet& sources)
      : files_(files), sources_(sources) {}

  // The file's text, as UTF-8. The error's message names the file.
  Result<const SourceFile*> Load(std::string_view path);

  const FileSystem& files() const { return files_; }
  SourceSet& sources() { return sources_; }

 private:
  const FileSystem& files_;
  SourceSet& sources_;
  std::map<std::string, Error, std::less<>> failed_;
};

}  // namespace pgpact
