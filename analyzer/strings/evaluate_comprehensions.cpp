// Evaluator: comprehensions and joins.
#include <algorithm>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

AbstractId Evaluator::EvaluateComprehension(const Comprehension& node) {
  // Its variables are its own.
  const uint32_t outer = frame_->environment;
  const AbstractId first = EvaluateValue(node.loops.front().iterable);
  std::vector<AbstractId> made;
  std::vector<AbstractId> iterables{first};
  if (store_.kind(first) == AbstractKind::Choose) {
    iterables.assign(store_.parts(first).begin(), store_.parts(first).end());
  }
  constexpr size_t kMostIterables = 8;
  if (iterables.size() > kMostIterables) {
    iterables.assign(1, first);
  }
  for (const AbstractId iterable : iterables) {
    if (store_.kind(iterable) == AbstractKind::None && iterables.size() > 1) {
      continue;
    }
    frame_->environment = NewEnvironment(outer, frame_->module.index);
    for (const ComprehensionLoop& loop : node.loops) {
      DeclareTarget(loop.target);
    }
    std::vector<AbstractId> items;
    RunComprehension(node, {0, iterable}, items, ItemCount::One);
    frame_->environment = outer;
    made.push_back(ComprehensionResult(node, items));
  }
  return store_.MakeChoose(made);
}

AbstractId Evaluator::ComprehensionResult(
    const Comprehension& node, const std::vector<AbstractId>& items) {
  if (node.kind != CollectionKind::Dictionary) {
    const AbstractId content = store_.MakeParts(AbstractKind::Items, items);
    return NewObject(node.kind == CollectionKind::Set ? AbstractKind::Set
                                                      : AbstractKind::List,
                     content);
  }
  AbstractId content = store_.MakeParts(AbstractKind::Entries, {});
  for (size_t i = 0; i + 1 < items.size(); i += 2) {
    content = SetEntry(content, items[i], items[i + 1]);
  }
  return NewObject(AbstractKind::Dictionary, content);
}

void Evaluator::DeclareTarget(const Target& target) {
  if (target.kind == Target::Kind::Name ||
      target.kind == Target::Kind::Spread) {
    environments_[frame_->environment].slots.emplace_back(
        store_.Intern(target.name), NewCell(store_.unset()));
  }
  for (const Target& part : target.parts) {
    DeclareTarget(part);
  }
}

void Evaluator::RunComprehension(const Comprehension& node, LoopAt at,
                                 std::vector<AbstractId>& items,
                                 ItemCount count) {
  const size_t depth = at.depth;
  if (depth == node.loops.size()) {
    const auto wrap = [&](AbstractId value) {
      return count == ItemCount::One ? value
             : count == ItemCount::Optional
                 ? store_.Make({AbstractKind::Optional, value.index})
                 : store_.Make({AbstractKind::AnyTimes, value.index});
    };
    if (node.key) {
      items.push_back(EvaluateValue(*node.key));
    }
    items.push_back(wrap(EvaluateValue(node.value)));
    return;
  }
  const ComprehensionLoop& loop = node.loops[depth];
  const TextRange range = module().value(loop.iterable).range;
  const AbstractId iterable =
      depth == 0 ? at.iterable : EvaluateValue(loop.iterable);
  const AbstractId content = ItemsOf(iterable, range);
  std::vector<AbstractId> elements(store_.parts(content).begin(),
                                   store_.parts(content).end());
  const size_t turns = std::max<size_t>(elements.size(), 1);
  if (turns * unrolled_ > options_.limits.unrolled) {
    const AbstractId any = AnyElement(iterable, range, "");
    elements.assign(1, store_.Make({AbstractKind::AnyTimes, any.index}));
  }
  const size_t outer_turns = unrolled_;
  unrolled_ *= std::max<size_t>(elements.size(), 1);
  for (const AbstractId element : elements) {
    const AbstractKind kind = store_.kind(element);
    ItemCount inner = count;
    if (kind == AbstractKind::AnyTimes) {
      inner = ItemCount::Any;
    } else if (kind == AbstractKind::Optional && inner == ItemCount::One) {
      inner = ItemCount::Optional;
    }
    const size_t floor = floor_;
    const StateMark mark = Mark();
    Bind(loop.target, NamedElement(Plain(element), loop.target));
    bool never = false;
    loops_.push_back({});
    loops_.back().target = &loop.target;
    for (const ValueId condition : loop.conditions) {
      const std::optional<bool> known = Decide(condition);
      never = never || known == std::optional(false);
      if (known) {
        RefineDecided(condition, true);
        continue;
      }
      inner = inner == ItemCount::One ? ItemCount::Optional : inner;
      Refine(condition, true);
    }
    loops_.pop_back();
    if (!never) {
      RunComprehension(node, {depth + 1, store_.unset()}, items, inner);
    }
    UndoTo(mark);
    floor_ = floor;
  }
  unrolled_ = outer_turns;
}

