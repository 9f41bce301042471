// FlattenTree: a tree of tree-sitter as the nodes of a SyntaxTree.
#pragma once

#include <vector>

#include "analyzer/frontends/tree_sitter/syntax_tree.h"

struct TSTree;

namespace pgpact {

// The nodes of the tree that the grammar was asked for, and every named,
// missing or error node. Without recursion: however deep it is, only a list
// of open nodes grows.
[[nodiscard]] std::vector<SyntaxNode> FlattenTree(const Grammar& grammar,
                                                  const TSTree* tree);

}  // namespace pgpact
