// DROP, RENAME, SET SCHEMA, OWNER TO and COMMENT: statements that name an
// object of any kind.
#include <array>

#include "analyzer/sql/lower.h"

namespace pgpact {

namespace {

struct ObjectRow {
  std::string_view word;
  ObjectType object;
};
constexpr std::array kObjects = {
    ObjectRow{"OBJECT_TABLE", ObjectType::Table},
    ObjectRow{"OBJECT_COLUMN", ObjectType::Column},
    ObjectRow{"OBJECT_SCHEMA", ObjectType::Schema},
    ObjectRow{"OBJECT_VIEW", ObjectType::View},
    ObjectRow{"OBJECT_MATVIEW", ObjectType::MaterializedView},
    ObjectRow{"OBJECT_FOREIGN_TABLE", ObjectType::ForeignTable},
    ObjectRow{"OBJECT_SEQUENCE", ObjectType::Sequence},
    ObjectRow{"OBJECT_INDEX", ObjectType::Index},
    ObjectRow{"OBJECT_TYPE", ObjectType::Type},
    ObjectRow{"OBJECT_DOMAIN", ObjectType::Domain},
    ObjectRow{"OBJECT_ATTRIBUTE", ObjectType::Attribute},
    ObjectRow{"OBJECT_FUNCTION", ObjectType::Function},
    ObjectRow{"OBJECT_PROCEDURE", ObjectType::Procedure},
    ObjectRow{"OBJECT_ROUTINE", ObjectType::Routine},
    ObjectRow{"OBJECT_AGGREGATE", ObjectType::Aggregate},
    ObjectRow{"OBJECT_OPERATOR", ObjectType::Operator},
    ObjectRow{"OBJECT_CAST", ObjectType::Cast},
    ObjectRow{"OBJECT_TABCONSTRAINT", ObjectType::Constraint},
    ObjectRow{"OBJECT_DOMCONSTRAINT", ObjectType::DomainConstraint},
    ObjectRow{"OBJECT_TRIGGER", ObjectType::Trigger},
    ObjectRow{"OBJECT_EVENT_TRIGGER", ObjectType::EventTrigger},
    ObjectRow{"OBJECT_RULE", ObjectType::Rule},
    ObjectRow{"OBJECT_POLICY", ObjectType::Policy},
    ObjectRow{"OBJECT_EXTENSION", ObjectType::Extension},
    ObjectRow{"OBJECT_ROLE", ObjectType::Role},
    ObjectRow{"OBJECT_DATABASE", ObjectType::Database},
    ObjectRow{"OBJECT_TABLESPACE", ObjectType::Tablespace},
    ObjectRow{"OBJECT_COLLATION", ObjectType::Collation},
    ObjectRow{"OBJECT_CONVERSION", ObjectType::Conversion},
    ObjectRow{"OBJECT_LANGUAGE", ObjectType::Language},
    ObjectRow{"OBJECT_OPCLASS", ObjectType::OperatorClass},
    ObjectRow{"OBJECT_OPFAMILY", ObjectType::OperatorFamily},
    ObjectRow{"OBJECT_STATISTIC_EXT", ObjectType::Statistics},
    ObjectRow{"OBJECT_TSCONFIGURATION", ObjectType::TextSearchConfiguration},
    ObjectRow{"OBJECT_TSDICTIONARY", ObjectType::TextSearchDictionary},
    ObjectRow{"OBJECT_TSPARSER", ObjectType::TextSearchParser},
    ObjectRow{"OBJECT_TSTEMPLATE", ObjectType::TextSearchTemplate},
    ObjectRow{"OBJECT_FDW", ObjectType::ForeignDataWrapper},
    ObjectRow{"OBJECT_FOREIGN_SERVER", ObjectType::ForeignServer},
    ObjectRow{"OBJECT_USER_MAPPING", ObjectType::UserMapping},
    ObjectRow{"OBJECT_PUBLICATION", ObjectType::Publication},
    ObjectRow{"OBJECT_SUBSCRIPTION", ObjectType::Subscription},
    ObjectRow{"OBJECT_ACCESS_METHOD", ObjectType::AccessMethod},
    ObjectRow{"OBJECT_LARGEOBJECT", ObjectType::LargeObject},
    ObjectRow{"OBJECT_PARAMETER_ACL", ObjectType::Parameter},
};

// The part is written before the table: TRIGGER t ON table.
bool PartComesFirst(ObjectType object) {
  return object == ObjectType::Trigger || object == ObjectType::Rule ||
         object == ObjectType::Policy || object == ObjectType::Constraint ||
         object == ObjectType::DomainConstraint;
}

}  // namespace

ObjectType ObjectTypeOf(std::string_view word) {
  for (const ObjectRow& row : kObjects) {
    if (row.word == word) {
      return row.object;
    }
  }
  return ObjectType::Other;
}

ObjectWithArguments Lowering::Routine(Fields node, ObjectType object) {
  ObjectWithArguments routine;
  routine.name = object == ObjectType::Operator
                     ? OperatorAhead(node, "objname")
                     : QualifiedAhead(node, "objname");
  routine.arguments_unspecified = Flag(node, "args_unspecified");
  ForEachNode(node, "objargs", [&](JsonNode type) {
    routine.arguments.push_back(type.tag == "TypeName" ? Type(type.fields)
                                                       : TypeName{});
  });
  return routine;
}

// [table…, part] of DROP TRIGGER and COMMENT ON CONSTRAINT, [table…, column]
// of COMMENT ON COLUMN.
ObjectName Lowering::PartName(ObjectType object, JsonNode list) {
  ObjectName name;
  if (!PartComesFirst(object)) {
    std::vector<Identifier> parts = NamesAhead(list.fields, "items");
    if (!parts.empty()) {
      name.part = std::move(parts.back());
      parts.pop_back();
    }
    name.name = QualifiedOf(std::move(parts));
    return name;
  }
  std::vector<std::string> parts = Strings(list.fields, "items");
  if (!parts.empty()) {
    name.part = cursor_.Take(parts.back());
    parts.pop_back();
  }
  std::vector<Identifier> table;
  table.reserve(parts.size());
  for (const std::string& part : parts) {
    table.push_back(table.empty()
                        ? cursor_.Take(part)
                        : cursor_.Take(part, IdentifierCursor::Before::Dot));
  }
  name.name = QualifiedOf(std::move(table));
  return name;
}

// [access method, name…]; the method is written last, after USING.
ObjectName Lowering::OperatorSetName(JsonNode list) {
  ObjectName name;
  std::vector<Identifier> parts;
  std::optional<std::string_view> method;
  ForEachNode(list.fields, "items", [&](JsonNode item) {
    const std::string_view text = Text(item.fields, "sval");
    if (method) {
      parts.push_back(cursor_.Take(text));
    } else {
      method = text;
    }
  });
  name.name = QualifiedOf(std::move(parts));
  name.part = cursor_.Take(method.value_or(""));
  return name;
}

ObjectName Lowering::Name(ObjectType object, JsonNode node) {
  ObjectName name;
  if (node.tag == "List") {
    if (PartComesFirst(object) || object == ObjectType::Column) {
      return PartName(object, node);
    }
    if (object == ObjectType::OperatorClass ||
        object == ObjectType::OperatorFamily) {
      return OperatorSetName(node);
    }
    name.name = QualifiedAhead(node.fields, "items");
  } else if (node.tag == "ObjectWithArgs") {
    name.routine = Routine(node.fields, object);
    name.name = name.routine->name;
  } else if (node.tag == "TypeName") {
    name.type = Type(node.fields);
    name.name = QualifiedOf(name.type->names);
  } else if (node.tag == "String") {
    name.name.name = cursor_.Take(Text(node.fields, "sval"));
    name.name.range = name.name.name.range;
  } else if (node.tag == "RangeVar") {
    name.name = Range(node.fields).name;
  }
  return name;
}

StatementId Lowering::LowerDrop(Fields node) {
  DropStmt drop;
  drop.object = ObjectTypeOf(Text(node, "removeType"));
  drop.missing_ok = Flag(node, "missing_ok");
  drop.behavior = BehaviorOf(node);
  ForEachNode(node, "objects", [&](JsonNode object) {
    drop.names.push_back(Name(drop.object, object));
  });
  return Add(std::move(drop));
}

// `relation`, `object` and `subname` as RENAME and its kin give them.
ObjectName Lowering::NameOrRelation(ObjectType object, Fields node) {
  ObjectName name;
  const std::string_view part = Text(node, "subname");
  const bool first = PartComesFirst(object) &&
                     object != ObjectType::Constraint &&
                     object != ObjectType::DomainConstraint;
  if (first) {
    name.part = cursor_.Take(part);
  }
  if (const auto relation = pgpact::Fields(node, "relation")) {
    name.name = Range(*relation).name;
  } else if (const std::optional<JsonElement> named = Child(node, "object")) {
    const JsonNode inner = NodeOf(*named);
    const bool of_domain = object == ObjectType::DomainConstraint;
    Identifier taken = std::move(name.part);
    name = Name(of_domain ? ObjectType::Domain : object, inner);
    if (first) {
      name.part = std::move(taken);
    }
  }
  if (!first && !part.empty()) {
    name.part = cursor_.Take(part);
  }
  return name;
}

StatementId Lowering::LowerRename(Fields node) {
  RenameStmt rename;
  rename.object = ObjectTypeOf(Text(node, "renameType"));
  rename.relation_object = ObjectTypeOf(Text(node, "relationType"));
  rename.missing_ok = Flag(node, "missing_ok");
  const std::string_view new_name = Text(node, "newname");
  // Roles, databases and schemas are told by a plain string.
  if (!Has(node, "relation") && !Has(node, "object")) {
    rename.name.name.name = cursor_.Take(Text(node, "subname"));
    rename.name.name.range = rename.name.name.name.range;
  } else {
    rename.name = NameOrRelation(rename.object, node);
  }
  rename.new_name = cursor_.Take(new_name);
  return Add(std::move(rename));
}

StatementId Lowering::LowerAlterObjectSchema(Fields node) {
  AlterObjectSchemaStmt alter;
  alter.object = ObjectTypeOf(Text(node, "objectType"));
  alter.missing_ok = Flag(node, "missing_ok");
  alter.name = NameOrRelation(alter.object, node);
  alter.new_schema = cursor_.Take(Text(node, "newschema"));
  return Add(std::move(alter));
}

StatementId Lowering::LowerAlterOwner(Fields node) {
  AlterOwnerStmt alter;
  alter.object = ObjectTypeOf(Text(node, "objectType"));
  alter.name = NameOrRelation(alter.object, node);
  alter.new_owner = Role(pgpact::Fields(node, "newowner"));
  return Add(std::move(alter));
}

StatementId Lowering::LowerComment(Fields node) {
  CommentStmt comment;
  comment.object = ObjectTypeOf(Text(node, "objtype"));
  if (const std::optional<JsonElement> object = Child(node, "object")) {
    const JsonNode named = NodeOf(*object);
    comment.name = Name(comment.object, named);
  }
  return Add(std::move(comment));
}

}  // namespace pgpact
