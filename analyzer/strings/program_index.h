// ProgramIndex: what one pass over all modules learns before anything is
// evaluated: interned names, who calls what by name, which functions can reach
// a sink, who writes an attribute. Its one entrance is BuildIndex.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzer/strings/abstract_value.h"
#include "analyzer/strings/evaluate.h"
#include "analyzer/strings/link.h"
#include "analyzer/strings/name_set.h"
#include "analyzer/strings/string_program.h"

namespace pgpact {

constexpr uint32_t kNoIndex = 0xffffffffU;

// A function of the program by its number over all modules.
struct FunctionInfo {
  ModuleId module;
  FunctionId id;
  NameId name;
  // The class whose method it is, by number; kNoIndex for others.
  uint32_t owner = kNoIndex;
  std::vector<NameId> parameters;
  std::vector<NameId> locals;
  // Last names of what its body calls or mentions.
  std::vector<NameId> mentions;
  // Its own body calls something named like a sink.
  bool has_sink = false;
  bool reaches_sink = false;
  // Of one that reaches a sink: over how many calls, at least.
  uint32_t sink_distance = 0;
  // A run of it can change what it did not make.
  bool has_effects = false;
  bool context_manager = false;
  // Decorated by something that may call it with arguments of its own.
  bool decorated = false;
};

struct ClassInfo {
  ModuleId module;
  ClassId id;
  NameId name;
  // Method name -> function number.
  std::vector<std::pair<NameId, uint32_t>> methods;
};

// The member that `getattr(object, "member")` names.
std::optional<std::string_view> MemberNamedBy(const Module& of,
                                              const Call& call);

struct ModuleIndex {
  // Of each Name and Member value its name.
  std::vector<NameId> names;
  // Other names of what `import f as g` and `g = f` bring: g -> f. What is
  // imported goes by its other name wherever it stands, a variable where it
  // is called.
  std::unordered_map<uint32_t, NameId> imported_as;
  std::unordered_map<uint32_t, NameId> assigned_as;
  // Declared `global` somewhere: not constant once the module has run.
  std::unordered_set<uint32_t> changing;
  uint32_t first_function = 0;
  uint32_t first_class = 0;
};

struct ProgramIndex {
  std::vector<ModuleIndex> modules;
  std::vector<FunctionInfo> functions;
  std::vector<ClassInfo> classes;
  std::unordered_map<uint32_t, std::vector<uint32_t>> functions_by_name;
  std::unordered_map<uint32_t, std::vector<uint32_t>> classes_by_name;
  // Attribute name -> functions that assign it.
  std::unordered_map<uint32_t, std::vector<uint32_t>> attribute_writers;
  // Module variables that functions assign -> those functions.
  std::unordered_map<uint32_t, std::vector<uint32_t>> global_writers;
  // Names that so many different functions have (`get`, `start`) that a
  // mention says nothing about which is meant.
  NameSet common;
  // Names called or mentioned anywhere, definitions apart.
  NameSet mentioned;

  uint32_t FunctionNumber(ModuleId module, FunctionId id) const {
    return modules[module.index].first_function + id.index;
  }
  uint32_t ClassNumber(ModuleId module, ClassId id) const {
    return modules[module.index].first_class + id.index;
  }
};

ProgramIndex BuildIndex(const StringProgram& program,
                        const EvaluateOptions& options, ValueStore& store);

}  // namespace pgpact
