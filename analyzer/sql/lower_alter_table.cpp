// ALTER TABLE and its kin.
#include <array>

#include "analyzer/sql/lower.h"

namespace pgpact {

namespace {

struct ActionRow {
  std::string_view word;
  AlterTableAction action;
};
constexpr std::array kActions = {
    ActionRow{"AT_AddColumn", AlterTableAction::AddColumn},
    ActionRow{"AT_DropColumn", AlterTableAction::DropColumn},
    ActionRow{"AT_ColumnDefault", AlterTableAction::ColumnDefault},
    ActionRow{"AT_SetNotNull", AlterTableAction::SetNotNull},
    ActionRow{"AT_DropNotNull", AlterTableAction::DropNotNull},
    ActionRow{"AT_AlterColumnType", AlterTableAction::ColumnType},
    ActionRow{"AT_AddIdentity", AlterTableAction::AddIdentity},
    ActionRow{"AT_SetIdentity", AlterTableAction::SetIdentity},
    ActionRow{"AT_DropIdentity", AlterTableAction::DropIdentity},
    ActionRow{"AT_DropExpression", AlterTableAction::DropExpression},
    ActionRow{"AT_AddConstraint", AlterTableAction::AddConstraint},
    ActionRow{"AT_DropConstraint", AlterTableAction::DropConstraint},
    ActionRow{"AT_ValidateConstraint", AlterTableAction::ValidateConstraint},
    ActionRow{"AT_AlterConstraint", AlterTableAction::AlterConstraint},
    ActionRow{"AT_AttachPartition", AlterTableAction::AttachPartition},
    ActionRow{"AT_DetachPartition", AlterTableAction::DetachPartition},
    ActionRow{"AT_DetachPartitionFinalize", AlterTableAction::DetachPartition},
    ActionRow{"AT_AddInherit", AlterTableAction::AddInherit},
    ActionRow{"AT_DropInherit", AlterTableAction::DropInherit},
    ActionRow{"AT_AddOf", AlterTableAction::AddOf},
    ActionRow{"AT_DropOf", AlterTableAction::DropOf},
    ActionRow{"AT_ChangeOwner", AlterTableAction::ChangeOwner},
    ActionRow{"AT_SetLogged", AlterTableAction::SetLogged},
    ActionRow{"AT_SetUnLogged", AlterTableAction::SetUnlogged},
    ActionRow{"AT_EnableTrig", AlterTableAction::TriggerState},
    ActionRow{"AT_EnableAlwaysTrig", AlterTableAction::TriggerState},
    ActionRow{"AT_EnableReplicaTrig", AlterTableAction::TriggerState},
    ActionRow{"AT_DisableTrig", AlterTableAction::TriggerState},
    ActionRow{"AT_EnableTrigAll", AlterTableAction::TriggerState},
    ActionRow{"AT_DisableTrigAll", AlterTableAction::TriggerState},
    ActionRow{"AT_EnableTrigUser", AlterTableAction::TriggerState},
    ActionRow{"AT_DisableTrigUser", AlterTableAction::TriggerState},
    ActionRow{"AT_EnableRule", AlterTableAction::TriggerState},
    ActionRow{"AT_EnableAlwaysRule", AlterTableAction::TriggerState},
    ActionRow{"AT_EnableReplicaRule", AlterTableAction::TriggerState},
    ActionRow{"AT_DisableRule", AlterTableAction::TriggerState},
    ActionRow{"AT_EnableRowSecurity", AlterTableAction::TriggerState},
    ActionRow{"AT_DisableRowSecurity", AlterTableAction::TriggerState},
    ActionRow{"AT_ForceRowSecurity", AlterTableAction::TriggerState},
    ActionRow{"AT_NoForceRowSecurity", AlterTableAction::TriggerState},
    ActionRow{"AT_ReplicaIdentity", AlterTableAction::ReplicaIdentity},
    ActionRow{"AT_ClusterOn", AlterTableAction::ClusterOn},
};

AlterTableAction ActionOf(std::string_view word) {
  for (const ActionRow& row : kActions) {
    if (row.word == word) {
      return row.action;
    }
  }
  return AlterTableAction::Other;
}

}  // namespace

StatementId Lowering::LowerAlterTable(Fields node) {
  AlterTableStmt alter;
  alter.relation = Range(*pgpact::Fields(node, "relation"));
  alter.object = ObjectTypeOf(Text(node, "objtype"));
  alter.missing_ok = Flag(node, "missing_ok");
  ForEachNode(node, "cmds", [&](JsonNode command) {
    alter.commands.push_back(AlterCommand(command.fields));
    alter.commands.back().recurse = alter.relation.inherit;
  });
  return Add(std::move(alter));
}

AlterTableCmd Lowering::AlterCommand(Fields node) {
  AlterTableCmd command;
  command.action = ActionOf(Text(node, "subtype"));
  command.missing_ok = Flag(node, "missing_ok");
  command.behavior = BehaviorOf(node);
  command.name = cursor_.Take(Text(node, "name"));
  if (const auto owner = pgpact::Fields(node, "newowner")) {
    command.name = Role(*owner);
  }
  if (const std::optional<JsonElement> definition = Child(node, "def")) {
    LowerAlterDefinition(NodeOf(*definition), command);
  }
  return command;
}

// SET GENERATED ALWAYS | BY DEFAULT; other options are the sequence's.
std::optional<Constraint> Lowering::IdentityOptions(JsonNode list) {
  std::optional<Constraint> identity;
  ForEachNode(list.fields, "items", [&](JsonNode option) {
    if (Text(option.fields, "defname") == "generated") {
      identity.emplace();
      identity->kind = ConstraintKind::Identity;
      // The letter as a number: pg_attribute.attidentity.
      identity->identity_always = Spelled(Child(option.fields, "arg")) == "97";
    }
  });
  return identity;
}

void Lowering::LowerAlterDefinition(JsonNode definition,
                                    AlterTableCmd& command) {
  const Fields fields = definition.fields;
  if (definition.tag == "ColumnDef") {
    command.column = Column(fields);
    command.expression = OptionalExpr(fields, "raw_default");
    if (command.action == AlterTableAction::AddColumn) {
      command.name = command.column->name;
    }
  } else if (definition.tag == "Constraint") {
    command.constraint = LowerConstraint(fields);
    if (command.action == AlterTableAction::AlterConstraint) {
      command.name = command.constraint->name;
    }
  } else if (command.action == AlterTableAction::SetIdentity) {
    command.constraint = IdentityOptions(definition);
  } else if (definition.tag == "PartitionCmd") {
    command.other_relation = Range(*pgpact::Fields(fields, "name"));
    if (const auto bound = pgpact::Fields(fields, "bound")) {
      Bound(*bound);
    }
  } else if (definition.tag == "RangeVar") {
    command.other_relation = Range(fields);
  } else if (definition.tag == "TypeName") {
    command.type = Type(fields);
  } else if (definition.tag == "ReplicaIdentityStmt") {
    command.name = cursor_.Take(Text(fields, "name"));
  } else if (command.action == AlterTableAction::ColumnDefault) {
    command.expression = LowerExpr(definition);
  }
}

}  // namespace pgpact
