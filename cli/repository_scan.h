// ScanRepository: what else of the repository matters: its installation when
// none is named, installers that run psql on files, scripts that write service
// files.
#pragma once

#include <string>
#include <vector>

#include "analyzer/installation/discover.h"
#include "analyzer/installation/extension_source.h"
#include "cli/front_ends.h"
#include "cli/source_store.h"

namespace pgpact {

struct RepositoryScan {
  // As `--schema` takes them; only when they were asked for.
  FoundInstallation installation;
  // Shell scripts that run psql on a file, or (when services were asked for)
  // write a service file.
  std::vector<std::string> installers;
  // The extensions whose source the repository is.
  std::vector<ExtensionControl> extensions;
};

// What the command line leaves open, to be looked for below `folder`.
struct ScanRequest {
  std::string folder;
  bool installation = false;
  bool services = false;
};

[[nodiscard]] RepositoryScan ScanRepository(const ScanRequest& request,
                                            SourceStore& store);

}  // namespace pgpact
