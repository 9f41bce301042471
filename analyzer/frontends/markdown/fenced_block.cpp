#include "analyzer/frontends/markdown/fenced_block.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/frontends/markdown/handles.h"
#include "analyzer/frontends/markdown/session_prompt.h"

namespace pgpact {

namespace {

constexpr std::array<std::string_view, 5> kSqlNames = {
    "sql", "postgresql", "postgres", "psql", "pgsql"};
constexpr std::array<std::string_view, 9> kShellNames = {
    "bash",          "sh",           "shell",      "console", "zsh",
    "shell-session", "shellsession", "sh-session", "terminal"};

// The bytes of one line of the document, its end included.
TextRange LineRange(const SourceFile& file, uint32_t line) {
  const uint32_t end = line < file.line_count()
                           ? file.LineStart(line + 1)
                           : static_cast<uint32_t>(file.content().size());
  return {file.LineStart(line), end};
}

std::string_view WithoutLineEnd(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) {
    line.remove_suffix(1);
  }
  return line;
}

// Appends a line of a block as it stands at the end of the document's line.
// Blanks that cmark made of a broken tab stand for nothing of it.
void AppendLine(const SourceFile& file, uint32_t line, std::string_view shown,
                MappedText& text) {
  const TextRange range = LineRange(file, line);
  const std::string_view raw = WithoutLineEnd(file.Text(range));
  std::string_view body = WithoutLineEnd(shown);
  size_t blanks = 0;
  while (blanks < body.size() && body[blanks] == ' ' &&
         !raw.ends_with(body.substr(blanks))) {
    ++blanks;
  }
  body.remove_prefix(blanks);
  const auto size = static_cast<uint32_t>(
      raw.ends_with(body) ? raw.size() - body.size() : raw.size());
  const uint32_t begin = range.begin + size;
  text.Append(std::string(blanks, ' '), {file.id(), {begin, begin}});
  text.Append(file.Text({begin, range.end}), {file.id(), {begin, range.end}});
}

MappedText ContentOf(const SourceFile& file, uint32_t first_line,
                     std::string_view literal) {
  MappedText text;
  uint32_t line = first_line;
  while (!literal.empty() && line <= file.line_count()) {
    const size_t end = std::min(literal.find('\n'), literal.size() - 1) + 1;
    AppendLine(file, line, literal.substr(0, end), text);
    literal.remove_prefix(end);
    ++line;
  }
  return text;
}

std::string_view TextOrEmpty(const char* text) {
  return text == nullptr ? std::string_view() : std::string_view(text);
}

// The lines of a block node.
TextRange RangeOf(const SourceFile& file, cmark_node* node) {
  const auto line = [&file](int number) {
    return std::clamp(static_cast<uint32_t>(std::max(number, 1)), 1U,
                      file.line_count());
  };
  const uint32_t first = line(cmark_node_get_start_line(node));
  const TextRange first_line = LineRange(file, first);
  const TextRange last =
      LineRange(file, std::max(first, line(cmark_node_get_end_line(node))));
  const int column = std::max(cmark_node_get_start_column(node), 1) - 1;
  return {std::min(first_line.begin + static_cast<uint32_t>(column), last.end),
          static_cast<uint32_t>(last.begin +
                                WithoutLineEnd(file.Text(last)).size())};
}

std::optional<FencedBlock> BlockOf(const SourceFile& file, cmark_node* node) {
  const TextRange range = RangeOf(file, node);
  const std::string_view literal = TextOrEmpty(cmark_node_get_literal(node));
  const auto line = static_cast<uint32_t>(cmark_node_get_start_line(node));
  if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
    if (literal.find("pgpact:") == std::string_view::npos) {
      return std::nullopt;
    }
    return FencedBlock{BlockKind::Directive, ContentOf(file, line, literal),
                       range};
  }
  const std::optional<BlockKind> kind =
      KindOfInfo(TextOrEmpty(cmark_node_get_fence_info(node)));
  if (!kind) {
    return std::nullopt;
  }
  return FencedBlock{
      *kind, StripPrompts(ContentOf(file, line + 1, literal), *kind), range};
}

}  // namespace

std::optional<BlockKind> KindOfInfo(std::string_view info) {
  const size_t begin = info.find_first_not_of("{. \t");
  if (begin == std::string_view::npos) {
    return std::nullopt;
  }
  info.remove_prefix(begin);
  std::string name(info.substr(0, info.find_first_of(" \t,{}:;=")));
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (std::find(kSqlNames.begin(), kSqlNames.end(), name) != kSqlNames.end()) {
    return BlockKind::Sql;
  }
  return std::find(kShellNames.begin(), kShellNames.end(), name) !=
                 kShellNames.end()
             ? std::optional(BlockKind::Shell)
             : std::nullopt;
}

std::vector<FencedBlock> FindFencedBlocks(const SourceFile& file) {
  std::vector<FencedBlock> blocks;
  const std::string_view content = file.content();
  const DocumentHandle document(
      cmark_parse_document(content.data(), content.size(), CMARK_OPT_DEFAULT));
  const IteratorHandle iterator(cmark_iter_new(document.get()));
  while (true) {
    const cmark_event_type event = cmark_iter_next(iterator.get());
    if (event == CMARK_EVENT_DONE) {
      return blocks;
    }
    cmark_node* node = cmark_iter_get_node(iterator.get());
    const cmark_node_type type = cmark_node_get_type(node);
    if (event == CMARK_EVENT_ENTER &&
        (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK)) {
      if (std::optional<FencedBlock> block = BlockOf(file, node)) {
        blocks.push_back(std::move(*block));
      }
    }
  }
}

}  // namespace pgpact
