// FindServices: the services of the files named, or of those that look like
// service files when none is named.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/contract/services.h"
#include "analyzer/strings/evaluate.h"
#include "cli/source_store.h"

namespace pgpact {

struct FoundServices {
  // Sorted by name; of several with one name all.
  std::vector<Service> services;
  std::vector<std::string> notices;
};

// `written` are the files that programs of the repository write. Fails for a
// named file that is not there and is written by nothing, and for one that is
// no service file. Without a name they are looked for in `folder`.
[[nodiscard]] Result<FoundServices> FindServices(
    std::span<const std::string> named, std::string_view folder,
    std::span<const SinkValue> written, SourceStore& store);

// What cannot be followed is said: services of which not every program is
// known, and those that are not started by themselves.
std::vector<std::string> UnknownServiceNotices(
    std::span<const Service> services, const SourceSet& sources);

}  // namespace pgpact
