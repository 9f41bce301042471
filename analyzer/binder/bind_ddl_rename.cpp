// RENAME and SET SCHEMA of every kind of object.

#include <algorithm>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

// Defaults that spell the sequence's name follow it.
void RespellDefaults(DdlContext& context, RelationId sequence) {
  for (const RelationId user : context.catalog().Dependents(sequence)) {
    for (Column& column : context.draft.Change(user).columns) {
      if (column.sequence == sequence && column.default_expression) {
        const Relation& named = context.draft.relation(sequence);
        column.default_expression =
            "nextval(" +
            QuoteLiteral(DisplayName(context.draft, named.schema, named.name)) +
            "::regclass)";
      }
    }
  }
}

// Keys of the relation, and foreign keys that name it.
void RespellKeysAround(DdlContext& context, RelationId id) {
  const CatalogDraft before(context.catalog());
  RespellKeys(context, before, id);
  for (const RelationId user : context.catalog().Dependents(id)) {
    if (user != id) {
      RespellKeys(context, before, user);
    }
  }
}

// An index is listed in its table too.
void RenameIndex(DdlContext& context, const Relation& index,
                 const std::string& name) {
  if (index.kind != RelationKind::Index || !index.owner_table) {
    return;
  }
  Relation& table = context.draft.Change(*index.owner_table);
  for (Index& one : table.indexes) {
    one.name = one.name == index.name ? name : one.name;
  }
  for (TableConstraint& one : table.constraints) {
    one.name = one.name == index.name ? name : one.name;
  }
}

// ALTER VIEW and its kin take their own kind only; ALTER TABLE takes all.
bool CheckRenamedKind(DdlContext& context, const Relation& relation,
                      const RenameStmt& statement) {
  const auto wrong = [&](RelationKind kind) {
    return relation.kind != kind &&
           !context.Fail(sqlstate::kWrongObjectType,
                         "\"" + relation.name + "\" is not a " +
                             std::string(KindWord(kind)),
                         statement.name.name.name.range);
  };
  switch (statement.object) {
    case ObjectType::View:
      return !wrong(RelationKind::View);
    case ObjectType::MaterializedView:
      return !wrong(RelationKind::MaterializedView);
    case ObjectType::Sequence:
      return !wrong(RelationKind::Sequence);
    default:
      return true;
  }
}

bool RenameRelation(DdlContext& context, const RenameStmt& statement) {
  const auto id =
      context.FindRelation(statement.name.name, statement.missing_ok);
  if (!id) {
    return !context.failed();
  }
  const Relation before = context.draft.relation(*id);
  const Identifier& name = statement.new_name;
  if (!CheckRenamedKind(context, before, statement)) {
    return false;
  }
  if (const auto taken = context.draft.FindRelation(before.schema, name.name)) {
    return context.FailExisting(sqlstate::kDuplicateTable,
                                "relation \"" + name.name + "\" already exists",
                                name.range, ExistingRelation(context, *taken));
  }
  if (HasRowType(before.kind) &&
      !CheckTypeNameIsFree(context, before.schema, name)) {
    return false;
  }
  RenameIndex(context, before, name.name);
  context.draft.Change(*id).name = name.name;
  if (before.row_type != kUnknownTypeId) {
    context.draft.Change(before.row_type).name = name.name;
    const TypeId array = context.draft.type(before.row_type).array;
    if (array != kUnknownTypeId) {
      context.draft.Change(array).name = "_" + name.name;
    }
  }
  if (before.kind == RelationKind::Sequence) {
    RespellDefaults(context, *id);
  }
  RespellKeysAround(context, *id);
  RespellRelation(context, *id);
  return true;
}

void RenameIn(std::vector<std::string>& names, const std::string& from,
              const std::string& to) {
  std::replace(names.begin(), names.end(), from, to);
}

void RenameReferenced(std::vector<TableConstraint>& constraints, RelationId id,
                      const std::string& from, const std::string& to) {
  for (TableConstraint& constraint : constraints) {
    if (constraint.referenced == id) {
      RenameIn(constraint.referenced_columns, from, to);
    }
  }
}

// The column's name where other relations and the relation itself keep it.
void RenameUses(DdlContext& context, RelationId id, const std::string& from,
                const std::string& to) {
  Relation& table = context.draft.Change(id);
  for (TableConstraint& constraint : table.constraints) {
    RenameIn(constraint.columns, from, to);
  }
  RenameReferenced(table.constraints, id, from, to);
  for (Index& index : table.indexes) {
    RenameIn(index.columns, from, to);
  }
  RenameIn(table.partition_columns, from, to);
  for (const RelationId user : context.catalog().Dependents(id)) {
    if (user == id) {
      continue;
    }
    Relation& other = context.draft.Change(user);
    for (auto& [relation, column] : other.depends_on_columns) {
      if (relation == id && column == from) {
        column = to;
      }
    }
    RenameReferenced(other.constraints, id, from, to);
    if (other.owner_table == id && other.owner_column == from) {
      other.owner_column = to;
    }
  }
}

