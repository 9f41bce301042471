// DROP, CREATE SCHEMA, and the look-up of routines by their arguments.

#include <algorithm>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

using Kind = DropTarget::Kind;

bool IsKind(ObjectType object, RelationKind kind) {
  switch (object) {
    case ObjectType::Table:
      return kind == RelationKind::Table ||
             kind == RelationKind::PartitionedTable;
    case ObjectType::View:
      return kind == RelationKind::View;
    case ObjectType::MaterializedView:
      return kind == RelationKind::MaterializedView;
    case ObjectType::ForeignTable:
      return kind == RelationKind::ForeignTable;
    case ObjectType::Sequence:
      return kind == RelationKind::Sequence;
    case ObjectType::Index:
      return kind == RelationKind::Index;
    default:
      return false;
  }
}

std::string_view Word(ObjectType object) {
  switch (object) {
    case ObjectType::Table:
      return "table";
    case ObjectType::View:
      return "view";
    case ObjectType::MaterializedView:
      return "materialized view";
    case ObjectType::ForeignTable:
      return "foreign table";
    case ObjectType::Sequence:
      return "sequence";
    case ObjectType::Index:
      return "index";
    case ObjectType::Procedure:
      return "procedure";
    case ObjectType::Aggregate:
      return "aggregate";
    case ObjectType::Routine:
      return "routine";
    default:
      return "function";
  }
}

// The relation to drop; nothing without an error when IF EXISTS passes.
std::optional<RelationId> FindDropped(DdlContext& context,
                                      const DropStmt& statement,
                                      const QualifiedName& name) {
  const auto id = context.FindRelation(name, true);
  if (context.failed()) {
    return std::nullopt;
  }
  if (!id) {
    if (statement.missing_ok || context.MayBeElsewhere(name.schema.name)) {
      return std::nullopt;
    }
    if (!name.schema.empty() &&
        !context.catalog().FindSchema(name.schema.name)) {
      context.Fail(sqlstate::kInvalidSchemaName,
                   "schema \"" + name.schema.name + "\" does not exist",
                   name.schema.range);
      return std::nullopt;
    }
    context.result.problem.schema = name.schema.name;
    context.result.problem.name = name.name.name;
    context.Fail(statement.object == ObjectType::Index
                     ? sqlstate::kUndefinedObject
                     : sqlstate::kUndefinedTable,
                 std::string(Word(statement.object)) + " \"" + name.name.name +
                     "\" does not exist",
                 name.name.range);
    return std::nullopt;
  }
  const Relation& relation = context.draft.relation(*id);
  if (!IsKind(statement.object, relation.kind)) {
    const std::string_view article =
        statement.object == ObjectType::Index ? "an " : "a ";
    context.Fail(sqlstate::kWrongObjectType,
                 "\"" + relation.name + "\" is not " + std::string(article) +
                     std::string(Word(statement.object)),
                 name.name.range);
    return std::nullopt;
  }
  return id;
}

// An index that a constraint needs cannot go without it.
bool CheckIndexIsFree(DdlContext& context, const Relation& index,
                      TextRange range) {
  if (index.kind != RelationKind::Index || !index.owner_table) {
    return true;
  }
  const Relation& table = context.draft.relation(*index.owner_table);
  const bool needed = std::any_of(
      table.constraints.begin(), table.constraints.end(),
      [&](const TableConstraint& one) { return one.name == index.name; });
  return !needed || context.Fail(sqlstate::kDependentObjectsStillExist,
                                 "cannot drop index " + index.name +
                                     " because constraint " + index.name +
                                     " on table " + table.name + " requires it",
                                 range);
}

bool DropRelations(DdlContext& context, const DropStmt& statement) {
  std::vector<DropTarget> targets;
  std::string shown;
  for (const ObjectName& name : statement.names) {
    const auto id = FindDropped(context, statement, name.name);
    if (context.failed()) {
      return false;
    }
    if (!id) {
      continue;
    }
    const Relation& relation = context.draft.relation(*id);
    if (!CheckIndexIsFree(context, relation, name.name.name.range)) {
      return false;
    }
    shown = std::string(KindWord(relation.kind)) + " " +
            DisplayName(context.draft, relation.schema, relation.name);
    targets.push_back({Kind::Relation, id->index, ""});
  }
  return DropObjects(context, targets, statement.behavior, shown,
                     statement.names.front().name.name.range);
}

