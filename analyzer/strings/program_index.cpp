#include "analyzer/strings/program_index.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "analyzer/base/overloaded.h"

namespace pgpact {

namespace {

// Decorators after which a function is called as it is written.
constexpr std::array<std::string_view, 14> kPlainDecorators = {
    "contextmanager", "asynccontextmanager",
    "staticmethod",   "classmethod",
    "property",       "cached_property",
    "lru_cache",      "cache",
    "wraps",          "abstractmethod",
    "override",       "overload",
    "dataclass",      "retry"};

// Methods that run where an object is made or entered.
constexpr std::array<std::string_view, 5> kImplicitMethods = {
    "__init__", "__post_init__", "__enter__", "__aenter__", "__call__"};

std::string_view LastPart(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

struct Pending {
  uint32_t index = 0;
  bool block = false;
};

// Walks one module; what it meets inside a function's body belongs to that
// function.
class ModuleWalk {
 public:
  ModuleWalk(const Module& module, ModuleId id, ProgramIndex& index,
             ValueStore& store, const NameSet& sinks)
      : module_(module), id_(id), index_(index), store_(store), sinks_(sinks) {}

  void Run() {
    ModuleIndex& own = index_.modules[id_.index];
    own.names.resize(module_.values.size());
    for (uint32_t i = 0; i < module_.functions.size(); ++i) {
      Declare(module_.functions[i], {i});
    }
    for (uint32_t i = 0; i < module_.classes.size(); ++i) {
      DeclareClass(module_.classes[i], {i});
    }
    Walk(module_.body, nullptr, kNoIndex);
    for (uint32_t i = 0; i < module_.classes.size(); ++i) {
      Walk(module_.classes[i].body, nullptr, own.first_class + i);
      for (const ValueId base : module_.classes[i].bases) {
        pending_.push_back({base.index, false});
      }
      Drain(nullptr, kNoIndex);
    }
    for (uint32_t i = 0; i < module_.functions.size(); ++i) {
      WalkFunction(module_.functions[i], own.first_function + i);
    }
  }

 private:
  void Declare(const Function& function, FunctionId id) {
    FunctionInfo info;
    info.module = id_;
    info.id = id;
    info.name = store_.Intern(function.name);
    for (const Parameter& parameter : function.parameters) {
      info.parameters.push_back(store_.Intern(parameter.name));
    }
    for (const std::string& local : function.locals) {
      info.locals.push_back(store_.Intern(local));
    }
    for (const std::string& decorator : function.decorators) {
      info.context_manager |=
          decorator == "contextmanager" || decorator == "asynccontextmanager";
      info.decorated |= std::ranges::find(kPlainDecorators, decorator) ==
                        kPlainDecorators.end();
    }
    const auto number = static_cast<uint32_t>(index_.functions.size());
    index_.functions_by_name[info.name.index].push_back(number);
    index_.functions.push_back(std::move(info));
  }

  void DeclareClass(const Class& definition, ClassId id) {
    const NameId name = store_.Intern(definition.name);
    const auto number = static_cast<uint32_t>(index_.classes.size());
    index_.classes_by_name[name.index].push_back(number);
    index_.classes.push_back({id_, id, name, {}});
  }

  void WalkFunction(const Function& function, uint32_t number) {
    FunctionInfo& info = index_.functions[number];
    for (const Parameter& parameter : function.parameters) {
      if (parameter.default_value) {
        pending_.push_back({parameter.default_value->index, false});
      }
    }
    pending_.push_back({function.body.index, true});
    Drain(&info, kNoIndex);
    std::ranges::sort(info.mentions);
    const auto rest = std::ranges::unique(info.mentions);
    info.mentions.erase(rest.begin(), rest.end());
  }

  void Walk(BlockId block, FunctionInfo* function, uint32_t owner) {
    pending_.push_back({block.index, true});
    Drain(function, owner);
  }

  void Drain(FunctionInfo* function, uint32_t owner) {
    while (!pending_.empty()) {
      const Pending next = pending_.back();
      pending_.pop_back();
      if (next.block) {
        for (const Statement& statement :
             module_.blocks[next.index].statements) {
          VisitStatement(statement, function, owner);
        }
      } else {
        VisitValue({next.index}, function);
      }
    }
  }

  void Push(ValueId value) { pending_.push_back({value.index, false}); }
  void Push(const std::optional<ValueId>& value) {
    if (value) {
      Push(*value);
    }
  }
  void Push(BlockId block) { pending_.push_back({block.index, true}); }

  void VisitTarget(const Target& target, FunctionInfo* function) {
    switch (target.kind) {
      case Target::Kind::Member:
        Push(target.object);
        if (function != nullptr) {
          function->has_effects = true;
          index_.attribute_writers[store_.Intern(target.name).index].push_back(
              NumberOf(function));
        }
        break;
      case Target::Kind::Element:
        Push(target.object);
        Push(target.key);
        if (function != nullptr) {
          function->has_effects = true;
        }
        break;
      case Target::Kind::Tuple:
        for (const Target& part : target.parts) {
          VisitTarget(part, function);
        }
        break;
      case Target::Kind::Name:
      case Target::Kind::Spread:
      case Target::Kind::Ignored:
        break;
    }
  }

  uint32_t NumberOf(const FunctionInfo* function) const {
    return static_cast<uint32_t>(function - index_.functions.data());
  }

  void VisitDefinition(FunctionId id, FunctionInfo* function, uint32_t owner) {
    const uint32_t number = index_.FunctionNumber(id_, id);
    if (owner != kNoIndex) {
      index_.functions[number].owner = owner;
      index_.classes[owner].methods.emplace_back(index_.functions[number].name,
                                                 number);
    }
    if (function != nullptr) {
      function->mentions.push_back(index_.functions[number].name);
    }
  }

  void VisitStatement(const Statement& statement, FunctionInfo* function,
                      uint32_t owner) {
    std::visit(
        Overloaded{
            [&](const Assign& assign) {
              VisitTarget(assign.target, function);
              Push(assign.value);
            },
            [&](const Evaluated& evaluated) { Push(evaluated.value); },
            [&](const If& branch) {
              Push(branch.condition);
              Push(branch.then_block);
              Push(branch.else_block);
            },
            [&](const Loop& loop) {
              if (loop.target) {
                VisitTarget(*loop.target, function);
              }
              Push(loop.iterable);
              Push(loop.condition);
              Push(loop.body);
              Push(loop.else_block);
            },
            [&](const Return& leaving) { Push(leaving.value); },
            [&](const Yield& yield) { Push(yield.value); },
            [&](const Leave& leave) { Push(leave.value); },
            [&](const Try& attempt) {
              Push(attempt.body);
              for (const BlockId handler : attempt.handlers) {
                Push(handler);
              }
              Push(attempt.else_block);
              Push(attempt.finally_block);
            },
            [&](const With& with) {
              if (with.target) {
                VisitTarget(*with.target, function);
              }
              Push(with.value);
              Push(with.body);
            },
            [&](const DefineFunction& definition) {
              VisitDefinition(definition.function, function, owner);
            },
            [&](const DefineClass&) {},
            [&](const Import& import) {
              if (!import.member.empty()) {
                index_.mentioned.insert(store_.Intern(import.member).index);
              }
            },
            [&](const DeclareOuter& outer) {
              for (const std::string& name : outer.names) {
                const NameId id = store_.Intern(name);
                if (outer.module_level) {
                  index_.modules[id_.index].changing.insert(id.index);
                }
                if (function != nullptr) {
                  function->has_effects = true;
                  index_.global_writers[id.index].push_back(NumberOf(function));
                }
              }
            }},
        statement.node);
  }

  void Mention(NameId name, FunctionInfo* function) {
    if (function == nullptr) {
      index_.mentioned.insert(name.index);
      return;
    }
    function->mentions.push_back(name);
    function->has_sink |= sinks_.contains(name.index);
  }

  void VisitValue(ValueId id, FunctionInfo* function) {
    const Value& value = module_.value(id);
    NameId& name = index_.modules[id_.index].names[id.index];
    std::visit(
        Overloaded{
            [](const Literal&) {}, [](const Constant&) {},
            [&](const Name& node) {
              name = store_.Intern(node.name);
              Mention(name, function);
            },
            [&](const Member& node) {
              name = store_.Intern(node.name);
              Mention(name, function);
              Push(node.object);
            },
            [&](const Element& node) {
              Push(node.object);
              Push(node.key);
            },
            [&](const Slice& node) {
              Push(node.object);
              Push(node.begin);
              Push(node.end);
            },
            [&](const struct Concat& node) { PushAll(node.parts); },
            [&](const Interpolate& node) { PushAll(node.parts); },
            [&](const Formatted& node) { Push(node.value); },
            [&](const Format& node) {
              Push(node.format);
              Push(node.arguments);
            },
            [&](const Repeated& node) {
              Push(node.value);
              Push(node.count);
            },
            [&](const Choice& node) {
              Push(node.condition);
              PushAll(node.options);
            },
            [&](const Call& node) {
              Push(node.callee);
              NoteGivenFunction(node.callee, function);
              for (const Argument& argument : node.arguments) {
                Push(argument.value);
              }
            },
            [&](const Collection& node) {
              for (const Entry& entry : node.entries) {
                Push(entry.key);
                Push(entry.value);
              }
            },
            [&](const Comprehension& node) {
              for (const ComprehensionLoop& loop : node.loops) {
                VisitTarget(loop.target, function);
                Push(loop.iterable);
                PushAll(loop.conditions);
              }
              Push(node.key);
              Push(node.value);
            },
            [&](const FunctionValue& node) {
              // A lambda's body runs where the lambda is passed on.
              const FunctionInfo& lambda =
                  index_.functions[index_.FunctionNumber(id_, node.function)];
              if (function != nullptr) {
                function->mentions.push_back(lambda.name);
              }
              Push(module_.function(node.function).body);
            },
            [&](const Computation& node) { PushAll(node.operands); },
            [&](const Unknown& node) { PushAll(node.operands); }},
        value.node);
  }

  // What calls a function that it was given may do anything.
  void NoteGivenFunction(ValueId callee, FunctionInfo* function) {
    const auto* called = std::get_if<Name>(&module_.value(callee).node);
    if (called == nullptr || function == nullptr) {
      return;
    }
    const NameId name = store_.Intern(called->name);
    function->has_effects = function->has_effects ||
                            std::ranges::find(function->parameters, name) !=
                                function->parameters.end();
  }

  void PushAll(const std::vector<ValueId>& values) {
    for (const ValueId value : values) {
      Push(value);
    }
  }

  const Module& module_;
  ModuleId id_;
  ProgramIndex& index_;
  ValueStore& store_;
  const NameSet& sinks_;
  std::vector<Pending> pending_;
};

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
