// SessionTables: the temporary tables that statements of a file take from the
// program's own session.
#pragma once

#include <map>
#include <span>

#include "analyzer/binder/session.h"
#include "analyzer/contract/code.h"
#include "cli/directives.h"

namespace pgpact {

// By file; files that make nothing of the kind have no entry.
using FileSessions = std::map<SourceFileId, Session>;

// REQUIRES: the statements are parsed (not bound yet)
[[nodiscard]] FileSessions SessionsOf(const Code& code,
                                      const Directives& directives,
                                      const Catalog& catalog,
                                      const SearchPath& search_path);

}  // namespace pgpact
