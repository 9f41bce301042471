// LowerSources: from chosen files to one linked program.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analyzer/strings/link.h"
#include "analyzer/text/source_set.h"
#include "cli/directives.h"
#include "cli/front_ends.h"

namespace pgpact {

// A module out of text inside another file (`python -c`, a document's block).
struct EmbeddedModule {
  // Where the text stands in `host`.
  SourceFileId host;
  TextRange range;
  ModuleId module;
};
struct LoweredSources {
  StringProgram program;
  // By host file and place.
  std::vector<EmbeddedModule> embedded;
  Directives directives;
  // Places that a front end did not understand, by file.
  std::map<uint32_t, uint32_t> unsupported;
  // File -> its own module.
  std::map<uint32_t, ModuleId> by_file;
};

struct ChosenFile {
  const SourceFile* file = nullptr;
  const FrontEnd* front_end = nullptr;
};

// The result does not depend on `jobs`.
[[nodiscard]] LoweredSources LowerSources(std::vector<ChosenFile> chosen,
                                          const FrontEnds& front_ends,
                                          uint32_t jobs);

}  // namespace pgpact
