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
  ClusterStmt create;
  create.names.push_back(cursor_.Take(Text(node, "role")));
  return Add(std::move(create));
}

StatementId Lowering::LowerAlterRole(Fields node) {
  ClusterStmt alter;
  alter.kind = ClusterStmt::Kind::Alter;
  alter.names.push_back(Role(pgpact::Fields(node, "role")));
  return Add(std::move(alter));
}

StatementId Lowering::LowerAlterRoleSet(Fields node) {
  ClusterStmt alter;
  alter.kind = ClusterStmt::Kind::Alter;
  alter.names.push_back(Role(pgpact::Fields(node, "role")));
  if (const auto set = pgpact::Fields(node, "setstmt")) {
    VariableSetStmt variable = VariableSet(*set);
    alter.setting = cursor_.Take(variable.name);
    alter.setting_values = std::move(variable.values);
  }
  return Add(std::move(alter));
}

StatementId Lowering::LowerDropRole(Fields node) {
  ClusterStmt drop;
  drop.kind = ClusterStmt::Kind::Drop;
  drop.names = Roles(node, "roles");
  drop.missing_ok = Flag(node, "missing_ok");
  return Add(std::move(drop));
}

StatementId Lowering::LowerCreateDatabase(Fields node) {
  ClusterStmt create;
  create.object = ObjectType::Database;
  create.names.push_back(cursor_.Take(Text(node, "dbname")));
  return Add(std::move(create));
}

StatementId Lowering::LowerAlterDatabase(Fields node) {
  ClusterStmt alter;
  alter.kind = ClusterStmt::Kind::Alter;
  alter.object = ObjectType::Database;
  alter.names.push_back(cursor_.Take(Text(node, "dbname")));
  return Add(std::move(alter));
}

StatementId Lowering::LowerAlterDatabaseSet(Fields node) {
  ClusterStmt alter;
  alter.kind = ClusterStmt::Kind::Alter;
  alter.object = ObjectType::Database;
  alter.names.push_back(cursor_.Take(Text(node, "dbname")));
  if (const auto set = pgpact::Fields(node, "setstmt")) {
    VariableSetStmt variable = VariableSet(*set);
    alter.setting = cursor_.Take(variable.name);
    alter.setting_values = std::move(variable.values);
  }
  return Add(std::move(alter));
}

StatementId Lowering::LowerDropDatabase(Fields node) {
  ClusterStmt drop;
  drop.kind = ClusterStmt::Kind::Drop;
  drop.object = ObjectType::Database;
  drop.names.push_back(cursor_.Take(Text(node, "dbname")));
  drop.missing_ok = Flag(node, "missing_ok");
  return Add(std::move(drop));
}

StatementId Lowering::LowerCreateTablespace(Fields node) {
  ClusterStmt create;
  create.object = ObjectType::Tablespace;
  create.names.push_back(cursor_.Take(Text(node, "tablespacename")));
  return Add(std::move(create));
}

StatementId Lowering::LowerDropTablespace(Fields node) {
  ClusterStmt drop;
  drop.kind = ClusterStmt::Kind::Drop;
  drop.object = ObjectType::Tablespace;
  drop.names.push_back(cursor_.Take(Text(node, "tablespacename")));
  drop.missing_ok = Flag(node, "missing_ok");
  return Add(std::move(drop));
}

}  // namespace pgpact
