// Utility statements, objects and definitions of the text form.
#include "analyzer/sql/dump_tree.h"

namespace pgpact {

namespace {

std::string_view TransactionWord(TransactionKind kind) {
  switch (kind) {
    case TransactionKind::Begin:
      return "begin";
    case TransactionKind::Commit:
      return "commit";
    case TransactionKind::Rollback:
      return "rollback";
    case TransactionKind::Savepoint:
      return "savepoint";
    case TransactionKind::Release:
      return "release";
    case TransactionKind::RollbackTo:
      return "rollback-to";
    case TransactionKind::Other:
      return "transaction";
  }
  return "";
}

std::string_view ModeWord(ParameterMode mode) {
  switch (mode) {
    case ParameterMode::In:
      return "in";
    case ParameterMode::Out:
      return "out";
    case ParameterMode::InOut:
      return "inout";
    case ParameterMode::Variadic:
      return "variadic";
    case ParameterMode::Table:
      return "column";
  }
  return "";
}

}  // namespace

void TreeWriter::Write(const ObjectWithArguments& routine) {
  const List list(*this, "routine");
  Qualified(routine.name);
  Flag(routine.arguments_unspecified, "any");
  for (const TypeName& type : routine.arguments) {
    Type(type);
  }
}

void TreeWriter::Write(const ObjectName& name) {
  if (name.routine) {
    Write(*name.routine);
    return;
  }
  if (name.type) {
    Type(*name.type);
  } else {
    Qualified(name.name);
  }
  Named("part", name.part);
}

void TreeWriter::Write(const FunctionParameter& parameter) {
  const List list(*this, ModeWord(parameter.mode));
  Name(parameter.name);
  Type(parameter.type);
  Write(parameter.default_value, "default");
}

void TreeWriter::Write(const std::vector<SequenceOption>& options) {
  for (const SequenceOption& option : options) {
    const List list(*this, option.name);
    Flag(!option.value.empty() && !option.type, option.value);
    Qualified(option.owned_table);
    Name(option.owned_column);
    if (option.type) {
      Type(*option.type);
    }
  }
}

void TreeWriter::Show(const ExplainStmt& node) {
  const List list(*this, "explain");
  Write(node.query);
}

void TreeWriter::Show(const PrepareStmt& node) {
  const List list(*this, "prepare");
  Name(node.name);
  for (const TypeName& type : node.types) {
    Type(type);
  }
  Write(node.query);
}

void TreeWriter::Show(const ExecuteStmt& node) {
  const List list(*this, "execute");
  Name(node.name);
  Write(node.arguments, "arguments");
}

void TreeWriter::Show(const DeclareCursorStmt& node) {
  const List list(*this, "declare");
  Name(node.name);
  Write(node.query);
}

void TreeWriter::Show(const CopyStmt& node) {
  const List list(*this, node.from ? "copy-from" : "copy-to");
  Flag(node.through_client, "client");
  if (node.relation) {
    Range(*node.relation);
  }
  Names("columns", node.columns);
  if (node.query) {
    Write(*node.query);
  }
  Write(node.where, "where");
}

void TreeWriter::Show(const TruncateStmt& node) {
  const List list(*this, "truncate");
  for (const RangeVar& range : node.relations) {
    Range(range);
  }
}

void TreeWriter::Show(const LockStmt& node) {
  const List list(*this, "lock");
  for (const RangeVar& range : node.relations) {
    Range(range);
  }
}

void TreeWriter::Show(const CallStmt& node) {
  Write(node.call);
}

void TreeWriter::Show(const RefreshMatViewStmt& node) {
  const List list(*this, "refresh");
  Range(node.view);
}

void TreeWriter::Show(const MaintenanceStmt& node) {
  const List list(*this, node.tag);
  for (const RangeVar& range : node.relations) {
    Range(range);
  }
  Names("columns", node.columns);
}

void TreeWriter::Show(const TransactionStmt& node) {
  const List list(*this, TransactionWord(node.kind));
  Name(node.savepoint);
}

void TreeWriter::Show(const VariableSetStmt& node) {
  const List list(*this, node.local ? "set-local" : "set");
  Word(node.name);
  Flag(node.is_default, "default");
  for (const std::string& value : node.values) {
    Word(QuoteLiteral(value));
  }
}

void TreeWriter::Show(const DropStmt& node) {
  const List list(*this, "drop");
  Flag(node.missing_ok, "if-exists");
  Flag(node.behavior == DropBehavior::Cascade, "cascade");
  for (const ObjectName& name : node.names) {
    Write(name);
  }
}

void TreeWriter::Show(const RenameStmt& node) {
  const List list(*this, "rename");
  Write(node.name);
  Named("to", node.new_name);
}

void TreeWriter::Show(const AlterObjectSchemaStmt& node) {
  const List list(*this, "set-schema");
  Write(node.name);
  Name(node.new_schema);
}

void TreeWriter::Show(const AlterOwnerStmt& node) {
  const List list(*this, "owner");
  Write(node.name);
  Name(node.new_owner);
}

void TreeWriter::Show(const CommentStmt& node) {
  const List list(*this, "comment");
  Write(node.name);
}

void TreeWriter::Show(const GrantStmt& node) {
  const List list(*this, node.grant ? "grant" : "revoke");
  Flag(node.defaults, "defaults");
  Flag(node.all_in_schema, "all-in-schema");
  for (const std::string& privilege : node.privileges) {
    Word(privilege);
  }
  Names("columns", node.columns);
  for (const ObjectName& name : node.names) {
    const List on(*this, "on");
    Write(name);
  }
  Names("to", node.grantees);
}

void TreeWriter::Show(const GrantRoleStmt& node) {
  const List list(*this, "grant-role");
  Names("roles", node.granted);
  Names("to", node.grantees);
}

void TreeWriter::Show(const ClusterStmt& node) {
  const List list(*this, "cluster");
  Names("names", node.names);
  Named("set", node.setting);
}

void TreeWriter::Show(const NamedObjectStmt& node) {
  const List list(*this, node.tag);
  Qualified(node.name);
  for (const RangeVar& range : node.relations) {
    Range(range);
  }
}

}  // namespace pgpact
