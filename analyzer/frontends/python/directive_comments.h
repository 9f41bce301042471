// The comments that speak to pgpact, each with the statement that it covers.
#pragma once

#include <vector>

#include "analyzer/frontends/front_end.h"
#include "analyzer/frontends/python/source_text.h"
#include "analyzer/frontends/tree_sitter/syntax_tree.h"

namespace pgpact {

// Those that contain "pgpact:", in order. A comment covers the statement that
// it stands in or after on the same line, else the next one; of a statement
// with blocks, its head.
std::vector<Comment> DirectiveComments(const SourceText& source,
                                       const SyntaxTree& tree);

}  // namespace pgpact
