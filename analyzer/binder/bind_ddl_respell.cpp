// Texts that name a column or a relation, when that is renamed or moved: the
// query of a view, the expressions of checks, indexes and generated columns,
// the statements of triggers, rules and policies. The server keeps them as
// trees; here the text is read again, and every place that means the renamed
// thing gets the new name.

#include <algorithm>
#include <utility>

#include "analyzer/binder/bind.h"
#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/parse_template.h"

namespace pgpact {
namespace {

using Edit = std::pair<TextRange, std::string>;

ParsedStatement ParseAgain(const std::string& sql) {
  MarkedText text;
  text.text.Append(sql, Location{});
  return ParseStatement(text, TextPolicy());
}

// The text with its edits; `head` bytes before it were put there to parse it.
std::string Edited(const std::string& sql, std::vector<Edit> edits,
                   size_t head) {
  std::string text = sql;
  std::sort(edits.begin(), edits.end());
  edits.erase(std::unique(edits.begin(), edits.end()), edits.end());
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    text.replace(edit->first.begin, edit->first.size(), edit->second);
  }
  return text.substr(head);
}

// Every `column` and `relation.column` of the tree; in what is said over one
// relation no other can be meant.
void EditColumns(const ParseTree& tree, const std::string& from,
                 const std::string& to, std::vector<Edit>& edits) {
  for (const Expr& expr : tree.exprs) {
    const auto* column = std::get_if<ColumnRef>(&expr.node);
    if (column != nullptr && !column->star && !column->parts.empty() &&
        column->parts.back().name == from &&
        !column->parts.back().range.empty()) {
      edits.emplace_back(column->parts.back().range, to);
    }
  }
}

// An expression over one relation.
void RespellExpression(std::string& text, const std::string& from,
                       const std::string& to) {
  static const std::string kHead = "SELECT ";
  const ParsedStatement parsed = ParseAgain(kHead + text);
  if (parsed.error) {
    return;
  }
  std::vector<Edit> edits;
  EditColumns(parsed.tree, from, QuoteIdentifier(to), edits);
  text = Edited(parsed.text.text, std::move(edits), kHead.size());
}

// "CHECK (expression) NOT VALID": the expression inside.
void RespellCheck(std::string& definition, const std::string& from,
                  const std::string& to) {
  const size_t open = definition.find('(');
  const size_t close = definition.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) {
    return;
  }
  std::string inside = definition.substr(open + 1, close - open - 1);
  RespellExpression(inside, from, to);
  definition.replace(open + 1, close - open - 1, inside);
}

// "t USING btree (lower(name)) WHERE …"
void RespellIndex(std::string& definition, const std::string& from,
                  const std::string& to) {
  static const std::string kHead = "CREATE INDEX ON ";
  const ParsedStatement parsed = ParseAgain(kHead + definition);
  if (parsed.error || parsed.tree.statements.empty()) {
    return;
  }
  std::vector<Edit> edits;
  EditColumns(parsed.tree, from, QuoteIdentifier(to), edits);
  if (const auto* index = std::get_if<IndexStmt>(&parsed.tree.root().node)) {
    for (const IndexElement& element : index->elements) {
      if (element.column.name == from) {
        edits.emplace_back(element.column.range, QuoteIdentifier(to));
      }
    }
    for (const Identifier& column : index->including) {
      if (column.name == from) {
        edits.emplace_back(column.range, QuoteIdentifier(to));
      }
    }
  }
  definition = Edited(parsed.text.text, std::move(edits), kHead.size());
}

// A trigger's, rule's or policy's statement.
void RespellPart(std::string& definition, const std::string& from,
                 const std::string& to) {
  const ParsedStatement parsed = ParseAgain(definition);
  if (parsed.error || parsed.tree.statements.empty()) {
    return;
  }
  std::vector<Edit> edits;
  if (const auto* trigger =
          std::get_if<CreateTriggerStmt>(&parsed.tree.root().node)) {
    for (const Identifier& column : trigger->update_columns) {
      if (column.name == from) {
        edits.emplace_back(column.range, QuoteIdentifier(to));
      }
    }
  }
  // What subqueries name is left as it is: it may be another relation's.
  const bool plain = parsed.tree.selects.empty();
  if (plain) {
    EditColumns(parsed.tree, from, QuoteIdentifier(to), edits);
  }
  definition = Edited(parsed.text.text, std::move(edits), 0);
}

// The query bound as it was before the statement.
BoundStatement BindBefore(const DdlContext& context, const Relation& view,
                          const ParsedStatement& query) {
  Session session = context.session;
  session.search_path.schemas = view.search_path;
  return Bind(query, context.catalog(), session);
}

void RespellColumnInView(const DdlContext& context, const Relation& table,
                         const std::string& from, const std::string& to,
                         Relation& view) {
  const ParsedStatement query = ParseAgain(view.definition);
  if (query.error) {
    return;
  }
  const std::string schema = context.catalog().schema(table.schema).name;
  std::vector<Edit> edits;
  for (const Reference& reference :
       BindBefore(context, view, query).references) {
    if (reference.kind == ReferenceKind::Column && reference.name == from &&
        reference.relation == table.name && reference.schema == schema &&
        !reference.range.empty()) {
      edits.emplace_back(reference.range, QuoteIdentifier(to));
    }
  }
  view.definition = Edited(query.text.text, std::move(edits), 0);
}

