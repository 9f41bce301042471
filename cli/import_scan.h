// ScanImports: the names that a file's import lines mention, found without
// parsing: enough to know which files belong together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/strings/string_program.h"

namespace pgpact {

// One import as written: `from ..a.b import c, d` is {2, "a.b", {"c", "d"}},
// `import a.b` is {0, "a.b", {}}.
struct ScannedImport {
  uint32_t level = 0;
  std::string module;
  std::vector<std::string> members;
  // `module` is a script's path, or that of a text (.sql).
  bool script = false;
  // A shell script that is read into the shell: `source lib.sh`, `. lib.sh`.
  bool sourced = false;
};

// Too many rather than too few: lines of comments and texts that look like
// imports count too. Of shell the scripts that are sourced or run, and the
// imports of Python text in it (`python -c`).
[[nodiscard]] std::vector<ScannedImport> ScanImports(std::string_view text,
                                                     Language language);

// Paths, without ".py" or "/__init__.py", that a Python import in `file` can
// mean: relative to its package, else from every folder above it.
[[nodiscard]] std::vector<std::string> ModulePaths(const ScannedImport& import,
                                                   std::string_view file);

}  // namespace pgpact
