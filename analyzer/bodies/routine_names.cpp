// The names that a routine's body has from outside: parameters, what triggers
// give, tables made at run time.

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "analyzer/bodies/block_names.h"
#include "analyzer/bodies/routine_body.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/parse_template.h"
#include "analyzer/sql/statement_tokens.h"

namespace pgpact {
namespace {

// REFERENCING NEW TABLE AS name OLD TABLE AS name
std::vector<std::string> TransitionTables(std::string_view definition) {
  std::vector<std::string> names;
  const std::vector<Token> tokens = Tokenize(definition);
  for (size_t i = 1; i + 1 < tokens.size(); ++i) {
    const bool table = IsWord(definition, tokens[i], "table") &&
                       (IsWord(definition, tokens[i - 1], "new") ||
                        IsWord(definition, tokens[i - 1], "old"));
    if (!table) {
      continue;
    }
    const size_t at = IsWord(definition, tokens[i + 1], "as") ? i + 2 : i + 1;
    if (at < tokens.size()) {
      const Token& token = tokens[at];
      const std::string_view written =
          definition.substr(token.range.begin, token.range.size());
      names.push_back(token.kind == TokenKind::QuotedIdentifier
                          ? UnquoteIdentifier(written)
                          : FoldIdentifier(written));
    }
  }
  return names;
}

// Names after CREATE [TEMP] [UNLOGGED] TABLE|VIEW [IF NOT EXISTS], in the text
// of a body and in the strings in it.
void AddCreated(std::string_view text, uint32_t depth,
                std::set<std::string>& names);

void AddCreatedIn(std::string_view literal, TokenKind kind, uint32_t depth,
                  std::set<std::string>& names) {
  const size_t cut = kind == TokenKind::DollarString
                         ? DollarDelimiterLength(literal)
                     : kind == TokenKind::EscapeString ? 2
                                                       : 1;
  if (depth < 3 && literal.size() > 12 && literal.size() >= 2 * cut) {
    AddCreated(literal.substr(cut, literal.size() - 2 * cut), depth + 1, names);
  }
}

// The last part of a name that begins at the token; empty when none does.
std::string LastPart(std::string_view text, const std::vector<Token>& tokens,
                     size_t at) {
  std::string last;
  for (; at < tokens.size(); at += 2) {
    const auto written = [&](size_t i) {
      return text.substr(tokens[i].range.begin, tokens[i].range.size());
    };
    if (tokens[at].kind == TokenKind::Identifier) {
      last = FoldIdentifier(written(at));
    } else if (tokens[at].kind == TokenKind::QuotedIdentifier) {
      last = UnquoteIdentifier(written(at));
    }
    if (at + 1 >= tokens.size() || written(at + 1) != ".") {
      break;
    }
  }
  return last;
}

void AddCreated(std::string_view text, uint32_t depth,
                std::set<std::string>& names) {
  const std::vector<Token> tokens = Tokenize(text);
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::String ||
        token.kind == TokenKind::DollarString ||
        token.kind == TokenKind::EscapeString) {
      AddCreatedIn(text.substr(token.range.begin, token.range.size()),
                   token.kind, depth, names);
    }
    const bool made = IsWord(text, token, "create");
    if (!made && !IsWord(text, token, "into")) {
      continue;
    }
    size_t at = i + 1;
    bool table = false;
    static constexpr std::array<std::string_view, 13> kPassed = {
        "or",        "replace",  "global",   "local", "temp",
        "temporary", "unlogged", "table",    "view",  "if",
        "not",       "exists",   "recursive"};
    while (at < tokens.size() &&
           std::any_of(kPassed.begin(), kPassed.end(), [&](auto word) {
             return IsWord(text, tokens[at], word);
           })) {
      table = table || IsWord(text, tokens[at], "table") ||
              IsWord(text, tokens[at], "view") ||
              (!made && IsWord(text, tokens[at], "temp")) ||
              (!made && IsWord(text, tokens[at], "temporary"));
      ++at;
    }
    std::string last = table ? LastPart(text, tokens, at) : std::string();
    if (!last.empty()) {
      names.insert(std::move(last));
    }
  }
}

}  // namespace

