#include "analyzer/installation/extension_source.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analyzer/sql/identifier.h"
#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

constexpr std::string_view kSpace = " \t\r";

std::string_view Trimmed(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(kSpace), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kSpace) + 1);
}

// "'5.1.0'  # comment" without quotes and comment.
std::string ValueOf(std::string_view text) {
  text = Trimmed(text);
  if (!text.empty() && text.front() == '\'') {
    text.remove_prefix(1);
    return std::string(text.substr(0, text.find('\'')));
  }
  return std::string(Trimmed(text.substr(0, text.find('#'))));
}

// The versions in "name--from--to.sql"; one of an install script.
std::vector<std::string> VersionsOf(const ExtensionControl& control,
                                    std::string_view path) {
  constexpr std::string_view kDashes = "--";
  constexpr std::string_view kEnding = ".sql";
  std::string_view rest = BaseName(path);
  std::vector<std::string> versions;
  if (!rest.starts_with(control.name) || !rest.ends_with(kEnding)) {
    return versions;
  }
  rest.remove_suffix(kEnding.size());
  rest.remove_prefix(std::min(control.name.size(), rest.size()));
  while (rest.starts_with(kDashes)) {
    rest.remove_prefix(kDashes.size());
    const size_t end = std::min(rest.find(kDashes), rest.size());
    versions.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  return rest.empty() && versions.size() <= 2 ? versions
                                              : std::vector<std::string>();
}

// The numbers in a version: "0.10.1" is newer than "0.9".
std::vector<uint64_t> NumbersOf(std::string_view version) {
  constexpr uint64_t kMost = UINT32_MAX;
  std::vector<uint64_t> numbers;
  bool inside = false;
  for (const char c : version) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !inside) {
      numbers.push_back(0);
    }
    if (digit) {
      numbers.back() =
          std::min(numbers.back() * 10 + static_cast<uint64_t>(c - '0'), kMost);
    }
    inside = digit;
  }
  return numbers;
}

std::vector<std::string> Words(std::string_view list) {
  std::vector<std::string> words;
  while (!list.empty()) {
    const size_t end = std::min(list.find(','), list.size());
    words.emplace_back(Trimmed(list.substr(0, end)));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

struct Update {
  std::string from;
  std::string path;
};

}  // namespace

std::optional<ExtensionControl> ReadExtensionControl(std::string_view path,
                                                     std::string_view content) {
  constexpr std::string_view kEnding = ".control";
  const std::string_view name = BaseName(path);
  if (!name.ends_with(kEnding) || name.size() == kEnding.size()) {
    return std::nullopt;
  }
  ExtensionControl control;
  control.name = name.substr(0, name.size() - kEnding.size());
  control.folder = ParentPath(path);
  while (!content.empty()) {
    const size_t end = std::min(content.find('\n'), content.size());
    const std::string_view line = content.substr(0, end);
    content.remove_prefix(std::min(end + 1, content.size()));
    const size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
      continue;
    }
    const std::string_view key = Trimmed(line.substr(0, equals));
    if (key == "default_version") {
      control.default_version = ValueOf(line.substr(equals + 1));
    } else if (key == "schema") {
      control.schema = ValueOf(line.substr(equals + 1));
    } else if (key == "requires") {
      control.needs = Words(ValueOf(line.substr(equals + 1)));
    }
  }
  // Debian's control files and others have none.
  return control.default_version.empty() ? std::nullopt
                                         : std::optional(std::move(control));
}

std::string ExtensionSchema(std::span<const ExtensionControl> extensions) {
  std::set<std::string> schemas;
  for (const ExtensionControl& extension : extensions) {
    schemas.insert(extension.schema);
  }
  const bool one = schemas.size() == 1 && !schemas.begin()->empty();
  return one ? QuoteIdentifier(*schemas.begin()) : "public";
}

std::string_view ExtensionOf(std::string_view path) {
  const std::string_view name = BaseName(path);
  const size_t dashes = name.find("--");
  return dashes == std::string_view::npos || !name.ends_with(".sql")
             ? std::string_view()
             : name.substr(0, dashes);
}

bool IsVersionScript(const ExtensionControl& control, std::string_view path) {
  const bool below =
      control.folder.empty() || (path.starts_with(control.folder) &&
                                 path.size() > control.folder.size() &&
                                 path[control.folder.size()] == '/');
  return below && !VersionsOf(control, path).empty();
}

std::vector<std::string> InstallScripts(const ExtensionControl& control,
                                        std::span<const std::string> paths) {
  std::map<std::string, std::string> installs;
  std::map<std::string, std::vector<Update>> updates_to;
  for (const std::string& path : paths) {
    if (!IsVersionScript(control, path)) {
      continue;
    }
    const std::vector<std::string> versions = VersionsOf(control, path);
    if (versions.size() == 1) {
      installs.emplace(versions[0], path);
    } else {
      updates_to[versions[1]].push_back({versions[0], path});
    }
  }
  // Backwards from the wanted version, the nearest first: an entry is what
  // runs from there on.
  std::vector<std::pair<std::string, std::vector<std::string>>> open = {
      {control.default_version, {}}};
  std::set<std::string> seen = {control.default_version};
  for (size_t next = 0; next < open.size(); ++next) {
    const auto [version, scripts] = open[next];
    const auto install = installs.find(version);
    if (install != installs.end()) {
      std::vector<std::string> all = {install->second};
      all.insert(all.end(), scripts.begin(), scripts.end());
      return all;
    }
    for (const Update& update : updates_to[version]) {
      if (seen.insert(update.from).second) {
        std::vector<std::string> longer = {update.path};
        longer.insert(longer.end(), scripts.begin(), scripts.end());
        open.emplace_back(update.from, std::move(longer));
      }
    }
  }
  const auto newest =
      std::max_element(installs.begin(), installs.end(),
                       [](const auto& left, const auto& right) {
                         return NumbersOf(left.first) < NumbersOf(right.first);
                       });
  return newest == installs.end() ? std::vector<std::string>()
                                  : std::vector<std::string>{newest->second};
}

std::vector<TextRange> ExtensionGuards(std::string_view text) {
  constexpr std::string_view kEcho = "\\echo";
  std::vector<TextRange> lines;
  bool guarded = false;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    if (line.starts_with(kEcho)) {
      lines.push_back(
          {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
      guarded = guarded || (line.find("EXTENSION") != std::string_view::npos &&
                            line.find("\\quit") != std::string_view::npos);
    }
    begin = end + 1;
  }
  return guarded ? lines : std::vector<TextRange>();
}

}  // namespace pgpact
