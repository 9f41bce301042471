// MentionCollector: the names that a value mentions, for relevance_facts.h.
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "analyzer/base/overloaded.h"
#include "analyzer/strings/relevance_scopes.h"
#include "analyzer/strings/version_test.h"

namespace pgpact {

// What is known of one statement (its own part, without nested blocks).
struct Fact {
  uint32_t module = 0;
  uint32_t bit = 0;
  ScopeId scope = 0;
  // The statement around it, kNoIndex for none.
  uint32_t around = kNoIndex;
  // Where its mentions begin and end in the pool.
  uint32_t first = 0;
  uint32_t last = 0;
  bool relevant = false;
  bool condition = false;
  // It mentions the server's version, or what only that is compared with.
  bool version = false;
};

// What is mentioned in a call of a function of the program counts only if the
// function does something with it.
struct Guard {
  NameId callee;
  uint32_t fact = 0;
  // The call that this one is an argument of; 0 for none.
  uint32_t around = 0;
  // An argument's place or its name; what the function is called on has
  // neither.
  std::optional<uint32_t> position;
  std::optional<NameId> name;
};

class MentionCollector : public ScopeTable {
 public:
  using ScopeTable::ScopeTable;

 protected:
  struct Mentioned {
    NameId name;
    bool member = false;
    uint32_t function = kNoIndex;
    // By an import, which does nothing with it.
    bool imported = false;
    // Place in guards_; 0 for none.
    uint32_t guard = 0;
  };

  // A value that is still to be looked into.
  struct Part {
    ValueId id;
    uint32_t guard = 0;
  };

  void Mention(ValueId first, uint32_t fact) {
    const Module& of = program_.module({module_});
    const auto& names = index_.modules[module_].names;
    std::vector<Part> stack{{first, 0}};
    // Variables of comprehensions.
    std::vector<NameId> bound;
    uint32_t guard = 0;
    const auto push = [&](ValueId id) { stack.push_back({id, guard}); };
    const auto push_all = [&](const std::vector<ValueId>& ids) {
      for (const ValueId id : ids) {
        push(id);
      }
    };
    while (!stack.empty()) {
      const ValueId id = stack.back().id;
      guard = stack.back().guard;
      stack.pop_back();
      std::visit(
          Overloaded{
              [&](const Literal& node) { Note(node.text.text, fact); },
              [&](const Constant& node) { Note(node.spelling, fact); },
              [&](const Name&) {
                if (std::ranges::find(bound, names[id.index]) == bound.end()) {
                  AddMention(names[id.index], false, fact, guard);
                }
              },
              [&](const Member& node) {
                AddMention(names[id.index], true, fact, guard);
                push(node.object);
              },
              [&](const Element& node) {
                push(node.object);
                push(node.key);
              },
              [&](const Slice& node) {
                push(node.object);
                if (node.begin) {
                  push(*node.begin);
                }
                if (node.end) {
                  push(*node.end);
                }
              },
              [&](const struct Concat& node) { push_all(node.parts); },
              [&](const Interpolate& node) { push_all(node.parts); },
              [&](const Formatted& node) { push(node.value); },
              [&](const Format& node) {
                push(node.format);
                push(node.arguments);
              },
              [&](const Repeated& node) {
                push(node.value);
                push(node.count);
              },
              [&](const Choice& node) {
                if (node.condition) {
                  push(*node.condition);
                }
                push_all(node.options);
              },
              [&](const Call& node) { MentionCall(node, fact, guard, stack); },
              [&](const Collection& node) {
                for (const Entry& entry : node.entries) {
                  if (entry.key) {
                    push(*entry.key);
                  }
                  push(entry.value);
                }
              },
              [&](const Comprehension& node) {
                for (const ComprehensionLoop& loop : node.loops) {
                  AddBound(loop.target, bound);
                  push(loop.iterable);
                  push_all(loop.conditions);
                }
                if (node.key) {
                  push(*node.key);
                }
                push(node.value);
              },
              [&](const FunctionValue& node) {
                const uint32_t number =
                    index_.FunctionNumber({module_}, node.function);
                scopes_[number].parent = facts_[fact].scope;
                mentions_.push_back({NameId{}, false, number});
                starts_[fact] =
                    starts_[fact] || index_.functions[number].reaches_sink;
              },
              [&](const Computation& node) { push_all(node.operands); },
              [&](const Unknown& node) { push_all(node.operands); }},
          of.value(id).node);
    }
  }

