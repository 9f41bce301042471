// ValueStore: the values that the evaluator computes with. A value is an id;
// equal values have equal ids, so a join of a value with itself is one
// comparison. What can change (a list, an object, a variable) is a Cell of
// the heap; the value only names it.
#pragma once

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzer/strings/string_program.h"
#include "analyzer/strings/template.h"

namespace pgpact {

// A name, interned.
struct NameId {
  uint32_t index = 0;
  auto operator<=>(const NameId&) const = default;
};

struct AbstractId {
  uint32_t index = 0;
  auto operator<=>(const AbstractId&) const = default;
};

enum class AbstractKind : uint8_t {
  Unset,  // a variable before its first assignment
  // Texts
  Fixed,     // a: fixed text
  Hole,      // a: hole
  Sequence,  // parts, one text after the other
  Choose,    // parts: one of them (of any kind)
  Repeat,    // a: body, b: separator, c: minimum
  // Constants
  None,
  True,    // a: 1 for what the server's version decided
  False,   // likewise
  Number,  // a: name of its spelling
  // Things with a place on the heap
  List,         // a: object
  Tuple,        // a: object
  Set,          // a: object
  Dictionary,   // a: object
  Instance,     // a: object
  TextBuilder,  // a: object
  // Contents of collections: the value of their cell
  Items,    // parts: elements
  Entries,  // parts: key, value, key, value …
  // b: 1 on the first element says that not all of them are absent.
  Optional,  // a: an element that may be absent
  AnyTimes,  // a: an element that stands there any number of times
  // Things to call or to look into
  Closure,   // a: closure
  Class,     // a: class
  Module,    // a: module
  Library,   // a: name of its path
  Method,    // a: receiver, b: name
  Partial,   // a: callee, b: object holding the arguments
  Handle,    // a: handle kind, b: connection
  Super,     // a: class, b: instance
  Entered,   // a: what `with` binds
  Imported,  // a: module, b: name, of a module that was still being run
  Frozen,    // a: kind of a collection, b: its content, as it was once
};

struct AbstractNode {
  AbstractKind kind = AbstractKind::Unset;
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t c = 0;
  bool operator==(const AbstractNode&) const = default;
};

// A part of a text of a module, or of one that the evaluator made.
struct FixedPart {
  const MappedText* text = nullptr;
  TextRange range;

  std::string_view view() const {
    return std::string_view(text->text).substr(range.begin, range.size());
  }
};

class ValueStore {
 public:
  // Of the number of results that Join and Widen keep.
  static constexpr uint32_t kJoinBits = 12;

  ValueStore();

  // ---- Names
  NameId Intern(std::string_view name);
  std::string_view name(NameId id) const { return names_[id.index]; }

  // ---- Making values
  AbstractId Make(AbstractNode node);
  AbstractId MakeParts(AbstractKind kind, std::span<const AbstractId> wanted);
  // `text` must live as long as the store.
  AbstractId MakeFixed(const MappedText& text);
  AbstractId MakeOwned(MappedText text);
  AbstractId MakeText(std::string_view text, Location place);
  AbstractId MakeNumber(std::string_view spelling);
  AbstractId MakeHole(const Hole& hole);
  AbstractId MakeSequence(std::span<const AbstractId> wanted);
  AbstractId Concat(AbstractId left, AbstractId right);
  AbstractId MakeRepeat(AbstractId body, AbstractId separator,
                        uint32_t minimum);
  // One of the options; flat, each once, without Unset when there is another.
  AbstractId MakeChoose(std::span<const AbstractId> wanted);

  AbstractId unset() const { return unset_; }
  AbstractId none() const { return none_; }
  AbstractId truth(bool value) const { return value ? true_ : false_; }
  // What a comparison of the server's version came to.
  AbstractId version_truth(bool value) {
    return Make({value ? AbstractKind::True : AbstractKind::False, 1});
  }
  AbstractId empty() const { return empty_; }

  // ---- Looking at values
  const AbstractNode& node(AbstractId id) const { return nodes_[id.index]; }
  AbstractKind kind(AbstractId id) const { return nodes_[id.index].kind; }
  // Of Sequence, Choose, Items, Entries.
  std::span<const AbstractId> parts(AbstractId id) const;
  const FixedPart& fixed(AbstractId id) const {
    return fixed_[nodes_[id.index].a];
  }
  const Hole& hole(AbstractId id) const { return holes_[nodes_[id.index].a]; }
  // The text when it is fixed as a whole.
  std::optional<std::string_view> AsFixed(AbstractId id) const;
  bool IsText(AbstractId id) const;
  bool IsHole(AbstractId id) const { return kind(id) == AbstractKind::Hole; }
  size_t size() const { return nodes_.size(); }

  // ---- Joins
  // A value that is one or the other. Texts that begin alike share their
  // beginning, so that what one branch appends becomes optional.
  AbstractId Join(AbstractId a, AbstractId b);
  // What a loop makes of a variable that was `before` and is `after` once
  // the body has run.
  AbstractId Widen(AbstractId before, AbstractId after);

  // The most options of one Choose.
  void set_option_limit(uint32_t limit) { option_limit_ = limit; }

 private:
  struct TableSlot {
    // Of a node or name, plus 1; 0 is free.
    uint32_t index = 0;
    uint32_t hash = 0;
  };

  static void Grow(std::vector<TableSlot>& table);
  // Enters what the table does not hold.
  static void Enter(std::vector<TableSlot>& table, uint32_t index,
                    uint32_t hash);
  AbstractId Add(const AbstractNode& node, uint32_t hash);
  AbstractId JoinAnew(AbstractId a, AbstractId b);
  AbstractId WidenAnew(AbstractId before, AbstractId after);
  AbstractId JoinItems(AbstractId a, AbstractId b);
  AbstractId JoinEntries(AbstractId a, AbstractId b);
  AbstractId WidenItems(AbstractId before, AbstractId after);
  AbstractId WidenEntries(AbstractId before, AbstractId after);
  std::optional<AbstractId> JoinTexts(AbstractId a, AbstractId b);
  AbstractId MakeOptional(AbstractId item);
  AbstractId MakeAnyTimes(AbstractId item);
  void AddOption(AbstractId option, std::vector<AbstractId>& options) const;

  std::vector<AbstractNode> nodes_;
  std::vector<AbstractId> pool_;
  std::deque<MappedText> owned_;
  std::vector<FixedPart> fixed_;
  std::vector<Hole> holes_;
  // Open addressing, with a part of the hash so that few nodes are looked at.
  std::vector<TableSlot> table_;

  // Results of Join and Widen by a hash of their arguments; what falls into
  // the same place takes it.
  struct Joined {
    AbstractId a;
    AbstractId b;
    AbstractId result;
  };
  std::vector<Joined> joins_;
  std::vector<Joined> widenings_;

  std::deque<std::string> name_texts_;
  std::vector<std::string_view> names_;
  // Open addressing like table_.
  std::vector<TableSlot> name_table_;
  std::unordered_map<const MappedText*, AbstractId> literals_;
  std::vector<TableSlot> hole_table_;
  std::unordered_map<uint64_t, std::vector<uint32_t>> owned_ids_;

  AbstractId unset_;
  AbstractId none_;
  AbstractId true_;
  AbstractId false_;
  AbstractId empty_;
  AbstractId too_many_;
  uint32_t option_limit_ = 48;
};

}  // namespace pgpact
