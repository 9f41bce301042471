#include "cli/directives.h"

#include <algorithm>
#include <utility>

#include "analyzer/sql/parse_template.h"

namespace pgpact {

namespace {

constexpr std::string_view kMark = "pgpact:";

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) {
    return {};
  }
  const size_t end = text.find_last_not_of(" \t\r\n");
  return text.substr(begin, end - begin + 1);
}

// Takes the first word off.
std::string_view TakeWord(std::string_view& text) {
  text = Trim(text);
  const size_t end = std::min(text.find_first_of(" \t"), text.size());
  const std::string_view word = text.substr(0, end);
  text = Trim(text.substr(end));
  return word;
}

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = Trim(text.substr(0, end));
    if (!part.empty()) {
      parts.emplace_back(part);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// What the comment covers: its line, the next one, and the statement that it
// stands in.
TextRange Covered(const Comment& comment, const SourceFile& file) {
  const uint32_t line = file.PositionAt(comment.range.begin).line;
  TextRange covers = {file.LineStart(line), file.whole().end};
  if (line + 2 <= file.line_count()) {
    covers.end = file.LineStart(line + 2) - 1;
  }
  if (!comment.covers.empty()) {
    covers.begin = std::min(covers.begin, comment.covers.begin);
    covers.end = std::max(covers.end, comment.covers.end);
  }
  return covers;
}

void AddTable(std::string_view definition, SourceFileId file,
              Directives& directives) {
  SessionTable table;
  MarkedText text;
  text.text.Append("CREATE TEMP TABLE " + std::string(definition),
                   {file, {0, 0}});
  const ParsedSql parsed = ParseText(text, TextPolicy{});
  const bool parses = !parsed.statements.empty() && !parsed.statements[0].error;
  const CreateStmt* created =
      parses ? std::get_if<CreateStmt>(&parsed.statements[0].tree.root().node)
             : nullptr;
  if (created != nullptr) {
    table.name = created->relation.name.name.name;
    for (const TableElement& element : created->elements) {
      if (const auto* column = std::get_if<ColumnDef>(&element.node)) {
        table.columns.push_back(column->name.name);
      }
    }
  } else {
    // `temp-table t`: only the name is told.
    table.name =
        FoldIdentifier(Trim(definition.substr(0, definition.find('('))));
    table.incomplete = true;
  }
  directives.tables.push_back({file, std::move(table)});
}

// `rest` is a part of the comment's text.
void AddHole(const Comment& comment, std::string_view rest,
             const SourceFile& file, Directives& directives) {
  const size_t equals = rest.find('=');
  if (equals == std::string_view::npos) {
    return;
  }
  EvaluateOptions::HoleValues hole = {
      file.id(), std::string(Trim(rest.substr(0, equals))), {}};
  // Where the text stands in its file; when it was put together from several
  // lines, the comment is the place of all.
  const size_t begin = file.content()
                           .substr(comment.range.begin, comment.range.size())
                           .find(comment.text);
  const bool found = begin != std::string_view::npos;
  rest.remove_prefix(equals + 1);
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('|'), rest.size());
    const std::string_view value = Trim(rest.substr(0, end));
    if (!value.empty()) {
      TextRange range = comment.range;
      if (found) {
        range.begin += static_cast<uint32_t>(
            begin + static_cast<size_t>(value.data() - comment.text.data()));
        range.end = range.begin + static_cast<uint32_t>(value.size());
      }
      hole.values.push_back({std::string(value), {file.id(), range}});
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  directives.hole_values.push_back(std::move(hole));
}

// `allow a, b reason`: the rules; an empty one when none is named.
std::vector<std::string> TakeRules(std::string_view& rest) {
  std::vector<std::string> rules;
  bool more = true;
  while (more) {
    std::string_view word = TakeWord(rest);
    more = word.ends_with(',');
    while (!word.empty()) {
      const size_t end = std::min(word.find(','), word.size());
      if (end > 0) {
        rules.emplace_back(word.substr(0, end));
      }
      word.remove_prefix(std::min(end + 1, word.size()));
    }
    if (rest.starts_with(',')) {
      rest.remove_prefix(1);
      more = true;
    }
    more = more && !rest.empty();
  }
  if (rules.empty()) {
    rules.emplace_back();
  }
  return rules;
}

// Whether the offset stands in a comment of SQL.
bool InComment(std::string_view text, size_t at) {
  const size_t line_begin = text.rfind('\n', at) + 1;
  if (text.substr(line_begin, at - line_begin).find("--") !=
      std::string_view::npos) {
    return true;
  }
  const std::string_view before = text.substr(0, at);
  const size_t open = before.rfind("/*");
  const size_t close = before.rfind("*/");
  return open != std::string_view::npos &&
         (close == std::string_view::npos || close < open);
}

// Comments that stand before a statement's first token in its file.
void ReadLeadingDirectives(const SourceFile& file, TextRange statement,
                           Directives& directives) {
  std::string_view before = file.content().substr(0, statement.begin);
  for (;;) {
    before = before.substr(0, before.find_last_not_of(" \t\r\n") + 1);
    size_t begin =
        before.ends_with("*/") ? before.rfind("/*") : std::string_view::npos;
    if (begin == std::string_view::npos) {
      const size_t line = before.rfind('\n') + 1;
      begin = before.find("--", line);
      if (begin == std::string_view::npos ||
          before.substr(line, begin - line).find_first_not_of(" \t'\"") !=
              std::string_view::npos) {
        return;
      }
    }
    const std::string_view comment = before.substr(begin);
    const size_t mark = comment.find(kMark);
    if (mark != std::string_view::npos) {
      const size_t end = std::min(
          {comment.find('\n', mark), comment.find("*/", mark), comment.size()});
      ReadDirective({std::string(comment.substr(mark, end - mark)),
                     {static_cast<uint32_t>(begin + mark),
                      static_cast<uint32_t>(begin + end)},
                     statement},
                    file, directives);
    }
    before = before.substr(0, begin);
  }
}

}  // namespace

