// Evaluator: what stands in lists and dictionaries, and how it is read.
#include <algorithm>

#include "analyzer/strings/evaluator.h"
#include "analyzer/strings/library_calls.h"

namespace pgpact {

AbstractId ValueTools::Plain(AbstractId item) const {
  const AbstractKind kind = store_.kind(item);
  return kind == AbstractKind::Optional || kind == AbstractKind::AnyTimes
             ? AbstractId{store_.node(item).a}
             : item;
}

AbstractId Evaluator::NewTuple(std::span<const AbstractId> items) {
  return NewObject(AbstractKind::Tuple,
                   store_.MakeParts(AbstractKind::Items, items));
}

AbstractId Evaluator::NewList(AbstractId items) {
  return NewObject(AbstractKind::List, items);
}

std::optional<std::string> ValueTools::KeyText(AbstractId key) const {
  switch (store_.kind(key)) {
    case AbstractKind::Fixed:
      return "'" + std::string(store_.fixed(key).view());
    case AbstractKind::Number:
      return std::string(store_.name({store_.node(key).a}));
    case AbstractKind::True:
      return "True";
    case AbstractKind::False:
      return "False";
    case AbstractKind::None:
      return "None";
    default:
      return std::nullopt;
  }
}

// Constants that are equal have equal ids, but for texts: the same text may
// stand in several places.
bool ValueTools::SameKey(AbstractId a, AbstractId b) const {
  if (a == b) {
    return true;
  }
  const auto left = store_.AsFixed(a);
  const auto right = store_.AsFixed(b);
  return left && right && *left == *right;
}

bool ValueTools::IsKey(AbstractId value) const {
  switch (store_.kind(value)) {
    case AbstractKind::Fixed:
    case AbstractKind::Number:
    case AbstractKind::True:
    case AbstractKind::False:
    case AbstractKind::None:
      return true;
    default:
      return false;
  }
}

std::optional<std::vector<AbstractId>> Evaluator::KnownElements(
    AbstractId value) {
  const AbstractKind kind = store_.kind(value);
  if (kind == AbstractKind::Instance) {
    const CallSite site = SiteAt({});
    const Arguments none = NoArguments();
    return LibraryCalls(*this, none, site).ElementsOf(value);
  }
  const bool dictionary = kind == AbstractKind::Dictionary;
  if (!dictionary && kind != AbstractKind::List &&
      kind != AbstractKind::Tuple && kind != AbstractKind::Set) {
    return std::nullopt;
  }
  const AbstractId content = Content(value);
  const auto parts = store_.parts(content);
  steps_ += parts.size();
  std::vector<AbstractId> elements;
  elements.reserve(parts.size());
  for (size_t i = 0; i < parts.size(); i += dictionary ? 2 : 1) {
    const AbstractKind item = store_.kind(parts[dictionary ? i + 1 : i]);
    if (item == AbstractKind::Optional || item == AbstractKind::AnyTimes) {
      return std::nullopt;
    }
    elements.push_back(parts[i]);
  }
  return elements;
}

AbstractId Evaluator::ItemsOf(AbstractId value, TextRange range) {
  switch (store_.kind(value)) {
    case AbstractKind::List:
    case AbstractKind::Tuple:
    case AbstractKind::Set:
      return Content(value);
    case AbstractKind::Dictionary: {
      const AbstractId content = Content(value);
      const std::vector<AbstractId> entries(store_.parts(content).begin(),
                                            store_.parts(content).end());
      std::vector<AbstractId> keys;
      for (size_t i = 0; i + 1 < entries.size(); i += 2) {
        const AbstractKind kind = store_.kind(entries[i + 1]);
        const bool plain =
            kind != AbstractKind::Optional && kind != AbstractKind::AnyTimes;
        keys.push_back(plain ? entries[i]
                             : store_.Make({kind, entries[i].index}));
      }
      return store_.MakeParts(AbstractKind::Items, keys);
    }
    case AbstractKind::Choose: {
      AbstractId joined = store_.unset();
      const std::vector<AbstractId> options(store_.parts(value).begin(),
                                            store_.parts(value).end());
      for (const AbstractId option : options) {
        if (store_.kind(option) != AbstractKind::None) {
          joined = store_.Join(joined, ItemsOf(option, range));
        }
      }
      if (joined != store_.unset()) {
        return joined;
      }
      break;
    }
    case AbstractKind::Entered:
      return ItemsOf({store_.node(value).a}, range);
    case AbstractKind::Instance:
    case AbstractKind::Class: {
      const CallSite site = SiteAt(range);
      const Arguments none = NoArguments();
      if (const auto all = LibraryCalls(*this, none, site).ElementsOf(value)) {
        return store_.MakeParts(AbstractKind::Items, *all);
      }
      break;
    }
    default:
      break;
  }
  const AbstractId any = Derived(value, UnknownReason::LoopVariable, "", range);
  const AbstractId items[] = {store_.Make({AbstractKind::AnyTimes, any.index})};
  return store_.MakeParts(AbstractKind::Items, items);
}

AbstractId Evaluator::AnyElement(AbstractId value, TextRange range,
                                 std::string_view name) {
  const AbstractKind kind = store_.kind(value);
  if (kind == AbstractKind::Hole || kind == AbstractKind::Library) {
    return Derived(value, UnknownReason::LoopVariable, name, range);
  }
  if (store_.IsText(value)) {
    return MakeHole(UnknownReason::Slice, name, range);
  }
  const AbstractId content = ItemsOf(value, range);
  const std::vector<AbstractId> items(store_.parts(content).begin(),
                                      store_.parts(content).end());
  std::vector<AbstractId> options;
  for (const AbstractId item : items) {
    options.push_back(Plain(item));
    if (options.size() > options_.limits.options) {
      break;
    }
  }
  if (options.empty()) {
    return MakeHole(UnknownReason::LoopVariable, name, range);
  }
  return JoinAll(options);
}

// Options of a choice; collections among them become one collection, since
// what is asked of it next is the same for each.
AbstractId Evaluator::JoinAll(std::span<const AbstractId> options) {
  return store_.MakeChoose(options);
}

AbstractId Evaluator::EntryOf(AbstractId content, AbstractId key,
                              TextRange range, std::string_view name) {
  const std::vector<AbstractId> entries(store_.parts(content).begin(),
                                        store_.parts(content).end());
  steps_ += entries.size();
  const bool known_key = IsKey(key);
  std::vector<AbstractId> options;
  for (size_t i = 0; i + 1 < entries.size(); i += 2) {
    const AbstractKind kind = store_.kind(entries[i + 1]);
    const bool sure =
        kind != AbstractKind::Optional && kind != AbstractKind::AnyTimes;
    const bool entry_known = IsKey(entries[i]);
    if (known_key && entry_known) {
      if (SameKey(entries[i], key)) {
        options.push_back(Plain(entries[i + 1]));
        if (sure) {
          break;
        }
      }
      continue;
    }
    if (store_.kind(key) == AbstractKind::Choose && entry_known &&
        !MayBeKey(key, entries[i])) {
      continue;
    }
    const AbstractId value = Plain(entries[i + 1]);
    options.push_back(known_key && IsExcerpt(value)
                          ? EntryOfExcerpt(value, key, range)
                          : value);
    if (options.size() > options_.limits.options) {
      return MakeHole(UnknownReason::LimitReached, name, range);
    }
  }
  if (options.empty()) {
    return MakeHole(UnknownReason::UnknownElement, name, range);
  }
  return JoinAll(options);
}

bool ValueTools::MayBeKey(AbstractId choice, AbstractId key) const {
  return std::ranges::any_of(store_.parts(choice),
                             [this, key](AbstractId option) {
                               return !IsKey(option) || SameKey(option, key);
                             });
}

AbstractId Evaluator::ElementOf(AbstractId object, AbstractId key,
                                TextRange range, std::string_view name) {
  switch (store_.kind(object)) {
    case AbstractKind::Dictionary: {
      const AbstractId missing = Object(object).missing;
      return missing == store_.unset()
                 ? EntryOf(Content(object), key, range, name)
                 : GetEntry(Content(object), key, missing, range);
    }
    case AbstractKind::List:
    case AbstractKind::Tuple: {
      const auto known = KnownElements(object);
      const auto text = KeyText(key);
      if (known && text && !text->starts_with('\'')) {
        const long at = std::strtol(text->c_str(), nullptr, 10);
        const auto size = static_cast<long>(known->size());
        const long place = at < 0 ? at + size : at;
        if (place >= 0 && place < size) {
          return (*known)[static_cast<size_t>(place)];
        }
      }
      return AnyElement(object, range, name);
    }
    case AbstractKind::Choose: {
      std::vector<AbstractId> found;
      const std::vector<AbstractId> options(store_.parts(object).begin(),
                                            store_.parts(object).end());
      for (const AbstractId option : options) {
        if (store_.kind(option) != AbstractKind::None) {
          found.push_back(ElementOf(option, key, range, name));
        }
      }
      return found.empty()
                 ? MakeHole(UnknownReason::UnknownElement, name, range)
                 : store_.MakeChoose(found);
    }
    case AbstractKind::Instance: {
      if (KnownElements(object)) {
        const AbstractId items = ItemsOf(object, range);
        return ElementOf(NewObject(AbstractKind::Tuple, items), key, range,
                         name);
      }
      Arguments arguments = NoArguments();
      arguments.positional.push_back(key);
      return CallMethod(object, store_.Intern("__getitem__"), arguments,
                        SiteAt(range));
    }
    case AbstractKind::Library: {
      // os.environ["NAME"], sys.argv[1]
      const std::string path =
          std::string(store_.name({store_.node(object).a})) + "[]";
      const auto found = functions_.find(store_.Intern(path).index);
      const bool environment = found != functions_.end() ||
                               path == "os.environ[]" || path == "sys.argv[]";
      return MakeHole(
          environment ? UnknownReason::Environment : UnknownReason::Unlinked,
          name, range);
    }
    case AbstractKind::Class:
      return ElementOfClass(object, key, range, name);
    default:
      break;
  }
  if (store_.IsText(object)) {
    return MakeHole(UnknownReason::Slice, name, range);
  }
  return IsExcerpt(object)
             ? EntryOfExcerpt(object, key, range)
             : Derived(object, UnknownReason::UnknownElement, name, range);
}

AbstractId Evaluator::SetEntry(AbstractId content, AbstractId key,
                               AbstractId value) {
  std::vector<AbstractId> entries(store_.parts(content).begin(),
                                  store_.parts(content).end());
  steps_ += entries.size();
  const bool known = IsKey(key);
  if (!known) {
    return AddUnknownKey(std::move(entries), key, value);
  }
  for (size_t i = 0; i + 1 < entries.size(); i += 2) {
    if (SameKey(entries[i], key)) {
      const bool any = store_.kind(value) == AbstractKind::AnyTimes ||
                       store_.kind(value) == AbstractKind::Optional;
      entries[i + 1] = known && !any ? value
                       : any         ? store_.Join(entries[i + 1], Plain(value))
                                     : store_.Join(entries[i + 1], value);
      return store_.MakeParts(AbstractKind::Entries, entries);
    }
  }
  entries.push_back(key);
  entries.push_back(value);
  return store_.MakeParts(AbstractKind::Entries, entries);
}

// All keys that are not known share one entry.
AbstractId Evaluator::AddUnknownKey(std::vector<AbstractId> entries,
                                    AbstractId key, AbstractId value) {
  for (size_t i = 0; i + 1 < entries.size(); i += 2) {
    if (!IsKey(entries[i])) {
      entries[i] = store_.Join(entries[i], key);
      const AbstractId joined =
          store_.Join(Plain(entries[i + 1]), Plain(value));
      entries[i + 1] = store_.Make({AbstractKind::AnyTimes, joined.index});
      return store_.MakeParts(AbstractKind::Entries, entries);
    }
  }
  entries.push_back(key);
  entries.push_back(store_.Make({AbstractKind::AnyTimes, Plain(value).index}));
  return store_.MakeParts(AbstractKind::Entries, entries);
}

AbstractId Evaluator::MergeEntries(AbstractId content, AbstractId other,
                                   TextRange range) {
  if (store_.kind(other) == AbstractKind::None) {
    return content;
  }
  if (store_.kind(other) == AbstractKind::Dictionary) {
    const AbstractId added = Content(other);
    if (store_.parts(content).empty()) {
      return added;
    }
    const std::vector<AbstractId> entries(store_.parts(added).begin(),
                                          store_.parts(added).end());
    for (size_t i = 0; i + 1 < entries.size(); i += 2) {
      content = SetEntry(content, entries[i], entries[i + 1]);
    }
    return content;
  }
  if (store_.kind(other) == AbstractKind::Choose) {
    AbstractId joined = store_.unset();
    const std::vector<AbstractId> options(store_.parts(other).begin(),
                                          store_.parts(other).end());
    for (const AbstractId option : options) {
      joined = store_.Join(joined, MergeEntries(content, option, range));
    }
    return joined;
  }
  const AbstractId any =
      Derived(other, UnknownReason::UnknownElement, "", range);
  return SetEntry(content, any,
                  store_.Make({AbstractKind::AnyTimes, any.index}));
}

// An empty collection in a class's body says little when methods assign an
// attribute of that name, of whatever object.
AbstractId Evaluator::MayBeSet(AbstractId value, NameId name, TextRange range) {
  const AbstractKind kind = store_.kind(value);
  const bool collection = kind == AbstractKind::Dictionary ||
                          kind == AbstractKind::List ||
                          kind == AbstractKind::Set;
  if (!collection || !store_.parts(Content(value)).empty() ||
      !index_.attribute_writers.contains(name.index)) {
    return value;
  }
  const AbstractId either[] = {value, MakeHole(UnknownReason::UnknownAttribute,
                                               store_.name(name), range)};
  return store_.MakeChoose(either);
}

AbstractId Evaluator::EvaluateCollection(const Collection& node) {
  std::vector<AbstractId> parts;
  parts.reserve(node.entries.size() *
                (node.kind == CollectionKind::Dictionary ? 2 : 1));
  if (node.kind == CollectionKind::Dictionary) {
    return EvaluateDictionary(node);
  }
  for (const Entry& entry : node.entries) {
    const AbstractId value = EvaluateValue(entry.value);
    if (!entry.spread) {
      parts.push_back(value);
      continue;
    }
    const AbstractId items = ItemsOf(value, module().value(entry.value).range);
    parts.insert(parts.end(), store_.parts(items).begin(),
                 store_.parts(items).end());
  }
  const AbstractId items = store_.MakeParts(AbstractKind::Items, parts);
  switch (node.kind) {
    case CollectionKind::Tuple:
      return NewObject(AbstractKind::Tuple, items);
    case CollectionKind::Set:
      return NewObject(AbstractKind::Set, items);
    case CollectionKind::List:
    case CollectionKind::Dictionary:
      break;
  }
  return NewList(items);
}

AbstractId Evaluator::EvaluateDictionary(const Collection& node) {
  const bool spreads = std::ranges::any_of(
      node.entries, [](const Entry& entry) { return entry.spread; });
  std::vector<AbstractId> parts;
  AbstractId content = store_.MakeParts(AbstractKind::Entries, parts);
  for (const Entry& entry : node.entries) {
    if (entry.spread || !entry.key) {
      content = MergeEntries(content, EvaluateValue(entry.value),
                             module().value(entry.value).range);
      continue;
    }
    const AbstractId key = EvaluateValue(*entry.key);
    const AbstractId value = EvaluateValue(entry.value);
    if (spreads || !IsKey(key)) {
      if (!parts.empty()) {
        content = store_.MakeParts(AbstractKind::Entries, parts);
        parts.clear();
      }
      content = SetEntry(content, key, value);
      continue;
    }
    if (!store_.parts(content).empty()) {
      content = SetEntry(content, key, value);
      continue;
    }
    parts.push_back(key);
    parts.push_back(value);
  }
  if (!parts.empty()) {
    content = store_.MakeParts(AbstractKind::Entries, parts);
  }
  return NewObject(AbstractKind::Dictionary, content);
}

}  // namespace pgpact
