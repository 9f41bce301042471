// CREATE TABLE: BindCreateTable.

#include <algorithm>

#include "analyzer/binder/bind_ddl_expression.h"
#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

// What was read of the statement before the table is made.
struct TablePlan {
  Relation relation;
  std::vector<ColumnPlan> columns;
  std::vector<PendingConstraint> constraints;
  std::vector<const TableLike*> likes;
};

// The table that IF NOT EXISTS passes over, and whether it differs.
void PassOver(DdlContext& context, const CreateStmt& statement,
              RelationId existing) {
  ExistingObject object = ExistingRelation(context, existing);
  const Relation& table = context.draft.relation(existing);
  bool comparable = statement.inherits.empty() && !statement.of_type;
  for (const TableElement& element : statement.elements) {
    const auto* column = std::get_if<ColumnDef>(&element.node);
    if (column == nullptr) {
      comparable =
          comparable && !std::holds_alternative<TableLike>(element.node);
      continue;
    }
    object.wanted_columns.push_back(column->name.name);
    const Column* found = table.FindColumn(column->name.name);
    ColumnPlan plan;
    DdlContext apart(context.statement, context.catalog(), context.session);
    const bool planned = PlanColumn(apart, *column, table.name, plan);
    object.same_shape = object.same_shape && found != nullptr &&
                        (!planned || plan.column.type.type == kUnknownTypeId ||
                         found->type.type == kUnknownTypeId ||
                         found->type.type == plan.column.type.type);
  }
  object.same_shape =
      !comparable || (object.same_shape &&
                      object.wanted_columns.size() == table.columns.size());
  context.result.existing = std::move(object);
}

bool PlanElement(DdlContext& context, const TableElement& element,
                 TablePlan& plan) {
  if (const auto* constraint = std::get_if<Constraint>(&element.node)) {
    plan.constraints.push_back({constraint, ""});
    return true;
  }
  if (const auto* like = std::get_if<TableLike>(&element.node)) {
    plan.likes.push_back(like);
    return LikeColumns(context, *like, plan.relation);
  }
  const auto& definition = std::get<ColumnDef>(element.node);
  if (IsWildColumn(definition)) {
    plan.relation.incomplete = true;
    return true;
  }
  ColumnPlan column;
  if (!PlanColumn(context, definition, plan.relation.name, column) ||
      !MergeColumn(context, column.column, plan.relation)) {
    return false;
  }
  for (const Constraint* constraint : column.constraints) {
    plan.constraints.push_back({constraint, column.column.name});
  }
  plan.columns.push_back(std::move(column));
  return true;
}

bool ColumnsOfType(DdlContext& context, const TypeName& name,
                   Relation& relation) {
  const auto type = context.ResolveType(name);
  if (!type) {
    return false;
  }
  if (type->type == kUnknownTypeId) {
    relation.incomplete = true;
    return true;
  }
  const Type& composite = context.catalog().type(type->type);
  if (!composite.relation) {
    return context.Fail(
        sqlstate::kWrongObjectType,
        "type " + context.TextOfType(*type) + " is not a composite type");
  }
  const Relation& row = context.catalog().relation(*composite.relation);
  if (row.kind != RelationKind::CompositeType) {
    return context.Fail(
        sqlstate::kWrongObjectType,
        "type " + context.TextOfType(*type) + " is not a composite type");
  }
  relation.of_type = type->type;
  for (Column column : row.columns) {
    column.inherited = true;
    relation.columns.push_back(std::move(column));
  }
  return true;
}

bool CheckPartitionKeys(DdlContext& context, const CreateStmt& statement,
                        RelationId id) {
  const Relation table = context.draft.relation(id);
  for (const ExprId key : statement.partition_keys) {
    const Expr& expr = context.tree().expr(key);
    const auto* column = std::get_if<ColumnRef>(&expr.node);
    if (column == nullptr) {
      if (!BindDdlExpression(context, key, &table,
                             ExpressionPlace::PartitionKey)) {
        return false;
      }
      continue;
    }
    const Identifier& name = column->parts.back();
    if (name.name == table.name && table.FindColumn(name.name) == nullptr) {
      // The whole row.
      continue;
    }
    context.draft.Change(id).partition_columns.push_back(name.name);
    if (table.FindColumn(name.name) == nullptr && !table.incomplete) {
      context.result.problem.server_offset = expr.location;
      return context.FailColumn(table, name,
                                " named in partition key does not exist");
    }
  }
  return true;
}

bool PlanTable(DdlContext& context, const CreateStmt& statement,
               TablePlan& plan) {
  if (statement.of_type &&
      !ColumnsOfType(context, *statement.of_type, plan.relation)) {
    return false;
  }
  if (!InheritColumns(context, statement, plan.relation)) {
    return false;
  }
  for (const TableElement& element : statement.elements) {
    if (!PlanElement(context, element, plan)) {
      return false;
    }
  }
  return CheckColumnNames(context, plan.relation);
}

