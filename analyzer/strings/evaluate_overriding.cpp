// Evaluator: methods that are run because others need them: those that assign
// an attribute, those to which a base class leaves the work.
#include <algorithm>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

namespace {

// Methods that override one that is abstract.
constexpr size_t kMostOverriding = 8;
constexpr uint32_t kMostNested = 600;
constexpr int kMostBases = 8;

// The function of a class's own method.
std::optional<uint32_t> MethodOf(const ClassInfo& of, NameId name) {
  for (const auto& [known, function] : of.methods) {
    if (known == name) {
      return function;
    }
  }
  return std::nullopt;
}

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

// The classes derived from `base` whose own method of that name runs SQL.
std::vector<uint32_t> Evaluator::Overriding(uint32_t base, NameId name) const {
  std::vector<uint32_t> derived;
  for (uint32_t i = 0; i < classes_.size(); ++i) {
    const std::optional<uint32_t> own = MethodOf(index_.classes[i], name);
    if (i != base && classes_[i].defined && own &&
        index_.functions[*own].reaches_sink && !IsAbstract(*own) &&
        IsDerivedFrom(i, base, 0)) {
      derived.push_back(i);
    }
  }
  return derived;
}

// The base of a class that has the method too.
std::optional<uint32_t> Evaluator::BaseWith(uint32_t class_number,
                                            NameId name) const {
  for (const AbstractId base : classes_[class_number].bases) {
    if (store_.kind(base) == AbstractKind::Class &&
        MethodOf(index_.classes[store_.node(base).a], name)) {
      return store_.node(base).a;
    }
  }
  return std::nullopt;
}

// A method that only raises: those that override it, and for one of a
// stand-in (a connector that is missing) those that override what it does.
std::optional<AbstractId> Evaluator::CallOverriding(AbstractId member,
                                                    NameId name,
                                                    const Arguments& arguments,
                                                    const CallSite& site) {
  if (store_.kind(member) != AbstractKind::Closure || Tracing()) {
    return std::nullopt;
  }
  const uint32_t function = closures_[store_.node(member).a].function;
  std::optional<uint32_t> base = index_.functions[function].owner;
  if (*base == kNoIndex || !IsAbstract(function) || depth_ >= kMostNested) {
    return std::nullopt;
  }
  std::vector<uint32_t> derived;
  for (int step = 0; base && derived.empty() && step < kMostBases; ++step) {
    derived = Overriding(*base, name);
    base = BaseWith(*base, name);
  }
  if (derived.empty() || derived.size() > kMostOverriding) {
    return std::nullopt;
  }
  std::vector<AbstractId> objects;
  objects.reserve(derived.size());
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

// Runs the methods that assign the attribute, so that what they give is among
// its values.
void Evaluator::RunAttributeWriters(AbstractId object, NameId name,
                                    AbstractId value) {
  const auto writers = index_.attribute_writers.find(name.index);
  if (writers == index_.attribute_writers.end() || Tracing()) {
    return;
  }
  const bool filled = store_.kind(value) == AbstractKind::Choose &&
                      filled_.contains({object.index, name});
  if (filled || !filling_.emplace(object.index, name).second) {
    return;
  }
  for (const uint32_t writer : writers->second) {
    const FunctionInfo& info = index_.functions[writer];
    if (info.owner == kNoIndex || IsActiveTooOften(writer) ||
        frames_.size() >= options_.limits.call_depth ||
        store_.name(info.name) == "__init__") {
      continue;
    }
    uint32_t owner = kNoIndex;
    const auto method =
        FindInClass(Object(object).class_number, info.name, owner);
    if (!method || owner != info.owner ||
        std::ranges::find(frames_, writer, &Frame::function) != frames_.end()) {
      continue;
    }
    RunRootOf(writer, object);
  }
  filled_.emplace(object.index, name);
}

}  // namespace pgpact
