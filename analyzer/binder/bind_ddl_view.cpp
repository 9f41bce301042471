// CREATE VIEW, CREATE TABLE AS, CREATE MATERIALIZED VIEW, SELECT INTO:
// relations whose columns come from a query.

#include <algorithm>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

BoundStatement BoundQuery(const DdlContext& context, StatementId query) {
  return BindNested(context.statement, query, context.catalog(),
                    context.session);
}

// The query's columns and what it depends on, in `relation`.
bool TakeQuery(DdlContext& context, const BoundStatement& bound,
               Relation& relation) {
  if (bound.verdict == Verdict::Error && !bound.problems.empty()) {
    context.result.verdict = Verdict::Error;
    context.result.problem = bound.problems.front();
    return false;
  }
  // Of an undecided query the columns may not be all there.
  relation.incomplete =
      bound.verdict == Verdict::Undecided && bound.outputs.empty();
  for (const OutputColumn& output : bound.outputs) {
    Column column;
    column.name = output.name;
    column.type = output.type_use;
    relation.columns.push_back(std::move(column));
  }
  for (const Reference& reference : bound.references) {
    const bool column = reference.kind == ReferenceKind::Column;
    const bool table = reference.kind == ReferenceKind::Table;
    if (reference.status != ReferenceStatus::Provided || (!column && !table)) {
      continue;
    }
    const auto schema = context.catalog().FindSchema(reference.schema);
    const auto id =
        schema ? context.catalog().FindRelation(
                     *schema, column ? reference.relation : reference.name)
               : std::nullopt;
    if (!id) {
      continue;
    }
    auto& ids = relation.depends_on;
    if (std::find(ids.begin(), ids.end(), *id) == ids.end()) {
      ids.push_back(*id);
    }
    if (column) {
      relation.depends_on_columns.emplace_back(*id, reference.name);
    }
  }
  auto& columns = relation.depends_on_columns;
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return true;
}

bool NameColumns(DdlContext& context, const std::vector<Identifier>& names,
                 std::string_view too_many, Relation& relation) {
  if (names.size() > relation.columns.size()) {
    if (relation.incomplete) {
      for (size_t i = relation.columns.size(); i < names.size(); ++i) {
        relation.columns.emplace_back();
      }
    } else {
      return context.Fail(sqlstate::kSyntaxError, std::string(too_many));
    }
  }
  for (size_t i = 0; i < names.size(); ++i) {
    relation.columns[i].name = names[i].name;
  }
  return CheckColumnNames(context, relation);
}

// The statement's text from the query's first word on: what follows AS.
std::string WrittenQuery(const DdlContext& context) {
  const std::string_view text = context.statement.text.text;
  bool after_as = false;
  int depth = 0;
  for (const Token& token : Tokenize(text)) {
    const std::string_view word =
        text.substr(token.range.begin, token.range.size());
    if (after_as) {
      return std::string(text.substr(token.range.begin));
    }
    depth += word == "(" ? 1 : 0;
    depth -= word == ")" ? 1 : 0;
    after_as = depth == 0 && token.kind == TokenKind::Identifier &&
               FoldIdentifier(word) == "as";
  }
  return "";
}

// Takes WITH [NO] DATA and WITH CHECK OPTION off the query's end.
std::string WithoutOptions(std::string query) {
  const std::vector<Token> tokens = Tokenize(query);
  const auto word = [&](size_t from_end) {
    if (from_end > tokens.size()) {
      return std::string();
    }
    const TextRange range = tokens[tokens.size() - from_end].range;
    return FoldIdentifier(
        std::string_view(query).substr(range.begin, range.size()));
  };
  size_t cut = 0;
  if (word(1) == "data" && (word(2) == "with" || word(3) == "with")) {
    cut = word(2) == "with" ? 2 : 3;
  } else if (word(1) == "option" && word(2) == "check") {
    cut = word(3) == "with" ? 3 : 4;
  }
  if (cut > 0 && cut <= tokens.size()) {
    query.resize(tokens[tokens.size() - cut].range.begin);
  }
  return query;
}

bool IsRecursive(const DdlContext& context) {
  const std::string_view text = context.statement.text.text;
  for (const Token& token : Tokenize(text)) {
    const std::string word =
        FoldIdentifier(text.substr(token.range.begin, token.range.size()));
    if (word == "recursive" || word == "view") {
      return word == "recursive";
    }
  }
  return false;
}

// The query that the view has: of a recursive view the one that the grammar
// makes of it, WITH RECURSIVE name (columns) AS (…) SELECT columns FROM name.
std::string ViewQuery(const DdlContext& context, const ViewStmt& statement) {
  std::string query = WithoutOptions(WrittenQuery(context));
  if (!IsRecursive(context)) {
    return query;
  }
  std::string columns;
  for (const Identifier& column : statement.aliases) {
    columns += (columns.empty() ? "" : ", ") + QuoteIdentifier(column.name);
  }
  const std::string name = QuoteIdentifier(statement.view.name.name.name);
  return "WITH RECURSIVE " + name + " (" + columns + ") AS (" + query +
         ") SELECT " + columns + " FROM " + name;
}

