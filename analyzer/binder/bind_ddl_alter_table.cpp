// ALTER TABLE and its likes: BindAlterTable.

#include <algorithm>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

bool DropConstraint(DdlContext& context, RelationId id,
                    const AlterTableCmd& command) {
  const Relation& table = context.draft.relation(id);
  const auto found =
      std::find_if(table.constraints.begin(), table.constraints.end(),
                   [&](const TableConstraint& one) {
                     return one.name == command.name.name;
                   });
  if (found != table.constraints.end() &&
      IsInheritedConstraint(context, table, *found)) {
    return context.Fail(sqlstate::kInvalidTableDefinition,
                        OfRelation("cannot drop inherited constraint \"" +
                                       command.name.name + "\"",
                                   table),
                        command.name.range);
  }
  if (found == table.constraints.end()) {
    return command.missing_ok || table.incomplete ||
           IsWildName(command.name.name) ||
           context.Fail(
               sqlstate::kUndefinedObject,
               OfRelation("constraint \"" + command.name.name + "\"", table) +
                   " does not exist",
               command.name.range);
  }
  return DropObjects(
      context, {{DropTarget::Kind::Constraint, id.index, command.name.name}},
      command.behavior,
      "constraint " + command.name.name + " on table " +
          DisplayName(context.draft, table.schema, table.name),
      command.name.range);
}

bool CheckConstraintIsThere(DdlContext& context, RelationId id,
                            const AlterTableCmd& command) {
  const Relation& table = context.draft.relation(id);
  const bool there =
      std::any_of(table.constraints.begin(), table.constraints.end(),
                  [&](const TableConstraint& one) {
                    return one.name == command.name.name;
                  });
  return there || table.incomplete || IsWildName(command.name.name) ||
         context.Fail(
             sqlstate::kUndefinedObject,
             OfRelation("constraint \"" + command.name.name + "\"", table) +
                 " does not exist",
             command.name.range);
}

bool LeaveIfChild(DdlContext& context, RelationId parent, RelationId child,
                  const RangeVar& named) {
  const Relation& table = context.draft.relation(child);
  if (std::find(table.parents.begin(), table.parents.end(), parent) ==
      table.parents.end()) {
    const std::string& above = context.draft.relation(parent).name;
    const bool partitioned =
        context.draft.relation(parent).kind == RelationKind::PartitionedTable;
    return table.incomplete ||
           context.Fail(sqlstate::kUndefinedTable,
                        "relation \"" + (partitioned ? table.name : above) +
                            "\" is not a " +
                            (partitioned ? "partition" : "parent") +
                            " of relation \"" +
                            (partitioned ? above : table.name) + "\"",
                        named.name.name.range);
  }
  LeaveParent(context, parent, child);
  return true;
}

bool Attach(DdlContext& context, RelationId id, const AlterTableCmd& command) {
  const auto other = context.FindRelation(command.other_relation->name, false);
  if (!other) {
    return !context.failed();
  }
  const Relation& table = context.draft.relation(id);
  switch (command.action) {
    case AlterTableAction::AttachPartition:
      if (table.kind == RelationKind::Index) {
        return true;
      }
      if (table.kind != RelationKind::PartitionedTable) {
        return context.Fail(
            sqlstate::kWrongObjectType,
            "ALTER action ATTACH PARTITION cannot be performed on relation \"" +
                table.name + "\"");
      }
      context.draft.Change(*other).parents.push_back(id);
      context.draft.Change(*other).definition = WrittenPartitionBound(
          context, command.other_relation->name.range.end);
      AttachToParent(context, id, *other);
      return true;
    case AlterTableAction::AddInherit:
      context.draft.Change(id).parents.push_back(*other);
      return true;
    case AlterTableAction::DetachPartition:
      return LeaveIfChild(context, id, *other, *command.other_relation);
    default:
      return LeaveIfChild(context, *other, id, *command.other_relation);
  }
}

bool TriggerState(DdlContext& context, RelationId id,
                  const AlterTableCmd& command) {
  const Relation& table = context.draft.relation(id);
  if (command.name.empty() || table.incomplete) {
    return true;
  }
  const bool there =
      std::any_of(
          table.triggers.begin(), table.triggers.end(),
          [&](const Trigger& one) { return one.name == command.name.name; }) ||
      std::any_of(
          table.rules.begin(), table.rules.end(),
          [&](const TableRule& one) { return one.name == command.name.name; });
  return there || FailPart(context, id, ObjectType::Trigger, command.name);
}

