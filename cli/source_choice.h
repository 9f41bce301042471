// ChooseSources: which of the walked files are worth lowering, and which
// others they need.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "cli/front_ends.h"
#include "cli/lowering.h"
#include "cli/source_store.h"
#include "cli/source_walk.h"

namespace pgpact {

struct ChosenSources {
  std::vector<ChosenFile> files;
  // Files whose statements are the code's own: those below the named paths.
  std::set<SourceFileId> code;
  // Of those, the ones that were named themselves.
  std::set<SourceFileId> named;
  // Walked files that some front end reads.
  uint32_t source_files = 0;
  std::vector<SkippedFile> skipped;
  // The first file that was named itself and could not be read.
  std::optional<Error> named_unreadable;
};

struct ChoiceRequest {
  std::span<const WalkedFile> walked;
  // Further files to lower with all they import: the installation's.
  std::span<const std::string> roots;
  // Scripts that are only looked through for what they run psql on: of the
  // scripts that they name, those that they source are lowered too.
  std::span<const std::string> installers;
  // Files of the installation: never code, whatever the walk met.
  std::set<std::string> installation;
  // Names of the user's own sinks.
  std::vector<std::string> marks;
};

// A file is lowered when a mark of its language stands in it, when it comes to
// such a file by imports (its arguments flow there), and when one of those
// imports it (its constants flow from there).
[[nodiscard]] ChosenSources ChooseSources(const ChoiceRequest& request,
                                          const FrontEnds& front_ends,
                                          SourceStore& store);

}  // namespace pgpact
