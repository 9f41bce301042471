// ALTER TABLE's commands on a column: AlterColumn.

#include <algorithm>

#include "analyzer/binder/bind_ddl_expression.h"
#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

std::string OfRelation(const std::string& what, const Relation& relation) {
  return what + " of relation \"" + relation.name + "\"";
}

namespace {

// An error, or nothing when an unknown part may hold the column.
bool MissingColumn(DdlContext& context, RelationId id,
                   const Identifier& column) {
  const Relation& table = context.draft.relation(id);
  if (table.incomplete || IsWildName(column.name)) {
    return true;
  }
  return context.FailColumn(table, column);
}

// The column to be altered; null without an error when it may be there.
Column* FindColumn(DdlContext& context, RelationId id, const Identifier& name) {
  for (Column& column : context.draft.Change(id).columns) {
    if (column.name == name.name) {
      return &column;
    }
  }
  MissingColumn(context, id, name);
  return nullptr;
}

// Children, theirs and so on: what an addition reaches too.
void AddToChildren(DdlContext& context, RelationId id, const Column& column) {
  for (const RelationId child : context.catalog().Children(id)) {
    Relation& relation = context.draft.Change(child);
    if (relation.FindColumn(column.name) == nullptr) {
      Column inherited = column;
      inherited.inherited = true;
      relation.columns.push_back(std::move(inherited));
      AddToChildren(context, child, column);
    }
  }
}

bool AddColumn(DdlContext& context, RelationId id,
               const AlterTableCmd& command) {
  const ColumnDef& definition = *command.column;
  const Relation table = context.draft.relation(id);
  if (IsWildColumn(definition)) {
    context.draft.Change(id).incomplete = true;
    return true;
  }
  const Column* there = table.FindColumn(definition.name.name);
  if (there != nullptr && command.missing_ok) {
    return true;
  }
  ColumnPlan plan;
  if (!PlanColumn(context, definition, table.name, plan)) {
    return false;
  }
  if (there != nullptr) {
    ExistingObject existing = ExistingRelation(context, id);
    existing.defined = there->defined;
    return context.FailExisting(
        sqlstate::kDuplicateColumn,
        OfRelation("column \"" + definition.name.name + "\"", table) +
            " already exists",
        definition.name.range, existing);
  }
  if (!command.recurse && !context.catalog().Children(id).empty()) {
    return context.Fail(sqlstate::kInvalidTableDefinition,
                        "column must be added to child tables too");
  }
  context.draft.Change(id).columns.push_back(plan.column);
  if (!CheckColumnNames(context, context.draft.relation(id)) ||
      !FinishColumn(context, id, plan)) {
    return false;
  }
  AddToChildren(context, id, context.draft.relation(id).columns.back());
  std::vector<PendingConstraint> pending;
  for (const Constraint* constraint : plan.constraints) {
    pending.push_back({constraint, plan.column.name});
  }
  return AddConstraints(context, id, pending);
}

bool DropColumn(DdlContext& context, RelationId id,
                const AlterTableCmd& command) {
  const Relation& table = context.draft.relation(id);
  const Column* column = table.FindColumn(command.name.name);
  if (column == nullptr) {
    return command.missing_ok || MissingColumn(context, id, command.name);
  }
  if (std::find(table.partition_columns.begin(), table.partition_columns.end(),
                command.name.name) != table.partition_columns.end()) {
    return context.Fail(
        sqlstate::kInvalidTableDefinition,
        "cannot drop column \"" + command.name.name +
            "\" because it is part of the partition key of relation \"" +
            table.name + "\"",
        command.name.range);
  }
  if (IsInheritedColumn(context, table, command.name.name)) {
    return context.Fail(
        sqlstate::kInvalidTableDefinition,
        "cannot drop inherited column \"" + command.name.name + "\"",
        command.name.range);
  }
  if (!command.recurse) {
    // ONLY: the children keep it, as their own.
    for (const RelationId child : context.catalog().Children(id)) {
      for (Column& kept : context.draft.Change(child).columns) {
        kept.inherited = kept.inherited && kept.name != command.name.name;
      }
    }
  }
  return DropObjects(
      context, {{DropTarget::Kind::Column, id.index, command.name.name}},
      command.behavior,
      "column " + QuoteIdentifier(command.name.name) + " of table " +
          DisplayName(context.draft, table.schema, table.name),
      command.name.range);
}

bool SetDefault(DdlContext& context, RelationId id,
                const AlterTableCmd& command) {
  Column* column = FindColumn(context, id, command.name);
  if (column == nullptr) {
    return !context.failed();
  }
  if (column->identity != Column::Identity::None) {
    return context.Fail(sqlstate::kSyntaxError,
                        OfRelation("column \"" + column->name + "\"",
                                   context.draft.relation(id)) +
                            " is an identity column",
                        command.name.range);
  }
  column->default_expression.reset();
  column->default_routines.clear();
  column->sequence.reset();
  if (!command.expression) {
    return true;
  }
  const auto names = BindDdlExpression(context, *command.expression, nullptr,
                                       ExpressionPlace::Default);
  if (!names) {
    return false;
  }
  column->default_expression =
      DefaultText(context, *command.expression, column->type);
  column->default_routines = names->routines;
  column->sequence = names->sequence;
  return true;
}

bool SetNotNull(DdlContext& context, RelationId id,
                const AlterTableCmd& command, bool not_null) {
  Column* column = FindColumn(context, id, command.name);
  if (column == nullptr) {
    return !context.failed();
  }
  const Relation& table = context.draft.relation(id);
  for (const TableConstraint& constraint : table.constraints) {
    if (!not_null && constraint.kind == TableConstraint::Kind::PrimaryKey &&
        std::find(constraint.columns.begin(), constraint.columns.end(),
                  column->name) != constraint.columns.end()) {
      return context.Fail(sqlstate::kInvalidTableDefinition,
                          "column \"" + column->name + "\" is in a primary key",
                          command.name.range);
    }
  }
  column->not_null = not_null;
  for (const RelationId child : context.catalog().Children(id)) {
    for (Column& inherited : context.draft.Change(child).columns) {
      if (inherited.name == column->name) {
        inherited.not_null = not_null;
      }
    }
  }
  return true;
}

bool Assignable(const DdlContext& context, TypeId from, TypeId to) {
  if (from == to || from == kUnknownTypeId || to == kUnknownTypeId) {
    return true;
  }
  const Type& source = context.draft.type(from);
  const Type& target = context.draft.type(to);
  if (target.kind == TypeKind::Domain) {
    return Assignable(context, from, target.base.type);
  }
  if (source.kind == TypeKind::Domain) {
    return Assignable(context, source.base.type, to);
  }
  if (source.kind == TypeKind::Array && target.kind == TypeKind::Array) {
    return Assignable(context, source.element, target.element);
  }
  const auto cast = context.catalog().builtin().FindCast(from, to);
  const bool own = source.schema != context.catalog().builtin_schema() ||
                   target.schema != context.catalog().builtin_schema();
  return target.category == 'S' || (cast && *cast != CastContext::Explicit) ||
         (own && source.kind == TypeKind::Base);
}

bool UsedByView(const DdlContext& context, RelationId id,
                const std::string& column) {
  const std::vector<RelationId> users = context.catalog().Dependents(id);
  return std::any_of(users.begin(), users.end(), [&](RelationId user) {
    if (context.draft.Removed(user)) {
      return false;
    }
    const auto& used = context.draft.relation(user).depends_on_columns;
    return std::find(used.begin(), used.end(), std::pair(id, column)) !=
           used.end();
  });
}

bool ColumnType(DdlContext& context, RelationId id,
                const AlterTableCmd& command) {
  const Relation before = context.draft.relation(id);
  Column* column = FindColumn(context, id, command.name);
  if (column == nullptr) {
    return !context.failed();
  }
  std::optional<TypeUse> type;
  if (command.column) {
    type = context.ResolveType(command.column->type);
  } else if (command.type) {
    type = context.ResolveType(*command.type);
  }
  if (!type) {
    return !context.failed();
  }
  if (command.expression) {
    if (!BindDdlExpression(context, *command.expression, &before,
                           ExpressionPlace::Transform)) {
      return false;
    }
  } else if (!Assignable(context, column->type.type, type->type)) {
    return context.Fail(sqlstate::kDatatypeMismatch,
                        "column \"" + column->name +
                            "\" cannot be cast automatically to type " +
                            context.TextOfType(*type),
                        command.name.range);
  }
  if (UsedByView(context, id, column->name)) {
    return context.Fail(sqlstate::kFeatureNotSupported,
                        "cannot alter type of a column used by a view or rule",
                        command.name.range);
  }
  column->type = *type;
  for (const RelationId child : context.catalog().Children(id)) {
    for (Column& inherited : context.draft.Change(child).columns) {
      if (inherited.name == column->name) {
        inherited.type = *type;
      }
    }
  }
  return true;
}

bool AddIdentity(DdlContext& context, RelationId id,
                 const AlterTableCmd& command) {
  Column* column = FindColumn(context, id, command.name);
  if (column == nullptr) {
    return !context.failed();
  }
  const Relation& table = context.draft.relation(id);
  const std::string what = OfRelation("column \"" + column->name + "\"", table);
  if (!column->not_null) {
    return context.Fail(
        sqlstate::kObjectNotInPrerequisiteState,
        what + " must be declared NOT NULL before identity can be added",
        command.name.range);
  }
  if (column->identity != Column::Identity::None) {
    return context.Fail(sqlstate::kObjectNotInPrerequisiteState,
                        what + " is already an identity column",
                        command.name.range);
  }
  if (column->default_expression) {
    return context.Fail(sqlstate::kObjectNotInPrerequisiteState,
                        what + " already has a default value",
                        command.name.range);
  }
  const bool always = command.constraint && command.constraint->identity_always;
  column->identity =
      always ? Column::Identity::Always : Column::Identity::ByDefault;
  const std::string name =
      context.ChooseRelationName(table.name, column->name, "seq", table.schema);
  const RelationId sequence = AddSequence(
      context, table.schema, name, context.draft.type(column->type.type).name,
      context.At(command.name.range));
  context.draft.Change(sequence).owner_table = id;
  context.draft.Change(sequence).owner_column = column->name;
  column->sequence = sequence;
  return true;
}

bool FailNoIdentity(DdlContext& context, RelationId id,
                    const Identifier& column) {
  return context.Fail(
      sqlstate::kObjectNotInPrerequisiteState,
      OfRelation("column \"" + column.name + "\"", context.draft.relation(id)) +
          " is not an identity column",
      column.range);
}

// SET GENERATED, SET sequence options.
bool SetIdentity(DdlContext& context, RelationId id,
                 const AlterTableCmd& command) {
  Column* column = FindColumn(context, id, command.name);
  if (column == nullptr) {
    return !context.failed();
  }
  if (column->identity == Column::Identity::None) {
    return FailNoIdentity(context, id, command.name);
  }
  if (command.constraint) {
    column->identity = command.constraint->identity_always
                           ? Column::Identity::Always
                           : Column::Identity::ByDefault;
  }
  return true;
}

bool DropIdentity(DdlContext& context, RelationId id,
                  const AlterTableCmd& command) {
  Column* column = FindColumn(context, id, command.name);
  if (column == nullptr) {
    return !context.failed();
  }
  if (column->identity == Column::Identity::None) {
    return command.missing_ok || FailNoIdentity(context, id, command.name);
  }
  column->identity = Column::Identity::None;
  if (column->sequence) {
    const RelationId sequence = *column->sequence;
    column->sequence.reset();
    context.draft.Remove(sequence);
  }
  return true;
}

}  // namespace

bool AlterColumn(DdlContext& context, RelationId id,
                 const AlterTableCmd& command) {
  switch (command.action) {
    case AlterTableAction::AddColumn:
      return !command.column || AddColumn(context, id, command);
    case AlterTableAction::DropColumn:
      return DropColumn(context, id, command);
    case AlterTableAction::ColumnDefault:
      return SetDefault(context, id, command);
    case AlterTableAction::SetNotNull:
    case AlterTableAction::DropNotNull:
      return SetNotNull(context, id, command,
                        command.action == AlterTableAction::SetNotNull);
    case AlterTableAction::ColumnType:
      return ColumnType(context, id, command);
    case AlterTableAction::AddIdentity:
      return AddIdentity(context, id, command);
    case AlterTableAction::SetIdentity:
      return SetIdentity(context, id, command);
    case AlterTableAction::DropIdentity:
      return DropIdentity(context, id, command);
    default: {
      // SET GENERATED and DROP EXPRESSION.
      Column* column = FindColumn(context, id, command.name);
      if (column != nullptr &&
          command.action == AlterTableAction::DropExpression) {
        column->generated = false;
        column->default_expression.reset();
      }
      return !context.failed();
    }
  }
}

}  // namespace pgpact
