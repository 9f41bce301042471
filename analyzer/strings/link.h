// Link: one program out of many modules. Its one entrance is Link.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/strings/string_program.h"

namespace pgpact {

struct ModuleId {
  uint32_t index = 0;
  auto operator<=>(const ModuleId&) const = default;
};

// What an import statement means. Without `module` it leads out of the
// program: `library` is then the full path ("psycopg2.extras").
struct ResolvedImport {
  std::optional<ModuleId> module;
  std::string library;
};

struct StringProgram {
  // In the order of their paths.
  std::vector<Module> modules;

  const Module& module(ModuleId id) const { return modules[id.index]; }
  // What `import` in module `from` means: the module that its dotted path
  // names, by Python's rules as far as files tell them: relative to the
  // package (level > 0), then from every folder that can be on sys.path
  // (the importing file's own folder, then its parents up to the root, then
  // any folder that holds a top-level package of that name). Two files that
  // fit equally well: the nearest to the importer.
  ResolvedImport Resolve(ModuleId from, const Import& import) const;

  // Path without suffix and "/__init__" -> module ("backend/core/config").
  std::map<std::string, ModuleId> by_path;
  // Last part of such a path -> modules that end so.
  std::map<std::string, std::vector<ModuleId>> by_last_part;
};

[[nodiscard]] StringProgram Link(std::vector<Module> modules);

// The modules that each module imports, by index, sorted (`import a.b`
// reaches a, a.b and what `from a import b` names when that is a module).
std::vector<std::vector<ModuleId>> ImportGraph(const StringProgram& program);

}  // namespace pgpact
