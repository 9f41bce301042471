// Sequences, types, routines, triggers and their kin of the text form.
#include "analyzer/sql/dump_tree.h"

namespace pgpact {

void TreeWriter::Show(const CreateFunctionStmt& node) {
  const List list(*this,
                  node.procedure ? "create-procedure" : "create-function");
  Qualified(node.name);
  for (const FunctionParameter& parameter : node.parameters) {
    Write(parameter);
  }
  if (node.returns) {
    Type(*node.returns);
  }
  Word(node.language);
  if (node.body) {
    Word(text_.substr(node.body_range.begin, node.body_range.size()));
  }
  for (const StatementId body : node.sql_body) {
    Write(body);
  }
}

void TreeWriter::Show(const DoStmt& node) {
  const List list(*this, "do");
  Word(node.language);
  Word(text_.substr(node.body_range.begin, node.body_range.size()));
}

void TreeWriter::Show(const CreateTriggerStmt& node) {
  const List list(*this, "create-trigger");
  Name(node.name);
  Range(node.relation);
  Names("of", node.update_columns);
  Names("referencing", node.transition_tables);
  Write(node.when, "when");
  Qualified(node.function);
}

void TreeWriter::Show(const CreatePolicyStmt& node) {
  const List list(*this, "create-policy");
  Name(node.name);
  Range(node.relation);
  Names("to", node.roles);
  Write(node.using_expression, "using");
  Write(node.with_check, "check");
}

void TreeWriter::Show(const RuleStmt& node) {
  const List list(*this, "create-rule");
  Name(node.name);
  Range(node.relation);
  Write(node.where, "where");
  for (const StatementId action : node.actions) {
    Write(action);
  }
}

void TreeWriter::Show(const DefineStmt& node) {
  const List list(*this, "define");
  Qualified(node.name);
  for (const TypeName& type : node.arguments) {
    Type(type);
  }
  for (const DefineStmt::Option& option : node.options) {
    Word(option.name + "=" + option.text);
  }
}

void TreeWriter::Show(const CreateSeqStmt& node) {
  const List list(*this, "create-sequence");
  Range(node.sequence);
  Flag(node.if_not_exists, "if-not-exists");
  Write(node.options);
}

void TreeWriter::Show(const AlterSeqStmt& node) {
  const List list(*this, "alter-sequence");
  Range(node.sequence);
  Write(node.options);
}

void TreeWriter::Show(const CreateEnumStmt& node) {
  const List list(*this, "create-enum");
  Qualified(node.name);
  for (const std::string& label : node.labels) {
    Word(QuoteLiteral(label));
  }
}

void TreeWriter::Show(const AlterEnumStmt& node) {
  const List list(*this, "alter-enum");
  Qualified(node.name);
  Word(QuoteLiteral(node.new_label));
}

void TreeWriter::Show(const CompositeTypeStmt& node) {
  const List list(*this, "create-type");
  Qualified(node.name);
  for (const ColumnDef& column : node.columns) {
    Write(column);
  }
}

void TreeWriter::Show(const CreateRangeStmt& node) {
  const List list(*this, "create-range");
  Qualified(node.name);
  Type(node.subtype);
}

void TreeWriter::Show(const CreateDomainStmt& node) {
  const List list(*this, "create-domain");
  Qualified(node.name);
  Type(node.base);
  for (const Constraint& constraint : node.constraints) {
    Write(constraint);
  }
}

void TreeWriter::Show(const AlterDomainStmt& node) {
  const List list(*this, "alter-domain");
  Qualified(node.name);
  Named("drop", node.dropped);
  if (node.added) {
    Write(*node.added);
  }
}

void TreeWriter::Show(const CreateExtensionStmt& node) {
  const List list(*this, "create-extension");
  Name(node.name);
  Flag(node.if_not_exists, "if-not-exists");
  Named("schema", node.schema);
}

}  // namespace pgpact
