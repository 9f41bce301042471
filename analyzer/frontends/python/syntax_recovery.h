// What to do when an unclosed parenthesis or quote swallows the statements
// after it: the top-level statements that do not parse by themselves are
// blanked, so that those around them are read. Its entrance is
// WithoutBrokenStatements.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/frontends/tree_sitter/syntax_tree.h"
#include "analyzer/text/location.h"

namespace pgpact {

struct RecoveredText {
  // As long as the text that was parsed; blanks where it was broken.
  std::string text;
  std::vector<TextRange> broken;
};

// Nothing when no error of the tree reaches over a top-level statement, or
// when the blanks would not help.
std::optional<RecoveredText> WithoutBrokenStatements(const Grammar& grammar,
                                                     const SyntaxTree& tree);

}  // namespace pgpact
