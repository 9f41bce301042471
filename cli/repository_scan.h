// ScanRepository: what else of the repository matters: its installation when
// none is named, installers that run psql on files, scripts that write service
// files.
#pragma once

#include <string>
#include <vector>

#include "cli/front_ends.h"
#include "cli/source_store.h"

namespace pgpact {

struct RepositoryScan {
  // As `--schema` takes them; only when they were asked for.
  std::vector<std::string> installation;
  // Shell scripts that run psql on a file, or (when services were asked for)
  // write a service file.
  std::vector<std::string> installers;
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
