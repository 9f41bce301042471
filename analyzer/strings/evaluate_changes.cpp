// Evaluator: methods that change lists, sets and dictionaries.
#include <algorithm>
#include <cstdlib>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

AbstractId Evaluator::ChangeCollection(TextOperation operation,
                                       AbstractId receiver,
                                       const Arguments& arguments,
                                       TextRange range) {
  const AbstractId argument = Argument0(arguments);
  const AbstractId content = Content(receiver);
  std::vector<AbstractId> items(store_.parts(content).begin(),
                                store_.parts(content).end());
  steps_ += items.size();
  using enum TextOperation;
  if (store_.kind(receiver) == AbstractKind::Dictionary) {
    return ChangeDictionary(operation, receiver, arguments, range);
  }
  if (items.size() > options_.limits.template_nodes) {
    return store_.none();
  }
  switch (operation) {
    case Append:
    case AddElement:
      items.push_back(argument);
      break;
    case Extend:
    case Update: {
      const AbstractId added = ItemsOf(argument, range);
      items.insert(items.end(), store_.parts(added).begin(),
                   store_.parts(added).end());
      break;
    }
    case Insert: {
      const auto place = KeyText(argument);
      const AbstractId added = arguments.positional.size() > 1
                                   ? arguments.positional[1]
                                   : store_.unset();
      if (place == std::optional<std::string>("0") || items.empty()) {
        items.insert(items.begin(), added);
      } else {
        items.push_back(added);
      }
      break;
    }
    default:
      return Removed(operation, receiver, arguments, range);
  }
  SetContent(receiver, store_.MakeParts(AbstractKind::Items, items));
  return store_.none();
}

namespace {

// The place of `list.pop(at)` among so many, nothing when it is not known.
std::optional<size_t> PlaceOf(const std::optional<std::string>& at,
                              size_t size) {
  if (!at || at->starts_with('\'')) {
    return std::nullopt;
  }
  const long number = std::strtol(at->c_str(), nullptr, 10);
  const long place = number < 0 ? number + static_cast<long>(size) : number;
  return place >= 0 && place < static_cast<long>(size)
             ? std::optional(static_cast<size_t>(place))
             : std::nullopt;
}

}  // namespace

// Takes elements out of a list or set, or changes their order. Which one goes
// is known only when all before it are there for sure; else any may be gone.
AbstractId Evaluator::Removed(TextOperation operation, AbstractId receiver,
                              const Arguments& arguments, TextRange range) {
  using enum TextOperation;
  const AbstractId content = Content(receiver);
  std::vector<AbstractId> items(store_.parts(content).begin(),
                                store_.parts(content).end());
  const AbstractId argument = Argument0(arguments);
  const bool sure = std::ranges::all_of(
      items, [this](AbstractId item) { return IsSure(item); });
  AbstractId result = store_.none();
  std::optional<size_t> place;
  bool gone = operation == Clear;
  switch (operation) {
    case Pop: {
      if (items.empty()) {
        return MakeHole(UnknownReason::UnknownElement, "", range);
      }
      const bool last = argument == store_.unset();
      const bool list = store_.kind(receiver) == AbstractKind::List;
      place =
          last ? items.size() - 1 : PlaceOf(KeyText(argument), items.size());
      const bool known =
          place && list && (sure || (last && IsSure(items.back())));
      result = known ? Plain(items[*place]) : AnyElement(receiver, range, "");
      place = known ? place : std::nullopt;
      break;
    }
    case Remove: {
      const auto found = std::ranges::find_if(items, [&](AbstractId item) {
        return IsKey(argument) && SameKey(Plain(item), argument);
      });
      if (found != items.end()) {
        place = static_cast<size_t>(found - items.begin());
      }
      // One that is known and not there is among those that are not known.
      gone = !place && IsKey(argument);
      if (gone) {
        return result;
      }
      break;
    }
    case Clear:
      items.clear();
      break;
    case Sort:
    case Reverse:
      SetContent(receiver, operation == Sort ? this->Sorted(content, arguments)
                                             : this->Reversed(content));
      return result;
    default:
      return result;
  }
  if (place && store_.kind(items[*place]) != AbstractKind::AnyTimes) {
    items.erase(items.begin() + static_cast<ptrdiff_t>(*place));
  } else if (!gone) {
    // Of parts that are no names the rest may make no text with the others.
    const bool names = std::ranges::all_of(items, [this](AbstractId item) {
      return store_.kind(Plain(item)) == AbstractKind::Fixed &&
             TestText(IsIdentifier, Plain(item), {}) == std::optional(true);
    });
    std::ranges::transform(items, items.begin(), [this](AbstractId item) {
      return PerhapsGone(item);
    });
    if (!names) {
      const AbstractId any = MakeHole(UnknownReason::UnknownElement, "", range);
      items.assign(1, store_.Make({AbstractKind::AnyTimes, any.index}));
    }
  }
  SetContent(receiver, store_.MakeParts(AbstractKind::Items, items));
  return result;
}

