// FactCollector: what every statement of a program mentions and assigns, the
// material of FindRelevance (relevance.cpp).
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analyzer/base/overloaded.h"
#include "analyzer/strings/relevance.h"
#include "analyzer/strings/relevance_mentions.h"

namespace pgpact {

class FactCollector : public MentionCollector {
 public:
  using MentionCollector::MentionCollector;

 protected:
  void Collect() {
    result_.modules_.resize(program_.modules.size());
    for (uint32_t i = 0; i < program_.modules.size(); ++i) {
      AddModule(i);
    }
    for (const Definition& definition : definitions_) {
      Resolve(definition);
    }
    StartFromGiven();
  }

  // ---- Facts -------------------------------------------------------------

  struct Definition {
    NameId name;
    uint32_t fact = 0;
    ScopeId scope = 0;
  };

  struct Pending {
    BlockId block;
    ScopeId scope = 0;
    uint32_t around = kNoIndex;
  };

  void AddModule(uint32_t module) {
    const Module& of = program_.module({module});
    Relevance::ModuleBits& bits = result_.modules_[module];
    uint32_t count = 0;
    for (const Block& block : of.blocks) {
      bits.first.push_back(count);
      count += static_cast<uint32_t>(block.statements.size());
    }
    bits.bits.resize(count, 0);
    module_ = module;
    const auto functions = static_cast<uint32_t>(index_.functions.size());
    const ScopeId own = functions + module;
    Walk({of.body, own, kNoIndex});
    for (uint32_t i = 0; i < of.classes.size(); ++i) {
      const uint32_t number = index_.ClassNumber({module}, {i});
      const auto scope =
          static_cast<ScopeId>(functions + program_.modules.size() + number);
      scopes_[scope].module = module;
      scopes_[scope].parent = own;
      scopes_[scope].is_module = true;
      Walk({of.classes[i].body, scope, kNoIndex});
    }
    for (uint32_t i = 0; i < of.functions.size(); ++i) {
      const uint32_t number = index_.FunctionNumber({module}, {i});
      AddDefaults(of.functions[i], number);
      Walk({of.functions[i].body, number, kNoIndex});
    }
  }

  void AddDefaults(const Function& function, uint32_t number) {
    const FunctionInfo& info = index_.functions[number];
    for (size_t i = 0; i < function.parameters.size(); ++i) {
      if (function.parameters[i].default_value) {
        const uint32_t fact =
            NewFact(kNoIndex, scopes_[number].parent, kNoIndex);
        Mention(*function.parameters[i].default_value, fact);
        EndFact(fact);
        variables_[Key(number, info.parameters[i])].push_back(fact);
      }
    }
  }

  uint32_t NewFact(uint32_t bit, ScopeId scope, uint32_t around) {
    Fact fact;
    fact.module = module_;
    fact.bit = bit;
    fact.scope = scope;
    fact.around = around;
    fact.first = static_cast<uint32_t>(mentions_.size());
    facts_.push_back(fact);
    starts_.push_back(false);
    return static_cast<uint32_t>(facts_.size() - 1);
  }

  void EndFact(uint32_t fact) {
    facts_[fact].last = static_cast<uint32_t>(mentions_.size());
  }

  void Walk(Pending first) {
    std::vector<Pending> pending{first};
    while (!pending.empty()) {
      const Pending next = pending.back();
      pending.pop_back();
      const Module& of = program_.module({module_});
      const Block& block = of.block(next.block);
      const uint32_t begin = result_.modules_[module_].first[next.block.index];
      for (uint32_t i = 0; i < block.statements.size(); ++i) {
        const uint32_t fact = NewFact(begin + i, next.scope, next.around);
        Describe(block.statements[i], fact, next.scope, pending);
        EndFact(fact);
      }
    }
  }

