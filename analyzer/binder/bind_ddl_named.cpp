// What is known by its name alone: collations, text search, statistics,
// publications, servers, languages, operators and their classes; extensions.

#include <algorithm>
#include <optional>
#include <utility>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

bool IsTextSearch(ObjectType object) {
  return object == ObjectType::TextSearchConfiguration ||
         object == ObjectType::TextSearchDictionary ||
         object == ObjectType::TextSearchParser ||
         object == ObjectType::TextSearchTemplate;
}

bool StandsInSchema(ObjectType object) {
  return IsTextSearch(object) || object == ObjectType::Collation ||
         object == ObjectType::Conversion || object == ObjectType::Operator ||
         object == ObjectType::OperatorClass ||
         object == ObjectType::OperatorFamily ||
         object == ObjectType::Statistics;
}

bool IsOperatorSet(ObjectType object) {
  return object == ObjectType::OperatorClass ||
         object == ObjectType::OperatorFamily;
}

// Operators and casts are overloaded, transforms have no name.
bool IsTold(ObjectType object, const std::string& name) {
  return !NamedKind(object).empty() && object != ObjectType::Operator &&
         object != ObjectType::Cast && !name.empty() && !IsWildName(name);
}

// `what` as messages name it: operator class "a.b".
std::string Shown(ObjectType object, const std::string& name) {
  return std::string(NamedKind(object)) + " \"" + name + "\"";
}

bool FailTaken(DdlContext& context, ObjectType object, const NamedObject& named,
               const Identifier& name) {
  if (IsTextSearch(object)) {
    // Nothing but the unique index stands in the way.
    const std::string_view table = object == ObjectType::TextSearchConfiguration
                                       ? "pg_ts_config_cfgname_index"
                                   : object == ObjectType::TextSearchDictionary
                                       ? "pg_ts_dict_dictname_index"
                                   : object == ObjectType::TextSearchParser
                                       ? "pg_ts_parser_prsname_index"
                                       : "pg_ts_template_tmplname_index";
    return context.Fail(sqlstate::kUniqueViolation,
                        "duplicate key value violates unique constraint \"" +
                            std::string(table) + "\"",
                        name.range);
  }
  if (object == ObjectType::UserMapping) {
    return context.Fail(sqlstate::kDuplicateObject,
                        "user mapping for \"" + named.detail +
                            "\" already exists for server \"" + named.name +
                            "\"",
                        name.range);
  }
  return context.Fail(
      sqlstate::kDuplicateObject,
      Shown(object, named.name) +
          (IsOperatorSet(object) ? " for access method \"" + named.detail + "\""
                                 : "") +
          " already exists",
      name.range);
}

bool FailMissing(DdlContext& context, ObjectType object,
                 const QualifiedName& name, const std::string& detail) {
  std::string message = Shown(object, ShowName(name)) + " does not exist";
  if (IsOperatorSet(object)) {
    message += " for access method \"" + detail + "\"";
  } else if (object == ObjectType::UserMapping) {
    message = "user mapping for \"" + detail +
              "\" does not exist for server \"" + ShowName(name) + "\"";
  } else if (object == ObjectType::Collation) {
    message =
        Shown(object, ShowName(name)) + " for encoding \"UTF8\" does not exist";
  }
  return context.Fail(sqlstate::kUndefinedObject, std::move(message),
                      name.name.range);
}

// The schemas that a name without one is looked for in.
std::vector<std::string> SchemasOf(const DdlContext& context, ObjectType object,
                                   const QualifiedName& name) {
  if (!StandsInSchema(object)) {
    return {""};
  }
  if (!name.schema.empty()) {
    return {name.schema.name};
  }
  std::vector<std::string> names;
  for (const SchemaId id : SchemasOnPath(context.catalog(), context.path())) {
    names.push_back(context.SchemaName(id));
  }
  return names;
}

std::optional<NamedObject> Find(const DdlContext& context, ObjectType object,
                                const QualifiedName& name,
                                const std::string& detail) {
  NamedObject found;
  found.kind = NamedKind(object);
  found.name = name.name.name;
  found.detail = detail;
  for (std::string& schema : SchemasOf(context, object, name)) {
    if (context.catalog().HasNamedObject(found.kind, schema, found.name,
                                         detail)) {
      found.schema = std::move(schema);
      return found;
    }
  }
  return std::nullopt;
}

// What extensions bring, and the collations of the operating system, are not
// known.
bool MayBeUnseen(const DdlContext& context, ObjectType object,
                 const QualifiedName& name) {
  return IsWildName(name.name.name) || IsWildName(name.schema.name) ||
         (StandsInSchema(object) ? context.MayBeElsewhere(name.schema.name)
                                 : !context.catalog().extensions().empty()) ||
         (object == ObjectType::Collation &&
          name.name.name.find('_') != std::string::npos);
}

bool CheckAccessMethod(DdlContext& context, const std::string& method) {
  return method.empty() || !context.catalog().extensions().empty() ||
         context.catalog().HasNamedObject("access method", "", method) ||
         context.Fail(sqlstate::kUndefinedObject,
                      "access method \"" + method + "\" does not exist");
}

// What the definition names besides its own name.
bool CheckNeeded(DdlContext& context, const NamedObjectStmt& statement) {
  for (const RangeVar& relation : statement.relations) {
    if (!context.FindRelation(relation.name, false) && context.failed()) {
      return false;
    }
  }
  ObjectName needed;
  if (statement.object == ObjectType::ForeignServer &&
      !statement.wrapper.empty()) {
    needed.name.name = statement.wrapper;
    return CheckNamed(context, ObjectType::ForeignDataWrapper, needed, false);
  }
  if (statement.object == ObjectType::UserMapping) {
    needed.name = statement.name;
    return CheckNamed(context, ObjectType::ForeignServer, needed, false);
  }
  return !IsOperatorSet(statement.object) ||
         CheckAccessMethod(context, statement.detail);
}

