// BuildCode: from what reaches the sinks to statements bound against the
// installation.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "analyzer/catalog/catalog.h"
#include "analyzer/contract/code.h"
#include "analyzer/strings/link.h"
#include "cli/directives.h"

namespace pgpact {

struct CodeInputs {
  const StringProgram& program;
  const Evaluation& evaluation;
  // Files whose calls are the code's own.
  const std::set<SourceFileId>& code;
  const SourceSet& sources;
  const Catalog& catalog;
  const SearchPath& search_path;
  // Filled with what comments inside SQL say.
  Directives& directives;
  uint32_t jobs = 0;
};

// Calls sorted by path and place; their services are not set yet.
[[nodiscard]] Code BuildCode(const CodeInputs& inputs);

}  // namespace pgpact
