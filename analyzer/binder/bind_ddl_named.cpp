// What is known by its name alone, and what only names objects: extensions,
// roles, grants, comments, owners.

#include <algorithm>
#include <array>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

bool CheckColumnOf(DdlContext& context, RelationId id,
                   const Identifier& column) {
  const Relation& relation = context.draft.relation(id);
  if (relation.FindColumn(column.name) != nullptr || relation.incomplete ||
      IsWildName(column.name)) {
    return true;
  }
  context.result.problem.kind = ReferenceKind::Column;
  context.result.problem.relation = relation.name;
  context.result.problem.name = column.name;
  return context.Fail(sqlstate::kUndefinedColumn,
                      "column \"" + column.name + "\" of relation \"" +
                          relation.name + "\" does not exist",
                      column.range);
}

// Whether the named object is there, for statements that change nothing else.
bool CheckObject(DdlContext& context, ObjectType object,
                 const ObjectName& name) {
  switch (object) {
    case ObjectType::Table:
    case ObjectType::View:
    case ObjectType::MaterializedView:
    case ObjectType::ForeignTable:
    case ObjectType::Sequence:
    case ObjectType::Index:
      context.FindRelation(name.name, false);
      return !context.failed();
    case ObjectType::Column: {
      const auto id = context.FindRelation(name.name, false);
      return id ? CheckColumnOf(context, *id, name.part) : !context.failed();
    }
    case ObjectType::Schema:
      context.FindSchema(name.name.name);
      return !context.failed();
    case ObjectType::Type:
    case ObjectType::Domain:
      return context.ResolveType(NameOfType(name)).has_value();
    case ObjectType::Function:
    case ObjectType::Procedure:
    case ObjectType::Routine:
    case ObjectType::Aggregate:
      if (name.routine) {
        FindRoutine(context, *name.routine, object, false);
      }
      return !context.failed();
    case ObjectType::Trigger:
    case ObjectType::Constraint:
    case ObjectType::Policy:
    case ObjectType::Rule:
      context.FindRelation(name.name, false);
      return !context.failed();
    default:
      return true;
  }
}

}  // namespace

std::string_view NamedKind(ObjectType object) {
  switch (object) {
    case ObjectType::Operator:
      return "operator";
    case ObjectType::Cast:
      return "cast";
    case ObjectType::EventTrigger:
      return "event trigger";
    case ObjectType::Collation:
      return "collation";
    case ObjectType::Conversion:
      return "conversion";
    case ObjectType::Language:
      return "language";
    case ObjectType::OperatorClass:
      return "operator class";
    case ObjectType::OperatorFamily:
      return "operator family";
    case ObjectType::Statistics:
      return "statistics object";
    case ObjectType::TextSearchConfiguration:
      return "text search configuration";
    case ObjectType::TextSearchDictionary:
      return "text search dictionary";
    case ObjectType::TextSearchParser:
      return "text search parser";
    case ObjectType::TextSearchTemplate:
      return "text search template";
    case ObjectType::ForeignDataWrapper:
      return "foreign-data wrapper";
    case ObjectType::ForeignServer:
      return "server";
    case ObjectType::Publication:
      return "publication";
    case ObjectType::Subscription:
      return "subscription";
    case ObjectType::AccessMethod:
      return "access method";
    default:
      return "";
  }
}

bool BindNamedObject(DdlContext& context, const NamedObjectStmt& statement) {
  for (const RangeVar& relation : statement.relations) {
    if (!context.FindRelation(relation.name, false) && context.failed()) {
      return false;
    }
  }
  const std::string_view kind = NamedKind(statement.object);
  const std::string& name = statement.name.name.name;
  if (kind.empty() || name.empty() || IsWildName(name)) {
    return true;
  }
  NamedObject object;
  object.kind = kind;
  object.name = name;
  object.defined = context.At(statement.name.name.range);
  // Operators and casts are overloaded; their arguments are not kept.
  const bool overloaded = statement.object == ObjectType::Operator ||
                          statement.object == ObjectType::Cast;
  const bool in_schema = statement.object == ObjectType::Collation ||
                         statement.object == ObjectType::OperatorClass ||
                         statement.object == ObjectType::Statistics ||
                         kind.rfind("text search", 0) == 0;
  if (in_schema || !statement.name.schema.empty()) {
    const auto schema =
        context.CreationSchema(statement.name, Persistence::Permanent);
    if (!schema) {
      return !context.failed();
    }
    object.schema = context.SchemaName(*schema);
  }
  if (!overloaded &&
      context.catalog().HasNamedObject(kind, object.schema, name)) {
    return statement.if_not_exists ||
           context.Fail(sqlstate::kDuplicateObject,
                        std::string(kind) + " \"" + name + "\" already exists",
                        statement.name.name.range);
  }
  context.draft.Record(AddNamed{std::move(object)});
  return true;
}

