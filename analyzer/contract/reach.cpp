#include "analyzer/contract/reach.h"

#include <algorithm>
#include <array>
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

// Whether the module starts programs: subprocess, os.system and their kin.
bool StartsPrograms(const Module& module) {
  static constexpr std::array<std::string_view, 10> kCallees = {
      "Popen",
      "run",
      "call",
      "check_call",
      "system",
      "check_output",
      "execv",
      "spawnv",
      "create_subprocess_exec",
      "create_subprocess_shell"};
  return std::any_of(
      module.values.begin(), module.values.end(), [&](const Value& value) {
        const auto* call = std::get_if<Call>(&value.node);
        if (call == nullptr) {
          return false;
        }
        const auto& callee = module.value(call->callee).node;
        const auto* member = std::get_if<Member>(&callee);
        const auto* name = std::get_if<Name>(&callee);
        const std::string_view called = member != nullptr ? member->name
                                        : name != nullptr ? name->name
                                                          : "";
        return std::find(kCallees.begin(), kCallees.end(), called) !=
               kCallees.end();
      });
}

// Whether the literal names the file: its path, or the path's ending.
bool NamesFile(std::string_view literal, std::string_view path) {
  // The last word of a command.
  literal = literal.substr(literal.find_last_of(" \t'\"=") + 1);
  while (literal.starts_with("./") || literal.starts_with("/")) {
    literal.remove_prefix(literal.find('/') + 1);
  }
  return literal.size() > 3 && literal.ends_with(".py") &&
         path.ends_with(literal) &&
         (path.size() == literal.size() ||
          path[path.size() - literal.size() - 1] == '/');
}

// The programs that a module starts: what it names as a file or after `-m`
// counts, so that nothing that runs is held for what never does.
void AddChildren(const StringProgram& program, uint32_t index,
                 std::vector<ModuleId>& targets) {
  const Module& module = program.modules[index];
  if (module.language != Language::Python || !StartsPrograms(module)) {
    return;
  }
  bool after_option = false;
  for (const Value& value : module.values) {
    const auto* literal = std::get_if<Literal>(&value.node);
    if (literal == nullptr) {
      continue;
    }
    std::string name = literal->text.text;
    if (after_option) {
      std::replace(name.begin(), name.end(), '.', '/');
      name += ".py";
    }
    after_option = literal->text.text == "-m";
    if (!name.ends_with(".py")) {
      continue;
    }
    for (uint32_t i = 0; i < program.modules.size(); ++i) {
      if (i != index && NamesFile(name, program.modules[i].path)) {
        targets.push_back({i});
      }
    }
  }
}

}  // namespace

std::vector<std::vector<std::string>> Reach(const StringProgram& program,
                                            std::span<const Service> services) {
  std::map<std::string_view, uint32_t> by_path;
  for (uint32_t i = 0; i < program.modules.size(); ++i) {
    by_path.emplace(program.modules[i].path, i);
  }
  std::vector<std::vector<ModuleId>> imports = ImportGraph(program);
  for (uint32_t i = 0; i < program.modules.size(); ++i) {
    AddChildren(program, i, imports[i]);
  }
  std::vector<std::set<std::string>> reaching(program.modules.size());
  for (const Service& service : services) {
    if (!service.started) {
      continue;
    }
    for (const std::string& file : service.entry_files) {
      const auto entry = by_path.find(file);
      if (entry == by_path.end()) {
        continue;
      }
      for (const uint32_t module : Reachable(imports, entry->second)) {
        reaching[module].insert(service.name);
      }
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
