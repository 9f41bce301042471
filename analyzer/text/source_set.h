// SourceSet: owns every file that a run has read.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"
#include "analyzer/text/source_file.h"

namespace pgpact {

class SourceSet {
 public:
  // The file stays at its address for the life of the set. A path that is
  // already there gives the file that is there.
  const SourceFile& Add(std::string path, std::string content);

  // REQUIRES: id was given by this set
  const SourceFile& file(SourceFileId id) const;
  // nullptr when no file of that path was added.
  const SourceFile* Find(std::string_view path) const;

  size_t size() const { return files_.size(); }

 private:
  std::vector<std::unique_ptr<SourceFile>> files_;
  std::map<std::string, uint32_t, std::less<>> by_path_;
};

}  // namespace pgpact
