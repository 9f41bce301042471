// Sequences, types, routines, triggers and their kin of the text form.
#include "analyzer/base/overloaded.h"
#include "analyzer/sql/dump_tree.h"

namespace pgpact {

bool TreeWriter::WriteRoutine(const SqlStatement& statement) {
  return std::visit(
      Overloaded{
          [&](const CreateFunctionStmt& node) {
            const List list(
                *this, node.procedure ? "create-procedure" : "create-function");
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
            return true;
          },
          [&](const DoStmt& node) {
            const List list(*this, "do");
            Word(node.language);
            Word(text_.substr(node.body_range.begin, node.body_range.size()));
            return true;
          },
          [&](const CreateTriggerStmt& node) {
            const List list(*this, "create-trigger");
            Name(node.name);
            Range(node.relation);
            Names("of", node.update_columns);
            Names("referencing", node.transition_tables);
            Write(node.when, "when");
            Qualified(node.function);
            return true;
          },
          [&](const CreatePolicyStmt& node) {
            const List list(*this, "create-policy");
            Name(node.name);
            Range(node.relation);
            Names("to", node.roles);
            Write(node.using_expression, "using");
            Write(node.with_check, "check");
            return true;
          },
          [&](const RuleStmt& node) {
            const List list(*this, "create-rule");
            Name(node.name);
            Range(node.relation);
            Write(node.where, "where");
            for (const StatementId action : node.actions) {
              Write(action);
            }
            return true;
          },
          [&](const DefineStmt& node) {
            const List list(*this, "define");
            Qualified(node.name);
            for (const TypeName& type : node.arguments) {
              Type(type);
            }
            for (const DefineStmt::Option& option : node.options) {
              Word(option.name + "=" + option.text);
            }
            return true;
          },
          [](const auto&) { return false; }},
      statement.node);
}

bool TreeWriter::WriteDefinition(const SqlStatement& statement) {
  const bool written = std::visit(
      Overloaded{[&](const CreateSeqStmt& node) {
                   const List list(*this, "create-sequence");
                   Range(node.sequence);
                   Flag(node.if_not_exists, "if-not-exists");
                   Write(node.options);
                   return true;
                 },
                 [&](const AlterSeqStmt& node) {
                   const List list(*this, "alter-sequence");
                   Range(node.sequence);
                   Write(node.options);
                   return true;
                 },
                 [&](const CreateEnumStmt& node) {
                   const List list(*this, "create-enum");
                   Qualified(node.name);
                   for (const std::string& label : node.labels) {
                     Word(QuoteLiteral(label));
                   }
                   return true;
                 },
                 [&](const AlterEnumStmt& node) {
                   const List list(*this, "alter-enum");
                   Qualified(node.name);
                   Word(QuoteLiteral(node.new_label));
                   return true;
                 },
                 [&](const CompositeTypeStmt& node) {
                   const List list(*this, "create-type");
                   Qualified(node.name);
                   for (const ColumnDef& column : node.columns) {
                     Write(column);
                   }
                   return true;
                 },
                 [&](const CreateRangeStmt& node) {
                   const List list(*this, "create-range");
                   Qualified(node.name);
                   Type(node.subtype);
                   return true;
                 },
                 [&](const CreateDomainStmt& node) {
                   const List list(*this, "create-domain");
                   Qualified(node.name);
                   Type(node.base);
                   for (const Constraint& constraint : node.constraints) {
                     Write(constraint);
                   }
                   return true;
                 },
                 [&](const AlterDomainStmt& node) {
                   const List list(*this, "alter-domain");
                   Qualified(node.name);
                   Named("drop", node.dropped);
                   if (node.added) {
                     Write(*node.added);
                   }
                   return true;
                 },
                 [&](const CreateExtensionStmt& node) {
                   const List list(*this, "create-extension");
                   Name(node.name);
                   Flag(node.if_not_exists, "if-not-exists");
                   Named("schema", node.schema);
                   return true;
                 },
                 [](const auto&) { return false; }},
      statement.node);
  return written || WriteRoutine(statement);
}

}  // namespace pgpact
