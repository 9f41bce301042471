#include "tests/support/case_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace pgpact {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRuleCharacters = "abcdefghijklmnopqrstuvwxyz-";

bool IsExpectation(const std::string& file_name) {
  return file_name.starts_with("expected") && file_name.ends_with(".txt");
}

// Appends the rules listed in `text`, parted by commas.
void AppendRules(const std::string& file, size_t line, std::string_view text,
                 std::vector<ExpectedFinding>* findings) {
  while (true) {
    const size_t begin = text.find_first_not_of(' ');
    text.remove_prefix(std::min(begin, text.size()));
    const size_t end =
        std::min(text.find_first_not_of(kRuleCharacters), text.size());
    if (end == 0) {
      return;
    }
    findings->push_back({file, line, std::string(text.substr(0, end))});
    text.remove_prefix(end);
    if (!text.starts_with(",")) {
      return;
    }
    text.remove_prefix(1);
  }
}

std::vector<std::string> DefaultArguments(const fs::path& folder) {
  if (fs::exists(folder / "pgpact.toml")) {
    return {};
  }
  if (fs::exists(folder / "schema.sql")) {
    return {"--schema", "schema.sql", "."};
  }
  return {"--schema", "../../schema.sql", "."};
}

CaseFolder ReadCase(std::string name, const fs::path& folder) {
  CaseFolder found;
  found.name = std::move(name);
  std::replace(found.name.begin(), found.name.end(), '-', '_');
  found.path = folder.string();
  found.arguments = DefaultArguments(folder);
  if (fs::exists(folder / "pgpact.args")) {
    found.arguments.clear();
    std::istringstream words(
        ReadFileOrEmpty((folder / "pgpact.args").string()));
    for (std::string word; words >> word;) {
      found.arguments.push_back(word);
    }
  }
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string file = fs::relative(entry.path(), folder).string();
    if (!entry.is_regular_file()) {
      continue;
    }
    if (IsExpectation(file)) {
      constexpr std::string_view kPrefix = "expected.";
      constexpr std::string_view kSuffix = ".txt";
      if (file.size() > kPrefix.size() + kSuffix.size()) {
        found.phases.push_back(file.substr(
            kPrefix.size(), file.size() - kPrefix.size() - kSuffix.size()));
      }
      continue;
    }
    const auto expected =
        ExpectComments(file, ReadFileOrEmpty(entry.path().string()));
    found.findings.insert(found.findings.end(), expected.begin(),
                          expected.end());
  }
  std::sort(found.findings.begin(), found.findings.end());
  std::sort(found.phases.begin(), found.phases.end());
  return found;
}

std::vector<fs::path> Folders(const fs::path& parent) {
  std::vector<fs::path> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(parent, ignored)) {
    if (entry.is_directory()) {
      found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

std::vector<CaseFolder> ListCases(const std::string& source_folder) {
  std::vector<CaseFolder> cases;
  const fs::path root(source_folder);
  for (const fs::path& language : Folders(root / "tests/cases")) {
    for (const fs::path& folder : Folders(language)) {
      cases.push_back(ReadCase(
          language.filename().string() + "_" + folder.filename().string(),
          folder));
    }
  }
  for (const fs::path& folder : Folders(root / "examples")) {
    cases.push_back(ReadCase("example_" + folder.filename().string(), folder));
  }
  return cases;
}

std::vector<ExpectedFinding> ExpectComments(const std::string& file,
                                            std::string_view content) {
  constexpr std::string_view kHere = "expect: ";
  constexpr std::string_view kNext = "expect-next: ";
  std::vector<ExpectedFinding> findings;
  size_t line = 1;
  while (!content.empty()) {
    const size_t end = std::min(content.find('\n'), content.size());
    const std::string_view text = content.substr(0, end);
    if (const size_t at = text.find(kHere); at != std::string_view::npos) {
      AppendRules(file, line, text.substr(at + kHere.size()), &findings);
    }
    if (const size_t at = text.find(kNext); at != std::string_view::npos) {
      AppendRules(file, line + 1, text.substr(at + kNext.size()), &findings);
    }
    content.remove_prefix(std::min(end + 1, content.size()));
    ++line;
  }
  return findings;
}

std::string ReadFileOrEmpty(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace pgpact