void Replace(DdlContext& context, const NamedObject& before,
             NamedObject after) {
  for (const NamedObject& own : context.catalog().named_objects()) {
    if (own.kind == before.kind && own.schema == before.schema &&
        own.name == before.name && own.detail == before.detail) {
      after.defined = own.defined;
      context.draft.Record(RemoveNamed{own});
      context.draft.Record(AddNamed{std::move(after)});
      return;
    }
  }
}

// RENAME and SET SCHEMA: the new place has to be free.
bool MoveNamed(DdlContext& context, ObjectType object,
               const NamedObject& before, const NamedObject& after) {
  if (context.catalog().HasNamedObject(after.kind, after.schema, after.name,
                                       after.detail)) {
    return context.Fail(
        sqlstate::kDuplicateObject,
        Shown(object, after.name) +
            (IsOperatorSet(object)
                 ? " for access method \"" + after.detail + "\""
                 : "") +
            " already exists" +
            (after.schema.empty() ? ""
                                  : " in schema \"" + after.schema + "\""));
  }
  Replace(context, before, after);
  return true;
}

// What RENAME and SET SCHEMA share; `change` gives whether it changed what it
// was given.
template <typename Statement, typename Change>
bool ChangeNamed(DdlContext& context, const Statement& statement,
                 const Change& change) {
  const ObjectName& name = statement.name;
  if (!CheckNamed(context, statement.object, name, statement.missing_ok)) {
    return false;
  }
  const auto before =
      Find(context, statement.object, name.name, name.part.name);
  if (!before) {
    return true;
  }
  NamedObject after = *before;
  return !change(after) || MoveNamed(context, statement.object, *before, after);
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
    case ObjectType::UserMapping:
      return "user mapping";
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

bool CheckNamed(DdlContext& context, ObjectType object, const ObjectName& name,
                bool missing_ok) {
  if (!IsTold(object, name.name.name.name)) {
    return true;
  }
  if (IsOperatorSet(object) && !missing_ok &&
      !CheckAccessMethod(context, name.part.name)) {
    return false;
  }
  return Find(context, object, name.name, name.part.name).has_value() ||
         missing_ok || MayBeUnseen(context, object, name.name) ||
         (!name.name.schema.empty() && !context.FindSchema(name.name.schema) &&
          !context.failed()) ||
         (!context.failed() &&
          FailMissing(context, object, name.name, name.part.name));
}

bool BindNamedObject(DdlContext& context, const NamedObjectStmt& statement) {
  if (statement.alter) {
    ObjectName name;
    name.name = statement.name;
    name.part.name = statement.detail;
    return CheckNamed(context, statement.object, name,
                      statement.if_not_exists) &&
           CheckNeeded(context, statement);
  }
  NamedObject object;
  object.kind = NamedKind(statement.object);
  object.name = statement.name.name.name;
  object.detail = statement.detail;
  object.defined = context.At(statement.name.name.range);
  if (object.kind.empty() || object.name.empty() || IsWildName(object.name)) {
    return CheckNeeded(context, statement);
  }
  if (StandsInSchema(statement.object)) {
    const auto schema =
        context.CreationSchema(statement.name, Persistence::Permanent);
    if (!schema) {
      return !context.failed();
    }
    object.schema = context.SchemaName(*schema);
  }
  if (!CheckNeeded(context, statement)) {
    return false;
  }
  if (statement.object == ObjectType::Statistics &&
      !statement.relations.empty()) {
    object.table = context.LookUp(statement.relations.front().name);
  }
  if (IsTold(statement.object, object.name) &&
      context.catalog().HasNamedObject(object.kind, object.schema, object.name,
                                       object.detail)) {
    return statement.if_not_exists ||
           FailTaken(context, statement.object, object, statement.name.name);
  }
  // An operator class without a family makes one of its own name.
  if (statement.object == ObjectType::OperatorClass && !statement.has_family &&
      !context.catalog().HasNamedObject(NamedKind(ObjectType::OperatorFamily),
                                        object.schema, object.name,
                                        object.detail)) {
    NamedObject family = object;
    family.kind = NamedKind(ObjectType::OperatorFamily);
    context.draft.Record(AddNamed{std::move(family)});
  }
  context.draft.Record(AddNamed{std::move(object)});
  return true;
}

bool DropNamed(DdlContext& context, const DropStmt& statement) {
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
    if (!CheckNamed(context, statement.object, name, statement.missing_ok)) {
      return false;
    }
    if (auto found =
            Find(context, statement.object, name.name, name.part.name)) {
      context.draft.Record(RemoveNamed{std::move(*found)});
    }
  }
  return true;
}

bool RenameNamed(DdlContext& context, const RenameStmt& statement) {
  return ChangeNamed(context, statement, [&](NamedObject& object) {
    object.name = statement.new_name.name;
    return true;
  });
}

bool MoveNamedTo(DdlContext& context, const AlterObjectSchemaStmt& statement) {
  return ChangeNamed(context, statement, [&](NamedObject& object) {
    return std::exchange(object.schema, statement.new_schema.name) !=
           statement.new_schema.name;
  });
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
  context.draft.Record(OpenSchemaName{context.SchemaName(*schema), name});
  return true;
}

}  // namespace pgpact
