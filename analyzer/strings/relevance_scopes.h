// ScopeTable: the scopes of a program, and which names stand for sinks or
// change what they are called on; for relevance_facts.h.
#pragma once

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzer/strings/relevance.h"

namespace pgpact {

// A scope by number: functions first, then modules, then class bodies.
using ScopeId = uint32_t;

struct Scope {
  ScopeId parent = kNoIndex;
  uint32_t module = 0;
  const FunctionInfo* function = nullptr;
  bool is_module = false;
};

inline uint64_t Key(ScopeId scope, NameId name) {
  return (static_cast<uint64_t>(scope) << 32U) | name.index;
}

inline std::string_view LastPartOf(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

class ScopeTable {
 public:
  ScopeTable(const StringProgram& program, const EvaluateOptions& options,
             const ProgramIndex& index, ValueStore& store)
      : program_(program), index_(index), store_(store) {
    for (const SinkSpec& sink : options.sinks.sinks) {
      NoteSink(sink, sink.callee);
    }
    for (const FallbackSink& fallback : options.sinks.fallbacks) {
      NoteSink(fallback.spec, fallback.callee);
    }
    for (const LibraryEntry& entry : options.library) {
      NoteOperation(entry);
    }
    init_ = store.Intern("__init__");
    call_ = store.Intern("__call__");
    table_name_ = store.Intern("__tablename__");
    const auto functions = static_cast<uint32_t>(index.functions.size());
    scopes_.resize(functions + program.modules.size() + index.classes.size());
    for (uint32_t i = 0; i < functions; ++i) {
      scopes_[i].function = &index.functions[i];
      scopes_[i].module = index.functions[i].module.index;
      scopes_[i].parent = functions + scopes_[i].module;
    }
    for (uint32_t i = 0; i < program.modules.size(); ++i) {
      scopes_[functions + i].module = i;
      scopes_[functions + i].is_module = true;
    }
    returns_.resize(functions);
    for (uint32_t i = 0; i < functions; ++i) {
      if (index.functions[i].reaches_sink) {
        NoteEffect(i);
      }
    }
  }

 protected:
  // The arguments of a sink that have a part in its text.
  struct SinkArguments {
    bool all = false;
    std::vector<ArgumentPlace> places;

    bool Matters(const Argument& argument, size_t position) const {
      if (all || argument.kind == ArgumentKind::SpreadList ||
          argument.kind == ArgumentKind::SpreadDictionary) {
        return true;
      }
      return std::ranges::any_of(places, [&](const ArgumentPlace& place) {
        return argument.kind == ArgumentKind::Named
                   ? argument.name == place.name
                   : place.position == static_cast<int>(position);
      });
    }
  };

  void NoteSink(const SinkSpec& sink, std::string_view callee) {
    const NameId name = store_.Intern(LastPartOf(callee));
    sinks_.insert(name.index);
    SinkArguments& arguments = sink_arguments_[name.index];
    // A function of the program may have it otherwise.
    arguments.all = arguments.all || sink.keeps_options ||
                    index_.functions_by_name.contains(name.index);
    arguments.places.insert(
        arguments.places.end(),
        {sink.sql, sink.table, sink.schema, sink.columns, sink.connection});
  }

  const SinkArguments* ArgumentsOf(NameId name) const {
    const auto found = sink_arguments_.find(name.index);
    return found == sink_arguments_.end() ? nullptr : &found->second;
  }

  void NoteOperation(const LibraryEntry& entry) {
    using enum TextOperation;
    library_.insert(store_.Intern(LastPartOf(entry.callee)).index);
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
        changers_.insert(store_.Intern(LastPartOf(entry.callee)).index);
        break;
      case Raises:
        leavers_.insert(store_.Intern(LastPartOf(entry.callee)).index);
        break;
      default:
        break;
    }
  }

  // The scope whose variable a name is.
  ScopeId OwnerOf(NameId name, ScopeId scope) const {
    while (scopes_[scope].parent != kNoIndex) {
      const FunctionInfo* function = scopes_[scope].function;
      if (scopes_[scope].is_module) {
        return scope;
      }
      if (function == nullptr ||
          std::ranges::find(function->locals, name) != function->locals.end() ||
          std::ranges::find(function->parameters, name) !=
              function->parameters.end()) {
        return scope;
      }
      scope = scopes_[scope].parent;
    }
    return scope;
  }

  bool IsParameter(NameId name, ScopeId scope) const {
    const FunctionInfo* function = scopes_[scope].function;
    return function != nullptr &&
           std::ranges::find(function->parameters, name) !=
               function->parameters.end();
  }

  void NoteEffect(uint32_t function) {
    const FunctionInfo& info = index_.functions[function];
    if (!index_.common.contains(info.name.index) &&
        effect_names_.insert(info.name.index)) {
      effects_.push_back(info.name);
    }
    if ((info.name == init_ || info.name == call_) && info.owner != kNoIndex) {
      const NameId name = index_.classes[info.owner].name;
      if (effect_names_.insert(name.index)) {
        effects_.push_back(name);
      }
    }
  }

  const StringProgram& program_;
  const ProgramIndex& index_;
  ValueStore& store_;
  NameId init_;
  NameId call_;
  NameId table_name_;
  std::vector<Scope> scopes_;
  NameSet sinks_;
  std::unordered_map<uint32_t, SinkArguments> sink_arguments_;
  // Functions and methods of which the evaluator knows what they give.
  NameSet library_;
  NameSet changers_;
  NameSet leavers_;
  std::vector<std::vector<uint32_t>> returns_;
  NameSet effect_names_;
  std::vector<NameId> effects_;
};

}  // namespace pgpact
