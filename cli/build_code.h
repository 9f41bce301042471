// BuildCode: from what reaches the sinks to statements bound against the
// installation.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "analyzer/bodies/routine_body.h"
#include "analyzer/catalog/catalog.h"
#include "analyzer/contract/code.h"
#include "analyzer/strings/link.h"
#include "cli/directives.h"
#include "cli/source_store.h"
#include "reports/report.h"

namespace pgpact {

struct CodeInputs {
  const StringProgram& program;
  const Evaluation& evaluation;
  // Files whose calls are the code's own.
  const std::set<SourceFileId>& code;
  // Of those, the ones that were named themselves.
  const std::set<SourceFileId>& named;
  // Calls of functions that install one after another: each runs on the schema
  // of its time, and is checked there.
  const std::set<Location>& steps;
  SourceStore& store;
  const std::map<std::string, std::string>& tokens;
  const Catalog& catalog;
  // Of the routines in it.
  std::span<const RoutineBody> bodies;
  // What a session of the code may begin with; the likeliest first, at least
  // one.
  const std::vector<SearchPath>& search_paths;
  // Filled with what comments inside SQL say.
  Directives& directives;
  // Filled with SQL files that were met and are no code.
  std::vector<SkippedFile>& skipped;
  uint32_t jobs = 0;
};

// Calls sorted by path and place; their services are not set yet. A script
// that psql runs (`psql -f`) is part of that call. A .sql file that was only
// met and creates objects is no code but an installation that nobody named.
// The bodies of the installation's routines follow, in the order of their
// names' places.
[[nodiscard]] Code BuildCode(const CodeInputs& inputs);

}  // namespace pgpact
