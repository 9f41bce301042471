#include "cli/repository_scan.h"

#include "cli/source_walk.h"

namespace pgpact {

namespace {

bool Has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Cheap: what does not fit costs only the parse of one script too many.
bool RunsPsqlOnFile(std::string_view text) {
  return Has(text, "psql") && Has(text, ".sql");
}

bool WritesServiceFile(std::string_view text) {
  return Has(text, "<<") && (Has(text, "[program:") || Has(text, "[Service]"));
}

}  // namespace

RepositoryScan ScanRepository(const ScanRequest& request, SourceStore& store) {
  RepositoryScan scan;
  const std::vector<std::string> folder = {request.folder};
  const Result<Walk> walk = WalkPaths(folder, {}, store.files());
  if (!walk.ok()) {
    return scan;
  }
  const bool all = request.installation;
  std::vector<DiscoveryFile> discovery;
  for (const WalkedFile& file : walk.value().files) {
    const bool script = file.path.ends_with(".sh");
    const bool other =
        file.path.ends_with(".sql") || file.path.ends_with(".py");
    const bool control = file.path.ends_with(".control");
    if (!script && !control && !(all && other)) {
      continue;
    }
    const Result<const SourceFile*> source = store.Load(file.path);
    if (!source.ok()) {
      continue;
    }
    const std::string_view content = source.value()->content();
    const auto extension = ReadExtensionControl(file.path, content);
    if (extension) {
      scan.extensions.push_back(*extension);
    }
    if (script && (RunsPsqlOnFile(content) ||
                   (request.services && WritesServiceFile(content)))) {
      scan.installers.push_back(file.path);
    }
    if (all) {
      discovery.push_back({source.value()->path(), content});
    }
  }
  if (all) {
    scan.installation = DiscoverInstallation(discovery);
  }
  return scan;
}

}  // namespace pgpact