bool FinishTable(DdlContext& context, const CreateStmt& statement,
                 const TablePlan& plan, RelationId id) {
  for (const ColumnPlan& column : plan.columns) {
    if (!FinishColumn(context, id, column)) {
      return false;
    }
  }
  // What LIKE brings comes before foreign keys, which may need its keys.
  std::vector<PendingConstraint> foreign;
  std::vector<PendingConstraint> others;
  for (const PendingConstraint& one : plan.constraints) {
    const bool key = one.constraint->kind == ConstraintKind::ForeignKey;
    (key ? foreign : others).push_back(one);
  }
  if (!CheckPartitionKeys(context, statement, id) ||
      !AddConstraints(context, id, others)) {
    return false;
  }
  for (const TableLike* like : plan.likes) {
    if (!LikeRest(context, *like, id)) {
      return false;
    }
  }
  if (!AddConstraints(context, id, foreign)) {
    return false;
  }
  if (statement.partition_bound) {
    for (const RelationId parent : context.draft.relation(id).parents) {
      AttachToParent(context, parent, id);
    }
  }
  return true;
}

RelationKind KindOf(const CreateStmt& statement) {
  if (!statement.foreign_server.empty()) {
    return RelationKind::ForeignTable;
  }
  return statement.partitioned ? RelationKind::PartitionedTable
                               : RelationKind::Table;
}

}  // namespace

ExistingObject ExistingRelation(const DdlContext& context, RelationId id) {
  const Relation& relation = context.draft.relation(id);
  ExistingObject existing;
  existing.schema = context.SchemaName(relation.schema);
  existing.name = relation.name;
  existing.defined = relation.defined;
  return existing;
}

bool CheckTypeNameIsFree(DdlContext& context, SchemaId schema,
                         const Identifier& name) {
  const auto type = context.draft.FindType(schema, name.name);
  if (!type) {
    return true;
  }
  if (context.draft.type(*type).kind == TypeKind::Array) {
    // The server gives the array type another name.
    Type& array = context.draft.Change(*type);
    do {
      array.name = "_" + array.name;
    } while (context.catalog().FindType(schema, array.name));
    return true;
  }
  ExistingObject existing;
  existing.schema = context.SchemaName(schema);
  existing.name = name.name;
  existing.defined = context.draft.type(*type).defined;
  return context.FailExisting(sqlstate::kDuplicateObject,
                              "type \"" + name.name + "\" already exists",
                              name.range, existing);
}

bool CheckNameIsFree(DdlContext& context, SchemaId schema,
                     const Identifier& name) {
  if (const auto taken = context.draft.FindRelation(schema, name.name)) {
    return context.FailExisting(sqlstate::kDuplicateTable,
                                "relation \"" + name.name + "\" already exists",
                                name.range, ExistingRelation(context, *taken));
  }
  return CheckTypeNameIsFree(context, schema, name);
}

bool BindCreateTable(DdlContext& context, const CreateStmt& statement) {
  const QualifiedName& name = statement.relation.name;
  const auto schema = context.CreationSchema(name, statement.persistence);
  if (!schema) {
    return !context.failed();
  }
  if (statement.if_not_exists) {
    if (const auto there =
            context.draft.FindRelation(*schema, name.name.name)) {
      PassOver(context, statement, *there);
      return true;
    }
  }
  TablePlan plan;
  plan.relation.schema = *schema;
  plan.relation.name = name.name.name;
  plan.relation.kind = KindOf(statement);
  plan.relation.temporary = context.SchemaName(*schema) == kTemporarySchema;
  plan.relation.search_path = context.PathNames();
  plan.relation.defined = context.At(name.name.range);
  plan.relation.foreign_server = statement.foreign_server.name;
  if (statement.partitioned) {
    plan.relation.partition_by = WrittenPartitionKey(context, name.range.end);
  }
  if (statement.partition_bound) {
    plan.relation.definition = WrittenPartitionBound(
        context, statement.inherits.empty()
                     ? name.range.end
                     : statement.inherits.front().name.range.end);
  }
  if (!PlanTable(context, statement, plan)) {
    return false;
  }
  if (!CheckNameIsFree(context, *schema, name.name)) {
    if (context.result.existing) {
      for (const Column& column : plan.relation.columns) {
        context.result.existing->wanted_columns.push_back(column.name);
      }
    }
    return false;
  }
  const RelationId id = context.draft.Add(plan.relation);
  return FinishTable(context, statement, plan, id);
}

}  // namespace pgpact
