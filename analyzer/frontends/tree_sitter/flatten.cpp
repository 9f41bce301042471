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
    Take(root, ts_subtree_padding(root).bytes, 0, 0);
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
  // REQUIRES: a child is left. `top` is not valid afterwards.
  void Next(Open& top) {
    const Subtree child = top.children[top.next];
    if (top.next > 0) {
      top.position += ts_subtree_padding(child).bytes;
    }
    ++top.next;
    const uint32_t begin = top.position;
    top.position += ts_subtree_size(child).bytes;
    TSSymbol alias = 0;
    TSFieldId field = 0;
    if (!ts_subtree_extra(child)) {
      alias =
          top.aliases == nullptr ? TSSymbol{0} : top.aliases[top.structural];
      field = FieldIn(top);
      ++top.structural;
    }
    if (alias != 0 || ts_subtree_visible(child)) {
      Take(child, begin, alias, field);
    } else if (ts_subtree_visible_child_count(child) > 0) {
      Enter(child, begin, top.index, true, field);
    }
  }

  static TSFieldId FieldIn(const Open& parent) {
    for (const TSFieldMapEntry* entry = parent.fields;
         entry != parent.fields_end; ++entry) {
      if (!entry->inherited && entry->child_index == parent.structural) {
        return entry->field_id;
      }
    }
    return parent.hidden ? parent.field : TSFieldId{0};
  }

  void Take(const Subtree& node, uint32_t begin, TSSymbol alias,
            TSFieldId field) {
    const TSSymbol symbol = ts_language_public_symbol(
        language_, alias != 0 ? alias : ts_subtree_symbol(node));
    SyntaxNode made;
    made.begin = begin;
    made.end = begin + ts_subtree_size(node).bytes;
    made.kind = grammar_.KindOfSymbol(symbol);
    made.named = alias != 0
                     ? ts_language_symbol_metadata(language_, alias).named
                     : ts_subtree_named(node);
    made.error = symbol == ts_builtin_sym_error;
    made.missing = ts_subtree_missing(node);
    if (!made.named && made.kind == kOtherKind && !made.error &&
        !made.missing) {
      return;
    }
    made.field = grammar_.FieldOfId(field);
    const auto index = static_cast<uint32_t>(nodes_.size());
    made.next = index + 1;
    nodes_.push_back(made);
    if (ts_subtree_child_count(node) > 0) {
      Enter(node, begin, index, false, 0);
    }
  }

  void Enter(const Subtree& node, uint32_t begin, uint32_t index, bool hidden,
             TSFieldId field) {
    Open entered;
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
    open_.push_back(entered);
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
