// CREATE INDEX and CREATE SEQUENCE, and what other statements need of them.

#include <algorithm>
#include <array>

#include "analyzer/binder/bind_ddl_expression.h"
#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

// As FigureIndexColname: what an expression's column of an index is called.
std::string ExpressionColumnName(const DdlContext& context, ExprId id) {
  const Expr& expr = context.tree().expr(id);
  if (const auto* call = std::get_if<FuncCall>(&expr.node)) {
    return call->name.back().name;
  }
  if (const auto* column = std::get_if<ColumnRef>(&expr.node)) {
    return column->parts.empty() ? "expr" : column->parts.back().name;
  }
  if (const auto* cast = std::get_if<TypeCast>(&expr.node)) {
    const std::string inner = ExpressionColumnName(context, cast->argument);
    return inner != "expr" ? inner : cast->type.names.back().name;
  }
  if (std::holds_alternative<CoalesceExpr>(expr.node)) {
    return "coalesce";
  }
  if (const auto* collate = std::get_if<CollateClause>(&expr.node)) {
    return ExpressionColumnName(context, collate->argument);
  }
  if (std::holds_alternative<CaseExpr>(expr.node)) {
    return "case";
  }
  return "expr";
}

// As ChooseIndexColumnNames: made different by numbers.
void AddColumnName(std::vector<std::string>& names, const std::string& name) {
  std::string tried = name;
  for (int i = 1; std::find(names.begin(), names.end(), tried) != names.end();
       ++i) {
    tried = name + std::to_string(i);
  }
  names.push_back(std::move(tried));
}

bool CheckColumn(DdlContext& context, const Relation& table,
                 const Identifier& column) {
  if (table.FindColumn(column.name) != nullptr || table.incomplete ||
      IsWildName(column.name)) {
    return true;
  }
  return context.FailColumn(table, column, " does not exist");
}

std::string AccessMethod(const IndexStmt& statement) {
  if (statement.access_method == "rtree") {
    // As the server reads old dumps.
    return "gist";
  }
  return statement.access_method.empty() ? "btree" : statement.access_method;
}

bool CheckOperatorClass(DdlContext& context, const IndexStmt& statement,
                        const IndexElement& element) {
  if (element.operator_class.empty()) {
    return true;
  }
  ObjectName named;
  named.name.name = element.operator_class.back();
  if (element.operator_class.size() > 1) {
    named.name.schema = element.operator_class.front();
  }
  named.part.name = AccessMethod(statement);
  return CheckNamed(context, ObjectType::OperatorClass, named, false);
}

// Types that no btree operator class takes by default.
bool CheckDefaultClass(DdlContext& context, const IndexStmt& statement,
                       const IndexElement& element, TypeId type) {
  static constexpr std::array<std::string_view, 8> kNone = {
      "json", "xml", "point", "box", "polygon", "line", "lseg", "path"};
  if (type == kUnknownTypeId || !element.operator_class.empty() ||
      AccessMethod(statement) != "btree") {
    return true;
  }
  const Type& known = context.draft.type(type);
  if (known.schema != context.catalog().builtin_schema() ||
      std::find(kNone.begin(), kNone.end(), known.name) == kNone.end()) {
    return true;
  }
  return context.Fail(
      sqlstate::kUndefinedObject,
      "data type " + known.name +
          " has no default operator class for access method \"btree\"",
      element.column.range);
}

// Columns of the index ("" for an expression) and the names for its name.
bool PlanElements(DdlContext& context, const IndexStmt& statement,
                  const Relation& table, Index& index,
                  std::vector<std::string>& names) {
  for (const IndexElement& element : statement.elements) {
    if (!element.column.empty()) {
      if (!CheckColumn(context, table, element.column)) {
        return false;
      }
      const Column* column = table.FindColumn(element.column.name);
      if (column != nullptr &&
          !CheckDefaultClass(context, statement, element, column->type.type)) {
        return false;
      }
      index.columns.push_back(element.column.name);
      AddColumnName(names, element.column.name);
    } else if (element.expression) {
      if (!BindDdlExpression(context, *element.expression, &table,
                             ExpressionPlace::IndexExpression)) {
        return false;
      }
      index.columns.emplace_back();
      AddColumnName(names, ExpressionColumnName(context, *element.expression));
    }
    if (!CheckOperatorClass(context, statement, element)) {
      return false;
    }
  }
  for (const Identifier& column : statement.including) {
    if (!CheckColumn(context, table, column)) {
      return false;
    }
    AddColumnName(names, column.name);
  }
  return true;
}

bool CheckTable(DdlContext& context, const Relation& table,
                const IndexStmt& statement) {
  if (table.kind == RelationKind::Table ||
      table.kind == RelationKind::PartitionedTable ||
      table.kind == RelationKind::MaterializedView) {
    return true;
  }
  return context.Fail(sqlstate::kWrongObjectType,
                      "cannot create index on relation \"" + table.name + "\"",
                      statement.relation.name.range);
}

bool CheckIndexName(DdlContext& context, const Relation& table,
                    const Identifier& name) {
  if (name.empty()) {
    return true;
  }
  const auto taken = context.draft.FindRelation(table.schema, name.name);
  return !taken ||
         context.FailExisting(sqlstate::kDuplicateTable,
                              "relation \"" + name.name + "\" already exists",
                              name.range, ExistingRelation(context, *taken));
}

}  // namespace

void AddIndex(DdlContext& context, RelationId table, Index index) {
  Relation relation;
  relation.schema = context.draft.relation(table).schema;
  relation.name = index.name;
  relation.kind = RelationKind::Index;
  relation.owner_table = table;
  relation.defined = index.defined;
  context.draft.Change(table).indexes.push_back(std::move(index));
  context.draft.Add(std::move(relation));
}

bool BindIndex(DdlContext& context, const IndexStmt& statement) {
  const auto id = context.FindRelation(statement.relation.name, false);
  if (!id) {
    return !context.failed();
  }
  const Relation table = context.draft.relation(*id);
  if (!CheckTable(context, table, statement)) {
    return false;
  }
  if (IsWildName(statement.name.name)) {
    return true;
  }
  if (statement.if_not_exists && !statement.name.empty() &&
      context.draft.FindRelation(table.schema, statement.name.name)) {
    return true;
  }
  if (!context.catalog().HasNamedObject("access method", "",
                                        AccessMethod(statement)) &&
      context.catalog().extensions().empty() &&
      context.catalog().open_schemas().empty()) {
    return context.Fail(
        sqlstate::kUndefinedObject,
        "access method \"" + AccessMethod(statement) + "\" does not exist");
  }
  Index index;
  std::vector<std::string> names;
  index.unique = statement.unique;
  index.partial = statement.where.has_value();
  if (statement.where && !BindDdlExpression(context, *statement.where, &table,
                                            ExpressionPlace::IndexPredicate)) {
    return false;
  }
  if (!PlanElements(context, statement, table, index, names) ||
      !CheckIndexName(context, table, statement.name)) {
    return false;
  }
  index.name = statement.name.empty() ? context.ChooseRelationName(
                                            table.name, JoinColumnNames(names),
                                            "idx", table.schema)
                                      : statement.name.name;
  index.definition = WrittenIndex(context, statement.relation.name.range.begin);
  index.defined =
      context.At(statement.name.empty() ? statement.relation.name.range
                                        : statement.name.range);
  AddIndex(context, *id, std::move(index));
  // Partitions get their own.
  if (table.kind == RelationKind::PartitionedTable) {
    for (const RelationId child : context.catalog().Children(*id)) {
      AttachToParent(context, *id, child);
    }
  }
  return true;
}

}  // namespace pgpact
