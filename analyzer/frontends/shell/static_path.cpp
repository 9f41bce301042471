// Paths that scripts work out by the usual idioms: the script's own folder,
// the working directory, and variables that hold them.
#include <algorithm>

#include "analyzer/frontends/shell/shell_lowering.h"
#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

std::string FolderOf(std::string_view path) {
  const std::string_view parent = ParentPath(path);
  return parent.empty() ? "." : std::string(parent);
}

// The name of a plain `$name` or `${name}`; empty for anything else.
std::string_view PlainName(std::string_view text) {
  if (text.starts_with("${") && text.ends_with('}')) {
    return text.substr(2, text.size() - 3);
  }
  return text.starts_with('$') ? text.substr(1) : std::string_view();
}

bool IsScriptName(std::string_view name) {
  return name == "0" || name == "BASH_SOURCE" || name == "BASH_SOURCE[0]" ||
         name == "BASH_SOURCE[-1]";
}

}  // namespace

// The value of an expansion that tells where the script or the run stands;
// nothing for all others, variables among them.
std::optional<std::string> ShellLowering::ScriptIdiom(const ShellSource& source,
                                                      TextRange range) {
  const std::string_view text = source.Text(range);
  const std::string_view name = PlainName(text);
  if (IsScriptName(name)) {
    return file_.path();
  }
  if (name == "PWD" && !variables_.contains(name)) {
    return Folder();
  }
  constexpr std::string_view kSuffix = "%/*";
  if (name.ends_with(kSuffix) &&
      IsScriptName(name.substr(0, name.size() - kSuffix.size()))) {
    return FolderOf(file_.path());
  }
  const bool command = text.starts_with("$(") && !text.starts_with("$((");
  return command || text.starts_with('`') ? StaticExpansion(source, range)
                                          : std::nullopt;
}

std::optional<std::string> ShellLowering::StaticExpansion(
    const ShellSource& source, TextRange range) {
  const std::string_view text = source.Text(range);
  const bool command = text.starts_with("$(") && !text.starts_with("$((");
  if (!command && !text.starts_with('`')) {
    if (const auto found = fixed_.find(PlainName(text));
        found != fixed_.end()) {
      return found->second;
    }
    return ScriptIdiom(source, range);
  }
  constexpr std::string_view kVerbs = "pwd dirname realpath readlink cd git";
  const uint32_t skip = command ? 2 : 1;
  std::string_view inside = text.substr(skip);
  inside.remove_prefix(
      std::min(inside.find_first_not_of(" \n\t"), inside.size()));
  const std::string_view verb = inside.substr(
      0, std::min(inside.find_first_of(" \t\n);&`"), inside.size()));
  if (verb.empty() || kVerbs.find(verb) == std::string_view::npos ||
      depth_ >= kShellDepth || range.size() > 4096) {
    return std::nullopt;
  }
  depth_ += 20;
  const ShellSource* const nested = AddSource(source.mapped().Slice(
      {range.begin + skip, std::max(range.end - 1, range.begin + skip)}));
  const ShellNode root{nested, nested->root()};
  std::optional<std::string> path;
  for (const NodeView child : root.view.children()) {
    path = StaticCommand(root.With(child), Folder());
  }
  depth_ -= 20;
  return path;
}

// What a command about paths prints, run in `folder`; for a list the last
// one's.
std::optional<std::string> ShellLowering::StaticCommand(ShellNode node,
                                                        std::string folder) {
  if (node.view.Is(ShellKind::RedirectedStatement)) {
    const std::optional<NodeView> body = node.view.Child(ShellField::Body);
    return body ? StaticCommand(node.With(*body), std::move(folder))
                : std::nullopt;
  }
  if (node.view.Is(ShellKind::List)) {
    std::optional<std::string> printed;
    for (const NodeView child : node.view.children()) {
      if (child.named()) {
        printed = StaticCommand(node.With(child), folder);
        folder = printed.value_or(folder);
      }
    }
    return printed;
  }
  if (!node.view.Is(ShellKind::Command)) {
    return std::nullopt;
  }
  std::vector<ShellWord> words;
  for (const NodeView child : node.view.children()) {
    ShellWord word(*node.source, child.range());
    const bool option = !words.empty() && word.Head().starts_with('-') &&
                        word.Head() != "--show-toplevel";
    if (child.named() && !option) {
      words.push_back(std::move(word));
    }
  }
  return words.empty() ? std::nullopt : StaticWords(words, folder);
}

// REQUIRES: !words.empty()
std::optional<std::string> ShellLowering::StaticWords(
    const std::vector<ShellWord>& words, const std::string& folder) {
  const std::string name = words[0].FixedText();
  if (name == "pwd") {
    return folder;
  }
  if (name == "git" && words.back().FixedText() == "--show-toplevel") {
    return ".";
  }
  std::optional<std::string> path =
      words.size() == 2 ? StaticPath(words[1]) : std::nullopt;
  if (!path || name == "realpath" || name == "readlink") {
    return path;
  }
  if (name == "dirname") {
    return FolderOf(*path);
  }
  if (name != "cd" || path->starts_with('/')) {
    return name == "cd" ? path : std::nullopt;
  }
  // What the idioms gave is already seen from the root.
  std::string joined = JoinPath(words[1].is_fixed() ? folder : "", *path);
  return joined.empty() ? "." : joined;
}

std::optional<std::string> ShellLowering::StaticPath(const ShellWord& word) {
  std::string path;
  for (const WordPiece& piece : word.pieces) {
    if (!piece.is_expansion()) {
      path += piece.literal.text;
      continue;
    }
    const std::optional<std::string> part =
        StaticExpansion(*word.source, piece.expansion);
    if (!part) {
      return std::nullopt;
    }
    path += *part;
  }
  return path;
}

}  // namespace pgpact
