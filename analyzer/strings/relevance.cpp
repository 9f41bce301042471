#include "analyzer/strings/relevance.h"

#include <algorithm>
#include <span>

#include "analyzer/strings/relevance_facts.h"

namespace pgpact {

class RelevanceFinder : public FactCollector {
 public:
  using FactCollector::FactCollector;

  Relevance Find() {
    Collect();
    SortMentions();
    SortGuards();
    for (uint32_t i = 0; i < facts_.size(); ++i) {
      if (starts_[i]) {
        MarkFact(i);
      }
    }
    MarkVersions();
    Spread();
    MarkConditions();
    MarkParameters();
    return std::move(result_);
  }

 private:
  // Counts the mentions of each name, then puts them in their places.
  void SortMentions() {
    const auto counts = [](const Mentioned& mentioned) {
      return mentioned.function == kNoIndex && !mentioned.imported;
    };
    uint32_t names = 0;
    for (const Mentioned& mentioned : mentions_) {
      names = std::max(names, counts(mentioned) ? mentioned.name.index + 1 : 0);
    }
    first_mentioning_.assign(size_t{names} + 2, 0);
    for (const Mentioned& mentioned : mentions_) {
      if (counts(mentioned)) {
        ++first_mentioning_[mentioned.name.index + 2];
      }
    }
    for (size_t i = 2; i < first_mentioning_.size(); ++i) {
      first_mentioning_[i] += first_mentioning_[i - 1];
    }
    mentioning_.resize(first_mentioning_.back());
    for (uint32_t fact = 0; fact < facts_.size(); ++fact) {
      for (uint32_t i = facts_[fact].first; i < facts_[fact].last; ++i) {
        if (counts(mentions_[i])) {
          mentioning_[first_mentioning_[mentions_[i].name.index + 1]++] = fact;
        }
      }
    }
  }

  std::span<const uint32_t> Mentioning(NameId name) const {
    if (size_t{name.index} + 1 >= first_mentioning_.size()) {
      return {};
    }
    const uint32_t first = first_mentioning_[name.index];
    return std::span(mentioning_)
        .subspan(first, first_mentioning_[name.index + 1] - first);
  }

  // A condition that asks for the server's version counts by itself, and one
  // that asks for what was made of that.
  void MarkVersions() {
    NameSet made;
    for (const Definition& definition : definitions_) {
      if (facts_[definition.fact].version) {
        made.insert(definition.name.index);
      }
    }
    const auto any = [this](const std::vector<uint32_t>& facts) {
      return std::ranges::any_of(
          facts, [this](uint32_t fact) { return facts_[fact].version; });
    };
    for (const auto& [name, facts] : attributes_) {
      if (any(facts)) {
        made.insert(name);
      }
    }
    for (uint32_t i = 0; i < index_.functions.size(); ++i) {
      if (any(returns_[i])) {
        made.insert(index_.functions[i].name.index);
      }
    }
    for (uint32_t at = 0; at < facts_.size(); ++at) {
      const Fact& fact = facts_[at];
      bool asks = fact.version;
      for (uint32_t i = fact.first; fact.condition && i < fact.last; ++i) {
        asks = asks || (mentions_[i].function == kNoIndex &&
                        made.contains(mentions_[i].name.index));
      }
      if (fact.condition && asks) {
        MarkFact(at);
      }
    }
  }

  // ---- Calls of the program's functions ------------------------------------

  void SortGuards() {
    open_.assign(guards_.size(), false);
    open_[0] = true;
    for (uint32_t i = 1; i < guards_.size(); ++i) {
      const Guard& guard = guards_[i];
      // What is assigned may be another function than the one of that name.
      open_[i] = assigned_.contains(guard.callee.index);
      std::vector<uint32_t>& calls = guarded_[guard.callee.index];
      if (calls.empty() || calls.back() != guard.fact) {
        calls.push_back(guard.fact);
      }
    }
  }

  // What a function does with its arguments has become known.
  void LookAgain(NameId function) {
    const auto found = guarded_.find(function.index);
    if (found == guarded_.end()) {
      return;
    }
    for (const uint32_t fact : found->second) {
      if (facts_[fact].relevant) {
        work_.push_back(fact);
      }
    }
  }

