// SourceTree: this repository's own files, for the tests about them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pgpact {

struct TreeFile {
  // Relative to the repository's root.
  std::string path;
  std::string text;

  std::vector<std::string_view> lines() const;
};

// The files that git knows or would add, sorted; binary ones left out. Without
// git every file outside build/.
std::vector<TreeFile> ListTree();
// Of those the C++ sources of the program itself: analyzer, rules, reports,
// cli.
std::vector<TreeFile> ListProgramSources();

// The text with comments and the insides of literals blanked out, so that a
// word found in it is code; lines stay where they are.
std::string CodeOnly(std::string_view text);

}  // namespace pgpact
