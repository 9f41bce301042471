// GRANT, roles, databases and tablespaces.
#include "analyzer/sql/lower.h"

namespace pgpact {

GrantStmt Lowering::Grant(Fields node) {
  GrantStmt grant;
  grant.grant = Flag(node, "is_grant");
  grant.object = ObjectTypeOf(Text(node, "objtype"));
  const std::string_view target = Text(node, "targtype");
  grant.all_in_schema = target == "ACL_TARGET_ALL_IN_SCHEMA";
  grant.defaults = target == "ACL_TARGET_DEFAULTS";
  ForEachNode(node, "privileges", [&](JsonNode item) {
    grant.privileges.emplace_back(Text(item.fields, "priv_name"));
    for (Identifier& column : EachAhead(item.fields, "cols")) {
      grant.columns.push_back(std::move(column));
    }
  });
  ForEachNode(node, "objects", [&](JsonNode object) {
    grant.names.push_back(Name(grant.object, object));
  });
  grant.grantees = Roles(node, "grantees");
  return grant;
}

StatementId Lowering::LowerGrant(Fields node) {
  return Add(Grant(node));
}

StatementId Lowering::LowerDefaultPrivileges(Fields node) {
  std::vector<ObjectName> schemas;
  ForEachNode(node, "options", [&](JsonNode option) {
    const std::optional<JsonElement> value = Child(option.fields, "arg");
    if (Text(option.fields, "defname") != "schemas" || !value) {
      return;
    }
    for (Identifier& schema : EachAhead(NodeOf(*value).fields, "items")) {
      ObjectName name;
      name.name.range = schema.range;
      name.name.name = std::move(schema);
      schemas.push_back(std::move(name));
    }
  });
  GrantStmt grant;
  if (const auto action = pgpact::Fields(node, "action")) {
    grant = Grant(*action);
  }
  grant.defaults = true;
  grant.names = std::move(schemas);
  return Add(std::move(grant));
}

StatementId Lowering::LowerGrantRole(Fields node) {
  GrantRoleStmt grant;
  ForEachNode(node, "granted_roles", [&](JsonNode role) {
    grant.granted.push_back(cursor_.Take(Text(role.fields, "priv_name")));
  });
  grant.grantees = Roles(node, "grantee_roles");
  return Add(std::move(grant));
}

StatementId Lowering::LowerCreateRole(Fields node) {
  return Add(
      Cluster(ClusterStmt::Kind::Create, ObjectType::Role, node, "role"));
}

StatementId Lowering::LowerAlterRole(Fields node) {
  return Add(AlteredRole(node));
}

StatementId Lowering::LowerAlterRoleSet(Fields node) {
  return AddSetting(AlteredRole(node), node);
}

StatementId Lowering::LowerDropRole(Fields node) {
  ClusterStmt drop;
  drop.kind = ClusterStmt::Kind::Drop;
  drop.names = Roles(node, "roles");
  drop.missing_ok = Flag(node, "missing_ok");
  return Add(std::move(drop));
}

StatementId Lowering::LowerCreateDatabase(Fields node) {
  return Add(
      Cluster(ClusterStmt::Kind::Create, ObjectType::Database, node, "dbname"));
}

StatementId Lowering::LowerAlterDatabase(Fields node) {
  return Add(
      Cluster(ClusterStmt::Kind::Alter, ObjectType::Database, node, "dbname"));
}

StatementId Lowering::LowerAlterDatabaseSet(Fields node) {
  return AddSetting(
      Cluster(ClusterStmt::Kind::Alter, ObjectType::Database, node, "dbname"),
      node);
}

StatementId Lowering::LowerDropDatabase(Fields node) {
  return Add(
      Cluster(ClusterStmt::Kind::Drop, ObjectType::Database, node, "dbname"));
}

StatementId Lowering::LowerCreateTablespace(Fields node) {
  return Add(Cluster(ClusterStmt::Kind::Create, ObjectType::Tablespace, node,
                     "tablespacename"));
}

StatementId Lowering::LowerDropTablespace(Fields node) {
  return Add(Cluster(ClusterStmt::Kind::Drop, ObjectType::Tablespace, node,
                     "tablespacename"));
}

// A statement about the one object whose name stands in the field.
ClusterStmt Lowering::Cluster(ClusterStmt::Kind kind, ObjectType object,
                              Fields node, std::string_view name_field) {
  ClusterStmt cluster;
  cluster.kind = kind;
  cluster.object = object;
  cluster.names.push_back(cursor_.Take(Text(node, name_field)));
  cluster.missing_ok = Flag(node, "missing_ok");
  return cluster;
}

ClusterStmt Lowering::AlteredRole(Fields node) {
  ClusterStmt alter;
  alter.kind = ClusterStmt::Kind::Alter;
  alter.names.push_back(Role(pgpact::Fields(node, "role")));
  return alter;
}

// ALTER … SET: with the setting of the node.
StatementId Lowering::AddSetting(ClusterStmt alter, Fields node) {
  if (const auto set = pgpact::Fields(node, "setstmt")) {
    VariableSetStmt variable = VariableSet(*set);
    alter.setting = cursor_.Take(variable.name);
    alter.setting_values = std::move(variable.values);
  }
  return Add(std::move(alter));
}

}  // namespace pgpact
