// IncludedScripts: the files that a script of the code reads by \i and \ir.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analyzer/strings/expand.h"
#include "analyzer/text/location.h"
#include "cli/source_store.h"

namespace pgpact {

struct IncludedScripts {
  // In the order in which they are met, those inside others too.
  std::vector<MarkedText> texts;
  std::vector<SourceFileId> files;
  // Where a file is named that is not there or whose name is not known.
  std::vector<Location> missing;
};

// `host` is the file of the script, from whose folder paths go.
[[nodiscard]] IncludedScripts ReadIncludedScripts(
    const MarkedText& script, const SourceFile& host, SourceStore& store,
    const std::map<std::string, std::string>& tokens);

}  // namespace pgpact