bool DropTypes(DdlContext& context, const DropStmt& statement) {
  std::vector<DropTarget> targets;
  std::string shown;
  for (const ObjectName& name : statement.names) {
    const TypeName named = NameOfType(name);
    const TypeResolution found =
        ResolveTypeName(context.catalog(), context.path(), named);
    if (!found.ok()) {
      if (statement.missing_ok) {
        continue;
      }
      return static_cast<bool>(context.ResolveType(named));
    }
    if (found.use.type == kUnknownTypeId) {
      continue;
    }
    const Type& type = context.catalog().type(found.use.type);
    if (statement.object == ObjectType::Domain &&
        type.kind != TypeKind::Domain) {
      return context.Fail(sqlstate::kWrongObjectType,
                          "\"" + ShowTypeName(named) + "\" is not a domain",
                          named.range);
    }
    if (type.schema == context.catalog().builtin_schema()) {
      return context.Fail(sqlstate::kDependentObjectsStillExist,
                          "cannot drop type " + type.name +
                              " because it is required by the database system",
                          named.range);
    }
    shown = "type " + DisplayName(context.draft, type.schema, type.name);
    targets.push_back({Kind::Type, found.use.type.index, ""});
  }
  return DropObjects(context, targets, statement.behavior, shown,
                     statement.names.front().name.range);
}

bool DropRoutines(DdlContext& context, const DropStmt& statement) {
  std::vector<DropTarget> targets;
  std::string shown;
  for (const ObjectName& name : statement.names) {
    if (!name.routine) {
      continue;
    }
    const auto id = FindRoutine(context, *name.routine, statement.object,
                                statement.missing_ok);
    if (context.failed()) {
      return false;
    }
    if (id && context.catalog().routine(*id).defined) {
      std::string types;
      for (const TypeId type : InputTypes(context.catalog().routine(*id))) {
        types += (types.empty() ? "" : ",") + context.TextOfType({type});
      }
      shown = std::string(Word(statement.object)) + " " +
              context.catalog().routine(*id).name + "(" + types + ")";
      targets.push_back({Kind::Routine, id->index, ""});
    }
  }
  return DropObjects(context, targets, statement.behavior, shown,
                     statement.names.front().name.range);
}

bool DropSchemas(DdlContext& context, const DropStmt& statement) {
  std::vector<DropTarget> targets;
  std::string shown;
  for (const ObjectName& name : statement.names) {
    const Identifier& schema = name.name.name;
    const auto id = context.catalog().FindSchema(schema.name);
    if (!id) {
      if (statement.missing_ok || context.MayBeElsewhere(schema.name)) {
        continue;
      }
      if (IsWildName(schema.name)) {
        return context.Undecide("");
      }
      return context.Fail(sqlstate::kInvalidSchemaName,
                          "schema \"" + schema.name + "\" does not exist",
                          schema.range);
    }
    shown = "schema " + schema.name;
    targets.push_back({Kind::Schema, id->index, ""});
  }
  return DropObjects(context, targets, statement.behavior, shown,
                     statement.names.front().name.name.range);
}

std::string_view PartWord(ObjectType object) {
  switch (object) {
    case ObjectType::Rule:
      return "rule";
    case ObjectType::Policy:
      return "policy";
    default:
      return "trigger";
  }
}

}  // namespace

bool FailPart(DdlContext& context, RelationId table, ObjectType object,
              const Identifier& part) {
  const bool rule = object == ObjectType::Rule;
  return context.Fail(sqlstate::kUndefinedObject,
                      std::string(PartWord(object)) + " \"" + part.name +
                          "\" for " + (rule ? "relation" : "table") + " \"" +
                          context.draft.relation(table).name +
                          "\" does not exist",
                      part.range);
}

namespace {

bool ErasePart(Relation& table, ObjectType object, const std::string& name) {
  const auto named = [&](const auto& one) { return one.name == name; };
  switch (object) {
    case ObjectType::Rule:
      return std::erase_if(table.rules, named) > 0;
    case ObjectType::Policy:
      return std::erase_if(table.policies, named) > 0;
    default:
      return std::erase_if(table.triggers, named) > 0;
  }
}

bool DropParts(DdlContext& context, const DropStmt& statement) {
  for (const ObjectName& name : statement.names) {
    const auto table = context.FindRelation(name.name, statement.missing_ok);
    if (!table) {
      if (context.failed()) {
        return false;
      }
      continue;
    }
    if (!ErasePart(context.draft.Change(*table), statement.object,
                   name.part.name) &&
        !statement.missing_ok && !context.draft.relation(*table).incomplete) {
      return FailPart(context, *table, statement.object, name.part);
    }
  }
  return true;
}

// Overloads of that name that DROP and its kin mean by the kind.
std::vector<RoutineId> RoutinesOfKind(const DdlContext& context,
                                      const QualifiedName& name,
                                      ObjectType object) {
  std::vector<RoutineId> found;
  if (name.schema.empty()) {
    found =
        FindRoutinesOnPath(context.catalog(), context.path(), name.name.name);
  } else if (const auto schema =
                 context.catalog().FindSchema(name.schema.name)) {
    found = context.catalog().FindRoutines(*schema, name.name.name);
  }
  std::erase_if(found, [&](RoutineId id) {
    const RoutineKind kind = context.catalog().routine(id).kind;
    if (object == ObjectType::Procedure) {
      return kind != RoutineKind::Procedure;
    }
    if (object == ObjectType::Aggregate) {
      return kind != RoutineKind::Aggregate;
    }
    return object == ObjectType::Function && kind == RoutineKind::Procedure;
  });
  return found;
}

// A procedure may be told by its output arguments too.
std::vector<TypeId> AllTypes(const Routine& routine) {
  std::vector<TypeId> types;
  for (const RoutineArgument& argument : routine.arguments) {
    types.push_back(argument.type);
  }
  return types;
}

// 42883, or 3F000 for the schema. `types` is what was given, as text.
void FailRoutine(DdlContext& context, const ObjectWithArguments& name,
                 ObjectType object, const std::string& types) {
  const std::string& schema = name.name.schema.name;
  context.result.problem.kind = ReferenceKind::Function;
  context.result.problem.schema = schema;
  context.result.problem.name = name.name.name.name;
  if (!schema.empty() && !context.catalog().FindSchema(schema)) {
    context.Fail(sqlstate::kInvalidSchemaName,
                 "schema \"" + schema + "\" does not exist",
                 name.name.schema.range);
    return;
  }
  const std::string word(Word(object));
  context.Fail(
      sqlstate::kUndefinedFunction,
      name.arguments_unspecified
          ? "could not find a " + word + " named \"" + ShowName(name.name) +
                "\""
          : word + " " + ShowName(name.name) + "(" + types + ") does not exist",
      name.name.name.range);
}

}  // namespace

