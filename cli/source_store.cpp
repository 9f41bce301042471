#include "cli/source_store.h"

#include <utility>

#include "analyzer/text/encoding.h"

namespace pgpact {

SkippedFile LeftOut(std::string path, const Error& error) {
  std::string reason = error.message;
  if (!error.remedy.empty()) {
    reason += " (" + error.remedy + ")";
  }
  return {std::move(path), std::move(reason)};
}

Error CannotRead(std::string_view path, const Error& error) {
  return {"cannot read \"" + std::string(path) + "\": " + error.message,
          error.remedy.empty() ? "paths are read from the working directory"
                               : error.remedy};
}

Result<const SourceFile*> SourceStore::Load(std::string_view path) {
  if (const SourceFile* known = sources_.Find(path)) {
    return known;
  }
  const auto failed = failed_.find(path);
  if (failed != failed_.end()) {
    return failed->second;
  }
  const auto fail = [&](Error error) {
    failed_.emplace(path, error);
    return error;
  };
  Result<std::string> bytes = files_.Read(path);
  if (!bytes.ok()) {
    return fail(bytes.error());
  }
  Result<std::string> text = DecodeText(std::move(bytes).value());
  if (!text.ok()) {
    return fail(text.error());
  }
  return &sources_.Add(std::string(path), std::move(text).value());
}

}  // namespace pgpact