  // A call counts for what its function does, or with the call around it.
  bool IsOpen(uint32_t at) {
    constexpr int kDeepest = 64;
    const uint32_t first = at;
    for (int depth = 0; depth < kDeepest && !open_[at]; ++depth) {
      const Guard& guard = guards_[at];
      if ((guard.position || guard.name) && !IsUsed(guard)) {
        return false;
      }
      if (effect_names_.contains(guard.callee.index)) {
        break;
      }
      at = guard.around;
    }
    open_[first] = true;
    return true;
  }

  // Whether a function of that name does something with the argument.
  bool IsUsed(const Guard& guard) const {
    const auto found = index_.functions_by_name.find(guard.callee.index);
    return std::ranges::any_of(found->second, [&](uint32_t number) {
      if (guard.name) {
        return IsNamedUsed(number, *guard.name);
      }
      return IsPlaceUsed(number, *guard.position);
    });
  }

  bool IsNamedUsed(uint32_t number, NameId name) const {
    const std::vector<NameId>& names = index_.functions[number].parameters;
    const auto found = std::ranges::find(names, name);
    return found == names.end() || IsUsedIn(number, name);
  }

  bool IsPlaceUsed(uint32_t number, size_t place) const {
    const FunctionInfo& info = index_.functions[number];
    const Function& function = program_.module(info.module).function(info.id);
    const std::vector<Parameter>& parameters = function.parameters;
    // The object of a method is not among the arguments.
    const bool bound = info.owner != kNoIndex &&
                       function.binding != FunctionBinding::StaticMethod;
    place += bound ? 1 : 0;
    for (size_t i = 0; i < parameters.size(); ++i) {
      if (i == place || parameters[i].kind != ParameterKind::Ordinary) {
        return IsUsedIn(number, info.parameters[i]);
      }
    }
    return true;
  }

  bool IsUsedIn(uint32_t function, NameId name) const {
    return known_variables_.contains(Key(function, name)) ||
           tested_parameters_.contains(Key(function, name));
  }

  void MarkFact(uint32_t at) {
    Fact& fact = facts_[at];
    if (fact.relevant || fact.condition) {
      // A condition alone makes nothing relevant; its calls may.
      if (fact.condition && !fact.relevant) {
        fact.relevant = true;
        work_.push_back(at);
      }
      return;
    }
    fact.relevant = true;
    work_.push_back(at);
  }

  void Spread() {
    while (!work_.empty() || !effects_.empty()) {
      if (!effects_.empty()) {
        const NameId name = effects_.back();
        effects_.pop_back();
        for (const uint32_t fact : Mentioning(name)) {
          MarkFact(fact);
        }
        LookAgain(name);
        continue;
      }
      const uint32_t at = work_.back();
      work_.pop_back();
      SpreadFrom(at);
    }
  }

  void SpreadFrom(uint32_t at) {
    const Fact fact = facts_[at];
    SetBits(at, Relevance::kRuns | Relevance::kValue);
    for (uint32_t around = fact.around; around != kNoIndex;
         around = facts_[around].around) {
      SetBits(around, Relevance::kRuns);
      if (facts_[around].condition) {
        FollowParameters(around);
      } else {
        MarkFact(around);
      }
    }
    for (uint32_t i = fact.first; i < fact.last; ++i) {
      const Mentioned mentioned = mentions_[i];
      if (mentioned.function != kNoIndex) {
        MarkReturns(mentioned.function);
      } else if (IsOpen(mentioned.guard)) {
        MarkName(mentioned.name, mentioned.member, fact.scope);
      }
    }
    if (fact.scope < returns_.size()) {
      NoteEffectOf(at, fact.scope);
    }
  }

  // What a function was given decides which of its branches run.
  void FollowParameters(uint32_t condition) {
    const Fact& fact = facts_[condition];
    for (uint32_t i = fact.first; i < fact.last; ++i) {
      const Mentioned& mentioned = mentions_[i];
      if (mentioned.member || mentioned.function != kNoIndex) {
        continue;
      }
      if (IsParameter(mentioned.name, fact.scope)) {
        if (tested_parameters_.insert(Key(fact.scope, mentioned.name)).second) {
          LookAgain(scopes_[fact.scope].function->name);
        }
      } else {
        FollowConstant(mentioned.name, fact.scope);
      }
    }
  }