// An element that is not known is known by its variable's name.
AbstractId Evaluator::NamedElement(AbstractId element, const Target& target) {
  if (!store_.IsHole(element) || target.kind != Target::Kind::Name) {
    return element;
  }
  Hole hole = store_.hole(element);
  hole.name = target.name;
  return store_.MakeHole(hole);
}

AbstractId Evaluator::JoinTexts(AbstractId separator, AbstractId list,
                                TextRange range) {
  if (store_.kind(list) == AbstractKind::Choose) {
    std::vector<AbstractId> texts;
    const std::vector<AbstractId> options(store_.parts(list).begin(),
                                          store_.parts(list).end());
    for (const AbstractId option : options) {
      if (store_.kind(option) != AbstractKind::None) {
        texts.push_back(JoinTexts(separator, option, range));
      }
    }
    return store_.MakeChoose(texts);
  }
  const AbstractId content = ItemsOf(list, range);
  const std::vector<AbstractId> items(store_.parts(content).begin(),
                                      store_.parts(content).end());
  // `first` is there for sure: what follows an element that is there for sure
  // has the separator before it.
  std::vector<AbstractId> parts;
  bool sure = false;
  std::vector<AbstractId> leading;
  for (const AbstractId item : items) {
    const AbstractKind kind = store_.kind(item);
    const AbstractId text = ToText(Plain(item), range);
    const bool certain =
        kind != AbstractKind::Optional && kind != AbstractKind::AnyTimes;
    if (sure) {
      const AbstractId joined = store_.Concat(separator, text);
      parts.push_back(certain ? joined
                      : kind == AbstractKind::Optional
                          ? OrNothing(joined)
                          : store_.MakeRepeat(joined, store_.empty(), 0));
    } else if (certain) {
      // Those before it end with the separator.
      for (const AbstractId before : leading) {
        parts.push_back(before);
      }
      parts.push_back(text);
      sure = true;
    } else {
      const AbstractId joined = store_.Concat(text, separator);
      leading.push_back(kind == AbstractKind::Optional
                            ? OrNothing(joined)
                            : store_.MakeRepeat(joined, store_.empty(), 0));
    }
  }
  if (items.empty()) {
    return JoinOfNothing(list, range);
  }
  return sure ? store_.MakeSequence(parts)
              : JoinOptional(separator, items, range);
}

// Nobody writes a join of what is always empty: a list that can grow was
// filled where it is not seen.
AbstractId Evaluator::JoinOfNothing(AbstractId list, TextRange range) {
  if (Tracing() || store_.kind(list) == AbstractKind::Tuple) {
    return store_.empty();
  }
  const AbstractId options[] = {
      store_.empty(), MakeHole(UnknownReason::UnknownElement, "", range)};
  return store_.MakeChoose(options);
}

// All elements may be absent: the first that is there decides.
AbstractId Evaluator::JoinOptional(AbstractId separator,
                                   const std::vector<AbstractId>& items,
                                   TextRange range) {
  // From the end: what may follow an element that is there.
  AbstractId following = store_.empty();
  std::vector<AbstractId> options;
  for (size_t i = items.size(); i > 0; --i) {
    const AbstractId item = items[i - 1];
    const AbstractId text = ToText(Plain(item), range);
    const AbstractId again = store_.Concat(separator, text);
    if (store_.kind(item) == AbstractKind::AnyTimes) {
      const AbstractId some = store_.MakeRepeat(text, separator, 1);
      options.push_back(store_.Concat(some, following));
      following =
          store_.Concat(store_.MakeRepeat(again, store_.empty(), 0), following);
    } else {
      options.push_back(store_.Concat(text, following));
      following = store_.Concat(OrNothing(again), following);
    }
  }
  std::ranges::reverse(options);
  const bool not_empty = store_.node(items.front()).b != 0;
  if (items.size() == 1 && store_.kind(items[0]) == AbstractKind::AnyTimes) {
    return store_.MakeRepeat(ToText(Plain(items[0]), range), separator,
                             not_empty ? 1 : 0);
  }
  if (!not_empty) {
    options.push_back(store_.empty());
  }
  return store_.MakeChoose(options);
}

AbstractId ValueTools::OrNothing(AbstractId text) {
  const AbstractId both[] = {text, store_.empty()};
  return store_.MakeChoose(both);
}

}  // namespace pgpact
