#include "analyzer/text/source_set.h"

#include <utility>

#include "analyzer/base/check.h"

namespace pgpact {

const SourceFile& SourceSet::Add(std::string path, std::string content) {
  const auto found = by_path_.find(path);
  if (found != by_path_.end()) {
    return *files_[found->second];
  }
  const auto index = static_cast<uint32_t>(files_.size());
  by_path_.emplace(path, index);
  files_.push_back(std::make_unique<SourceFile>(
      SourceFileId{index}, std::move(path), std::move(content)));
  return *files_.back();
}

const SourceFile& SourceSet::file(SourceFileId id) const {
  PGPACT_CHECK(id.index < files_.size());
  return *files_[id.index];
}

const SourceFile* SourceSet::Find(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : files_[found->second].get();
}

}  // namespace pgpact