  void FollowConstant(NameId name, ScopeId scope) {
    const uint64_t key = Key(OwnerOf(name, scope), name);
    const auto found = variables_.find(key);
    if (OwnerOf(name, scope) >= returns_.size() || found == variables_.end() ||
        known_variables_.contains(key)) {
      return;
    }
    const bool constant = std::ranges::all_of(
        found->second,
        [this](uint32_t fact) { return constants_.contains(fact); });
    if (constant) {
      known_variables_.insert(key);
      MarkAll(variables_, key);
    }
  }

  // A statement that changes what its function was given makes calls of the
  // function relevant.
  void NoteEffectOf(uint32_t at, uint32_t function) {
    if (starts_[at] || outer_.contains(at)) {
      NoteEffect(function);
    }
  }

  void MarkReturns(uint32_t function) {
    for (const uint32_t fact : returns_[function]) {
      MarkFact(fact);
    }
  }

  void MarkName(NameId name, bool member, ScopeId scope) {
    if (!member) {
      const ScopeId owner = OwnerOf(name, scope);
      const uint64_t key = Key(owner, name);
      if (known_variables_.insert(key).second) {
        MarkAll(variables_, key);
        if (IsParameter(name, owner)) {
          LookAgain(scopes_[owner].function->name);
        }
      }
      if (!scopes_[owner].is_module) {
        return;
      }
    }
    if (!known_names_.insert(name.index)) {
      return;
    }
    MarkOutliving(name);
    const auto functions = index_.functions_by_name.find(name.index);
    if (functions != index_.functions_by_name.end()) {
      for (const uint32_t function : functions->second) {
        MarkReturns(function);
      }
    }
  }

  template <typename Map, typename KeyType>
  void MarkAll(Map& facts_of, KeyType key) {
    const auto found = facts_of.find(key);
    if (found == facts_of.end()) {
      return;
    }
    for (const uint32_t fact : found->second) {
      MarkFact(fact);
    }
  }

  // Assignments of attributes and module variables: what they do stays when
  // their function has ended.
  void MarkOutliving(NameId name) {
    const auto found = attributes_.find(name.index);
    if (found == attributes_.end()) {
      return;
    }
    for (const uint32_t fact : found->second) {
      const ScopeId scope = facts_[fact].scope;
      if (scope < returns_.size()) {
        NoteEffect(scope);
      }
      MarkFact(fact);
    }
  }

  void MarkParameters() {
    result_.parameters_.resize(index_.functions.size());
    for (uint32_t i = 0; i < index_.functions.size(); ++i) {
      for (const NameId name : index_.functions[i].parameters) {
        result_.parameters_[i].push_back(
            known_variables_.contains(Key(i, name)) ||
            tested_parameters_.contains(Key(i, name)));
      }
    }
  }

  bool IsFollowed(NameId name, ScopeId scope) const {
    const uint64_t key = Key(OwnerOf(name, scope), name);
    return known_variables_.contains(key) || tested_parameters_.contains(key);
  }

  // A condition is looked at when it is about something that is followed.
  void MarkConditions() {
    for (uint32_t at = 0; at < facts_.size(); ++at) {
      const Fact& fact = facts_[at];
      if (!fact.condition || fact.relevant) {
        continue;
      }
      for (uint32_t i = fact.first; i < fact.last; ++i) {
        const Mentioned mentioned = mentions_[i];
        const bool followed = mentioned.member
                                  ? known_names_.contains(mentioned.name.index)
                                  : IsFollowed(mentioned.name, fact.scope);
        if (followed) {
          SetBits(at, Relevance::kValue);
          break;
        }
      }
    }
  }

  // The facts that mention a name, name after name, and where those of each
  // begin.
  std::vector<uint32_t> mentioning_;
  std::vector<uint32_t> first_mentioning_;
  std::unordered_set<uint64_t> known_variables_;
  std::unordered_set<uint64_t> tested_parameters_;
  NameSet known_names_;
  std::vector<uint32_t> work_;
  // Of each guard whether what stands behind it counts.
  std::vector<bool> open_;
  // By a function's name the facts that call it.
  std::unordered_map<uint32_t, std::vector<uint32_t>> guarded_;
};

Relevance FindRelevance(const StringProgram& program,
                        const EvaluateOptions& options,
                        const ProgramIndex& index, ValueStore& store) {
  return RelevanceFinder(program, options, index, store).Find();
}

}  // namespace pgpact
