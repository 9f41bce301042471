#include "reports/objects.h"

#include <algorithm>

namespace pgpact {

namespace {

// The file's path and line, and the function.
std::string FillerText(const Report& report, const Filler& filler) {
  const SourceFile& file = report.sources.file(filler.location.file);
  std::string text =
      file.path() + ':' +
      std::to_string(file.PositionAt(filler.location.range.begin).line);
  if (!filler.function.empty()) {
    text += ' ' + filler.function + "()";
  }
  return text;
}

}  // namespace

std::string JoinNames(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    list += (list.empty() ? "" : ", ") + name;
  }
  return list;
}

std::string FillingText(const Report& report,
                        const RequiredRelation& relation) {
  const bool holds_rows =
      relation.kind == "table" || relation.kind == "partitioned table";
  const bool installed =
      std::any_of(relation.filled_by.begin(), relation.filled_by.end(),
                  [](const Filler& filler) { return filler.by_installation; });
  if (!holds_rows || installed || relation.status == ObjectStatus::Missing) {
    return "";
  }
  std::string text = "empty after installation";
  if (relation.filled_by.empty()) {
    return text + ", nothing fills it";
  }
  constexpr size_t kShown = 3;
  std::vector<std::string> services;
  std::string places;
  size_t shown = 0;
  for (const Filler& filler : relation.filled_by) {
    services.insert(services.end(), filler.services.begin(),
                    filler.services.end());
    if (shown < kShown) {
      places += (places.empty() ? "" : ", ") + FillerText(report, filler);
    }
    ++shown;
  }
  if (shown > kShown) {
    places += " and " + std::to_string(shown - kShown) + " more";
  }
  std::sort(services.begin(), services.end());
  services.erase(std::unique(services.begin(), services.end()), services.end());
  text += ", filled by " + places;
  if (!services.empty()) {
    return text + (services.size() == 1 ? ", service " : ", services ") +
           JoinNames(services);
  }
  return report.services.empty() ? text : text + ", which no service starts";
}

}  // namespace pgpact
