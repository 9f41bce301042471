#include "cli/source_store.h"

#include <utility>

#include "analyzer/text/encoding.h"

namespace pgpact {

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
    return fail(
        {std::string(path) + " " + text.error().message, text.error().remedy});
  }
  return &sources_.Add(std::string(path), std::move(text).value());
}

}  // namespace pgpact