std::optional<RoutineId> FindRoutine(DdlContext& context,
                                     const ObjectWithArguments& name,
                                     ObjectType object, bool missing_ok) {
  const std::string& schema_name = name.name.schema.name;
  if (IsWildName(name.name.name.name) || IsWildName(schema_name)) {
    return std::nullopt;
  }
  std::vector<TypeId> types;
  std::string shown;
  for (const TypeName& argument : name.arguments) {
    const TypeResolution type =
        ResolveTypeName(context.catalog(), context.path(), argument);
    if (!type.ok()) {
      if (!missing_ok) {
        context.Fail(type.sqlstate, type.message, argument.range);
      }
      return std::nullopt;
    }
    types.push_back(type.use.type);
    shown += (shown.empty() ? "" : ",") + context.TextOfType({type.use.type});
  }
  const std::vector<RoutineId> found =
      RoutinesOfKind(context, name.name, object);
  if (name.arguments_unspecified && found.size() > 1) {
    context.Fail(sqlstate::kAmbiguousFunction,
                 std::string(Word(object)) + " name \"" + ShowName(name.name) +
                     "\" is not unique",
                 name.name.range);
    return std::nullopt;
  }
  for (const RoutineId id : found) {
    const Routine& routine = context.catalog().routine(id);
    if (name.arguments_unspecified || InputTypes(routine) == types ||
        (routine.kind == RoutineKind::Procedure &&
         AllTypes(routine) == types)) {
      return id;
    }
  }
  if (!missing_ok && !context.MayBeElsewhere(schema_name)) {
    FailRoutine(context, name, object, shown);
  }
  return std::nullopt;
}

bool BindCreateSchema(DdlContext& context, const CreateSchemaStmt& statement) {
  const Identifier& name =
      statement.name.empty() ? statement.owner : statement.name;
  context.NameRole(statement.owner);
  if (IsWildName(name.name)) {
    return context.Undecide("");
  }
  if (name.name.rfind("pg_", 0) == 0) {
    return context.Fail(sqlstate::kReservedName,
                        "unacceptable schema name \"" + name.name + "\"",
                        name.range);
  }
  const auto there = context.catalog().FindSchema(name.name);
  if (there) {
    if (statement.if_not_exists) {
      return true;
    }
    ExistingObject existing;
    existing.name = name.name;
    existing.defined = context.catalog().schema(*there).defined;
    return context.FailExisting(sqlstate::kDuplicateSchema,
                                "schema \"" + name.name + "\" already exists",
                                name.range, existing);
  }
  Schema schema;
  schema.name = name.name;
  schema.owner = statement.owner.name;
  schema.defined = context.At(name.range);
  context.draft.Add(std::move(schema));
  return true;
}

bool BindDrop(DdlContext& context, const DropStmt& statement) {
  if (statement.names.empty()) {
    return true;
  }
  if (IsRelation(statement.object)) {
    return DropRelations(context, statement);
  }
  if (IsRoutine(statement.object)) {
    return DropRoutines(context, statement);
  }
  switch (statement.object) {
    case ObjectType::Type:
    case ObjectType::Domain:
      return DropTypes(context, statement);
    case ObjectType::Schema:
      return DropSchemas(context, statement);
    case ObjectType::Trigger:
    case ObjectType::Rule:
    case ObjectType::Policy:
      return DropParts(context, statement);
    default:
      return DropNamed(context, statement);
  }
}

}  // namespace pgpact
