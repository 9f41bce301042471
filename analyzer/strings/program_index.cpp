#include "analyzer/strings/program_index.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "analyzer/strings/module_walk.h"

namespace pgpact {

namespace {

// Methods that run where an object is made or entered.
constexpr std::array<std::string_view, 5> kImplicitMethods = {
    "__init__", "__post_init__", "__enter__", "__aenter__", "__call__"};

std::string_view LastPart(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

// Which names stand for something that matters, whoever defines it: closed
// over "a function of that name mentions one".
// Methods in `implicit` are called where their class is named. Returns over how
// many such steps each function came in.
std::vector<uint32_t> CloseOverMentions(ProgramIndex& index,
                                        const NameSet& implicit,
                                        bool FunctionInfo::*flag) {
  std::unordered_map<uint32_t, std::vector<uint32_t>> mentioned_by;
  for (uint32_t i = 0; i < index.functions.size(); ++i) {
    for (const NameId name : index.functions[i].mentions) {
      if ((index.functions_by_name.contains(name.index) &&
           !index.common.contains(name.index)) ||
          index.classes_by_name.contains(name.index)) {
        mentioned_by[name.index].push_back(i);
      }
    }
  }
  std::vector<uint32_t> distances(index.functions.size(), 0);
  std::vector<uint32_t> work;
  for (uint32_t i = 0; i < index.functions.size(); ++i) {
    if (index.functions[i].*flag) {
      work.push_back(i);
    }
  }
  const auto spread = [&](NameId name, uint32_t distance) {
    const auto found = mentioned_by.find(name.index);
    if (found == mentioned_by.end()) {
      return;
    }
    for (const uint32_t caller : found->second) {
      if (!(index.functions[caller].*flag)) {
        index.functions[caller].*flag = true;
        distances[caller] = distance + 1;
        work.push_back(caller);
      }
    }
  };
  // The nearest first.
  for (size_t next = 0; next < work.size(); ++next) {
    const FunctionInfo& reached = index.functions[work[next]];
    spread(reached.name, distances[work[next]]);
    if (reached.owner != kNoIndex) {
      if (implicit.contains(reached.name.index)) {
        spread(index.classes[reached.owner].name, distances[work[next]]);
      }
    }
  }
  return distances;
}

// Names that so many different functions have (`get`, `start`) that a mention
// says nothing about which is meant.
NameSet CommonNames(const StringProgram& program, const ProgramIndex& index) {
  constexpr size_t kMany = 12;
  NameSet common;
  for (const auto& [name, functions] : index.functions_by_name) {
    if (functions.size() <= kMany) {
      continue;
    }
    std::unordered_set<std::string_view> different;
    for (const uint32_t number : functions) {
      const FunctionInfo& info = index.functions[number];
      different.insert(
          program.module(info.module).function(info.id).qualified_name);
    }
    if (different.size() > kMany) {
      common.insert(name);
    }
  }
  return common;
}

}  // namespace

std::optional<std::string_view> MemberNamedBy(const Module& of,
                                              const Call& call) {
  const auto* name = std::get_if<Name>(&of.value(call.callee).node);
  if (name == nullptr || name->name != "getattr" || call.arguments.size() < 2) {
    return std::nullopt;
  }
  const auto* literal =
      std::get_if<Literal>(&of.value(call.arguments[1].value).node);
  return literal == nullptr
             ? std::nullopt
             : std::optional<std::string_view>(literal->text.text);
}

ProgramIndex BuildIndex(const StringProgram& program,
                        const EvaluateOptions& options, ValueStore& store) {
  ProgramIndex index;
  NameSet sinks;
  for (const SinkSpec& sink : options.sinks.sinks) {
    sinks.insert(store.Intern(LastPart(sink.callee)).index);
  }
  for (const FallbackSink& fallback : options.sinks.fallbacks) {
    sinks.insert(store.Intern(LastPart(fallback.callee)).index);
  }
  NameSet changers;
  for (const LibraryEntry& entry : options.library) {
    using enum TextOperation;
    switch (entry.operation) {
      case SetDefault:
      case Update:
      case Append:
      case Extend:
      case Insert:
      case Pop:
      case Remove:
      case Clear:
      case Sort:
      case Reverse:
      case AddElement:
      case WriteText:
        changers.insert(store.Intern(LastPart(entry.callee)).index);
        break;
      default:
        break;
    }
  }
  index.modules.resize(program.modules.size());
  for (uint32_t i = 0; i < program.modules.size(); ++i) {
    index.modules[i].first_function =
        static_cast<uint32_t>(index.functions.size());
    index.modules[i].first_class = static_cast<uint32_t>(index.classes.size());
    ModuleWalk(program.modules[i], {i}, index, store, sinks).Run();
  }
  for (FunctionInfo& function : index.functions) {
    for (const NameId name : function.mentions) {
      index.mentioned.insert(name.index);
      function.has_effects |= changers.contains(name.index);
    }
    function.reaches_sink = function.has_sink;
    function.has_effects |= function.has_sink;
  }
  NameSet implicit;
  for (const std::string_view name : kImplicitMethods) {
    implicit.insert(store.Intern(name).index);
  }
  index.common = CommonNames(program, index);
  const std::vector<uint32_t> distances =
      CloseOverMentions(index, implicit, &FunctionInfo::reaches_sink);
  for (uint32_t i = 0; i < index.functions.size(); ++i) {
    index.functions[i].sink_distance = distances[i];
  }
  CloseOverMentions(index, implicit, &FunctionInfo::has_effects);
  return index;
}

}  // namespace pgpact
