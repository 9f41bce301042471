// SourceStore: reads files into a SourceSet, each once, as text.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "analyzer/base/result.h"
#include "analyzer/text/file_system.h"
#include "analyzer/text/source_set.h"
#include "reports/report.h"

namespace pgpact {

// A file that could not be loaded, for the list of those that were left out.
SkippedFile LeftOut(std::string path, const Error& error);
// The same where nothing can be done without the file.
Error CannotRead(std::string_view path, const Error& error);

class SourceStore {
 public:
  // Both must outlive the store.
  SourceStore(const FileSystem& files, SourceSet& sources)
      : files_(files), sources_(sources) {}

  // The file's text, as UTF-8. The error says why it is not there, without
  // naming the file.
  Result<const SourceFile*> Load(std::string_view path);

  const FileSystem& files() const { return files_; }
  SourceSet& sources() { return sources_; }

 private:
  const FileSystem& files_;
  SourceSet& sources_;
  std::map<std::string, Error, std::less<>> failed_;
};

}  // namespace pgpact
