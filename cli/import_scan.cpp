#include "cli/import_scan.h"

#include <algorithm>
#include <array>
#include <span>

#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

constexpr std::array<std::string_view, 4> kScripts = {".sh", ".py", ".bash",
                                                      ".env"};
// Files that a program reads as texts.
constexpr std::array<std::string_view, 1> kTexts = {".sql"};

bool IsBlank(char c) {
  return c == ' ' || c == '\t';
}

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<ScannedImport> Python() {
    while (NextLine()) {
      if (line_.find(".sql") != std::string_view::npos) {
        AddScripts(line_, kTexts);
      }
      if (TakeWord("import")) {
        TakeImports();
      } else if (TakeWord("from")) {
        TakeFrom();
      }
    }
    return std::move(found_);
  }

  std::vector<ScannedImport> Shell() {
    while (NextLine()) {
      AddScripts(line_, kScripts);
      TakePythonText();
    }
    return std::move(found_);
  }

 private:
  bool NextLine() {
    if (position_ >= text_.size()) {
      return false;
    }
    const size_t newline = text_.find('\n', position_);
    const size_t end =
        newline == std::string_view::npos ? text_.size() : newline;
    line_ = text_.substr(position_, end - position_);
    position_ = end + 1;
    SkipBlanks();
    return true;
  }

  void SkipBlanks() {
    while (!line_.empty() &&
           (IsBlank(line_.front()) || line_.front() == '\r')) {
      line_.remove_prefix(1);
    }
  }

  bool TakeWord(std::string_view word) {
    if (line_.substr(0, word.size()) != word || line_.size() == word.size() ||
        !(IsBlank(line_[word.size()]) || line_[word.size()] == '(')) {
      return false;
    }
    line_.remove_prefix(word.size());
    SkipBlanks();
    return true;
  }

  // "a.b.c"
  std::string TakePath() {
    size_t size = 0;
    while (size < line_.size() &&
           (IsWordByte(line_[size]) || line_[size] == '.')) {
      ++size;
    }
    std::string path(line_.substr(0, size));
    line_.remove_prefix(size);
    SkipBlanks();
    return path;
  }

  void TakeImports() {
    while (true) {
      std::string path = TakePath();
      if (path.empty()) {
        return;
      }
      found_.push_back({0, std::move(path), {}, false});
      const size_t comma = line_.find(',');
      if (comma == std::string_view::npos) {
        return;
      }
      line_.remove_prefix(comma + 1);
      SkipBlanks();
    }
  }

  void TakeFrom() {
    ScannedImport import;
    while (!line_.empty() && line_.front() == '.') {
      ++import.level;
      line_.remove_prefix(1);
    }
    SkipBlanks();
    if (!TakeWord("import")) {
      import.module = TakePath();
      if (!TakeWord("import")) {
        return;
      }
    }
    const bool parenthesized = !line_.empty() && line_.front() == '(';
    do {
      TakeMembers(import);
      const bool continued = parenthesized
                                 ? line_.find(')') == std::string_view::npos
                                 : !line_.empty() && line_.back() == '\\';
      if (!continued) {
        break;
      }
    } while (NextLine());
    found_.push_back(std::move(import));
  }

  void TakeMembers(ScannedImport& import) const {
    const std::string_view names = line_.substr(0, line_.find('#'));
    size_t begin = 0;
    while (begin < names.size()) {
      size_t end = begin;
      while (end < names.size() && IsWordByte(names[end])) {
        ++end;
      }
      if (end > begin) {
        import.members.emplace_back(names.substr(begin, end - begin));
      }
      begin = end + 1;
    }
  }

  // `from a import b` and `import a` anywhere in a line.
  void TakePythonText() {
    const std::string_view line = line_;
    for (const std::string_view word : {"from ", "import "}) {
      const size_t at = line.find(word);
      if (at == std::string_view::npos ||
          (at > 0 && IsWordByte(line[at - 1]))) {
        continue;
      }
      line_ = line.substr(at, line.find(';', at) - at);
      if (TakeWord("from")) {
        TakeFrom();
        return;
      }
      if (TakeWord("import")) {
        TakeImports();
      }
    }
  }

  // Every word that ends as a script does.
  void AddScripts(std::string_view line,
                  std::span<const std::string_view> suffixes) {
    size_t begin = 0;
    std::string_view before;
    while (begin < line.size()) {
      const size_t end =
          std::min(line.find_first_of(" \t\"';|&()<>`=", begin), line.size());
      const std::string_view word = line.substr(begin, end - begin);
      const bool sourced = before == "source" || before == ".";
      for (const std::string_view suffix : suffixes) {
        if (word.size() > suffix.size() &&
            word.substr(word.size() - suffix.size()) == suffix) {
          AddScript(word, sourced);
        }
      }
      before = word.empty() ? before : word;
      begin = end + 1;
    }
  }

  // Of `{folder}/a.sql` and of `folder + "/a.sql"` what is known.
  void AddScript(std::string_view word, bool sourced) {
    found_.push_back({0, std::string(word), {}, true, sourced});
    const size_t brace = word.rfind('}');
    std::string_view rest =
        brace == std::string_view::npos ? word : word.substr(brace + 1);
    while (!rest.empty() && rest.front() == '/') {
      rest.remove_prefix(1);
    }
    if (!rest.empty() && rest.size() < word.size()) {
      found_.push_back({0, std::string(rest), {}, true, sourced});
    }
  }

  std::string_view text_;
  std::string_view line_;
  size_t position_ = 0;
  std::vector<ScannedImport> found_;
};

}  // namespace

std::vector<ScannedImport> ScanImports(std::string_view text,
                                       Language language) {
  switch (language) {
    case Language::Python:
      return Scanner(text).Python();
    case Language::Shell:
      return Scanner(text).Shell();
    case Language::Sql:
    case Language::Markdown:
      return {};
  }
  return {};
}

std::vector<std::string> ModulePaths(const ScannedImport& import,
                                     std::string_view file) {
  std::string dotted = import.module;
  std::replace(dotted.begin(), dotted.end(), '.', '/');
  std::vector<std::string> bases;
  std::string_view folder = ParentPath(file);
  if (import.level > 0) {
    for (uint32_t i = 1; i < import.level; ++i) {
      folder = ParentPath(folder);
    }
    bases.emplace_back(folder);
  } else {
    bases.emplace_back(folder);
    while (!folder.empty()) {
      folder = ParentPath(folder);
      bases.emplace_back(folder);
    }
  }
  std::vector<std::string> paths;
  for (const std::string& base : bases) {
    const std::string module = JoinPath(base, dotted);
    if (import.level > 0 && !base.empty()) {
      paths.push_back(base);
    }
    // `import a.b.c` runs a and a.b as well.
    for (std::string_view part = module; part.size() > base.size();
         part = ParentPath(part)) {
      paths.emplace_back(part);
    }
    for (const std::string& member : import.members) {
      paths.push_back(JoinPath(module, member));
    }
  }
  return paths;
}

}  // namespace pgpact