void RespellRelationInView(const DdlContext& context, RelationId id,
                           Relation& view) {
  const ParsedStatement query = ParseAgain(view.definition);
  if (query.error) {
    return;
  }
  const Relation& before = context.catalog().relation(id);
  const Relation& after = context.draft.relation(id);
  const std::string schema = context.catalog().schema(before.schema).name;
  const std::string name =
      QuoteQualified(context.SchemaName(after.schema), after.name);
  std::vector<Edit> edits;
  for (const Reference& reference :
       BindBefore(context, view, query).references) {
    if (reference.kind != ReferenceKind::Table ||
        reference.name != before.name || reference.schema != schema) {
      continue;
    }
    for (const FromItem& item : query.tree.from_items) {
      const auto* variable = std::get_if<RangeVar>(&item.node);
      if (variable == nullptr || variable->name.name.range != reference.range) {
        continue;
      }
      // Columns are qualified with the old name.
      const bool alias =
          variable->alias.name.empty() && before.name != after.name;
      edits.emplace_back(
          variable->name.range,
          name + (alias ? " AS " + QuoteIdentifier(before.name) : ""));
    }
  }
  view.definition = Edited(query.text.text, std::move(edits), 0);
}

bool IsView(const Relation& relation) {
  return relation.kind == RelationKind::View ||
         relation.kind == RelationKind::MaterializedView;
}

// The relation that a trigger, rule or policy statement names.
const RangeVar* RelationOf(const SqlStatement& statement) {
  if (const auto* trigger = std::get_if<CreateTriggerStmt>(&statement.node)) {
    return &trigger->relation;
  }
  if (const auto* rule = std::get_if<RuleStmt>(&statement.node)) {
    return &rule->relation;
  }
  const auto* policy = std::get_if<CreatePolicyStmt>(&statement.node);
  return policy == nullptr ? nullptr : &policy->relation;
}

void NameRelation(std::string& definition, const std::string& name) {
  const ParsedStatement parsed = ParseAgain(definition);
  if (parsed.error || parsed.tree.statements.empty()) {
    return;
  }
  if (const RangeVar* relation = RelationOf(parsed.tree.root())) {
    definition = Edited(parsed.text.text, {{relation->name.range, name}}, 0);
  }
}

}  // namespace

void RespellColumn(DdlContext& context, RelationId id, const std::string& from,
                   const std::string& to) {
  Relation& table = context.draft.Change(id);
  for (TableConstraint& constraint : table.constraints) {
    if (constraint.kind == TableConstraint::Kind::Check ||
        constraint.kind == TableConstraint::Kind::Exclusion) {
      RespellCheck(constraint.definition, from, to);
    }
  }
  for (Column& column : table.columns) {
    if (column.generated && column.default_expression) {
      RespellExpression(*column.default_expression, from, to);
    }
  }
  for (Index& index : table.indexes) {
    if (!index.definition.empty()) {
      RespellIndex(index.definition, from, to);
    }
  }
  if (const size_t keys = table.partition_by.find('(');
      keys != std::string::npos) {
    std::string definition = "t " + table.partition_by.substr(keys);
    RespellIndex(definition, from, to);
    table.partition_by.replace(keys, std::string::npos, definition.substr(2));
  }
  for (Trigger& trigger : table.triggers) {
    RespellPart(trigger.definition, from, to);
  }
  for (auto* parts : {&table.rules, &table.policies}) {
    for (TableRule& part : *parts) {
      RespellPart(part.definition, from, to);
    }
  }
  const Relation before = context.catalog().relation(id);
  for (const RelationId user : context.catalog().Dependents(id)) {
    if (user != id && IsView(context.draft.relation(user))) {
      RespellColumnInView(context, before, from, to,
                          context.draft.Change(user));
    }
  }
}

void RespellRelation(DdlContext& context, RelationId id) {
  const Relation& now = context.draft.relation(id);
  const std::string name =
      QuoteQualified(context.SchemaName(now.schema), now.name);
  if (!now.triggers.empty() || !now.rules.empty() || !now.policies.empty()) {
    Relation& table = context.draft.Change(id);
    for (Trigger& trigger : table.triggers) {
      NameRelation(trigger.definition, name);
    }
    for (auto* parts : {&table.rules, &table.policies}) {
      for (TableRule& part : *parts) {
        NameRelation(part.definition, name);
      }
    }
  }
  for (const RelationId user : context.catalog().Dependents(id)) {
    if (user != id && IsView(context.draft.relation(user))) {
      RespellRelationInView(context, id, context.draft.Change(user));
    }
  }
}

void RespellRoutine(DdlContext& context, RoutineId id) {
  Routine& routine = context.draft.Change(id);
  const ParsedStatement parsed = ParseAgain(routine.definition);
  if (parsed.error || parsed.tree.statements.empty()) {
    return;
  }
  if (const auto* made =
          std::get_if<CreateFunctionStmt>(&parsed.tree.root().node)) {
    routine.definition = Edited(
        parsed.text.text,
        {{made->name.range,
          QuoteQualified(context.SchemaName(routine.schema), routine.name)}},
        0);
  }
}

}  // namespace pgpact
