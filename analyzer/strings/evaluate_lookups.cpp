// Evaluator: library calls that look into collections or make new ones.
#include <algorithm>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

AbstractId Evaluator::LookIntoCollection(TextOperation operation,
                                         AbstractId receiver,
                                         const Arguments& arguments,
                                         TextRange range) {
  using enum TextOperation;
  if (store_.kind(receiver) == AbstractKind::Choose) {
    AbstractId joined = store_.unset();
    const std::vector<AbstractId> options(store_.parts(receiver).begin(),
                                          store_.parts(receiver).end());
    for (const AbstractId option : options) {
      if (store_.kind(option) != AbstractKind::None) {
        joined = store_.Join(
            joined, LookIntoCollection(operation, option, arguments, range));
      }
    }
    return joined;
  }
  if (operation == Copy) {
    const AbstractKind kind = store_.kind(receiver);
    const bool copied = kind == AbstractKind::List ||
                        kind == AbstractKind::Dictionary ||
                        kind == AbstractKind::Set;
    return copied ? NewObject(kind, Content(receiver)) : receiver;
  }
  if (store_.kind(receiver) != AbstractKind::Dictionary) {
    return LookIntoUnknown(operation, receiver, arguments, range);
  }
  const AbstractId content = Content(receiver);
  if (operation == Get) {
    const AbstractId otherwise = arguments.positional.size() > 1
                                     ? arguments.positional[1]
                                     : store_.none();
    return GetEntry(content, Argument0(arguments), otherwise, range);
  }
  const std::vector<AbstractId> entries(store_.parts(content).begin(),
                                        store_.parts(content).end());
  std::vector<AbstractId> items;
  for (size_t i = 0; i + 1 < entries.size(); i += 2) {
    const AbstractKind kind = store_.kind(entries[i + 1]);
    AbstractId item = entries[i];
    if (operation == Values) {
      item = Plain(entries[i + 1]);
    } else if (operation == Items) {
      const AbstractId pair[] = {entries[i], Plain(entries[i + 1])};
      item = NewTuple(pair);
    }
    const bool sure =
        kind != AbstractKind::Optional && kind != AbstractKind::AnyTimes;
    items.push_back(sure ? item : store_.Make({kind, item.index}));
  }
  return NewList(store_.MakeParts(AbstractKind::Items, items));
}

AbstractId Evaluator::GetEntry(AbstractId content, AbstractId key,
                               AbstractId otherwise, TextRange range) {
  bool there = false;
  bool maybe = !IsKey(key);
  for (size_t i = 0; i + 1 < store_.parts(content).size(); i += 2) {
    const AbstractId known = store_.parts(content)[i];
    const AbstractKind kind = store_.kind(store_.parts(content)[i + 1]);
    const bool sure =
        kind != AbstractKind::Optional && kind != AbstractKind::AnyTimes;
    if (SameKey(known, key)) {
      there = there || sure;
      maybe = true;
    } else if (!IsKey(known)) {
      maybe = true;
    }
  }
  if (!there && !maybe) {
    return otherwise;
  }
  std::string name;
  if (const auto text = store_.AsFixed(key)) {
    name = *text;
  }
  const AbstractId found = EntryOf(content, key, range, name);
  return there ? found : store_.Join(found, otherwise);
}

AbstractId Evaluator::LookIntoUnknown(TextOperation operation,
                                      AbstractId receiver,
                                      const Arguments& arguments,
                                      TextRange range) {
  using enum TextOperation;
  if (operation == Get) {
    const AbstractId key = Argument0(arguments);
    std::string name;
    if (key != store_.unset() && store_.kind(key) == AbstractKind::Fixed) {
      name = *store_.AsFixed(key);
    }
    const AbstractId found =
        Derived(receiver, UnknownReason::UnknownElement, name, range);
    // `ConfigParser.get(section, option)` has no default there.
    const bool settings =
        NameOfHole(receiver).find("ConfigParser") != std::string::npos;
    if (arguments.positional.size() > 1 && !settings) {
      return store_.Join(found, arguments.positional[1]);
    }
    return found;
  }
  const AbstractId any =
      store_.IsHole(receiver)
          ? receiver
          : Derived(receiver, UnknownReason::LoopVariable, "", range);
  AbstractId item = any;
  if (operation == Items) {
    const AbstractId pair[] = {any, any};
    item = NewTuple(pair);
  }
  const AbstractId items[] = {
      store_.Make({AbstractKind::AnyTimes, item.index})};
  return NewList(store_.MakeParts(AbstractKind::Items, items));
}

AbstractId Evaluator::MakeCollection(TextOperation operation,
                                     const Arguments& arguments,
                                     const CallSite& site) {
  const TextRange range = site.location.range;
  using enum TextOperation;
  switch (operation) {
    case DictionaryOf:
      return MakeDictionary(arguments, range);
    case ListOf:
    case TextOperation::Sorted:
    case TextOperation::Reversed: {
      if (arguments.positional.empty()) {
        return NewList(store_.MakeParts(AbstractKind::Items, {}));
      }
      const AbstractId content = ItemsOf(arguments.positional[0], range);
      if (operation == ListOf) {
        return NewList(content);
      }
      return NewList(operation == TextOperation::Sorted
                         ? this->Sorted(content, arguments)
                         : this->Reversed(content));
    }
    case Zip:
    case Enumerate:
      return MakePairs(operation, arguments, range);
    case Range:
      return MakeRange(arguments, range);
    case Map: {
      if (arguments.positional.size() < 2) {
        break;
      }
      const AbstractId content = ItemsOf(arguments.positional[1], range);
      std::vector<AbstractId> items(store_.parts(content).begin(),
                                    store_.parts(content).end());
      for (AbstractId& item : items) {
        Arguments one = NoArguments();
        one.positional.push_back(Plain(item));
        const AbstractKind kind = store_.kind(item);
        const AbstractId made = CallValue(arguments.positional[0], one, site);
        const bool sure =
            kind != AbstractKind::Optional && kind != AbstractKind::AnyTimes;
        item = sure ? made : store_.Make({kind, made.index});
      }
      return NewList(store_.MakeParts(AbstractKind::Items, items));
    }
    default:
      break;
  }
  return MakeHole(UnknownReason::UnknownCall, "", range);
}