AbstractId Evaluator::Reversed(AbstractId content) {
  std::vector<AbstractId> items(store_.parts(content).begin(),
                                store_.parts(content).end());
  std::ranges::reverse(items);
  return store_.MakeParts(AbstractKind::Items, items);
}

// The order is known of texts that are known, when nothing else decides it.
AbstractId Evaluator::Sorted(AbstractId content, const Arguments& arguments) {
  std::vector<AbstractId> items(store_.parts(content).begin(),
                                store_.parts(content).end());
  const bool plain = arguments.named.empty() &&
                     std::ranges::all_of(items, [this](AbstractId item) {
                       return store_.kind(Plain(item)) == AbstractKind::Fixed;
                     });
  if (!plain) {
    return content;
  }
  std::ranges::stable_sort(items, {}, [this](AbstractId item) {
    return store_.fixed(Plain(item)).view();
  });
  return store_.MakeParts(AbstractKind::Items, items);
}

AbstractId Evaluator::ChangeDictionary(TextOperation operation,
                                       AbstractId receiver,
                                       const Arguments& arguments,
                                       TextRange range) {
  AbstractId content = Content(receiver);
  const AbstractId key = Argument0(arguments);
  using enum TextOperation;
  switch (operation) {
    case Update:
      if (!arguments.positional.empty()) {
        content = MergeEntries(content, key, range);
      }
      for (const NamedArgument& argument : arguments.named) {
        content = SetEntry(content, KeyOf(argument, module().At(range)),
                           argument.value);
      }
      SetContent(receiver, content);
      return store_.none();
    case SetDefault: {
      const AbstractId value = arguments.positional.size() > 1
                                   ? arguments.positional[1]
                                   : store_.none();
      for (size_t i = 0; i + 1 < store_.parts(content).size(); i += 2) {
        if (SameKey(store_.parts(content)[i], key)) {
          return EntryOf(content, key, range, "");
        }
      }
      SetContent(receiver, SetEntry(content, key, value));
      return value;
    }
    case Pop: {
      const AbstractId found =
          LookIntoCollection(Get, receiver, arguments, range);
      std::vector<AbstractId> entries(store_.parts(content).begin(),
                                      store_.parts(content).end());
      for (size_t i = 0; i + 1 < entries.size(); i += 2) {
        if (SameKey(entries[i], key)) {
          const auto at = entries.begin() + static_cast<ptrdiff_t>(i);
          entries.erase(at, at + 2);
          break;
        }
        if (!IsKey(key)) {
          entries[i] = Doubted(entries[i]);
          entries[i + 1] = PerhapsGone(entries[i + 1]);
        }
      }
      SetContent(receiver, store_.MakeParts(AbstractKind::Entries, entries));
      return found;
    }
    case Clear:
      SetContent(receiver, store_.MakeParts(AbstractKind::Entries, {}));
      return store_.none();
    default:
      return store_.none();
  }
}

}  // namespace pgpact