bool DropNamed(DdlContext& context, const DropStmt& statement) {
  const std::string_view kind = NamedKind(statement.object);
  for (const ObjectName& name : statement.names) {
    const std::string& own =
        name.routine ? name.routine->name.name.name : name.name.name.name;
    if (statement.object == ObjectType::Extension) {
      if (context.catalog().extensions().count(own) == 0 &&
          !statement.missing_ok && !IsWildName(own)) {
        return context.Fail(sqlstate::kUndefinedObject,
                            "extension \"" + own + "\" does not exist",
                            name.name.name.range);
      }
      continue;
    }
    for (const NamedObject& object : context.catalog().named_objects()) {
      if (object.kind == kind && object.name == own) {
        context.draft.Record(RemoveNamed{object});
        break;
      }
    }
  }
  return true;
}

bool BindCreateExtension(DdlContext& context,
                         const CreateExtensionStmt& statement) {
  const std::string& name = statement.name.name;
  if (context.catalog().extensions().count(name) != 0 || name == "plpgsql") {
    return statement.if_not_exists ||
           context.Fail(sqlstate::kDuplicateObject,
                        "extension \"" + name + "\" already exists",
                        statement.name.range);
  }
  QualifiedName place;
  place.schema = statement.schema;
  const auto schema = context.CreationSchema(place, Persistence::Permanent);
  if (!schema) {
    return !context.failed();
  }
  context.draft.Record(AddExtensionName{name});
  // What it brings is not known.
  context.draft.Record(OpenSchemaName{context.SchemaName(*schema)});
  return true;
}

bool BindOwner(DdlContext& context, const AlterOwnerStmt& statement) {
  context.NameRole(statement.new_owner);
  return CheckObject(context, statement.object, statement.name);
}

bool BindComment(DdlContext& context, const CommentStmt& statement) {
  return CheckObject(context, statement.object, statement.name);
}

bool BindGrant(DdlContext& context, const GrantStmt& statement) {
  for (const Identifier& grantee : statement.grantees) {
    context.NameRole(grantee);
  }
  for (const ObjectName& name : statement.names) {
    const ObjectType object = statement.all_in_schema || statement.defaults
                                  ? ObjectType::Schema
                                  : statement.object;
    if (!CheckObject(context, object, name)) {
      return false;
    }
    if (object == ObjectType::Table && !statement.columns.empty()) {
      const auto id = context.FindRelation(name.name, false);
      for (const Identifier& column : statement.columns) {
        if (id && !CheckColumnOf(context, *id, column)) {
          return false;
        }
      }
    }
  }
  return true;
}

bool BindGrantRole(DdlContext& context, const GrantRoleStmt& statement) {
  for (const auto* roles : {&statement.granted, &statement.grantees}) {
    for (const Identifier& role : *roles) {
      context.NameRole(role);
    }
  }
  return true;
}

bool BindCluster(DdlContext& context, const ClusterStmt& statement) {
  const bool role = statement.object == ObjectType::Role;
  for (const Identifier& name : statement.names) {
    if (statement.kind == ClusterStmt::Kind::Create && role &&
        !IsWildName(name.name)) {
      if (context.catalog().roles().count(name.name) != 0) {
        return context.Fail(sqlstate::kDuplicateObject,
                            "role \"" + name.name + "\" already exists",
                            name.range);
      }
      context.draft.Record(AddRoleName{name.name});
    } else if (statement.kind == ClusterStmt::Kind::Alter && role) {
      context.NameRole(name);
    }
  }
  if (statement.kind == ClusterStmt::Kind::Alter &&
      statement.setting.name == "search_path") {
    context.draft.Record(SetDefaultPath{statement.setting_values});
  }
  return true;
}

}  // namespace pgpact
