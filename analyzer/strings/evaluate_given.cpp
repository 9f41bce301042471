// Evaluator: functions that are given to what is not in the program.
#include <algorithm>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

// What is called outside the program is taken to call the functions that it
// is given, with the arguments that follow each (`run_in_executor(None, f,
// a)`), after what it adds itself (`runWithConnection(f, a)`: a connection), or
// with those that it is told (`Thread(target=f, args=(a,))`).
void Evaluator::CallGiven(const Arguments& arguments, const CallSite& site) {
  if (Tracing()) {
    return;
  }
  const std::optional<Arguments> told = ArgumentsTold(arguments);
  for (size_t i = 0; i < arguments.positional.size(); ++i) {
    Arguments following = arguments;
    following.positional.erase(
        following.positional.begin(),
        following.positional.begin() + static_cast<ptrdiff_t>(i) + 1);
    CallOneGiven(arguments.positional[i], told ? *told : following, site);
  }
  for (const NamedArgument& argument : arguments.named) {
    CallOneGiven(argument.value, told ? *told : NoArguments(), site);
  }
}

// What `args=(a,), kwargs={"k": b}` say.
std::optional<Arguments> Evaluator::ArgumentsTold(const Arguments& arguments) {
  std::optional<Arguments> told;
  for (const NamedArgument& argument : arguments.named) {
    const std::string_view name = store_.name(argument.name);
    if (name != "args" && name != "kwargs") {
      continue;
    }
    told = told ? std::move(told) : NoArguments();
    const auto known = KnownElements(argument.value);
    if (name == "args" && known) {
      told->positional = *known;
    } else if (name == "args") {
      told->any_positional = AnyElement(argument.value, {}, "");
    } else if (store_.kind(argument.value) == AbstractKind::Dictionary) {
      const AbstractId content = Content(argument.value);
      const auto entries = store_.parts(content);
      for (size_t i = 0; i + 1 < entries.size(); i += 2) {
        if (const auto key = store_.AsFixed(entries[i])) {
          told->named.push_back(
              {store_.Intern(*key), Plain(entries[i + 1]), entries[i]});
        }
      }
    }
  }
  return told;
}

void Evaluator::CallOneGiven(AbstractId given, const Arguments& arguments,
                             const CallSite& site) {
  const AbstractNode node = store_.node(given);
  const bool bound = node.kind == AbstractKind::Partial ||
                     (node.kind == AbstractKind::Method &&
                      (store_.kind({node.a}) == AbstractKind::Handle ||
                       store_.kind({node.a}) == AbstractKind::Hole));
  if (node.kind != AbstractKind::Closure && !bound) {
    return;
  }
  Arguments inner = arguments;
  if (!bound) {
    const FunctionInfo& info = index_.functions[closures_[node.a].function];
    if (!info.reaches_sink && !info.has_effects) {
      return;
    }
    const size_t missing =
        MissingArguments(node.a, inner.positional.size() + inner.named.size());
    const AbstractId hole = store_.MakeHole(
        {UnknownReason::Parameter, HoleForm::Text, "", Location{}});
    inner.positional.insert(inner.positional.begin(), missing, hole);
  }
  const size_t floor = floor_;
  const StateMark mark = Mark();
  CallValue(given, inner, site);
  const Changes either[] = {ChangesSince(mark), {}};
  UndoTo(mark);
  floor_ = floor;
  JoinStates(either);
}

// How many arguments a function needs beyond `given` ones; one that takes any
// number gets what it names.
size_t Evaluator::MissingArguments(uint32_t closure, size_t given) const {
  const FunctionInfo& info = index_.functions[closures_[closure].function];
  const Function& function = program_.module(info.module).function(info.id);
  size_t named = 0;
  bool rest = false;
  for (const Parameter& parameter : function.parameters) {
    rest = rest || parameter.kind == ParameterKind::RestList;
    named +=
        parameter.kind == ParameterKind::Ordinary && !parameter.default_value
            ? 1
            : 0;
  }
  named -= closures_[closure].receiver != store_.unset() && named > 0 ? 1 : 0;
  return rest ? named : named - std::min(named, given);
}

}  // namespace pgpact
