// SyntaxTree: what tree-sitter made of a text, copied into one flat array so
// that walking it is cheap and no type of the library is seen outside. Its
// one entrance is ParseSyntax.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/frontends/tree_sitter/grammar.h"
#include "analyzer/text/location.h"

namespace pgpact {

// Nodes stand in the order in which they begin, a parent before its children.
struct SyntaxNode {
  uint32_t begin = 0;
  uint32_t end = 0;
  // Index of the first node after this one's descendants.
  uint32_t next = 0;
  // Numbers of the Grammar that the text was parsed by.
  uint8_t kind = kOtherKind;
  uint8_t field = kNoField;
  bool named : 1 = false;
  // An ERROR node: text that the grammar could not place.
  bool error : 1 = false;
  // A token that the grammar made up to go on.
  bool missing : 1 = false;
};

class SyntaxTree;

// One node of a tree; valid as long as the tree. The kind and field enums
// are those of the front end, numbered as it gave them to its Grammar.
class NodeView {
 public:
  NodeView(const SyntaxTree* tree, uint32_t index)
      : tree_(tree), index_(index) {}

  uint32_t index() const { return index_; }
  inline const SyntaxNode& data() const;
  template <typename Kind>
  Kind As() const {
    return static_cast<Kind>(data().kind);
  }
  template <typename Kind>
  bool Is(Kind kind) const {
    return data().kind == static_cast<uint8_t>(kind);
  }
  TextRange range() const { return {data().begin, data().end}; }
  bool named() const { return data().named; }
  bool error() const { return data().error; }
  bool missing() const { return data().missing; }
  // The node's bytes of the text that was parsed.
  inline std::string_view text() const;

  // Children in order. Tokens of a kind that the grammar was not asked for
  // are not among them.
  class Iterator;
  class Children;
  inline Children children() const;
  // The first child in that field.
  template <typename Field>
  inline std::optional<NodeView> Child(Field field) const;
  // The first child of that kind.
  template <typename Kind>
  inline std::optional<NodeView> FirstOf(Kind kind) const;
  inline bool empty() const;

 private:
  const SyntaxTree* tree_;
  uint32_t index_;
};

class SyntaxTree {
 public:
  // `text` is not copied: it lives at least as long as the tree.
  SyntaxTree(std::string_view text, std::vector<SyntaxNode> nodes)
      : text_(text), nodes_(std::move(nodes)) {}

  std::string_view text() const { return text_; }
  const std::vector<SyntaxNode>& nodes() const { return nodes_; }
  NodeView root() const { return {this, 0}; }

 private:
  std::string_view text_;
  std::vector<SyntaxNode> nodes_;
};

// Parses a text. Never fails: what does not fit is an error node, at worst
// the root itself.
[[nodiscard]] SyntaxTree ParseSyntax(const Grammar& grammar,
                                     std::string_view text);

// ---- Inline parts ------------------------------------------------------

inline const SyntaxNode& NodeView::data() const {
  return tree_->nodes()[index_];
}
inline std::string_view NodeView::text() const {
  return tree_->text().substr(data().begin, data().end - data().begin);
}
inline bool NodeView::empty() const {
  return data().next == index_ + 1;
}

class NodeView::Iterator {
 public:
  Iterator(const SyntaxTree* tree, uint32_t index)
      : tree_(tree), index_(index) {}
  NodeView operator*() const { return {tree_, index_}; }
  Iterator& operator++() {
    index_ = tree_->nodes()[index_].next;
    return *this;
  }
  bool operator==(const Iterator& other) const = default;

 private:
  const SyntaxTree* tree_;
  uint32_t index_;
};

class NodeView::Children {
 public:
  Children(Iterator begin, Iterator end) : begin_(begin), end_(end) {}
  Iterator begin() const { return begin_; }
  Iterator end() const { return end_; }

 private:
  Iterator begin_;
  Iterator end_;
};

inline NodeView::Children NodeView::children() const {
  return {Iterator(tree_, index_ + 1), Iterator(tree_, data().next)};
}

template <typename Field>
std::optional<NodeView> NodeView::Child(Field field) const {
  for (const NodeView child : children()) {
    if (child.data().field == static_cast<uint8_t>(field)) {
      return child;
    }
  }
  return std::nullopt;
}

template <typename Kind>
std::optional<NodeView> NodeView::FirstOf(Kind kind) const {
  for (const NodeView child : children()) {
    if (child.Is(kind)) {
      return child;
    }
  }
  return std::nullopt;
}

}  // namespace pgpact
