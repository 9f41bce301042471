#include "analyzer/installation/discover.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lower;
}

bool EndsWith(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         text.substr(text.size() - suffix.size()) == suffix;
}

size_t Depth(std::string_view path) {
  return static_cast<size_t>(std::count(path.begin(), path.end(), '/'));
}

template <size_t size>
bool HasAny(std::string_view text,
            const std::array<std::string_view, size>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

bool IsTest(std::string_view path) {
  for (std::string_view part = path; !part.empty(); part = ParentPath(part)) {
    const std::string name = Lower(BaseName(part));
    if (name == "test" || name == "tests" || name == "testdata" ||
        name == "examples" || name == "fixtures" ||
        name.substr(0, 5) == "test_") {
      return true;
    }
  }
  return false;
}

// The shallowest, then the first by name.
std::optional<std::string> Shallowest(const std::set<std::string>& paths) {
  const auto found =
      std::min_element(paths.begin(), paths.end(),
                       [](const std::string& left, const std::string& right) {
                         return Depth(left) < Depth(right);
                       });
  return found == paths.end() ? std::nullopt : std::optional(*found);
}

// The top-level functions of a Python text in which a table is created and
// whose names say that they install.
std::vector<std::string> InstallingFunctions(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kVerbs = {
      "init",    "create",  "setup",  "set_up",
      "migrate", "install", "ensure", "bootstrap"};
  static constexpr std::array<std::string_view, 5> kNouns = {
      "db", "database", "schema", "table", "postgres"};
  std::vector<std::string> functions;
  std::string current;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.substr(0, 6) == "async ") {
      line.remove_prefix(6);
    }
    if (line.substr(0, 4) == "def ") {
      current = line.substr(4, line.find('(') - 4);
    } else if (!line.empty() && ((line[0] >= 'a' && line[0] <= 'z') ||
                                 line[0] == '@' || line[0] == '_')) {
      // Another statement of the module. SQL at a line's start, inside a text,
      // is written large.
      current.clear();
    }
    const bool creates = line.find("CREATE TABLE") != std::string_view::npos ||
                         line.find("create table") != std::string_view::npos;
    const std::string name = Lower(current);
    if (creates && HasAny(name, kVerbs) && HasAny(name, kNouns) &&
        (functions.empty() || functions.back() != current)) {
      functions.push_back(current);
    }
  }
  return functions;
}

class Discovery {
 public:
  explicit Discovery(std::span<const DiscoveryFile> files) {
    for (const DiscoveryFile& file : files) {
      if (!IsTest(file.path)) {
        Add(file);
      }
    }
  }

  std::vector<std::string> Choose() const {
    if (const auto dump = Shallowest(dumps_)) {
      return {*dump};
    }
    if (const auto folder = Shallowest(migrations_)) {
      return {*folder};
    }
    for (const std::set<std::string>* kind :
         {&scripts_, &functions_, &tables_}) {
      if (!kind->empty()) {
        return {kind->begin(), kind->end()};
      }
    }
    return {};
  }

 private:
  void Add(const DiscoveryFile& file) {
    static constexpr std::array<std::string_view, 5> kInstallers = {
        "install", "setup", "init", "bootstrap", "create_db"};
    const std::string name = Lower(BaseName(file.path));
    if (EndsWith(name, ".sql")) {
      AddSql(file, name);
    } else if (EndsWith(name, ".sh")) {
      if (HasAny(name, kInstallers) &&
          file.content.find("psql") != std::string_view::npos) {
        scripts_.emplace(file.path);
      }
    } else if (EndsWith(name, ".py")) {
      for (const std::string& function : InstallingFunctions(file.content)) {
        functions_.insert(std::string(file.path) + "::" + function);
      }
    }
  }

  void AddSql(const DiscoveryFile& file, const std::string& name) {
    if (name == "schema.sql" || name == "structure.sql") {
      dumps_.emplace(file.path);
    }
    for (std::string_view folder = ParentPath(file.path); !folder.empty();
         folder = ParentPath(folder)) {
      const std::string folder_name = Lower(BaseName(folder));
      if (folder_name == "migrations" || folder_name == "migrate") {
        migrations_.emplace(folder);
      }
    }
    const std::string content = Lower(file.content);
    if (content.find("create table") != std::string::npos) {
      tables_.emplace(file.path);
    }
  }

  std::set<std::string> dumps_;
  std::set<std::string> migrations_;
  std::set<std::string> scripts_;
  std::set<std::string> functions_;
  std::set<std::string> tables_;
};

}  // namespace

std::vector<std::string> DiscoverInstallation(
    std::span<const DiscoveryFile> files) {
  return Discovery(files).Choose();
}

}  // namespace pgpact