  void MentionCall(const Call& call, uint32_t fact, uint32_t around,
                   std::vector<Part>& stack) {
    const Module& of = program_.module({module_});
    const NameId name = index_.modules[module_].names[call.callee.index];
    NoteGivenFunction(call.callee, fact);
    if (const auto member = MemberNamedBy(of, call)) {
      AddMention(store_.Intern(*member), true, fact, 0);
    }
    const bool named =
        std::holds_alternative<Member>(of.value(call.callee).node) ||
        std::holds_alternative<Name>(of.value(call.callee).node);
    if (named && IsOfProgram(name) && !IsCalledOnClass(call)) {
      const Guard guard{name, fact, around, {}, {}};
      stack.push_back({call.callee, AddGuard(guard)});
      for (uint32_t i = 0; i < call.arguments.size(); ++i) {
        stack.push_back(
            {call.arguments[i].value, GuardOf(guard, call.arguments[i], i)});
      }
      return;
    }
    // What the library makes counts where its result does.
    const bool pure = named && !sinks_.contains(name.index) &&
                      !changers_.contains(name.index) &&
                      library_.contains(name.index);
    const SinkArguments* const of_sink = ArgumentsOf(name);
    stack.push_back({call.callee, pure ? around : 0});
    for (size_t i = 0; i < call.arguments.size(); ++i) {
      if (of_sink == nullptr || of_sink->Matters(call.arguments[i], i)) {
        stack.push_back({call.arguments[i].value, pure ? around : 0});
      }
    }
  }

  // Whether a call by this name is one of a function of the program, whose
  // parameters are those that its arguments come to.
  bool IsOfProgram(NameId name) const {
    const auto found = index_.functions_by_name.find(name.index);
    const ModuleIndex& own = index_.modules[module_];
    return found != index_.functions_by_name.end() &&
           !index_.common.contains(name.index) &&
           !sinks_.contains(name.index) && !library_.contains(name.index) &&
           !index_.classes_by_name.contains(name.index) &&
           !own.imported_as.contains(name.index) &&
           !own.assigned_as.contains(name.index) &&
           std::ranges::none_of(found->second, [this](uint32_t function) {
             return index_.functions[function].decorated;
           });
  }

  // `Class.method(object, 1)`: the object is among the arguments.
  bool IsCalledOnClass(const Call& call) const {
    const Module& of = program_.module({module_});
    const auto* const member = std::get_if<Member>(&of.value(call.callee).node);
    return member != nullptr &&
           std::holds_alternative<Name>(of.value(member->object).node) &&
           index_.classes_by_name.contains(
               index_.modules[module_].names[member->object.index].index);
  }

  uint32_t AddGuard(const Guard& guard) {
    guards_.push_back(guard);
    return static_cast<uint32_t>(guards_.size() - 1);
  }

  uint32_t GuardOf(Guard call, const Argument& argument, uint32_t place) {
    switch (argument.kind) {
      case ArgumentKind::Positional:
        call.position = place;
        return AddGuard(call);
      case ArgumentKind::Named:
        call.name = store_.Intern(argument.name);
        return AddGuard(call);
      default:
        return 0;
    }
  }

  // What calls a function that it was given may run a sink.
  void NoteGivenFunction(ValueId callee, uint32_t fact) {
    const Value& called = program_.module({module_}).value(callee);
    if (std::holds_alternative<Name>(called.node)) {
      const ModuleIndex& own = index_.modules[module_];
      const NameId name = own.names[callee.index];
      given_.emplace_back(name, fact);
      const auto found = own.assigned_as.find(name.index);
      if (found != own.assigned_as.end()) {
        AddMention(found->second, false, fact, 0);
      }
    }
  }

  void AddBound(const Target& target, std::vector<NameId>& bound) {
    if (target.kind == Target::Kind::Name) {
      bound.push_back(store_.Intern(target.name));
    }
    for (const Target& part : target.parts) {
      AddBound(part, bound);
    }
  }

  // A constant in a condition.
  void Note(std::string_view text, uint32_t fact) {
    if (facts_[fact].condition) {
      const auto version = VersionOfText(text);
      facts_[fact].version |= version && version->certain;
    }
  }

  void AddMention(NameId name, bool member, uint32_t fact, uint32_t guard) {
    facts_[fact].version |=
        VersionNameOf(store_.name(name)) == VersionName::Server;
    const auto& imported = index_.modules[module_].imported_as;
    if (const auto found = imported.find(name.index);
        !member && found != imported.end()) {
      mentions_.push_back({found->second, true, kNoIndex, false, guard});
      starts_[fact] = starts_[fact] || sinks_.contains(found->second.index);
    }
    mentions_.push_back({name, member, kNoIndex, false, guard});
    if (sinks_.contains(name.index)) {
      starts_[fact] = true;
    }
  }

  uint32_t module_ = 0;
  std::vector<Fact> facts_;
  std::vector<bool> starts_;
  std::vector<Mentioned> mentions_;
  std::vector<std::pair<NameId, uint32_t>> given_;
  // The first stands for none.
  std::vector<Guard> guards_{Guard{}};
};

}  // namespace pgpact