void ReadDirective(const Comment& comment, const SourceFile& file,
                   Directives& directives) {
  const size_t mark = comment.text.find(kMark);
  if (mark == std::string::npos) {
    return;
  }
  std::string_view rest = comment.text;
  rest.remove_prefix(mark + kMark.size());
  rest = Trim(rest.substr(0, rest.find('\n')));
  const std::string_view verb = TakeWord(rest);
  if (verb == "temp-table") {
    AddTable(rest, file.id(), directives);
  } else if (verb == "search-path") {
    directives.search_paths.push_back({file.id(), Split(rest, ',')});
  } else if (verb == "hole") {
    AddHole(comment, rest, file, directives);
  } else {
    const bool allows = verb == "allow" || verb == "allow-file";
    const std::vector<std::string> rules =
        allows ? TakeRules(rest) : std::vector{std::string(verb)};
    for (const std::string& rule : rules) {
      directives.suppressions.push_back(
          {rule, std::string(rest), file.id(), comment.range,
           verb == "allow-file" ? file.whole() : Covered(comment, file)});
    }
  }
}

void ReadSqlDirectives(const MappedText& statement, const SourceSet& sources,
                       Directives& directives) {
  const std::string_view text = statement.text;
  const auto whole =
      statement.map.ToSource({0, static_cast<uint32_t>(text.size())});
  // A .sql file's own comments are its front end's.
  if (whole && !sources.file(whole->file).path().ends_with(".sql")) {
    ReadLeadingDirectives(sources.file(whole->file), whole->range, directives);
  }
  for (size_t at = text.find(kMark); at != std::string_view::npos;
       at = text.find(kMark, at + kMark.size())) {
    if (!InComment(text, at)) {
      continue;
    }
    size_t end = std::min(text.find('\n', at), text.size());
    end = std::min(end, text.find("*/", at));
    const auto range = statement.map.ToSource(
        {static_cast<uint32_t>(at), static_cast<uint32_t>(end)});
    const auto covered =
        statement.map.ToSource({0, static_cast<uint32_t>(text.size())});
    if (!range || !covered) {
      continue;
    }
    const SourceFile& file = sources.file(range->file);
    ReadDirective(
        {std::string(text.substr(at, end - at)), range->range, covered->range},
        file, directives);
  }
}

}  // namespace pgpact
