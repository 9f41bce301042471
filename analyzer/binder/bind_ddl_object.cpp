// Statements that only name objects: owners, comments, grants, roles.

#include <algorithm>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

bool CheckColumnOf(DdlContext& context, RelationId id,
                   const Identifier& column) {
  const Relation& relation = context.draft.relation(id);
  if (relation.FindColumn(column.name) != nullptr || relation.incomplete ||
      IsSystemColumn(column.name) || IsWildName(column.name)) {
    return true;
  }
  return context.FailColumn(relation, column);
}

template <typename Part>
bool Has(const std::vector<Part>& parts, const std::string& name) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const Part& one) { return one.name == name; });
}

// A trigger, rule, policy or constraint of a table.
bool CheckPart(DdlContext& context, ObjectType object, const ObjectName& name) {
  const auto id = context.FindRelation(name.name, false);
  if (!id) {
    return !context.failed();
  }
  const Relation& table = context.draft.relation(*id);
  const std::string& part = name.part.name;
  if (table.incomplete || IsWildName(part)) {
    return true;
  }
  if (object == ObjectType::Constraint) {
    return Has(table.constraints, part) ||
           context.Fail(sqlstate::kUndefinedObject,
                        "constraint \"" + part + "\" for table \"" +
                            table.name + "\" does not exist",
                        name.part.range);
  }
  const bool there =
      object == ObjectType::Rule
          ? Has(table.rules, part) ||
                (table.kind == RelationKind::View && part == "_RETURN")
      : object == ObjectType::Policy ? Has(table.policies, part)
                                     : Has(table.triggers, part);
  return there || FailPart(context, *id, object, name.part);
}

// Whether the named object is there, for statements that change nothing else.
bool CheckObject(DdlContext& context, ObjectType object,
                 const ObjectName& name) {
  if (IsRelation(object)) {
    context.FindRelation(name.name, false);
    return !context.failed();
  }
  if (IsRoutine(object)) {
    if (name.routine) {
      FindRoutine(context, *name.routine, object, false);
    }
    return !context.failed();
  }
  switch (object) {
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
    case ObjectType::Trigger:
    case ObjectType::Constraint:
    case ObjectType::Policy:
    case ObjectType::Rule:
      return CheckPart(context, object, name);
    default:
      return CheckNamed(context, object, name, false);
  }
}

}  // namespace

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
    if (statement.kind == ClusterStmt::Kind::Drop && role) {
      context.draft.Record(RemoveRoleName{name.name});
    } else if (statement.kind == ClusterStmt::Kind::Create && role &&
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
  // Of a role only its own sessions have it; ALL has no name.
  const bool holds_here = !role || statement.names.empty() ||
                          statement.names.front().empty() ||
                          statement.names.front().name == context.path().role;
  if (statement.kind == ClusterStmt::Kind::Alter && holds_here &&
      statement.setting.name == "search_path" &&
      !statement.setting_values.empty()) {
    context.draft.Record(SetDefaultPath{statement.setting_values});
  }
  return true;
}

}  // namespace pgpact