  void Define(const Target& target, uint32_t fact, ScopeId scope) {
    switch (target.kind) {
      case Target::Kind::Name:
      case Target::Kind::Spread:
        assigned_.insert(store_.Intern(target.name).index);
        DefineName(store_.Intern(target.name), fact, scope);
        break;
      case Target::Kind::Member: {
        const NameId name = store_.Intern(target.name);
        assigned_.insert(name.index);
        attributes_[name.index].push_back(fact);
        // `connection.autocommit = True`
        starts_[fact] = starts_[fact] || sinks_.contains(name.index);
        Mention(target.object, fact);
        break;
      }
      case Target::Kind::Element:
        DefineBase(target.object, fact, scope);
        Mention(target.object, fact);
        Mention(target.key, fact);
        break;
      case Target::Kind::Tuple:
        for (const Target& part : target.parts) {
          Define(part, fact, scope);
        }
        break;
      case Target::Kind::Ignored:
        break;
    }
  }

  // Whose variable it is is known once all scopes have their parents.
  void DefineName(NameId name, uint32_t fact, ScopeId scope) {
    definitions_.push_back({name, fact, scope});
    starts_[fact] = starts_[fact] || name == table_name_;
  }

  void Resolve(const Definition& definition) {
    const ScopeId owner = OwnerOf(definition.name, definition.scope);
    variables_[Key(owner, definition.name)].push_back(definition.fact);
    if (owner != definition.scope && owner < returns_.size()) {
      // `nonlocal`: the function that assigns it has an effect.
      outer_.insert(definition.fact);
    }
    if (scopes_[owner].is_module) {
      // Seen from other modules and through the class by its name.
      attributes_[definition.name.index].push_back(definition.fact);
    }
  }

  // `x[k] = v` and `x.append(v)` change x.
  void DefineBase(ValueId id, uint32_t fact, ScopeId scope) {
    const Module& of = program_.module({module_});
    const Value& value = of.value(id);
    const auto& names = index_.modules[module_].names;
    if (std::holds_alternative<Name>(value.node)) {
      const NameId name = names[id.index];
      DefineName(name, fact, scope);
      const FunctionInfo* function = scopes_[scope].function;
      // A parameter that is changed is the caller's.
      starts_[fact] =
          starts_[fact] || (function != nullptr &&
                            std::ranges::find(function->parameters, name) !=
                                function->parameters.end());
    } else if (std::holds_alternative<Member>(value.node)) {
      attributes_[names[id.index].index].push_back(fact);
    } else if (const auto* element = std::get_if<Element>(&value.node)) {
      DefineBase(element->object, fact, scope);
    } else if (const auto* call = std::get_if<Call>(&value.node)) {
      const Value& callee = of.value(call->callee);
      if (const auto* member = std::get_if<Member>(&callee.node)) {
        DefineBase(member->object, fact, scope);
      }
    }
  }

  // A local variable that gets constants alone decides which branches run.
  void NoteConstant(const Assign& assign, uint32_t fact) {
    const Value& value = program_.module({module_}).value(assign.value);
    if (assign.op == AssignOperator::Set &&
        assign.target.kind == Target::Kind::Name &&
        (std::holds_alternative<Literal>(value.node) ||
         std::holds_alternative<Constant>(value.node))) {
      constants_.insert(fact);
    }
  }