VariableLevel ParameterLevel(const Catalog& catalog, const Routine& routine) {
  VariableLevel level;
  level.label = routine.name;
  const bool numbered = routine.language == "plpgsql";
  for (size_t i = 0; i < routine.arguments.size(); ++i) {
    const RoutineArgument& argument = routine.arguments[i];
    SessionVariable variable =
        VariableOf(catalog, argument.name, {argument.type, -1});
    if (!argument.name.empty()) {
      level.variables.push_back(variable);
    }
    if (numbered) {
      variable.name = "$" + std::to_string(i + 1);
      level.variables.push_back(std::move(variable));
    }
  }
  if (numbered) {
    level.variables.push_back(
        VariableOf(catalog, "found", {catalog.Builtin("bool"), -1}));
  }
  return level;
}

namespace {

// A row of any of the tables: a name that one of them has may be meant for it.
void AddRows(const Catalog& catalog, std::span<const RelationId> relations,
             SessionVariable& row) {
  row.shape = SessionVariable::Shape::Record;
  // Its columns taken as a row are those of one of them.
  row.open = relations.size() > 1;
  for (const RelationId id : relations) {
    const SessionVariable one = RowVariable(catalog, "", id);
    row.open = row.open || one.open;
    for (const SessionField& field : one.fields) {
      const auto same = std::find_if(
          row.fields.begin(), row.fields.end(),
          [&](const SessionField& f) { return f.name == field.name; });
      if (same == row.fields.end()) {
        row.fields.push_back(field);
      } else if (same->type.type != field.type.type) {
        same->type = {};
      }
    }
  }
}

}  // namespace

void AddTriggerVariables(const Catalog& catalog,
                         std::span<const RelationId> relations, bool event,
                         VariableLevel& level) {
  const auto add = [&](std::string_view name, std::string_view type) {
    level.variables.push_back(
        VariableOf(catalog, std::string(name), {catalog.Builtin(type), -1}));
  };
  if (event) {
    add("tg_event", "text");
    add("tg_tag", "text");
    return;
  }
  for (const std::string_view name : {"new", "old"}) {
    SessionVariable row = VariableOf(catalog, std::string(name), TypeUse());
    if (!relations.empty()) {
      AddRows(catalog, relations, row);
    }
    row.shapeless = true;
    level.variables.push_back(std::move(row));
  }
  for (const auto& [name, type] : {std::pair{"tg_name", "name"},
                                   {"tg_when", "text"},
                                   {"tg_level", "text"},
                                   {"tg_op", "text"},
                                   {"tg_relid", "oid"},
                                   {"tg_relname", "name"},
                                   {"tg_table_name", "name"},
                                   {"tg_table_schema", "name"},
                                   {"tg_nargs", "int4"},
                                   {"tg_argv", "_text"}}) {
    add(name, type);
  }
}

BodySurroundings SurroundingsOf(std::span<const RoutineBody> bodies,
                                const Catalog& catalog,
                                const SearchPath& search_path) {
  BodySurroundings surroundings;
  surroundings.search_path = search_path;
  for (const RelationId id : catalog.UserRelations()) {
    for (const Trigger& trigger : catalog.relation(id).triggers) {
      surroundings.triggers[trigger.function].push_back(id);
      for (std::string& name : TransitionTables(trigger.definition)) {
        surroundings.transition_tables[trigger.function].push_back(
            std::move(name));
      }
    }
  }
  std::set<std::string> names;
  for (const RoutineBody& body : bodies) {
    AddCreated(body.text.text, 0, names);
  }
  for (const std::string& name : names) {
    surroundings.tables.push_back({name, {}, true});
  }
  return surroundings;
}

}  // namespace pgpact
