#include "cli/schema_source.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "analyzer/installation/extension_source.h"
#include "analyzer/installation/script_facts.h"
#include "cli/migration_order.h"
#include "cli/source_walk.h"

namespace pgpact {

namespace {

// A folder in a folder of scripts that holds what is done to installations
// that are there already, or is tried on them.
bool IsForLater(std::string_view path, std::string_view folder) {
  static constexpr std::array<std::string_view, 9> kNames = {
      "revert", "verify", "rollback", "downgrade", "archive",
      "old",    "test",   "tests",    "examples"};
  // Also as the last word of a name: "schema_upgrade".
  static constexpr std::array<std::string_view, 6> kWords = {
      "update", "updates", "upgrade", "upgrades", "changes", "patches"};
  const auto is_one = [](const auto& words, std::string_view name) {
    return std::find(words.begin(), words.end(), name) != words.end();
  };
  for (std::string_view parent = ParentPath(path);
       parent.size() > folder.size(); parent = ParentPath(parent)) {
    const std::string_view name = BaseName(parent);
    const std::string_view word = name.substr(name.find_last_of("_-") + 1);
    if (is_one(kNames, name) || is_one(kWords, word)) {
      return true;
    }
  }
  return false;
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

// The control file of the extension that the script installs or updates, in
// its folder or one around it.
std::optional<ExtensionControl> ControlOf(std::string_view path,
                                          const FileSystem& files) {
  const std::string_view extension = ExtensionOf(path);
  for (std::string_view folder = path; !extension.empty() && !folder.empty();) {
    folder = ParentPath(folder);
    const std::string control =
        JoinPath(folder, std::string(extension) + ".control");
    const Result<EntryKind> kind = files.Kind(control);
    if (kind.ok() && kind.value() == EntryKind::File) {
      const Result<std::string> content = files.Read(control);
      return content.ok() ? ReadExtensionControl(control, content.value())
                          : std::nullopt;
    }
  }
  return std::nullopt;
}

// The scripts without those of extensions; of a folder of these alone what
// CREATE EXTENSION runs.
std::vector<std::string> ReadVersions(std::vector<std::string> scripts,
                                      const FileSystem& files) {
  std::vector<std::string> others;
  std::vector<std::string> installs;
  std::set<std::string, std::less<>> seen;
  for (const std::string& path : scripts) {
    const std::optional<ExtensionControl> control = ControlOf(path, files);
    if (!control) {
      others.push_back(path);
    } else if (seen.insert(control->name).second) {
      const std::vector<std::string> run = InstallScripts(*control, scripts);
      installs.insert(installs.end(), run.begin(), run.end());
    }
  }
  return others.empty() && !installs.empty() ? installs : others;
}

Result<SchemaSource> ReadFolder(SchemaSource source, const FileSystem& files) {
  const std::vector<std::string> paths = {source.path};
  Result<Walk> walk = WalkPaths(paths, {}, files);
  if (!walk.ok()) {
    return walk.error();
  }
  std::vector<std::string> scripts;
  for (const WalkedFile& file : walk.value().files) {
    if (file.path.ends_with(".sql")) {
      scripts.push_back(file.path);
    }
  }
  source.kind = SchemaSourceKind::Migrations;
  source.migrations = OrderMigrations(ReadVersions(std::move(scripts), files));
  if (IsNumberedFolder(source.migrations, source.path)) {
    source.unnumbered = WithoutNumber(source.migrations, source.path);
    std::copy_if(
        source.migrations.begin(), source.migrations.end(),
        std::back_inserter(source.updates),
        [&](const std::string& path) { return IsForLater(path, source.path); });
  } else if (!source.migrations.empty()) {
    std::vector<std::string> ordered =
        OrderByNeeds(source.migrations, source.path, files);
    if (!ordered.empty()) {
      source.migrations = std::move(ordered);
    }
    source.unnumbered = source.migrations;
  }
  if (source.migrations.empty()) {
    return Error{"no .sql file in the folder \"" + source.path + "\"",
                 "name a folder of migrations, a .sql file or a program that "
                 "installs"};
  }
  return source;
}

}  // namespace

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
