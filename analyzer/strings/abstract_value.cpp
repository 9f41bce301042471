#include "analyzer/strings/abstract_value.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

namespace pgpact {

namespace {

constexpr size_t kFirstTableSize = 1U << 12U;

uint64_t Mix(uint64_t hash, uint64_t value) {
  hash ^= value + 0x9e3779b97f4a7c15ULL + (hash << 6U) + (hash >> 2U);
  return hash * 0xff51afd7ed558ccdULL;
}

uint32_t Folded(uint64_t hash) {
  return static_cast<uint32_t>(hash ^ (hash >> 29U));
}

uint32_t HashOf(const AbstractNode& node) {
  uint64_t hash = Mix(static_cast<uint64_t>(node.kind), node.a);
  hash = Mix(hash, node.b);
  return Folded(Mix(hash, node.c));
}

uint32_t HashOfParts(AbstractKind kind, std::span<const AbstractId> parts) {
  uint64_t hash = Mix(static_cast<uint64_t>(kind), parts.size());
  for (const AbstractId part : parts) {
    hash = Mix(hash, part.index);
  }
  return Folded(hash);
}

uint32_t HashOfName(std::string_view name) {
  // Words of fixed sizes, the last of which may overlap the one before.
  const size_t size = name.size();
  const auto at = [&](size_t offset, auto word) {
    std::memcpy(&word, name.data() + offset, sizeof(word));
    return uint64_t{word};
  };
  uint64_t hash = size;
  if (size >= sizeof(uint64_t)) {
    for (size_t i = 0; i + sizeof(uint64_t) < size; i += sizeof(uint64_t)) {
      hash = Mix(hash, at(i, uint64_t{}));
    }
    return Folded(Mix(hash, at(size - sizeof(uint64_t), uint64_t{})));
  }
  if (size >= sizeof(uint32_t)) {
    hash = Mix(hash, at(0, uint32_t{}));
    return Folded(Mix(hash, at(size - sizeof(uint32_t), uint32_t{})));
  }
  for (const char c : name) {
    hash = Mix(hash, static_cast<unsigned char>(c));
  }
  return Folded(hash);
}

}  // namespace

ValueStore::ValueStore()
    : table_(kFirstTableSize),
      name_table_(kFirstTableSize),
      hole_table_(kFirstTableSize) {
  unset_ = Make({AbstractKind::Unset});
  none_ = Make({AbstractKind::None});
  true_ = Make({AbstractKind::True});
  false_ = Make({AbstractKind::False});
  empty_ = MakeOwned({});
  too_many_ = MakeHole({UnknownReason::LimitReached, HoleForm::Text, "", {}});
}

NameId ValueStore::Intern(std::string_view name) {
  const uint32_t hash = HashOfName(name);
  size_t slot = hash & (name_table_.size() - 1);
  while (name_table_[slot].index != 0) {
    const uint32_t known = name_table_[slot].index - 1;
    if (name_table_[slot].hash == hash && names_[known] == name) {
      return {known};
    }
    slot = (slot + 1) & (name_table_.size() - 1);
  }
  const auto index = static_cast<uint32_t>(names_.size());
  names_.push_back(name_texts_.emplace_back(name));
  Enter(name_table_, index, hash);
  if (names_.size() * 2 > name_table_.size()) {
    Grow(name_table_);
  }
  return {index};
}

void ValueStore::Enter(std::vector<TableSlot>& table, uint32_t index,
                       uint32_t hash) {
  size_t slot = hash & (table.size() - 1);
  while (table[slot].index != 0) {
    slot = (slot + 1) & (table.size() - 1);
  }
  table[slot] = {index + 1, hash};
}

void ValueStore::Grow(std::vector<TableSlot>& table) {
  std::vector<TableSlot> larger(table.size() * 2);
  for (const TableSlot& slot : table) {
    if (slot.index != 0) {
      Enter(larger, slot.index - 1, slot.hash);
    }
  }
  table = std::move(larger);
}

AbstractId ValueStore::Add(const AbstractNode& node, uint32_t hash) {
  const auto index = static_cast<uint32_t>(nodes_.size());
  nodes_.push_back(node);
  Enter(table_, index, hash);
  if (nodes_.size() * 2 > table_.size()) {
    Grow(table_);
  }
  return {index};
}

AbstractId ValueStore::Make(AbstractNode node) {
  const uint32_t hash = HashOf(node);
  size_t slot = hash & (table_.size() - 1);
  while (table_[slot].index != 0) {
    const uint32_t known = table_[slot].index - 1;
    if (table_[slot].hash == hash && nodes_[known] == node) {
      return {known};
    }
    slot = (slot + 1) & (table_.size() - 1);
  }
  return Add(node, hash);
}

AbstractId ValueStore::MakeParts(AbstractKind kind,
                                 std::span<const AbstractId> wanted) {
  const uint32_t hash = HashOfParts(kind, wanted);
  size_t slot = hash & (table_.size() - 1);
  while (table_[slot].index != 0) {
    const AbstractId known{table_[slot].index - 1};
    if (table_[slot].hash == hash && nodes_[known.index].kind == kind &&
        std::ranges::equal(parts(known), wanted)) {
      return known;
    }
    slot = (slot + 1) & (table_.size() - 1);
  }
  const auto begin = static_cast<uint32_t>(pool_.size());
  const auto size = static_cast<uint32_t>(wanted.size());
  // `wanted` may be a part of the pool, which moves when it grows.
  const std::less<> before;
  const bool inside = !before(wanted.data(), pool_.data()) &&
                      before(wanted.data(), pool_.data() + pool_.size());
  const ptrdiff_t at = inside ? wanted.data() - pool_.data() : 0;
  pool_.resize(pool_.size() + size);
  std::copy_n(inside ? pool_.data() + at : wanted.data(), size,
              pool_.begin() + begin);
  return Add({kind, begin, size}, hash);
}

std::span<const AbstractId> ValueStore::parts(AbstractId id) const {
  const AbstractNode& of = nodes_[id.index];
  return std::span<const AbstractId>(pool_).subspan(of.a, of.b);
}

AbstractId ValueStore::MakeFixed(const MappedText& text) {
  if (text.text.empty()) {
    return empty_;
  }
  const auto known = literals_.find(&text);
  if (known != literals_.end()) {
    return known->second;
  }
  const auto size = static_cast<uint32_t>(text.text.size());
  fixed_.push_back({&text, {0, size}});
  const AbstractId made =
      Make({AbstractKind::Fixed, static_cast<uint32_t>(fixed_.size() - 1)});
  literals_.emplace(&text, made);
  return made;
}

AbstractId ValueStore::MakeOwned(MappedText text) {
  if (text.text.empty() && empty_ != AbstractId{}) {
    return empty_;
  }
  // The same text from the same place is the same value.
  uint64_t hash = std::hash<std::string>{}(text.text);
  for (const TextPiece& piece : text.map.pieces()) {
    hash = Mix(hash, piece.source.file.index);
    hash = Mix(hash, piece.source.range.begin);
    hash = Mix(hash, piece.source.range.end);
    hash = piece.doubtful ? Mix(hash, 1) : hash;
  }
  std::vector<uint32_t>& known = owned_ids_[hash];
  for (const uint32_t index : known) {
    const MappedText& other = *fixed_[nodes_[index].a].text;
    if (other.text == text.text &&
        std::ranges::equal(other.map.pieces(), text.map.pieces(), {},
                           &TextPiece::doubtful, &TextPiece::doubtful)) {
      return {index};
    }
  }
  const MappedText& kept = owned_.emplace_back(std::move(text));
  const auto size = static_cast<uint32_t>(kept.text.size());
  fixed_.push_back({&kept, {0, size}});
  const AbstractId made =
      Make({AbstractKind::Fixed, static_cast<uint32_t>(fixed_.size() - 1)});
  known.push_back(made.index);
  return made;
}

AbstractId ValueStore::MakeText(std::string_view text, Location place) {
  MappedText made;
  made.Append(text, place);
  return MakeOwned(std::move(made));
}

AbstractId ValueStore::MakeNumber(std::string_view spelling) {
  return Make({AbstractKind::Number, Intern(spelling).index});
}

AbstractId ValueStore::MakeHole(const Hole& hole) {
  uint64_t hash =
      Mix(static_cast<uint64_t>(hole.reason), static_cast<uint64_t>(hole.form));
  hash = Mix(hash, HashOfName(hole.name));
  hash = Mix(hash, hole.location.file.index);
  hash = Mix(hash, hole.location.range.begin);
  const uint32_t folded = Folded(Mix(hash, hole.location.range.end));
  size_t slot = folded & (hole_table_.size() - 1);
  while (hole_table_[slot].index != 0) {
    const AbstractId known{hole_table_[slot].index - 1};
    const Hole& other = holes_[nodes_[known.index].a];
    if (hole_table_[slot].hash == folded && other.reason == hole.reason &&
        other.form == hole.form && other.name == hole.name &&
        other.location == hole.location) {
      return known;
    }
    slot = (slot + 1) & (hole_table_.size() - 1);
  }
  holes_.push_back(hole);
  const AbstractId made =
      Make({AbstractKind::Hole, static_cast<uint32_t>(holes_.size() - 1)});
  Enter(hole_table_, made.index, folded);
  if (holes_.size() * 2 > hole_table_.size()) {
    Grow(hole_table_);
  }
  return made;
}

AbstractId ValueStore::MakeSequence(std::span<const AbstractId> wanted) {
  std::vector<AbstractId> kept;
  kept.reserve(wanted.size());
  for (const AbstractId part : wanted) {
    if (part != empty_) {
      kept.push_back(part);
    }
  }
  if (kept.empty()) {
    return empty_;
  }
  return kept.size() == 1 ? kept.front()
                          : MakeParts(AbstractKind::Sequence, kept);
}

AbstractId ValueStore::Concat(AbstractId left, AbstractId right) {
  const AbstractId both[] = {left, right};
  return MakeSequence(both);
}

AbstractId ValueStore::MakeRepeat(AbstractId body, AbstractId separator,
                                  uint32_t minimum) {
  if (body == empty_ && separator == empty_) {
    return empty_;
  }
  return Make({AbstractKind::Repeat, body.index, separator.index, minimum});
}

std::optional<std::string_view> ValueStore::AsFixed(AbstractId id) const {
  if (kind(id) != AbstractKind::Fixed) {
    return std::nullopt;
  }
  return fixed(id).view();
}

bool ValueStore::IsText(AbstractId id) const {
  switch (kind(id)) {
    case AbstractKind::Fixed:
    case AbstractKind::Sequence:
    case AbstractKind::Repeat:
      return true;
    case AbstractKind::Choose:
      return std::ranges::all_of(
          parts(id), [this](AbstractId part) { return IsText(part); });
    default:
      return false;
  }
}

}  // namespace pgpact
