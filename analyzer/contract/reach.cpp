#include "analyzer/contract/reach.h"

#include <algorithm>
#include <map>
#include <set>

namespace pgpact {

namespace {

// All modules that `entry` comes to, itself included.
std::vector<uint32_t> Reachable(
    const std::vector<std::vector<ModuleId>>& imports, uint32_t entry) {
  std::vector<bool> seen(imports.size(), false);
  std::vector<uint32_t> reached = {entry};
  seen[entry] = true;
  for (size_t next = 0; next < reached.size(); ++next) {
    for (const ModuleId imported : imports[reached[next]]) {
      if (!seen[imported.index]) {
        seen[imported.index] = true;
        reached.push_back(imported.index);
      }
    }
  }
  return reached;
}

}  // namespace

std::vector<std::vector<std::string>> Reach(const StringProgram& program,
                                            std::span<const Service> services) {
  std::map<std::string_view, uint32_t> by_path;
  for (uint32_t i = 0; i < program.modules.size(); ++i) {
    by_path.emplace(program.modules[i].path, i);
  }
  const std::vector<std::vector<ModuleId>> imports = ImportGraph(program);
  std::vector<std::set<std::string>> reaching(program.modules.size());
  for (const Service& service : services) {
    if (!service.entry_file) {
      continue;
    }
    const auto entry = by_path.find(*service.entry_file);
    if (entry == by_path.end()) {
      continue;
    }
    for (const uint32_t module : Reachable(imports, entry->second)) {
      reaching[module].insert(service.name);
    }
  }
  std::vector<std::vector<std::string>> result;
  result.reserve(reaching.size());
  for (const std::set<std::string>& names : reaching) {
    result.emplace_back(names.begin(), names.end());
  }
  return result;
}

}  // namespace pgpact
