// ModuleWalk: what one module tells BuildIndex (program_index.cpp): its
// functions and classes, the names that each mentions.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/base/overloaded.h"
#include "analyzer/strings/program_index.h"

namespace pgpact {

// Decorators after which a function is called as it is written.
inline constexpr std::array<std::string_view, 14> kPlainDecorators = {
    "contextmanager", "asynccontextmanager",
    "staticmethod",   "classmethod",
    "property",       "cached_property",
    "lru_cache",      "cache",
    "wraps",          "abstractmethod",
    "override",       "overload",
    "dataclass",      "retry"};

struct PendingNode {
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
    NoteOtherNames(own);
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
  // The last name of what is called or named.
  const std::string* NameOf(ValueId id) const {
    const Value& value = module_.value(id);
    if (const auto* call = std::get_if<Call>(&value.node)) {
      const Value& callee = module_.value(call->callee);
      return std::holds_alternative<Call>(callee.node) ? nullptr
                                                       : NameOf(call->callee);
    }
    if (const auto* member = std::get_if<Member>(&value.node)) {
      return &member->name;
    }
    const auto* name = std::get_if<Name>(&value.node);
    return name == nullptr ? nullptr : &name->name;
  }

  void NoteOtherNames(ModuleIndex& own) {
    for (const Block& block : module_.blocks) {
      for (const Statement& statement : block.statements) {
        if (const auto* import = std::get_if<Import>(&statement.node)) {
          if (!import->member.empty() && import->member != import->name) {
            own.imported_as[store_.Intern(import->name).index] =
                store_.Intern(import->member);
          }
          continue;
        }
        const auto* assign = std::get_if<Assign>(&statement.node);
        const bool variable = assign != nullptr &&
                              assign->target.kind == Target::Kind::Name &&
                              assign->op == AssignOperator::Set;
        const std::string* of = variable ? NameOf(assign->value) : nullptr;
        if (of != nullptr && *of != assign->target.name) {
          own.assigned_as[store_.Intern(assign->target.name).index] =
              store_.Intern(*of);
        }
      }
    }
  }

  void Declare(const Function& function, FunctionId id) {
    FunctionInfo info;
    info.module = id_;
    info.id = id;
    info.name = store_.Intern(function.name);
    for (const Parameter& parameter : function.parameters) {
      info.parameters.push_back(store_.Intern(parameter.name));
    }
    const std::vector<std::string> outer = OuterNames(function.body);
    for (const std::string& local : function.locals) {
      if (std::ranges::find(outer, local) == outer.end()) {
        info.locals.push_back(store_.Intern(local));
      }
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

  // What a function declares to be another's variable.
  std::vector<std::string> OuterNames(BlockId body) const {
    std::vector<std::string> names;
    for (const Statement& statement : module_.block(body).statements) {
      if (const auto* outer = std::get_if<DeclareOuter>(&statement.node)) {
        names.insert(names.end(), outer->names.begin(), outer->names.end());
      }
    }
    return names;
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
      const PendingNode next = pending_.back();
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
    const auto& imported = index_.modules[id_.index].imported_as;
    if (const auto found = imported.find(name.index); found != imported.end()) {
      MentionOne(found->second, function);
    }
    MentionOne(name, function);
  }

  void MentionOne(NameId name, FunctionInfo* function) {
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
              if (const auto member = MemberNamedBy(module_, node)) {
                Mention(store_.Intern(*member), function);
              }
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
    if (called == nullptr) {
      return;
    }
    const NameId name = store_.Intern(called->name);
    const auto& assigned = index_.modules[id_.index].assigned_as;
    if (const auto found = assigned.find(name.index); found != assigned.end()) {
      Mention(found->second, function);
    }
    if (function == nullptr) {
      return;
    }
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
  std::vector<PendingNode> pending_;
};

}  // namespace pgpact
