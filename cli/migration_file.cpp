#include "cli/migration_file.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "analyzer/text/characters.h"
#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

constexpr std::array<std::string_view, 9> kFolders = {
    "migrations", "migration", "versions", "revisions", "delta",
    "deltas",     "migrate",   "upgrades", "upgrade"};

// What the tools call in such a file.
constexpr std::array<std::string_view, 9> kEntries = {
    "upgrade", "downgrade", "run_create", "run_upgrade", "migrate",
    "forward", "forwards",  "up",         "apply"};

bool StandsAmongSteps(std::string_view path) {
  bool numbered = false;
  bool in_folder = false;
  while (!path.empty()) {
    const size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (slash == std::string_view::npos) {
      return in_folder || (numbered && !part.empty()) ||
             (!part.empty() && IsDigit(part.front()));
    }
    numbered = numbered || std::ranges::all_of(part, IsDigit);
    in_folder =
        in_folder || std::ranges::find(kFolders, part) != kFolders.end();
    path.remove_prefix(slash + 1);
  }
  return false;
}

bool HasEntry(const Module& module) {
  const Block& body = module.block(module.body);
  return std::ranges::any_of(body.statements, [&](const Statement& statement) {
    if (const auto* made = std::get_if<DefineFunction>(&statement.node)) {
      const std::string& name = module.function(made->function).name;
      return std::ranges::find(kEntries, name) != kEntries.end();
    }
    const auto* made = std::get_if<DefineClass>(&statement.node);
    return made != nullptr &&
           module.class_of(made->class_id).name == "Migration";
  });
}

// "tests/migrations/0001_after.sql": looks at a step's result, or fills it.
bool IsNumberedStep(std::string_view path) {
  const std::string_view folder = ParentPath(path);
  const std::string_view name = BaseName(path);
  return !name.empty() && IsDigit(name.front()) &&
         std::ranges::find(kFolders, BaseName(folder)) != kFolders.end();
}

}  // namespace

bool IsMigrationFile(const Module& module) {
  if (module.language == Language::Sql) {
    return IsNumberedStep(module.path);
  }
  return module.language == Language::Python && StandsAmongSteps(module.path) &&
         HasEntry(module);
}

}  // namespace pgpact
