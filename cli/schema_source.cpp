#include "cli/schema_source.h"

#include <algorithm>
#include <set>
#include <utility>

#include "analyzer/installation/script_facts.h"
#include "cli/source_walk.h"

namespace pgpact {

namespace {

bool EndsWith(std::string_view text, std::string_view suffix) {
  return text.size() >= suffix.size() &&
         text.substr(text.size() - suffix.size()) == suffix;
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Numbers by their value, everything else by its bytes.
bool NaturallyLess(std::string_view left, std::string_view right) {
  while (!left.empty() && !right.empty()) {
    if (!IsDigit(left[0]) || !IsDigit(right[0])) {
      if (left[0] != right[0]) {
        return left[0] < right[0];
      }
      left.remove_prefix(1);
      right.remove_prefix(1);
      continue;
    }
    const auto take = [](std::string_view& text) {
      while (text.size() > 1 && text[0] == '0' && IsDigit(text[1])) {
        text.remove_prefix(1);
      }
      size_t size = 0;
      while (size < text.size() && IsDigit(text[size])) {
        ++size;
      }
      const std::string_view digits = text.substr(0, size);
      text.remove_prefix(size);
      return digits;
    };
    const std::string_view a = take(left);
    const std::string_view b = take(right);
    if (a != b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    }
  }
  return left.size() < right.size();
}

bool IsWayBack(std::string_view name) {
  static constexpr std::string_view kEndings[] = {
      ".down.sql",     "_down.sql",     "-down.sql",
      ".rollback.sql", "_rollback.sql", ".undo.sql"};
  const bool flyway_undo = name.size() > 1 && name[0] == 'U' &&
                           IsDigit(name[1]) &&
                           name.find("__") != std::string_view::npos;
  return name == "down.sql" || name == "rollback.sql" || flyway_undo ||
         std::any_of(
             std::begin(kEndings), std::end(kEndings),
             [&](std::string_view ending) { return EndsWith(name, ending); });
}

// "005_down__roles.sql" beside "005_up__roles.sql".
bool HasWayForward(const std::string& path,
                   const std::set<std::string>& paths) {
  constexpr std::string_view kDown = "down";
  for (size_t at = path.find(kDown); at != std::string::npos;
       at = path.find(kDown, at + 1)) {
    std::string forward = path;
    if (paths.count(forward.replace(at, kDown.size(), "up")) != 0) {
      return true;
    }
  }
  return false;
}

// Flyway runs R__ files after all others.
bool IsRepeatable(std::string_view name) {
  return name.substr(0, 3) == "R__";
}

bool BeginsWithNumber(std::string_view name) {
  const bool versioned = name.size() > 1 && (name[0] == 'V' || name[0] == 'v');
  return !name.empty() && IsDigit(name[versioned ? 1 : 0]);
}

// Whether names say the order: numbers after what all of them begin with, or
// folders that are numbers.
bool AreNumbered(const std::vector<std::string>& paths,
                 std::string_view folder) {
  std::string_view common = BaseName(paths.front());
  for (const std::string& path : paths) {
    const std::string_view name = BaseName(path);
    const auto [end, other] =
        std::mismatch(common.begin(), common.end(), name.begin(), name.end());
    common = common.substr(0, static_cast<size_t>(end - common.begin()));
  }
  while (!common.empty() && IsDigit(common.back())) {
    common.remove_suffix(1);
  }
  const auto numbered = [&](const std::string& path) {
    std::string_view name = BaseName(path);
    if (IsRepeatable(name) || BeginsWithNumber(name) ||
        (paths.size() > 1 && BeginsWithNumber(name.substr(common.size())))) {
      return true;
    }
    for (std::string_view parent = ParentPath(path);
         parent.size() > folder.size(); parent = ParentPath(parent)) {
      if (BeginsWithNumber(BaseName(parent))) {
        return true;
      }
    }
    return false;
  };
  return 2 * std::count_if(paths.begin(), paths.end(), numbered) >
         static_cast<std::ptrdiff_t>(paths.size());
}

// A folder in a folder of scripts that holds what is done to installations
// that are there already, or is tried on them.
bool IsForLater(std::string_view path, std::string_view folder) {
  static const std::set<std::string_view> kNames = {
      "update",         "updates", "upgrade", "upgrades", "schema_changes",
      "schema_updates", "patches", "revert",  "verify",   "rollback",
      "downgrade",      "archive", "old",     "test",     "tests",
      "examples"};
  for (std::string_view parent = ParentPath(path);
       parent.size() > folder.size(); parent = ParentPath(parent)) {
    if (kNames.count(BaseName(parent)) != 0) {
      return true;
    }
  }
  return false;
}

// The scripts of the folder itself say it, when there are some.
bool IsNumberedFolder(const std::vector<std::string>& paths,
                      std::string_view folder) {
  std::vector<std::string> direct;
  for (const std::string& path : paths) {
    if (ParentPath(path) == folder) {
      direct.push_back(path);
    }
  }
  return AreNumbered(direct.size() > 1 ? direct : paths, folder);
}

// Scripts without numbers: in the order in which each finds what it needs.
std::vector<std::string> OrderByNeeds(const std::vector<std::string>& paths,
                                      std::string_view folder,
                                      const FileSystem& files) {
  std::vector<std::string> contents;
  std::vector<ScriptText> scripts;
  contents.reserve(paths.size());
  for (const std::string& path : paths) {
    const Result<std::string> content = files.Read(path);
    if (content.ok() && !IsForLater(path, folder)) {
      contents.push_back(content.value());
      scripts.push_back({path, contents.back()});
    }
  }
  return OrderScripts(scripts);
}

Result<SchemaSource> ReadFolder(SchemaSource source, const FileSystem& files) {
  const std::vector<std::string> paths = {source.path};
  Result<Walk> walk = WalkPaths(paths, {}, files);
  if (!walk.ok()) {
    return walk.error();
  }
  std::vector<std::string> scripts;
  for (const WalkedFile& file : walk.value().files) {
    if (EndsWith(file.path, ".sql")) {
      scripts.push_back(file.path);
    }
  }
  source.kind = SchemaSourceKind::Migrations;
  source.migrations = OrderMigrations(std::move(scripts));
  if (!source.migrations.empty() &&
      !IsNumberedFolder(source.migrations, source.path)) {
    std::vector<std::string> ordered =
        OrderByNeeds(source.migrations, source.path, files);
    if (!ordered.empty()) {
      source.migrations = std::move(ordered);
    }
  }
  if (source.migrations.empty()) {
    return Error{"no .sql file in the folder \"" + source.path + "\"",
                 "name a folder of migrations, a .sql file or a program that "
                 "installs"};
  }
  return source;
}

}  // namespace

std::vector<std::string> OrderMigrations(std::vector<std::string> paths) {
  const bool has_up = std::any_of(
      paths.begin(), paths.end(),
      [](const std::string& path) { return EndsWith(path, ".up.sql"); });
  const std::set<std::string> all(paths.begin(), paths.end());
  const auto is_left_out = [&](const std::string& path) {
    return IsWayBack(BaseName(path)) || HasWayForward(path, all) ||
           (has_up && !EndsWith(path, ".up.sql"));
  };
  paths.erase(std::remove_if(paths.begin(), paths.end(), is_left_out),
              paths.end());
  std::stable_sort(paths.begin(), paths.end(),
                   [](const std::string& left, const std::string& right) {
                     const bool left_last = IsRepeatable(BaseName(left));
                     const bool right_last = IsRepeatable(BaseName(right));
                     return left_last != right_last
                                ? right_last
                                : NaturallyLess(left, right);
                   });
  return paths;
}

Result<SchemaSource> ReadSchemaSource(std::string_view name,
                                      const FrontEnds& front_ends,
                                      const FileSystem& files) {
  SchemaSource source;
  source.name = name;
  const size_t colons = name.find("::");
  source.path = name.substr(0, colons);
  if (colons != std::string_view::npos) {
    source.function = name.substr(colons + 2);
  }
  const Result<EntryKind> kind = files.Kind(source.path);
  if (!kind.ok()) {
    return Error{"cannot read the installation source \"" + source.path +
                     "\": " + kind.error().message,
                 kind.error().remedy.empty()
                     ? "give --schema a file or folder that exists"
                     : kind.error().remedy};
  }
  if (kind.value() == EntryKind::Folder) {
    return ReadFolder(std::move(source), files);
  }
  std::string content;
  if (FrontEnds::NeedsContent(source.path)) {
    const Result<std::string> read = files.Read(source.path);
    content = read.ok() ? read.value() : "";
  }
  const FrontEnd* front_end = front_ends.For(source.path, content);
  // "full.sql.postgres" was named as what it is.
  const bool sql_by_name =
      BaseName(source.path).find(".sql.") != std::string_view::npos;
  if (front_end == nullptr && sql_by_name) {
    source.kind = SchemaSourceKind::SqlFile;
    return source;
  }
  if (front_end == nullptr) {
    return Error{
        "no installation source that pgpact reads: \"" + source.path + "\"",
        "it reads .sql files, folders of them, Python, shell and "
        "Markdown"};
  }
  switch (front_end->language()) {
    case Language::Sql:
      source.kind = SchemaSourceKind::SqlFile;
      break;
    case Language::Python:
    case Language::Shell:
      source.kind = SchemaSourceKind::Program;
      break;
    case Language::Markdown:
      source.kind = SchemaSourceKind::Document;
      break;
  }
  if (!source.function.empty() && source.kind != SchemaSourceKind::Program) {
    return Error{"\"" + source.path + "\" has no functions",
                 "name it without \"::" + source.function + "\""};
  }
  return source;
}

}  // namespace pgpact
