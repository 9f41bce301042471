#include "analyzer/strings/link.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace pgpact {

namespace {

constexpr std::string_view kPackageFile = "/__init__";

// "a/b/c.py" -> "a/b/c", "a/b/__init__.py" -> "a/b".
std::string ImportPath(std::string_view path) {
  const size_t slash = path.rfind('/');
  const size_t dot = path.rfind('.');
  if (dot != std::string_view::npos &&
      (slash == std::string_view::npos || dot > slash)) {
    path = path.substr(0, dot);
  }
  if (path.ends_with(kPackageFile)) {
    path.remove_suffix(kPackageFile.size());
  } else if (path == kPackageFile.substr(1)) {
    path = "";
  }
  return std::string(path);
}

std::string_view Folder(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view()
                                         : path.substr(0, slash);
}

std::string_view LastPart(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string InFolder(std::string_view folder, std::string_view path) {
  if (folder.empty()) {
    return std::string(path);
  }
  std::string joined(folder);
  if (!path.empty()) {
    joined += '/';
    joined += path;
  }
  return joined;
}

// Whole folders that two paths have in common from the root.
size_t CommonFolders(std::string_view a, std::string_view b) {
  size_t folders = 0;
  for (size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i) {
    folders += a[i] == '/' ? 1 : 0;
  }
  return folders;
}

bool IsPackage(const StringProgram& program, std::string_view folder) {
  const auto found = program.by_path.find(std::string(folder));
  if (folder.empty() || found == program.by_path.end()) {
    return false;
  }
  return program.module(found->second).path.find(kPackageFile) !=
         std::string::npos;
}

// A module that stands in some folder that is not itself a package, such as
// a program puts on sys.path; of several the nearest.
std::optional<ModuleId> FindAnywhere(const StringProgram& program,
                                     std::string_view from,
                                     const std::string& wanted) {
  const auto found = program.by_last_part.find(std::string(LastPart(wanted)));
  if (found == program.by_last_part.end()) {
    return std::nullopt;
  }
  std::optional<ModuleId> best;
  size_t best_common = 0;
  for (const ModuleId candidate : found->second) {
    const std::string path = ImportPath(program.module(candidate).path);
    if (path.size() <= wanted.size() || !path.ends_with(wanted) ||
        path[path.size() - wanted.size() - 1] != '/') {
      continue;
    }
    const std::string_view folder =
        std::string_view(path).substr(0, path.size() - wanted.size() - 1);
    if (IsPackage(program, folder)) {
      continue;
    }
    const size_t common = CommonFolders(from, path);
    if (!best || common > best_common) {
      best = candidate;
      best_common = common;
    }
  }
  return best;
}

std::optional<ModuleId> FindAbsolute(const StringProgram& program,
                                     std::string_view from,
                                     const std::string& wanted) {
  // Most imports are of libraries: no module ends like them.
  if (wanted.empty() ||
      !program.by_last_part.contains(std::string(LastPart(wanted)))) {
    return std::nullopt;
  }
  std::string_view folder = Folder(from);
  while (true) {
    const auto found = program.by_path.find(InFolder(folder, wanted));
    if (found != program.by_path.end()) {
      return found->second;
    }
    if (folder.empty()) {
      break;
    }
    folder = Folder(folder);
  }
  return FindAnywhere(program, from, wanted);
}

std::string WantedPath(const Import& import) {
  std::string wanted = import.module;
  if (import.module.find('/') != std::string::npos) {
    wanted = ImportPath(import.module);
    while (wanted.starts_with("./")) {
      wanted.erase(0, 2);
    }
    return wanted;
  }
  std::ranges::replace(wanted, '.', '/');
  return wanted;
}

void AddTarget(const StringProgram& program, ModuleId from,
               const Import& import, std::vector<ModuleId>& targets) {
  const ResolvedImport whole = program.Resolve(from, import);
  if (whole.module) {
    targets.push_back(*whole.module);
  }
  Import part = import;
  if (!import.member.empty() && import.member != "*") {
    part.module += (part.module.empty() ? "" : ".") + import.member;
    const ResolvedImport member = program.Resolve(from, part);
    if (member.module) {
      targets.push_back(*member.module);
    }
  }
  part = import;
  part.member.clear();
  for (size_t dot = import.module.rfind('.');
       dot != std::string::npos && dot > 0;
       dot = import.module.rfind('.', dot - 1)) {
    part.module = import.module.substr(0, dot);
    const ResolvedImport package = program.Resolve(from, part);
    if (package.module) {
      targets.push_back(*package.module);
    }
  }
}

}  // namespace

ResolvedImport StringProgram::Resolve(ModuleId from,
                                      const Import& import) const {
  const std::string& path = module(from).path;
  const std::string wanted = WantedPath(import);
  if (import.level > 0) {
    std::string_view folder = Folder(path);
    for (uint32_t up = 1; up < import.level; ++up) {
      folder = Folder(folder);
    }
    const auto found = by_path.find(InFolder(folder, wanted));
    if (found != by_path.end()) {
      return {found->second, {}};
    }
    return {std::nullopt, import.module};
  }
  if (const auto found = FindAbsolute(*this, path, wanted)) {
    return {found, {}};
  }
  return {std::nullopt, import.module};
}

StringProgram Link(std::vector<Module> modules) {
  StringProgram program;
  program.modules = std::move(modules);
  std::ranges::stable_sort(program.modules, {}, &Module::path);
  for (uint32_t i = 0; i < program.modules.size(); ++i) {
    std::string path = ImportPath(program.modules[i].path);
    program.by_last_part[std::string(LastPart(path))].push_back({i});
    program.by_path.emplace(std::move(path), ModuleId{i});
  }
  return program;
}

std::vector<std::vector<ModuleId>> ImportGraph(const StringProgram& program) {
  std::vector<std::vector<ModuleId>> graph(program.modules.size());
  for (uint32_t i = 0; i < program.modules.size(); ++i) {
    std::vector<ModuleId>& targets = graph[i];
    for (const Block& block : program.modules[i].blocks) {
      for (const Statement& statement : block.statements) {
        if (const auto* import = std::get_if<Import>(&statement.node)) {
          AddTarget(program, {i}, *import, targets);
        }
      }
    }
    std::ranges::sort(targets);
    const auto rest = std::ranges::unique(targets);
    targets.erase(rest.begin(), rest.end());
  }
  return graph;
}

}  // namespace pgpact