bool RenameColumn(DdlContext& context, const RenameStmt& statement) {
  QualifiedName relation_name = statement.name.name;
  const auto id = context.FindRelation(relation_name, statement.missing_ok);
  if (!id) {
    return !context.failed();
  }
  const Relation& relation = context.draft.relation(*id);
  const std::string& from = statement.name.part.name;
  const std::string& to = statement.new_name.name;
  if (relation.FindColumn(from) == nullptr) {
    if (relation.incomplete || IsWildName(from)) {
      return true;
    }
    return context.FailColumn(relation, statement.name.part, " does not exist");
  }
  if (relation.FindColumn(to) != nullptr) {
    return context.Fail(sqlstate::kDuplicateColumn,
                        "column \"" + to + "\" of relation \"" + relation.name +
                            "\" already exists",
                        statement.new_name.range);
  }
  if (IsInheritedColumn(context, relation, from)) {
    return context.Fail(sqlstate::kInvalidTableDefinition,
                        "cannot rename inherited column \"" + from + "\"",
                        statement.name.part.range);
  }
  std::vector<RelationId> renamed = {*id};
  for (size_t i = 0; i < renamed.size(); ++i) {
    for (Column& column : context.draft.Change(renamed[i]).columns) {
      column.name = column.name == from ? to : column.name;
    }
    RenameUses(context, renamed[i], from, to);
    RespellColumn(context, renamed[i], from, to);
    for (const RelationId child : context.catalog().Children(renamed[i])) {
      renamed.push_back(child);
    }
    RespellKeysAround(context, renamed[i]);
  }
  return true;
}

bool RenameConstraint(DdlContext& context, const RenameStmt& statement) {
  const auto id =
      context.FindRelation(statement.name.name, statement.missing_ok);
  if (!id) {
    return !context.failed();
  }
  Relation& table = context.draft.Change(*id);
  const std::string& from = statement.name.part.name;
  for (TableConstraint& constraint : table.constraints) {
    if (constraint.name != from) {
      continue;
    }
    constraint.name = statement.new_name.name;
    const auto index = context.draft.FindRelation(table.schema, from);
    if (index && context.draft.relation(*index).owner_table == id) {
      context.draft.Change(*index).name = statement.new_name.name;
      for (Index& one : table.indexes) {
        one.name = one.name == from ? statement.new_name.name : one.name;
      }
    }
    return true;
  }
  return table.incomplete ||
         context.Fail(sqlstate::kUndefinedObject,
                      "constraint \"" + from + "\" for table \"" + table.name +
                          "\" does not exist",
                      statement.name.part.range);
}

template <typename Part>
bool RenameIn(std::vector<Part>& parts, const RenameStmt& statement) {
  for (Part& part : parts) {
    if (part.name == statement.name.part.name) {
      part.name = statement.new_name.name;
      return true;
    }
  }
  return false;
}

// A trigger, a rule or a policy.
bool RenamePart(DdlContext& context, const RenameStmt& statement) {
  const auto id =
      context.FindRelation(statement.name.name, statement.missing_ok);
  if (!id) {
    return !context.failed();
  }
  Relation& table = context.draft.Change(*id);
  const bool done = statement.object == ObjectType::Rule
                        ? RenameIn(table.rules, statement)
                    : statement.object == ObjectType::Policy
                        ? RenameIn(table.policies, statement)
                        : RenameIn(table.triggers, statement);
  return done || table.incomplete ||
         FailPart(context, *id, statement.object, statement.name.part);
}

bool RenameType(DdlContext& context, const RenameStmt& statement) {
  const auto type = context.ResolveType(NameOfType(statement.name));
  if (!type || type->type == kUnknownTypeId) {
    return !context.failed();
  }
  const Type before = context.draft.type(type->type);
  if (!CheckTypeNameIsFree(context, before.schema, statement.new_name)) {
    return false;
  }
  context.draft.Change(type->type).name = statement.new_name.name;
  if (before.array != kUnknownTypeId) {
    context.draft.Change(before.array).name = "_" + statement.new_name.name;
  }
  if (before.relation) {
    context.draft.Change(*before.relation).name = statement.new_name.name;
  }
  return true;
}

bool RenameSchema(DdlContext& context, const RenameStmt& statement) {
  const auto id = context.FindSchema(statement.name.name.name);
  if (!id) {
    return !context.failed();
  }
  if (context.catalog().FindSchema(statement.new_name.name)) {
    return context.Fail(
        sqlstate::kDuplicateSchema,
        "schema \"" + statement.new_name.name + "\" already exists",
        statement.new_name.range);
  }
  context.draft.Change(*id).name = statement.new_name.name;
  for (const RelationId relation : context.catalog().Relations(*id)) {
    if (context.draft.relation(relation).kind == RelationKind::Sequence) {
      RespellDefaults(context, relation);
    }
    RespellKeysAround(context, relation);
    RespellRelation(context, relation);
  }
  for (const RoutineId routine : context.catalog().UserRoutines()) {
    if (context.catalog().routine(routine).schema == *id) {
      RespellRoutine(context, routine);
    }
  }
  return true;
}

