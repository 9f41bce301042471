// BindCode: binds every statement of the code against the installation.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "analyzer/catalog/catalog.h"
#include "analyzer/catalog/search_path.h"
#include "analyzer/contract/code.h"
#include "analyzer/strings/link.h"
#include "analyzer/text/source_set.h"
#include "cli/directives.h"
#include "cli/session_tables.h"
#include "cli/table_call.h"

namespace pgpact {

struct BindInputs {
  const StringProgram& program;
  const SourceSet& sources;
  const Directives& directives;
  const Catalog& catalog;
  const FileSessions& sessions;
  // What a session of the code may begin with; the likeliest first, at least
  // one.
  const std::vector<SearchPath>& search_paths;
  // Of statements that are calls which name tables.
  const std::map<uint32_t, TableCallNames>& names;
  uint32_t jobs = 0;
};

// In parallel. A statement is bound in the session that its file makes
// (`sessions`), on the search paths that may hold (SessionPaths). What is
// missing and made by the code itself is bound once more beside what it makes
// (RunTimeCatalog), so that columns of its tables are known.
void BindCode(const BindInputs& inputs, Code& code);

// A command of the streaming replication protocol: no SQL, on a connection of
// its own.
[[nodiscard]] bool IsForReplication(const ParsedStatement& statement);

}  // namespace pgpact
