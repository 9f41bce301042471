// OptionPaths: the search_path that a program gives with its connections:
// `-c search_path=app` in options, a DSN, an address or PGOPTIONS, an entry
// "search_path" of a driver's settings.
#pragma once

#include <string_view>
#include <vector>

#include "analyzer/strings/link.h"
#include "cli/source_store.h"

namespace pgpact {

struct OptionPaths {
  // Each once, in the order of the files.
  std::vector<std::vector<std::string>> paths;
  // One is made of what is not known.
  bool unknown = false;
};

// Which connection a text of the program is for is not looked at: what is
// found may hold wherever the program has not set a path of its own.
[[nodiscard]] OptionPaths FindOptionPaths(const StringProgram& program,
                                          const SourceSet& sources);

// What one text says, as options or an address spell it. `continued`: what
// follows the text is not part of it.
void AddOptionPaths(std::string_view text, bool continued, OptionPaths& found);

}  // namespace pgpact