bool RenameRole(DdlContext& context, const RenameStmt& statement) {
  const std::string& name = statement.name.name.name.name;
  if (context.catalog().roles().count(name) != 0) {
    context.draft.Record(RemoveRoleName{name});
    context.draft.Record(AddRoleName{statement.new_name.name});
  }
  return true;
}

bool RenameRoutine(DdlContext& context, const RenameStmt& statement) {
  if (!statement.name.routine) {
    return true;
  }
  const auto id = FindRoutine(context, *statement.name.routine,
                              statement.object, statement.missing_ok);
  if (id && context.catalog().routine(*id).defined) {
    context.draft.Change(*id).name = statement.new_name.name;
    RespellRoutine(context, *id);
  }
  return !context.failed();
}

void MoveRelation(DdlContext& context, RelationId id, SchemaId schema) {
  Relation& relation = context.draft.Change(id);
  relation.schema = schema;
  if (relation.row_type != kUnknownTypeId) {
    context.draft.Change(relation.row_type).schema = schema;
    const TypeId array = context.draft.type(relation.row_type).array;
    if (array != kUnknownTypeId) {
      context.draft.Change(array).schema = schema;
    }
  }
  for (const RelationId other : context.catalog().Dependents(id)) {
    if (context.draft.relation(other).owner_table == id) {
      MoveRelation(context, other, schema);
    }
  }
  if (relation.kind == RelationKind::Sequence) {
    RespellDefaults(context, id);
  }
  RespellKeysAround(context, id);
  RespellRelation(context, id);
}

bool MoveRelationTo(DdlContext& context,
                    const AlterObjectSchemaStmt& statement) {
  const auto id =
      context.FindRelation(statement.name.name, statement.missing_ok);
  if (!id) {
    return !context.failed();
  }
  const auto schema = context.FindSchema(statement.new_schema);
  if (!schema) {
    return !context.failed();
  }
  const Relation& relation = context.draft.relation(*id);
  const auto taken = context.draft.FindRelation(*schema, relation.name);
  if (taken && taken != id) {
    return context.Fail(sqlstate::kDuplicateTable,
                        "relation \"" + relation.name +
                            "\" already exists in schema \"" +
                            statement.new_schema.name + "\"",
                        statement.name.name.name.range);
  }
  MoveRelation(context, *id, *schema);
  return true;
}

bool MoveType(DdlContext& context, const AlterObjectSchemaStmt& statement,
              SchemaId schema) {
  const auto type = context.ResolveType(NameOfType(statement.name));
  if (!type || type->type == kUnknownTypeId) {
    return !context.failed();
  }
  Type& moved = context.draft.Change(type->type);
  moved.schema = schema;
  if (moved.array != kUnknownTypeId) {
    context.draft.Change(moved.array).schema = schema;
  }
  if (moved.relation) {
    context.draft.Change(*moved.relation).schema = schema;
  }
  return true;
}

}  // namespace

bool BindRename(DdlContext& context, const RenameStmt& statement) {
  if (IsWildName(statement.new_name.name)) {
    return context.Undecide("");
  }
  if (IsRelation(statement.object)) {
    return RenameRelation(context, statement);
  }
  if (IsRoutine(statement.object)) {
    return RenameRoutine(context, statement);
  }
  switch (statement.object) {
    case ObjectType::Column:
    case ObjectType::Attribute:
      return RenameColumn(context, statement);
    case ObjectType::Constraint:
      return RenameConstraint(context, statement);
    case ObjectType::Trigger:
    case ObjectType::Rule:
    case ObjectType::Policy:
      return RenamePart(context, statement);
    case ObjectType::Type:
    case ObjectType::Domain:
      return RenameType(context, statement);
    case ObjectType::Schema:
      return RenameSchema(context, statement);
    case ObjectType::Role:
      return RenameRole(context, statement);
    default:
      return RenameNamed(context, statement);
  }
}

bool BindSetSchema(DdlContext& context,
                   const AlterObjectSchemaStmt& statement) {
  if (IsRelation(statement.object)) {
    return MoveRelationTo(context, statement);
  }
  const auto schema = context.FindSchema(statement.new_schema);
  if (!schema) {
    return !context.failed();
  }
  if (statement.object == ObjectType::Type ||
      statement.object == ObjectType::Domain) {
    return MoveType(context, statement, *schema);
  }
  if (IsRoutine(statement.object) && statement.name.routine) {
    const auto id = FindRoutine(context, *statement.name.routine,
                                statement.object, statement.missing_ok);
    if (id && context.catalog().routine(*id).defined) {
      context.draft.Change(*id).schema = *schema;
      RespellRoutine(context, *id);
    }
  } else if (statement.object == ObjectType::Extension) {
    context.draft.Record(OpenSchemaName{statement.new_schema.name,
                                        statement.name.name.name.name});
  } else {
    return MoveNamedTo(context, statement);
  }
  return !context.failed();
}

}  // namespace pgpact
