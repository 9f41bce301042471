#include "analyzer/frontends/shell/shell_lowering.h"

#include <algorithm>
#include <utility>

namespace pgpact {

ShellLowering::ShellLowering(const Grammar& grammar, const SourceFile& file)
    : grammar_(grammar),
      file_(file),
      builder_(Language::Shell, file.id(), file.path()) {}

const ShellSource* ShellLowering::AddSource(MappedText text) {
  sources_.push_back(std::make_unique<ShellSource>(grammar_, std::move(text)));
  return sources_.back().get();
}

void ShellLowering::Complain(UnknownReason reason, std::string what,
                             TextRange place) {
  lowered_.unsupported.push_back({reason, std::move(what), place});
}

// The names of all functions of the file, and whether it reads others.
void ShellLowering::FindFunctions(const ShellSource& source) {
  const SyntaxTree& tree = source.tree();
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const NodeView node(&tree, i);
    if (node.Is(ShellKind::FunctionDefinition)) {
      if (const std::optional<NodeView> name = node.Child(ShellField::Name)) {
        functions_.emplace(name->text());
      }
    } else if (node.Is(ShellKind::CommandName)) {
      const std::string_view name = source.Text(node.range());
      sources_others_ = sources_others_ || name == "source" || name == ".";
    }
  }
}

// The comments that speak to pgpact, with the statements that they cover.
void ShellLowering::Comments(const ShellSource& source) {
  std::sort(statements_.begin(), statements_.end());
  const SyntaxTree& tree = source.tree();
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const NodeView node(&tree, i);
    if (!node.Is(ShellKind::Comment) ||
        node.text().find("pgpact:") == std::string_view::npos) {
      continue;
    }
    Comment comment;
    comment.text = node.text().substr(1);
    comment.range = source.Place(node.range());
    const uint32_t at = comment.range.begin;
    std::optional<TextRange> before;
    std::optional<TextRange> after;
    for (const TextRange statement : statements_) {
      if (statement.end <= at) {
        const std::string_view between = file_.Text({statement.end, at});
        before = between.find('\n') == std::string_view::npos
                     ? std::optional(statement)
                     : before;
      } else if (statement.begin >= at && !after) {
        after = statement;
      }
    }
    comment.covers = before ? *before : after.value_or(comment.range);
    lowered_.comments.push_back(std::move(comment));
  }
}

Lowered ShellLowering::Run(MappedText text) {
  const std::string_view first_line =
      std::string_view(text.text).substr(0, text.text.find('\n'));
  exits_on_error_ = first_line.starts_with("#!") &&
                    first_line.find(" -e") != std::string_view::npos;
  const ShellSource* const source = AddSource(std::move(text));
  FindFunctions(*source);
  for (const Heredoc& heredoc : source->heredocs()) {
    if (!heredoc.terminated) {
      Complain(UnknownReason::SyntaxError, "here-document without its end",
               source->Place(heredoc.mark));
    }
  }
  Block body;
  current_ = &body;
  LowerStatements({source, source->root()}, body);
  Comments(*source);
  lowered_.module =
      std::move(builder_).Finish(builder_.AddBlock(std::move(body)));
  return std::move(lowered_);
}

}  // namespace pgpact
