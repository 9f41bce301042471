// ShellSource: a shell text with its map, its here-documents and its tree: a
// whole file, or a part that is itself a program (`$(…)`, `bash -c "…"`).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/frontends/shell/heredoc.h"
#include "analyzer/frontends/shell/word_pieces.h"
#include "analyzer/frontends/tree_sitter/syntax_tree.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

class ShellSource {
 public:
  ShellSource(const Grammar& grammar, MappedText text);
  ShellSource(const ShellSource&) = delete;
  ShellSource& operator=(const ShellSource&) = delete;

  const MappedText& mapped() const { return text_; }
  std::string_view text() const { return text_.text; }
  std::string_view Text(TextRange range) const {
    return text().substr(range.begin, range.size());
  }
  const SyntaxTree& tree() const { return tree_; }
  NodeView root() const { return tree_.root(); }
  const std::vector<Heredoc>& heredocs() const { return heredocs_; }
  // The here-document whose mark begins there, or nullptr.
  const Heredoc* HeredocAt(uint32_t offset) const;
  // Where the range stands in the host file.
  TextRange Place(TextRange range) const;

 private:
  MappedText text_;
  std::vector<Heredoc> heredocs_;
  // What the grammar read.
  std::string blank_;
  SyntaxTree tree_;
};

// A node of one of the sources.
struct ShellNode {
  const ShellSource* source = nullptr;
  NodeView view;

  TextRange range() const { return view.range(); }
  std::string_view text() const { return source->Text(view.range()); }
  TextRange place() const { return source->Place(view.range()); }
  ShellNode With(NodeView other) const { return {source, other}; }
};

// A word of a command; its pieces are cut when it is made.
struct ShellWord {
  const ShellSource* source = nullptr;
  TextRange range;
  std::vector<WordPiece> pieces;

  ShellWord(const ShellSource& from, TextRange where)
      : source(&from), range(where), pieces(SplitWord(from.mapped(), where)) {}

  TextRange place() const { return source->Place(range); }
  // The text when nothing in it is expanded.
  bool is_fixed() const;
  std::string FixedText() const;
  // The literal text with which it begins.
  std::string_view Head() const;
  // The word without the first bytes of its literal text.
  // REQUIRES: count <= Head().size()
  ShellWord Without(uint32_t count) const;
};

}  // namespace pgpact