bool Alter(DdlContext& context, RelationId id, const AlterTableCmd& command) {
  switch (command.action) {
    case AlterTableAction::AddColumn:
    case AlterTableAction::DropColumn:
    case AlterTableAction::ColumnDefault:
    case AlterTableAction::SetNotNull:
    case AlterTableAction::DropNotNull:
    case AlterTableAction::ColumnType:
    case AlterTableAction::AddIdentity:
    case AlterTableAction::DropIdentity:
    case AlterTableAction::SetIdentity:
    case AlterTableAction::DropExpression:
      return AlterColumn(context, id, command);
    case AlterTableAction::AddConstraint:
      return !command.constraint ||
             AddConstraint(context, id, *command.constraint, "");
    case AlterTableAction::DropConstraint:
      return DropConstraint(context, id, command);
    case AlterTableAction::ValidateConstraint:
    case AlterTableAction::AlterConstraint:
      return CheckConstraintIsThere(context, id, command);
    case AlterTableAction::AttachPartition:
    case AlterTableAction::DetachPartition:
    case AlterTableAction::AddInherit:
    case AlterTableAction::DropInherit:
      return !command.other_relation || Attach(context, id, command);
    case AlterTableAction::TriggerState:
      return TriggerState(context, id, command);
    case AlterTableAction::ChangeOwner:
      context.NameRole(command.name);
      return true;
    case AlterTableAction::AddOf:
    case AlterTableAction::DropOf:
    case AlterTableAction::SetLogged:
    case AlterTableAction::SetUnlogged:
    case AlterTableAction::ReplicaIdentity:
    case AlterTableAction::ClusterOn:
    case AlterTableAction::Other:
      return true;
  }
  return true;
}

bool CheckKind(DdlContext& context, const Relation& relation,
               const AlterTableStmt& statement) {
  const auto wrong = [&](std::string_view what) {
    return context.Fail(sqlstate::kWrongObjectType,
                        "\"" + relation.name + "\" is not " + std::string(what),
                        statement.relation.name.range);
  };
  switch (statement.object) {
    case ObjectType::View:
      return relation.kind == RelationKind::View || wrong("a view");
    case ObjectType::MaterializedView:
      return relation.kind == RelationKind::MaterializedView ||
             wrong("a materialized view");
    case ObjectType::Sequence:
      return relation.kind == RelationKind::Sequence || wrong("a sequence");
    case ObjectType::Index:
      return relation.kind == RelationKind::Index || wrong("an index");
    case ObjectType::Type:
      return relation.kind == RelationKind::CompositeType ||
             wrong("a composite type");
    default:
      return true;
  }
}

// Actions that ALTER TABLE takes on tables only.
bool CheckAction(DdlContext& context, const Relation& relation,
                 const AlterTableCmd& command) {
  static constexpr AlterTableAction kTableOnly[] = {
      AlterTableAction::AddColumn,     AlterTableAction::DropColumn,
      AlterTableAction::SetNotNull,    AlterTableAction::DropNotNull,
      AlterTableAction::ColumnType,    AlterTableAction::AddConstraint,
      AlterTableAction::DropConstraint};
  const bool table_only =
      std::find(std::begin(kTableOnly), std::end(kTableOnly), command.action) !=
      std::end(kTableOnly);
  const bool is_view = relation.kind == RelationKind::View ||
                       relation.kind == RelationKind::MaterializedView ||
                       relation.kind == RelationKind::Sequence;
  if (!table_only || !is_view) {
    return true;
  }
  std::string_view words = "ADD COLUMN";
  switch (command.action) {
    case AlterTableAction::DropColumn:
      words = "DROP COLUMN";
      break;
    case AlterTableAction::SetNotNull:
      words = "ALTER COLUMN ... SET NOT NULL";
      break;
    case AlterTableAction::DropNotNull:
      words = "ALTER COLUMN ... DROP NOT NULL";
      break;
    case AlterTableAction::ColumnType:
      words = "ALTER COLUMN ... SET DATA TYPE";
      break;
    case AlterTableAction::AddConstraint:
      words = "ADD CONSTRAINT";
      break;
    case AlterTableAction::DropConstraint:
      words = "DROP CONSTRAINT";
      break;
    default:
      break;
  }
  return context.Fail(sqlstate::kWrongObjectType,
                      "ALTER action " + std::string(words) +
                          " cannot be performed on relation \"" +
                          relation.name + "\"");
}

}  // namespace

bool BindAlterTable(DdlContext& context, const AlterTableStmt& statement) {
  const auto id =
      context.FindRelation(statement.relation.name, statement.missing_ok);
  if (!id) {
    return !context.failed();
  }
  if (!context.draft.relation(*id).defined &&
      id->index <= context.catalog().builtin().relation_count()) {
    return context.Fail(sqlstate::kInsufficientPrivilege,
                        "permission denied: \"" +
                            context.draft.relation(*id).name +
                            "\" is a system catalog");
  }
  if (!CheckKind(context, context.draft.relation(*id), statement)) {
    return false;
  }
  for (const AlterTableCmd& command : statement.commands) {
    if (!CheckAction(context, context.draft.relation(*id), command) ||
        !Alter(context, *id, command)) {
      return false;
    }
  }
  return true;
}

}  // namespace pgpact
