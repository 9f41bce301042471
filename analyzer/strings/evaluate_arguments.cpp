// Evaluator: the arguments of a call, named ones with the place of their name.
#include <tuple>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

bool Arguments::operator<(const Arguments& other) const {
  return std::tie(positional, named, any_positional, any_named) <
         std::tie(other.positional, other.named, other.any_positional,
                  other.any_named);
}

Arguments ValueTools::NoArguments() const {
  Arguments none;
  none.any_positional = store_.unset();
  none.any_named = store_.unset();
  return none;
}

Arguments Evaluator::EvaluateArguments(const std::vector<Argument>& given) {
  Arguments arguments = NoArguments();
  arguments.positional.reserve(given.size());
  for (const Argument& argument : given) {
    switch (argument.kind) {
      case ArgumentKind::Positional:
        arguments.positional.push_back(EvaluateValue(argument.value));
        break;
      case ArgumentKind::Named:
        arguments.named.push_back({store_.Intern(argument.name),
                                   EvaluateValue(argument.value),
                                   WrittenKey(argument)});
        break;
      case ArgumentKind::SpreadList:
      case ArgumentKind::SpreadDictionary:
        SpreadInto(arguments, argument);
        break;
    }
  }
  return arguments;
}

AbstractId Evaluator::WrittenKey(const Argument& argument) {
  return argument.name_range.empty()
             ? store_.unset()
             : store_.MakeText(argument.name, module().At(argument.name_range));
}

// The key that a dictionary of named arguments has: the name at the call, so
// that it is there that a wrong column is shown.
AbstractId Evaluator::KeyOf(const NamedArgument& argument, Location otherwise) {
  return argument.key != store_.unset()
             ? argument.key
             : store_.MakeText(store_.name(argument.name), otherwise);
}

void Evaluator::SpreadInto(Arguments& into, const Argument& argument) {
  const AbstractId value = EvaluateValue(argument.value);
  const TextRange range = module().value(argument.value).range;
  if (argument.kind == ArgumentKind::SpreadList) {
    const auto known = KnownElements(value);
    if (known && into.any_positional == store_.unset()) {
      into.positional.insert(into.positional.end(), known->begin(),
                             known->end());
    } else {
      into.any_positional =
          store_.Join(into.any_positional,
                      AnyElement(value, range, NameOf(argument.value)));
    }
    return;
  }
  if (store_.kind(value) != AbstractKind::Dictionary) {
    into.any_named = store_.Join(into.any_named,
                                 Derived(value, UnknownReason::UnknownElement,
                                         NameOf(argument.value), range));
    return;
  }
  const AbstractId content = Content(value);
  const std::vector<AbstractId> entries(store_.parts(content).begin(),
                                        store_.parts(content).end());
  for (size_t i = 0; i + 1 < entries.size(); i += 2) {
    const auto key = store_.AsFixed(entries[i]);
    if (key) {
      into.named.push_back(
          {store_.Intern(*key), Plain(entries[i + 1]), entries[i]});
    } else {
      into.any_named = store_.Join(into.any_named, Plain(entries[i + 1]));
    }
  }
}

}  // namespace pgpact
