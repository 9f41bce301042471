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

// What running an example leaves beside its sources.
bool IsPrivate(const std::string& file) {
  return file.find("__pycache__") != std::string::npos;
}

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

std::vector<std::string> Words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) {
    words.push_back(word);
  }
  return words;
}

// The phase of "expected.<phase>.txt"; empty for "expected.txt".
std::string PhaseOfGolden(const std::string& file) {
  constexpr std::string_view kPrefix = "expected.";
  constexpr std::string_view kSuffix = ".txt";
  return file.size() <= kPrefix.size() + kSuffix.size()
             ? ""
             : file.substr(kPrefix.size(),
                           file.size() - kPrefix.size() - kSuffix.size());
}

CaseFolder ReadCase(std::string name, const fs::path& folder,
                    const std::string& default_schema) {
  CaseFolder found;
  found.name = std::move(name);
  std::replace(found.name.begin(), found.name.end(), '-', '_');
  found.path = folder.string();
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string file = fs::relative(entry.path(), folder).string();
    if (!entry.is_regular_file() || IsPrivate(file)) {
      continue;
    }
    if (IsExpectation(file)) {
      if (const std::string phase = PhaseOfGolden(file); !phase.empty()) {
        found.phases.push_back(phase);
      }
      continue;
    }
    std::string content = ReadFileOrEmpty(entry.path().string());
    const auto expected = ExpectComments(file, content);
    found.findings.insert(found.findings.end(), expected.begin(),
                          expected.end());
    found.files.emplace(file, std::move(content));
  }
  std::sort(found.findings.begin(), found.findings.end());
  std::sort(found.phases.begin(), found.phases.end());
  if (const auto given = found.files.extract("pgpact.args"); !given.empty()) {
    found.arguments = Words(given.mapped());
  } else if (!found.files.contains("pgpact.toml")) {
    found.arguments = {"--schema", "schema.sql", "."};
    found.files.emplace("schema.sql", default_schema);
  }
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
  const std::string default_schema =
      ReadFileOrEmpty((root / "tests/cases/schema.sql").string());
  for (const fs::path& language : Folders(root / "tests/cases")) {
    for (const fs::path& folder : Folders(language)) {
      cases.push_back(ReadCase(
          language.filename().string() + "_" + folder.filename().string(),
          folder, default_schema));
    }
  }
  for (const fs::path& folder : Folders(root / "examples")) {
    cases.push_back(
        ReadCase("example_" + folder.filename().string(), folder, ""));
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

void WriteFiles(const CaseFolder& given, const std::string& folder) {
  for (const auto& [path, content] : given.files) {
    const fs::path file = fs::path(folder) / path;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
  }
}

std::string ReadFileOrEmpty(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace pgpact
