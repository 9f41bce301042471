// Reads the library's own nodes: its cursor finds each child from the first
// on and each field through all levels, which costs a quarter of the parse.
// What a child is (visible, by which alias, in which field) is told by the
// production of its parent, as in the library's tree_cursor.c, with which a
// test compares it.
#include "analyzer/frontends/tree_sitter/flatten.h"

#include <language.h>
#include <subtree.h>
#include <tree.h>

#include <cstdint>

namespace pgpact {
namespace {

// The place of an extra (a comment), which no production counts.
constexpr uint32_t kNoPlace = 0xffffffffU;

// A node whose children are being read.
struct Open {
  const Subtree* children = nullptr;
  uint32_t count = 0;
  uint32_t next = 0;
  // Of the next child that is no extra.
  uint32_t structural = 0;
  // Where the next child begins, without what stands before it.
  uint32_t position = 0;
  const TSSymbol* aliases = nullptr;
  const TSFieldMapEntry* fields = nullptr;
  const TSFieldMapEntry* fields_end = nullptr;
  // The node's index; of a hidden one that of the visible one around it.
  uint32_t index = 0;
  // A hidden node gives its children its own field.
  bool hidden = false;
  TSFieldId field = 0;
};

class Flattener {
 public:
  Flattener(const Grammar& grammar, const TSTree* tree)
      : grammar_(grammar), language_(tree->language) {
    const Subtree root = tree->root;
    nodes_.reserve(ts_subtree_visible_descendant_count(root) + 1);
    const Child child = Look(root);
    if (IsWanted(child)) {
      Add(root, child, child.padding, 0);
    }
  }

  std::vector<SyntaxNode> Run() && {
    while (!open_.empty()) {
      Open& top = open_.back();
      if (top.next < top.count) {
        Next(top);
        continue;
      }
      if (!top.hidden) {
        nodes_[top.index].next = static_cast<uint32_t>(nodes_.size());
      }
      open_.pop_back();
    }
    return std::move(nodes_);
  }

 private:
  // What is asked of every child, whether the library keeps it in its parent
  // or beside it.
  struct Child {
    uint32_t padding = 0;
    uint32_t size = 0;
    TSSymbol symbol = 0;
    bool visible = false;
    bool named = false;
    bool extra = false;
    bool missing = false;
  };

  static Child Look(Subtree subtree) {
    if (subtree.data.is_inline) {
      const SubtreeInlineData& data = subtree.data;
      return {data.padding_bytes, data.size_bytes, data.symbol,    data.visible,
              data.named,         data.extra,      data.is_missing};
    }
    const SubtreeHeapData& data = *subtree.ptr;
    return {data.padding.bytes, data.size.bytes, data.symbol,    data.visible,
            data.named,         data.extra,      data.is_missing};
  }

  // REQUIRES: a child is left. `top` is not valid afterwards.
  void Next(Open& top) {
    const Subtree subtree = top.children[top.next];
    Child child = Look(subtree);
    const uint32_t begin =
        top.position + (top.next > 0 ? child.padding : uint32_t{0});
    ++top.next;
    top.position = begin + child.size;
    const uint32_t place = child.extra ? kNoPlace : top.structural++;
    const TSSymbol alias = place == kNoPlace || top.aliases == nullptr
                               ? TSSymbol{0}
                               : top.aliases[place];
    if (alias != 0) {
      child.symbol = alias;
      child.named = ts_language_symbol_metadata(language_, alias).named;
    } else if (!child.visible) {
      if (ts_subtree_visible_child_count(subtree) > 0) {
        Enter(subtree, begin, top.index, true, FieldAt(top, place));
      }
      return;
    }
    // Half of all children are tokens that nobody asks for.
    if (IsWanted(child)) {
      Add(subtree, child, begin, FieldAt(top, place));
    }
  }

  bool IsWanted(const Child& child) const {
    return child.named || child.missing ||
           child.symbol == ts_builtin_sym_error ||
           grammar_.KindOfSymbol(child.symbol) != kOtherKind;
  }

  static TSFieldId FieldAt(const Open& parent, uint32_t place) {
    if (place == kNoPlace) {
      return 0;
    }
    for (const TSFieldMapEntry* entry = parent.fields;
         entry != parent.fields_end; ++entry) {
      if (!entry->inherited && entry->child_index == place) {
        return entry->field_id;
      }
    }
    return parent.hidden ? parent.field : TSFieldId{0};
  }

  void Add(Subtree subtree, const Child& child, uint32_t begin,
           TSFieldId field) {
    const auto index = static_cast<uint32_t>(nodes_.size());
    nodes_.push_back({.begin = begin,
                      .end = begin + child.size,
                      .next = index + 1,
                      .kind = grammar_.KindOfSymbol(child.symbol),
                      .field = grammar_.FieldOfId(field),
                      .named = child.named,
                      .error = child.symbol == ts_builtin_sym_error,
                      .missing = child.missing});
    if (ts_subtree_child_count(subtree) > 0) {
      Enter(subtree, begin, index, false, 0);
    }
  }

  void Enter(Subtree node, uint32_t begin, uint32_t index, bool hidden,
             TSFieldId field) {
    Open& entered = open_.emplace_back();
    entered.children = ts_subtree_children(node);
    entered.count = ts_subtree_child_count(node);
    entered.position = begin;
    const uint16_t production = node.ptr->production_id;
    entered.aliases = ts_language_alias_sequence(language_, production);
    ts_language_field_map(language_, production, &entered.fields,
                          &entered.fields_end);
    entered.index = index;
    entered.hidden = hidden;
    entered.field = field;
  }

  const Grammar& grammar_;
  const TSLanguage* language_;
  std::vector<SyntaxNode> nodes_;
  std::vector<Open> open_;
};

}  // namespace

std::vector<SyntaxNode> FlattenTree(const Grammar& grammar,
                                    const TSTree* tree) {
  return Flattener(grammar, tree).Run();
}

}  // namespace pgpact
