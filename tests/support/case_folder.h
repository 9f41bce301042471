// CaseFolder: one golden case on disk, its inputs, arguments and what it
// expects. ListCases finds them all.
#pragma once

#include <compare>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pgpact {

// A finding as a case states it: the rule, and the line where it stands.
struct ExpectedFinding {
  // Relative to the case's folder.
  std::string file;
  size_t line = 0;
  std::string rule;
  auto operator<=>(const ExpectedFinding&) const = default;
};

struct CaseFolder {
  // "python_concat_in_loop": folder names joined, for the test's name.
  std::string name;
  // Absolute.
  std::string path;
  // Its inputs by path. Where it brings no installation of its own (no
  // pgpact.toml, pgpact.args or schema.sql), tests/cases/schema.sql stands
  // among them as schema.sql.
  std::map<std::string, std::string> files;
  // What follows `pgpact check`: the words of pgpact.args, or the default.
  std::vector<std::string> arguments;
  // From the `expect:` comments, sorted.
  std::vector<ExpectedFinding> findings;
  // "programs" for expected.programs.txt, …
  std::vector<std::string> phases;
};

// Every folder under tests/cases/<language>/ and every folder of examples/.
std::vector<CaseFolder> ListCases(const std::string& source_folder);

// `expect: rule, rule` on a line is about that line, `expect-next: rule` about
// the line after it (for lines that cannot hold a comment).
std::vector<ExpectedFinding> ExpectComments(const std::string& file,
                                            std::string_view content);

// Writes the case's inputs below `folder`.
void WriteFiles(const CaseFolder& given, const std::string& folder);

std::string ReadFileOrEmpty(const std::string& path);

}  // namespace pgpact