// As CREATE OR REPLACE VIEW: columns may be added at the end only.
bool CheckReplacement(DdlContext& context, const Relation& old,
                      const Relation& made) {
  if (old.kind != RelationKind::View) {
    return context.Fail(sqlstate::kWrongObjectType,
                        "\"" + old.name + "\" is not a view");
  }
  if (old.incomplete || made.incomplete) {
    return true;
  }
  if (made.columns.size() < old.columns.size()) {
    return context.Fail(sqlstate::kInvalidTableDefinition,
                        "cannot drop columns from view");
  }
  for (size_t i = 0; i < old.columns.size(); ++i) {
    const Column& before = old.columns[i];
    const Column& after = made.columns[i];
    if (before.name != after.name) {
      return context.Fail(sqlstate::kInvalidTableDefinition,
                          "cannot change name of view column \"" + before.name +
                              "\" to \"" + after.name + "\"");
    }
    if (before.type.type != kUnknownTypeId &&
        after.type.type != kUnknownTypeId && before.type != after.type) {
      return context.Fail(sqlstate::kInvalidTableDefinition,
                          "cannot change data type of view column \"" +
                              before.name + "\" from " +
                              context.TextOfType(before.type) + " to " +
                              context.TextOfType(after.type));
    }
  }
  return true;
}

Relation NewRelation(const DdlContext& context, SchemaId schema,
                     const QualifiedName& name, RelationKind kind) {
  Relation relation;
  relation.schema = schema;
  relation.name = name.name.name;
  relation.kind = kind;
  relation.temporary = context.SchemaName(schema) == kTemporarySchema;
  relation.search_path = context.PathNames();
  relation.defined = context.At(name.name.range);
  return relation;
}

bool MakeFromQuery(DdlContext& context, const QualifiedName& name,
                   Persistence persistence, const BoundStatement& query,
                   const CreateTableAsStmt& statement) {
  const auto schema = context.CreationSchema(name, persistence);
  if (!schema) {
    return !context.failed();
  }
  const auto taken = context.draft.FindRelation(*schema, name.name.name);
  if (taken && statement.if_not_exists) {
    context.result.existing = ExistingRelation(context, *taken);
    return true;
  }
  const bool view = statement.materialized_view;
  Relation relation =
      NewRelation(context, *schema, name,
                  view ? RelationKind::MaterializedView : RelationKind::Table);
  if (!TakeQuery(context, query, relation) ||
      !NameColumns(context, statement.into.columns,
                   "too many column names were specified", relation) ||
      !CheckNameIsFree(context, *schema, name.name)) {
    return false;
  }
  if (view) {
    relation.definition = WithoutOptions(WrittenQuery(context));
  } else {
    relation.depends_on.clear();
    relation.depends_on_columns.clear();
  }
  context.draft.Add(std::move(relation));
  return true;
}

}  // namespace

bool BindCreateTableAs(DdlContext& context,
                       const CreateTableAsStmt& statement) {
  if (std::holds_alternative<ExecuteStmt>(
          context.tree().statement(statement.query).node)) {
    // What was prepared is not kept.
    BoundStatement unknown;
    unknown.verdict = Verdict::Undecided;
    return MakeFromQuery(context, statement.into.relation.name,
                         statement.persistence, unknown, statement);
  }
  return MakeFromQuery(context, statement.into.relation.name,
                       statement.persistence,
                       BoundQuery(context, statement.query), statement);
}

bool BindSelectInto(DdlContext& context, const SelectStmt& select) {
  CreateTableAsStmt statement;
  statement.into = *select.into;
  ParsedStatement query = context.statement;
  for (SelectStmt& one : query.tree.selects) {
    one.into.reset();
  }
  return MakeFromQuery(
      context, select.into->relation.name,
      select.into->temporary ? Persistence::Temporary : Persistence::Permanent,
      Bind(query, context.catalog(), context.session), statement);
}

bool BindView(DdlContext& context, const ViewStmt& statement) {
  const QualifiedName& name = statement.view.name;
  Relation relation;
  if (!TakeQuery(context, BoundQuery(context, statement.query), relation)) {
    return false;
  }
  const auto schema = context.CreationSchema(name, statement.persistence);
  if (!schema) {
    return !context.failed();
  }
  Relation named = NewRelation(context, *schema, name, RelationKind::View);
  named.columns = std::move(relation.columns);
  named.depends_on = std::move(relation.depends_on);
  named.depends_on_columns = std::move(relation.depends_on_columns);
  named.incomplete = relation.incomplete;
  named.definition = ViewQuery(context, statement);
  for (Column& column : named.columns) {
    column.defined = named.defined;
  }
  if (!NameColumns(context, statement.aliases,
                   "CREATE VIEW specifies more column names than columns",
                   named)) {
    return false;
  }
  const auto taken = context.draft.FindRelation(*schema, name.name.name);
  if (taken && statement.replace) {
    if (!CheckReplacement(context, context.draft.relation(*taken), named)) {
      return false;
    }
    named.row_type = context.draft.relation(*taken).row_type;
    context.draft.Change(*taken) = std::move(named);
    return true;
  }
  if (!CheckNameIsFree(context, *schema, name.name)) {
    return false;
  }
  context.draft.Add(std::move(named));
  return true;
}

}  // namespace pgpact
