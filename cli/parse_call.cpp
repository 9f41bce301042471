#include "cli/parse_call.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include "analyzer/psql/psql_reader.h"
#include "analyzer/sql/parse_template.h"
#include "cli/script_writer.h"

namespace pgpact {

namespace {

bool IsRefused(const ParsedStatement& statement) {
  return statement.error && !statement.error_uncertain;
}

// A statement of a file. One that psql could not send and that is right with
// a driver's marks is text for a program, whoever it is that reads it.
ParsedStatement ParseFileStatement(const MarkedText& text) {
  struct Mark {
    PlaceholderStyle style;
    char sign;
  };
  constexpr std::array<Mark, 2> kMarks = {
      {{PlaceholderStyle::Pyformat, '%'}, {PlaceholderStyle::Qmark, '?'}}};
  ParsedStatement plain = ParseStatement(text, TextPolicy{});
  for (const Mark& mark : kMarks) {
    if (!IsRefused(plain) ||
        plain.text.text.find(mark.sign) == std::string::npos) {
      continue;
    }
    TextPolicy policy;
    policy.placeholders = mark.style;
    ParsedStatement marked = ParseStatement(text, policy);
    if (!IsRefused(marked)) {
      return marked;
    }
  }
  return plain;
}

// A script for psql: of every text the statements that psql sends. `file` is
// the script that it runs, if it runs one.
ParsedSql ParsePsql(const SinkValue& sink, const MarkedText* file,
                    std::span<const MarkedText> included) {
  ParsedSql parsed;
  const PsqlCall call = PsqlCallOf(sink);
  Expansion expansion;
  if (file != nullptr) {
    expansion.texts.push_back(*file);
  } else {
    expansion = Expand(sink.sql, {});
  }
  parsed.bounded = expansion.bounded;
  expansion.texts.insert(expansion.texts.end(), included.begin(),
                         included.end());
  std::set<std::tuple<std::string, Location>> seen;
  for (const MarkedText& text : expansion.texts) {
    PsqlSession session = SessionOf(call);
    if (sink.spec.language == Language::Sql) {
      // Who runs the file may set variables, or fill `:name` by itself.
      session.SetUnknownNames();
    }
    const PsqlInput input =
        call.command ? PsqlInput::Command : PsqlInput::Script;
    for (PsqlItem& item : ReadPsqlScript(text, session, input)) {
      auto* statement = std::get_if<PsqlStatement>(&item);
      if (statement == nullptr) {
        continue;
      }
      ParsedStatement one = sink.spec.language == Language::Sql
                                ? ParseFileStatement(statement->text)
                                : ParseStatement(statement->text, TextPolicy{});
      const Location at = one.text.map.At(0).value_or(sink.call);
      if (!one.text.text.empty() && seen.emplace(one.text.text, at).second) {
        parsed.statements.push_back(std::move(one));
      }
    }
  }
  const Hole* hole = sink.sql.nodes.empty()
                         ? nullptr
                         : std::get_if<Hole>(&sink.sql.nodes.back().node);
  if (hole != nullptr) {
    parsed.not_understood = hole->reason;
    parsed.statements.clear();
  }
  return parsed;
}

// Where the statements begin that the grammar accepts.
std::set<Location> Accepted(const ParsedSql& parsed) {
  std::set<Location> places;
  for (const ParsedStatement& statement : parsed.statements) {
    const std::optional<Location> at = statement.text.map.At(0);
    if (at && !IsRefused(statement)) {
      places.insert(*at);
    }
  }
  return places;
}

// Adds what the texts are with parameters marked in another way: of those
// that are refused as they stand and hold the mark.
void TryStyle(const SinkValue& sink, PlaceholderStyle style, char mark,
              ParsedSql& parsed) {
  const auto marked = [&](const ParsedStatement& statement) {
    return IsRefused(statement) &&
           statement.text.text.find(mark) != std::string::npos;
  };
  if (std::none_of(parsed.statements.begin(), parsed.statements.end(),
                   marked)) {
    return;
  }
  SinkSpec spec = sink.spec;
  spec.placeholders = style;
  ParsedSql other = ParseTemplate(sink.sql, spec);
  const std::set<Location> known = Accepted(parsed);
  const std::set<Location> right = Accepted(other);
  std::erase_if(parsed.statements, [&](const ParsedStatement& statement) {
    const std::optional<Location> at = statement.text.map.At(0);
    return marked(statement) && at && (known.count(*at) + right.count(*at)) > 0;
  });
  for (ParsedStatement& statement : other.statements) {
    const std::optional<Location> at = statement.text.map.At(0);
    if (at && !IsRefused(statement) && known.count(*at) == 0) {
      parsed.statements.push_back(std::move(statement));
    }
  }
}

// Programs keep their statements with the marks of a layer above the driver
// (`?` for two databases, `:name` of a toolkit) that need not be seen: where
// only such a mark makes a text right it is taken for one.
ParsedSql ParseDriverText(const SinkValue& sink) {
  TextPolicy policy = PolicyOf(sink.spec);
  // pg8000 replaces marks whatever it is given.
  if (sink.no_parameters &&
      sink.spec.placeholders == PlaceholderStyle::Pyformat) {
    policy.parameters = ParametersGiven::None;
  }
  ParsedSql parsed = ParseTemplate(sink.sql, policy);
  if (sink.spec.placeholders == PlaceholderStyle::Format ||
      sink.spec.placeholders == PlaceholderStyle::Pyformat) {
    TryStyle(sink, PlaceholderStyle::Qmark, '?', parsed);
    TryStyle(sink, PlaceholderStyle::Named, ':', parsed);
  }
  // A plain text for SQLAlchemy before 2.0 goes to the driver as it is.
  if (sink.spec.placeholders == PlaceholderStyle::Named &&
      sink.spec.binding == Binding::Client) {
    TryStyle(sink, PlaceholderStyle::Pyformat, '%', parsed);
  }
  return parsed;
}

}  // namespace

ParsedCall ParseCall(const SinkValue& sink, const MarkedText* file,
                     std::span<const MarkedText> included) {
  ParsedCall parsed;
  switch (sink.spec.action) {
    case SinkAction::Run:
    case SinkAction::RunMany:
    case SinkAction::RunValues:
      parsed.sql = sink.spec.dialect == Dialect::Psql
                       ? ParsePsql(sink, nullptr, included)
                       : ParseDriverText(sink);
      break;
    case SinkAction::Table:
    case SinkAction::CallRoutine:
      parsed.names = NamesOfTableCall(sink);
      if (!parsed.names) {
        parsed.sql.not_understood = UnknownReason::UndefinedName;
      }
      if (!sink.sql.nodes.empty()) {
        const auto* hole = std::get_if<Hole>(&sink.sql.nodes.back().node);
        if (hole != nullptr && !parsed.names) {
          parsed.sql.not_understood = hole->reason;
        }
      }
      break;
    case SinkAction::RunFile:
      if (file != nullptr) {
        parsed.sql = ParsePsql(sink, file, included);
      }
      break;
    case SinkAction::RunProgram:
    case SinkAction::WriteFile:
    case SinkAction::Commit:
    case SinkAction::Rollback:
    case SinkAction::SetAutocommit:
      break;
  }
  return parsed;
}

}  // namespace pgpact
