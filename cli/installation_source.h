// Installation sources: from what `--schema` names to scripts whose
// statements stand in execution order.
#pragma once

#include <cstdint>
#include <deque>
#include <set>
#include <string>
#include <vector>

#include "analyzer/installation/load_schema.h"
#include "analyzer/sql/parsed_sql.h"
#include "rules/rule.h"

namespace pgpact {

// One source as it was named, and the scripts that it became (a shell script
// gives one for each run of psql).
struct InstallationSource {
  // "docs/INSTALL.md", "db.py::init_database"
  std::string name;
  // Its scripts are [first_script, last_script).
  uint32_t first_script = 0;
  uint32_t last_script = 0;
};

struct Installation {
  std::vector<InstallationSource> sources;
  std::vector<InstallationScript> scripts;
  // Owns what the scripts' events refer to.
  std::deque<ParsedStatement> statements;
  std::vector<MissingInstallationFile> missing_files;
  // Of programs: the calls that a run of them comes to.
  std::set<Location> calls;
};

}  // namespace pgpact