AbstractId Evaluator::MakeDictionary(const Arguments& arguments,
                                     TextRange range) {
  AbstractId content = store_.MakeParts(AbstractKind::Entries, {});
  if (!arguments.positional.empty()) {
    const AbstractId given = arguments.positional[0];
    const auto pairs = KnownElements(given);
    if (store_.kind(given) != AbstractKind::Dictionary && pairs) {
      for (const AbstractId pair : *pairs) {
        const auto both = KnownElements(pair);
        if (both && both->size() == 2) {
          content = SetEntry(content, (*both)[0], (*both)[1]);
        } else {
          content = MergeEntries(content, pair, range);
        }
      }
    } else {
      content = MergeEntries(content, given, range);
    }
  }
  for (const NamedArgument& argument : arguments.named) {
    content =
        SetEntry(content, KeyOf(argument, module().At(range)), argument.value);
  }
  if (arguments.any_named != store_.unset()) {
    content = MergeEntries(content, arguments.any_named, range);
  }
  return NewObject(AbstractKind::Dictionary, content);
}

AbstractId Evaluator::MakePairs(TextOperation operation,
                                const Arguments& arguments, TextRange range) {
  std::vector<std::vector<AbstractId>> columns;
  bool known = !arguments.positional.empty() &&
               arguments.any_positional == store_.unset();
  for (const AbstractId list : arguments.positional) {
    const auto elements = KnownElements(list);
    known = known && elements;
    columns.push_back(elements.value_or(std::vector<AbstractId>()));
    if (operation == TextOperation::Enumerate) {
      break;
    }
  }
  std::vector<AbstractId> items;
  if (operation == TextOperation::Enumerate) {
    const AbstractId number =
        MakeHole(UnknownReason::Number, "", range, HoleForm::Number);
    const AbstractId list = Argument0(arguments);
    const AbstractId content = ItemsOf(list, range);
    const std::vector<AbstractId> elements(store_.parts(content).begin(),
                                           store_.parts(content).end());
    long at = 0;
    bool counted = known;
    if (arguments.positional.size() > 1 || !arguments.named.empty()) {
      const AbstractId start = arguments.positional.size() > 1
                                   ? arguments.positional[1]
                                   : arguments.named[0].value;
      const auto text = KeyText(start);
      counted = counted && text && !text->starts_with('\'');
      at = counted ? std::strtol(text->c_str(), nullptr, 10) : 0;
    }
    for (const AbstractId element : elements) {
      const AbstractId index =
          counted ? store_.MakeNumber(std::to_string(at++)) : number;
      const AbstractId pair[] = {index, Plain(element)};
      const AbstractKind kind = store_.kind(element);
      const AbstractId made = NewTuple(pair);
      const bool sure =
          kind != AbstractKind::Optional && kind != AbstractKind::AnyTimes;
      items.push_back(sure ? made : store_.Make({kind, made.index}));
    }
    return NewList(store_.MakeParts(AbstractKind::Items, items));
  }
  size_t shortest = columns.empty() ? 0 : columns.front().size();
  for (const auto& column : columns) {
    shortest = std::min(shortest, column.size());
  }
  if (known) {
    for (size_t i = 0; i < shortest; ++i) {
      std::vector<AbstractId> row;
      for (const auto& column : columns) {
        row.push_back(column[i]);
      }
      items.push_back(NewTuple(row));
    }
  } else {
    std::vector<AbstractId> row;
    for (const AbstractId list : arguments.positional) {
      row.push_back(AnyElement(list, range, ""));
    }
    items.push_back(store_.Make({AbstractKind::AnyTimes, NewTuple(row).index}));
  }
  return NewList(store_.MakeParts(AbstractKind::Items, items));
}

AbstractId Evaluator::MakeRange(const Arguments& arguments, TextRange range) {
  std::vector<long> bounds;
  for (const AbstractId argument : arguments.positional) {
    const auto text = KeyText(argument);
    if (!text || text->starts_with('\'')) {
      bounds.clear();
      break;
    }
    bounds.push_back(std::strtol(text->c_str(), nullptr, 10));
  }
  std::vector<AbstractId> items;
  const long first = bounds.size() > 1 ? bounds[0] : 0;
  const long last = bounds.empty()      ? -1
                    : bounds.size() > 1 ? bounds[1]
                                        : bounds[0];
  const long step = bounds.size() > 2 ? bounds[2] : 1;
  const bool small =
      step > 0 && last >= first &&
      last - first <= static_cast<long>(options_.limits.unrolled);
  if (!bounds.empty() && small) {
    for (long i = first; i < last; i += step) {
      items.push_back(store_.MakeNumber(std::to_string(i)));
    }
  } else {
    const AbstractId number =
        MakeHole(UnknownReason::Number, "", range, HoleForm::Number);
    items.push_back(store_.Make({AbstractKind::AnyTimes, number.index}));
  }
  return NewList(store_.MakeParts(AbstractKind::Items, items));
}

}  // namespace pgpact
