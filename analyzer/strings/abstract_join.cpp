// Joins and widenings of ValueStore: what a value is after branches and loops.
#include <algorithm>
#include <array>
#include <vector>

#include "analyzer/strings/abstract_value.h"

namespace pgpact {

namespace {

// How far back a text's beginnings are compared.
constexpr size_t kSpine = 64;

// The beginnings of a text, longest first: itself, without its last parts, …
class Spine {
 public:
  Spine(const ValueStore& store, AbstractId text) {
    Add(text);
    while (store.kind(text) == AbstractKind::Sequence && size_ < kSpine) {
      text = store.parts(text).front();
      Add(text);
    }
  }

  size_t size() const { return size_; }
  AbstractId operator[](size_t at) const { return texts_[at]; }
  const AbstractId* begin() const { return texts_.data(); }
  const AbstractId* end() const { return texts_.data() + size_; }

 private:
  void Add(AbstractId text) { texts_[size_++] = text; }

  size_t size_ = 0;
  std::array<AbstractId, kSpine> texts_;
};

// What follows the spine's entry `at` up to the whole.
std::vector<AbstractId> RestAfter(const ValueStore& store, const Spine& spine,
                                  size_t at) {
  std::vector<AbstractId> rest;
  for (size_t i = at; i > 0; --i) {
    const auto parts = store.parts(spine[i - 1]);
    rest.insert(rest.end(), parts.begin() + 1, parts.end());
  }
  return rest;
}

// Where Join and Widen keep what two values give.
size_t PlaceOf(AbstractId a, AbstractId b) {
  constexpr uint64_t kSpread = 0x9e3779b97f4a7c15ULL;
  const uint64_t both = (static_cast<uint64_t>(a.index) << 32U) | b.index;
  return both * kSpread >> (64U - ValueStore::kJoinBits);
}

struct Split {
  AbstractId common;
  std::vector<AbstractId> rest_a;
  std::vector<AbstractId> rest_b;
};

// The longest beginning that two texts share as a value.
std::optional<Split> SplitCommon(const ValueStore& store, AbstractId a,
                                 AbstractId b) {
  const Spine spine_a(store, a);
  const Spine spine_b(store, b);
  for (size_t i = 0; i < spine_a.size(); ++i) {
    const auto found = std::ranges::find(spine_b, spine_a[i]);
    if (found != spine_b.end()) {
      const auto j = static_cast<size_t>(found - spine_b.begin());
      Split split{spine_a[i], RestAfter(store, spine_a, i),
                  RestAfter(store, spine_b, j)};
      return split;
    }
  }
  return std::nullopt;
}

size_t CommonStart(std::span<const AbstractId> a,
                   std::span<const AbstractId> b) {
  size_t same = 0;
  while (same < a.size() && same < b.size() && a[same] == b[same]) {
    ++same;
  }
  return same;
}

size_t CommonEnd(std::span<const AbstractId> a, std::span<const AbstractId> b,
                 size_t start) {
  size_t same = 0;
  while (start + same < a.size() && start + same < b.size() &&
         a[a.size() - 1 - same] == b[b.size() - 1 - same]) {
    ++same;
  }
  return same;
}

}  // namespace

void ValueStore::AddOption(AbstractId option,
                           std::vector<AbstractId>& options) const {
  if (kind(option) == AbstractKind::Choose) {
    // Those of one choice differ.
    if (options.empty()) {
      const auto inside = parts(option);
      options.assign(inside.begin(), inside.end());
      return;
    }
    for (const AbstractId inner : parts(option)) {
      AddOption(inner, options);
    }
    return;
  }
  if (option != unset_ && std::ranges::find(options, option) == options.end()) {
    options.push_back(option);
  }
}

AbstractId ValueStore::MakeChoose(std::span<const AbstractId> wanted) {
  // Mostly two values that are no choices.
  if (wanted.size() == 2 && wanted[0] != wanted[1] &&
      option_limit_ >= wanted.size() &&
      std::ranges::all_of(wanted, [this](AbstractId option) {
        return option != unset_ && kind(option) != AbstractKind::Choose;
      })) {
    return MakeParts(AbstractKind::Choose, wanted);
  }
  std::vector<AbstractId> options;
  size_t most = 0;
  for (const AbstractId option : wanted) {
    most += kind(option) == AbstractKind::Choose ? parts(option).size() : 1;
  }
  options.reserve(most);
  for (const AbstractId option : wanted) {
    AddOption(option, options);
    if (options.size() > option_limit_) {
      return too_many_;
    }
  }
  if (options.empty()) {
    return unset_;
  }
  return options.size() == 1 ? options.front()
                             : MakeParts(AbstractKind::Choose, options);
}

AbstractId ValueStore::MakeOptional(AbstractId item) {
  if (kind(item) == AbstractKind::Optional ||
      kind(item) == AbstractKind::AnyTimes) {
    return Make({kind(item), node(item).a});
  }
  return Make({AbstractKind::Optional, item.index});
}

AbstractId ValueStore::MakeAnyTimes(AbstractId item) {
  if (kind(item) == AbstractKind::AnyTimes ||
      kind(item) == AbstractKind::Optional) {
    item = {node(item).a};
  }
  return Make({AbstractKind::AnyTimes, item.index});
}

std::optional<AbstractId> ValueStore::JoinTexts(AbstractId a, AbstractId b) {
  if (!IsText(a) || !IsText(b) || kind(a) == AbstractKind::Choose ||
      kind(b) == AbstractKind::Choose) {
    return std::nullopt;
  }
  if (kind(a) != AbstractKind::Sequence && kind(b) != AbstractKind::Sequence &&
      a != b) {
    return std::nullopt;
  }
  const std::optional<Split> split = SplitCommon(*this, a, b);
  if (!split || split->common == empty_) {
    return std::nullopt;
  }
  const AbstractId rests[] = {MakeSequence(split->rest_a),
                              MakeSequence(split->rest_b)};
  const AbstractId rest = Join(rests[0], rests[1]);
  return Concat(split->common, rest);
}

// Branches and turns of loops join the same values over and over. A value
// never changes, so neither does what two of them give.
AbstractId ValueStore::Join(AbstractId a, AbstractId b) {
  if (a == b || b == unset_) {
    return a;
  }
  if (a == unset_) {
    return b;
  }
  if (joins_.empty()) {
    joins_.resize(size_t{1} << kJoinBits);
  }
  const size_t place = PlaceOf(a, b);
  if (joins_[place].a != a || joins_[place].b != b) {
    const AbstractId result = JoinAnew(a, b);
    joins_[place] = {a, b, result};
  }
  return joins_[place].result;
}

AbstractId ValueStore::JoinAnew(AbstractId a, AbstractId b) {
  const AbstractKind kind_a = kind(a);
  const AbstractKind kind_b = kind(b);
  if (kind_a == AbstractKind::Items && kind_b == AbstractKind::Items) {
    return JoinItems(a, b);
  }
  if (kind_a == AbstractKind::Entries && kind_b == AbstractKind::Entries) {
    return JoinEntries(a, b);
  }
  if (const std::optional<AbstractId> text = JoinTexts(a, b)) {
    return *text;
  }
  // A text that grew in a branch, beside its other options.
  if (kind_a == AbstractKind::Choose && IsText(b)) {
    std::vector<AbstractId> options(parts(a).begin(), parts(a).end());
    for (AbstractId& option : options) {
      if (const std::optional<AbstractId> grown = JoinTexts(option, b)) {
        option = *grown;
        return MakeChoose(options);
      }
    }
  }
  // What one branch appended to a choice, the other did not.
  if (kind_b == AbstractKind::Sequence || kind_a == AbstractKind::Sequence) {
    const std::optional<Split> split = SplitCommon(*this, a, b);
    if (split && split->common != empty_) {
      const AbstractId rest =
          Join(MakeSequence(split->rest_a), MakeSequence(split->rest_b));
      return Concat(split->common, rest);
    }
  }
  const AbstractId both[] = {a, b};
  return MakeChoose(both);
}

AbstractId ValueStore::JoinItems(AbstractId a, AbstractId b) {
  const std::vector<AbstractId> left(parts(a).begin(), parts(a).end());
  const std::vector<AbstractId> right(parts(b).begin(), parts(b).end());
  const size_t start = CommonStart(left, right);
  const size_t end = CommonEnd(left, right, start);
  std::vector<AbstractId> joined;
  joined.reserve(std::max(left.size(), right.size()));
  joined.assign(left.begin(), left.begin() + static_cast<ptrdiff_t>(start));
  const size_t middle_a = left.size() - start - end;
  const size_t middle_b = right.size() - start - end;
  for (size_t i = 0; i < std::max(middle_a, middle_b); ++i) {
    if (i >= middle_a) {
      joined.push_back(MakeOptional(right[start + i]));
      continue;
    }
    if (i >= middle_b) {
      joined.push_back(MakeOptional(left[start + i]));
      continue;
    }
    const AbstractId x = left[start + i];
    const AbstractId y = right[start + i];
    const bool any =
        kind(x) == AbstractKind::AnyTimes || kind(y) == AbstractKind::AnyTimes;
    const bool maybe =
        kind(x) == AbstractKind::Optional || kind(y) == AbstractKind::Optional;
    const auto plain = [this](AbstractId item) {
      return kind(item) == AbstractKind::AnyTimes ||
                     kind(item) == AbstractKind::Optional
                 ? AbstractId{node(item).a}
                 : item;
    };
    const AbstractId both = Join(plain(x), plain(y));
    joined.push_back(any     ? MakeAnyTimes(both)
                     : maybe ? MakeOptional(both)
                             : both);
  }
  joined.insert(joined.end(), left.end() - static_cast<ptrdiff_t>(end),
                left.end());
  return MakeParts(AbstractKind::Items, joined);
}

AbstractId ValueStore::JoinEntries(AbstractId a, AbstractId b) {
  const std::vector<AbstractId> left(parts(a).begin(), parts(a).end());
  const std::vector<AbstractId> right(parts(b).begin(), parts(b).end());
  std::vector<AbstractId> joined;
  std::vector<bool> used(right.size(), false);
  for (size_t i = 0; i + 1 < left.size(); i += 2) {
    size_t j = 0;
    // Dictionaries mostly grow from the same beginning.
    for (size_t k = 0; k + 1 < right.size(); k += 2) {
      j = (i + k) % right.size();
      if (!used[j] && right[j] == left[i]) {
        break;
      }
      j = right.size();
    }
    joined.push_back(left[i]);
    if (j < right.size()) {
      used[j] = true;
      joined.push_back(Join(left[i + 1], right[j + 1]));
    } else {
      joined.push_back(MakeOptional(left[i + 1]));
    }
  }
  for (size_t j = 0; j + 1 < right.size(); j += 2) {
    if (!used[j]) {
      joined.push_back(right[j]);
      joined.push_back(MakeOptional(right[j + 1]));
    }
  }
  return MakeParts(AbstractKind::Entries, joined);
}

AbstractId ValueStore::WidenItems(AbstractId before, AbstractId after) {
  const std::vector<AbstractId> old(parts(before).begin(), parts(before).end());
  const std::vector<AbstractId> grown(parts(after).begin(), parts(after).end());
  const size_t start = CommonStart(old, grown);
  const size_t end = CommonEnd(old, grown, start);
  if (start + end != old.size() && start != old.size()) {
    return JoinItems(before, after);
  }
  std::vector<AbstractId> added(
      grown.begin() + static_cast<ptrdiff_t>(start),
      grown.end() - static_cast<ptrdiff_t>(old.size() - start));
  AbstractId any = unset_;
  size_t kept = start;
  // The loop's earlier additions and the new ones become one.
  if (kept > 0 && kind(old[kept - 1]) == AbstractKind::AnyTimes) {
    any = {node(old[--kept]).a};
  }
  for (const AbstractId item : added) {
    const AbstractKind of = kind(item);
    any = Join(any, of == AbstractKind::AnyTimes || of == AbstractKind::Optional
                        ? AbstractId{node(item).a}
                        : item);
  }
  std::vector<AbstractId> widened;
  widened.reserve(old.size() + 1);
  widened.assign(old.begin(), old.begin() + static_cast<ptrdiff_t>(kept));
  if (any != unset_) {
    widened.push_back(MakeAnyTimes(any));
  }
  widened.insert(widened.end(), old.begin() + static_cast<ptrdiff_t>(start),
                 old.end());
  return MakeParts(AbstractKind::Items, widened);
}

AbstractId ValueStore::WidenEntries(AbstractId before, AbstractId after) {
  const AbstractId joined = JoinEntries(before, after);
  return joined;
}

AbstractId ValueStore::Widen(AbstractId before, AbstractId after) {
  if (before == after || before == unset_) {
    return after;
  }
  if (widenings_.empty()) {
    widenings_.resize(size_t{1} << kJoinBits);
  }
  const size_t place = PlaceOf(before, after);
  if (widenings_[place].a != before || widenings_[place].b != after) {
    const AbstractId result = WidenAnew(before, after);
    widenings_[place] = {before, after, result};
  }
  return widenings_[place].result;
}

AbstractId ValueStore::WidenAnew(AbstractId before, AbstractId after) {
  const AbstractKind kind_before = kind(before);
  const AbstractKind kind_after = kind(after);
  if (kind_before == AbstractKind::Items && kind_after == AbstractKind::Items) {
    return WidenItems(before, after);
  }
  if (kind_before == AbstractKind::Number &&
      kind_after == AbstractKind::Number) {
    return MakeHole({UnknownReason::Number, HoleForm::Number, "", {}});
  }
  if (kind_after == AbstractKind::Sequence && IsText(before)) {
    const Spine spine(*this, after);
    const auto found = std::ranges::find(spine, before);
    if (found != spine.end()) {
      AbstractId rest = MakeSequence(
          RestAfter(*this, spine, static_cast<size_t>(found - spine.begin())));
      AbstractId start = before;
      // before = start (body)*, so the new part is one more kind of body.
      if (kind_before == AbstractKind::Sequence && parts(before).size() == 2 &&
          kind(parts(before)[1]) == AbstractKind::Repeat) {
        const AbstractNode repeat = node(parts(before)[1]);
        if (AbstractId{repeat.b} == empty_ && repeat.c == 0) {
          start = parts(before)[0];
          rest = Join(AbstractId{repeat.a}, rest);
        }
      }
      // An empty start stays one part, so that the next turn finds it.
      const AbstractId both[] = {start, MakeRepeat(rest, empty_, 0)};
      return MakeParts(AbstractKind::Sequence, both);
    }
  }
  return Join(before, after);
}

}  // namespace pgpact
