#include "tests/house/source_tree.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "tests/support/case_folder.h"

namespace pgpact {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRoot = PGPACT_SOURCE_FOLDER;

struct ClosePipe {
  void operator()(FILE* pipe) const { pclose(pipe); }
};

// The paths that git lists, or nothing where there is no git.
std::vector<std::string> GitPaths() {
  const std::string command = "git -C '" + std::string(kRoot) +
                              "' ls-files -z --cached --others "
                              "--exclude-standard 2>/dev/null";
  const std::unique_ptr<FILE, ClosePipe> pipe(popen(command.c_str(), "r"));
  std::string output;
  std::array<char, 4096> buffer{};
  while (pipe != nullptr) {
    const size_t got = fread(buffer.data(), 1, buffer.size(), pipe.get());
    if (got == 0) {
      break;
    }
    output.append(buffer.data(), got);
  }
  std::vector<std::string> paths;
  size_t begin = 0;
  for (size_t at = 0; at < output.size(); ++at) {
    if (output[at] == '\0') {
      paths.push_back(output.substr(begin, at - begin));
      begin = at + 1;
    }
  }
  return paths;
}

std::vector<std::string> WalkedPaths() {
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(kRoot)) {
    std::string path = fs::relative(entry.path(), kRoot).string();
    if (entry.is_regular_file() && !path.starts_with("build") &&
        path.find("node_modules") == std::string::npos) {
      paths.push_back(std::move(path));
    }
  }
  return paths;
}

// The offset after a literal that begins at the quote at `at`.
size_t LiteralEnd(std::string_view text, size_t at) {
  if (text[at] == '"' && at > 0 && text[at - 1] == 'R') {
    const size_t open = text.find('(', at);
    const std::string close =
        ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
    const size_t end = text.find(close, at);
    return end == std::string_view::npos ? text.size() : end + close.size();
  }
  size_t end = at + 1;
  while (end < text.size() && text[end] != text[at] && text[end] != '\n') {
    end += text[end] == '\\' ? 2 : 1;
  }
  return std::min(end + 1, text.size());
}

// Whether the quote is one between digits: 20'000.
bool IsDigitSeparator(std::string_view text, size_t at) {
  return text[at] == '\'' && at > 0 && std::isalnum(text[at - 1]) != 0 &&
         at + 1 < text.size() && std::isxdigit(text[at + 1]) != 0 &&
         std::isdigit(text[at - 1]) != 0;
}

// The end of the comment or literal that begins at `at`, or `at`.
size_t SkippedEnd(std::string_view text, size_t at) {
  if (text.substr(at, 2) == "//") {
    return std::min(text.find('\n', at), text.size());
  }
  if (text.substr(at, 2) == "/*") {
    const size_t end = text.find("*/", at);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  if ((text[at] == '"' || text[at] == '\'') && !IsDigitSeparator(text, at)) {
    return LiteralEnd(text, at);
  }
  return at;
}

}  // namespace

std::vector<std::string_view> TreeFile::lines() const {
  std::vector<std::string_view> found;
  std::string_view rest = text;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    found.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return found;
}

std::vector<TreeFile> ListTree() {
  std::vector<std::string> paths = GitPaths();
  if (paths.empty()) {
    paths = WalkedPaths();
  }
  std::sort(paths.begin(), paths.end());
  std::vector<TreeFile> files;
  for (const std::string& path : paths) {
    std::string text = ReadFileOrEmpty(std::string(kRoot) + "/" + path);
    if (text.find('\0') == std::string::npos) {
      files.push_back({path, std::move(text)});
    }
  }
  return files;
}

std::vector<TreeFile> ListProgramSources() {
  std::vector<TreeFile> files = ListTree();
  std::erase_if(files, [](const TreeFile& file) {
    const std::string root = file.path.substr(0, file.path.find('/'));
    const bool program = root == "analyzer" || root == "rules" ||
                         root == "reports" || root == "cli";
    return !program ||
           !(file.path.ends_with(".h") || file.path.ends_with(".cpp"));
  });
  return files;
}

std::string CodeOnly(std::string_view text) {
  std::string code(text);
  for (size_t at = 0; at < text.size();) {
    const size_t end = SkippedEnd(text, at);
    for (size_t blank = at; blank < end; ++blank) {
      if (text[blank] != '\n') {
        code[blank] = ' ';
      }
    }
    at = std::max(end, at + 1);
  }
  return code;
}

}  // namespace pgpact