  void Describe(const Statement& statement, uint32_t fact, ScopeId scope,
                std::vector<Pending>& pending) {
    const auto inside = [&](BlockId block) {
      pending.push_back({block, scope, fact});
    };
    std::visit(
        Overloaded{[&](const Assign& assign) {
                     Define(assign.target, fact, scope);
                     NoteConstant(assign, fact);
                     Mention(assign.value, fact);
                     // The fields of a class are counted by their places.
                     if (scope >= returns_.size() + program_.modules.size()) {
                       SetBits(fact, Relevance::kRuns | Relevance::kValue);
                     }
                   },
                   [&](const Evaluated& evaluated) {
                     DescribeChange(evaluated.value, fact, scope);
                     Mention(evaluated.value, fact);
                   },
                   [&](const If& branch) {
                     facts_[fact].condition = true;
                     Mention(branch.condition, fact);
                     inside(branch.then_block);
                     inside(branch.else_block);
                   },
                   [&](const Loop& loop) {
                     if (loop.target) {
                       Define(*loop.target, fact, scope);
                     }
                     if (loop.iterable) {
                       Mention(*loop.iterable, fact);
                     }
                     if (loop.condition) {
                       Mention(*loop.condition, fact);
                     }
                     inside(loop.body);
                     inside(loop.else_block);
                   },
                   [&](const Return& leaving) {
                     Leaves(fact);
                     if (scope < returns_.size()) {
                       returns_[scope].push_back(fact);
                     }
                     if (leaving.value) {
                       Mention(*leaving.value, fact);
                     }
                   },
                   [&](const Yield& yield) {
                     if (scope < returns_.size()) {
                       returns_[scope].push_back(fact);
                     }
                     Mention(yield.value, fact);
                   },
                   [&](const Leave& leave) {
                     Leaves(fact);
                     if (leave.value) {
                       Mention(*leave.value, fact);
                     }
                   },
                   [&](const Try& attempt) {
                     inside(attempt.body);
                     for (const BlockId handler : attempt.handlers) {
                       inside(handler);
                     }
                     inside(attempt.else_block);
                     inside(attempt.finally_block);
                   },
                   [&](const With& with) {
                     if (with.target) {
                       Define(*with.target, fact, scope);
                     }
                     Mention(with.value, fact);
                     inside(with.body);
                   },
                   [&](const DefineFunction& definition) {
                     const uint32_t number =
                         index_.FunctionNumber({module_}, definition.function);
                     scopes_[number].parent = scope;
                     Leaves(fact);
                   },
                   [&](const DefineClass&) { Leaves(fact); },
                   [&](const Import& import) {
                     Leaves(fact);
                     if (!import.member.empty()) {
                       DefineName(store_.Intern(import.name), fact, scope);
                       mentions_.push_back({store_.Intern(import.member), true,
                                            kNoIndex, true});
                     }
                   },
                   [&](const DeclareOuter&) { Leaves(fact); }},
        statement.node);
  }

  void DescribeChange(ValueId id, uint32_t fact, ScopeId scope) {
    const Module& of = program_.module({module_});
    const auto* call = std::get_if<Call>(&of.value(id).node);
    if (call == nullptr) {
      return;
    }
    const auto& names = index_.modules[module_].names;
    const Value& callee = of.value(call->callee);
    const auto* member = std::get_if<Member>(&callee.node);
    if (member != nullptr &&
        changers_.contains(names[call->callee.index].index)) {
      DefineBase(member->object, fact, scope);
    }
    if (leavers_.contains(names[call->callee.index].index)) {
      Leaves(fact);
    }
  }

  // The statement is run, whatever becomes of its value.
  void Leaves(uint32_t fact) {
    SetBits(fact, Relevance::kRuns);
    for (uint32_t at = facts_[fact].around; at != kNoIndex;
         at = facts_[at].around) {
      SetBits(at, Relevance::kRuns);
    }
  }

  void SetBits(uint32_t fact, uint8_t bits) {
    if (facts_[fact].bit != kNoIndex) {
      result_.modules_[facts_[fact].module].bits[facts_[fact].bit] |= bits;
    }
  }

  void StartFromGiven() {
    for (const auto& [name, fact] : given_) {
      const ScopeId owner = OwnerOf(name, facts_[fact].scope);
      starts_[fact] = starts_[fact] || IsParameter(name, owner);
    }
  }

  Relevance result_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> variables_;
  std::unordered_map<uint32_t, std::vector<uint32_t>> attributes_;
  std::vector<Definition> definitions_;
  // Variables and attributes that something is assigned to.
  NameSet assigned_;
  // Facts that assign a variable of an enclosing function.
  std::unordered_set<uint32_t> outer_;
  // Facts that assign a constant to a variable.
  std::unordered_set<uint32_t> constants_;
};

}  // namespace pgpact
