// Evaluator: methods of a base class that leave the work to derived ones.
#include <algorithm>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

namespace {

// Methods that override one that is abstract.
constexpr size_t kMostOverriding = 8;
constexpr uint32_t kMostNested = 600;

}  // namespace

// Whether a method does nothing but raise: classes derived from its own say
// what it does.
bool Evaluator::IsAbstract(uint32_t function) const {
  const FunctionInfo& info = index_.functions[function];
  const Module& of = program_.module(info.module);
  for (const Statement& statement :
       of.block(of.function(info.id).body).statements) {
    const auto* leave = std::get_if<Leave>(&statement.node);
    if (leave != nullptr) {
      return leave->kind == LeaveKind::Raise;
    }
    const auto* evaluated = std::get_if<Evaluated>(&statement.node);
    if (evaluated == nullptr ||
        !std::holds_alternative<Literal>(of.value(evaluated->value).node)) {
      return false;
    }
  }
  return false;
}

// A method of a base class that only raises, on an object of which no more is
// known: those that override it.
std::optional<AbstractId> Evaluator::CallOverriding(AbstractId member,
                                                    NameId name,
                                                    const Arguments& arguments,
                                                    const CallSite& site) {
  if (store_.kind(member) != AbstractKind::Closure || Tracing()) {
    return std::nullopt;
  }
  const uint32_t function = closures_[store_.node(member).a].function;
  const uint32_t base = index_.functions[function].owner;
  if (base == kNoIndex || !IsAbstract(function) || depth_ >= kMostNested) {
    return std::nullopt;
  }
  std::vector<uint32_t> derived;
  for (uint32_t i = 0; i < classes_.size(); ++i) {
    const auto& methods = index_.classes[i].methods;
    const auto own =
        std::ranges::find(methods, name, &std::pair<NameId, uint32_t>::first);
    if (i != base && classes_[i].defined && own != methods.end() &&
        index_.functions[own->second].reaches_sink &&
        !IsAbstract(own->second) && IsDerivedFrom(i, base, 0)) {
      derived.push_back(i);
    }
  }
  if (derived.empty() || derived.size() > kMostOverriding) {
    return std::nullopt;
  }
  std::vector<AbstractId> objects;
  ++depth_;
  for (const uint32_t number : derived) {
    objects.push_back(UnknownInstance(number));
  }
  const AbstractId any = store_.MakeChoose(objects);
  const AbstractId result = store_.kind(any) == AbstractKind::Choose
                                ? CallMethodOfEach(any, name, arguments, site)
                                : CallMethod(any, name, arguments, site);
  --depth_;
  return result;
}

}  // namespace pgpact
