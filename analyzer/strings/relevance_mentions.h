// MentionCollector: the names that a value mentions, for relevance_facts.h.
#pragma once

#include <algorithm>
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
  };

  void Mention(ValueId first, uint32_t fact) {
    const Module& of = program_.module({module_});
    const auto& names = index_.modules[module_].names;
    std::vector<ValueId> stack{first};
    // Variables of comprehensions.
    std::vector<NameId> bound;
    const auto push = [&](ValueId id) { stack.push_back(id); };
    const auto push_all = [&](const std::vector<ValueId>& ids) {
      stack.insert(stack.end(), ids.begin(), ids.end());
    };
    while (!stack.empty()) {
      const ValueId id = stack.back();
      stack.pop_back();
      std::visit(
          Overloaded{[&](const Literal& node) { Note(node.text.text, fact); },
                     [&](const Constant& node) { Note(node.spelling, fact); },
                     [&](const Name&) {
                       if (std::ranges::find(bound, names[id.index]) ==
                           bound.end()) {
                         AddMention(names[id.index], false, fact);
                       }
                     },
                     [&](const Member& node) {
                       AddMention(names[id.index], true, fact);
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
                     [&](const Call& node) {
                       push(node.callee);
                       NoteGivenFunction(node.callee, fact);
                       if (const auto member = MemberNamedBy(of, node)) {
                         AddMention(store_.Intern(*member), true, fact);
                       }
                       const SinkArguments* of_sink =
                           ArgumentsOf(names[node.callee.index]);
                       for (size_t i = 0; i < node.arguments.size(); ++i) {
                         if (of_sink == nullptr ||
                             of_sink->Matters(node.arguments[i], i)) {
                           push(node.arguments[i].value);
                         }
                       }
                     },
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
                       starts_[fact] = starts_[fact] ||
                                       index_.functions[number].reaches_sink;
                     },
                     [&](const Computation& node) { push_all(node.operands); },
                     [&](const Unknown& node) { push_all(node.operands); }},
          of.value(id).node);
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
        AddMention(found->second, false, fact);
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

  void AddMention(NameId name, bool member, uint32_t fact) {
    facts_[fact].version |=
        VersionNameOf(store_.name(name)) == VersionName::Server;
    const auto& imported = index_.modules[module_].imported_as;
    if (const auto found = imported.find(name.index);
        !member && found != imported.end()) {
      mentions_.push_back({found->second, true, kNoIndex});
      starts_[fact] = starts_[fact] || sinks_.contains(found->second.index);
    }
    mentions_.push_back({name, member, kNoIndex});
    if (sinks_.contains(name.index)) {
      starts_[fact] = true;
    }
  }

  uint32_t module_ = 0;
  std::vector<Fact> facts_;
  std::vector<bool> starts_;
  std::vector<Mentioned> mentions_;
  std::vector<std::pair<NameId, uint32_t>> given_;
};

}  // namespace pgpact
