// Tables, views, indexes and ALTER TABLE of the text form.
#include "analyzer/base/overloaded.h"
#include "analyzer/sql/dump_tree.h"

namespace pgpact {

namespace {

std::string_view ConstraintWord(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::Null:
      return "null";
    case ConstraintKind::NotNull:
      return "not-null";
    case ConstraintKind::Default:
      return "default";
    case ConstraintKind::Identity:
      return "identity";
    case ConstraintKind::Generated:
      return "generated";
    case ConstraintKind::Check:
      return "check";
    case ConstraintKind::PrimaryKey:
      return "primary-key";
    case ConstraintKind::Unique:
      return "unique";
    case ConstraintKind::Exclusion:
      return "exclude";
    case ConstraintKind::ForeignKey:
      return "foreign-key";
  }
  return "";
}

}  // namespace

void TreeWriter::Write(const Constraint& constraint) {
  const List list(*this, ConstraintWord(constraint.kind));
  Named("name", constraint.name);
  if (constraint.expression) {
    Write(*constraint.expression);
  }
  Names("columns", constraint.columns);
  Names("including", constraint.including);
  Write(constraint.exclusion_expressions, "elements");
  Write(constraint.exclusion_where, "where");
  Named("index", constraint.index_name);
  if (!constraint.referenced.name.empty()) {
    const List references(*this, "references");
    Qualified(constraint.referenced);
    Names("columns", constraint.referenced_columns);
  }
}

void TreeWriter::Write(const ColumnDef& column) {
  const List list(*this, "column");
  Name(column.name);
  if (!column.type.empty()) {
    Type(column.type);
  }
  Names("collate", column.collation);
  for (const Constraint& constraint : column.constraints) {
    Write(constraint);
  }
}

void TreeWriter::Write(const TableElement& element) {
  std::visit(Overloaded{[&](const ColumnDef& node) { Write(node); },
                        [&](const Constraint& node) { Write(node); },
                        [&](const TableLike& node) {
                          const List list(*this, "like");
                          Qualified(node.relation);
                        }},
             element.node);
}

void TreeWriter::Write(const AlterTableCmd& command) {
  const List list(*this, std::to_string(static_cast<int>(command.action)));
  Name(command.name);
  Flag(command.missing_ok, "missing-ok");
  Flag(command.behavior == DropBehavior::Cascade, "cascade");
  if (command.column) {
    Write(*command.column);
  }
  if (command.expression) {
    Write(*command.expression);
  }
  if (command.constraint) {
    Write(*command.constraint);
  }
  if (command.other_relation) {
    Range(*command.other_relation);
  }
  if (command.type) {
    Type(*command.type);
  }
}

void TreeWriter::Show(const CreateSchemaStmt& node) {
  const List list(*this, "create-schema");
  Name(node.name);
  Flag(node.if_not_exists, "if-not-exists");
  Named("owner", node.owner);
  for (const StatementId element : node.elements) {
    Write(element);
  }
}

void TreeWriter::Show(const CreateStmt& node) {
  const List list(*this, "create-table");
  Range(node.relation);
  Flag(node.persistence == Persistence::Temporary, "temporary");
  Flag(node.if_not_exists, "if-not-exists");
  for (const TableElement& element : node.elements) {
    Write(element);
  }
  for (const RangeVar& parent : node.inherits) {
    const List inherits(*this, "inherits");
    Range(parent);
  }
  if (node.partition_bound) {
    Write(node.partition_bound->values, "bound");
  }
  Write(node.partition_keys, "partition-by");
  Named("server", node.foreign_server);
}

void TreeWriter::Show(const CreateTableAsStmt& node) {
  const List list(*this, node.materialized_view ? "create-materialized-view"
                                                : "create-table-as");
  Range(node.into.relation);
  Names("columns", node.into.columns);
  Flag(node.if_not_exists, "if-not-exists");
  Write(node.query);
}

void TreeWriter::Show(const ViewStmt& node) {
  const List list(*this, "create-view");
  Range(node.view);
  Names("columns", node.aliases);
  Write(node.query);
}

void TreeWriter::Show(const IndexStmt& node) {
  const List list(*this, "create-index");
  Name(node.name);
  Range(node.relation);
  for (const IndexElement& element : node.elements) {
    const List entry(*this, "key");
    Name(element.column);
    if (element.expression) {
      Write(*element.expression);
    }
    Names("collate", element.collation);
    Names("class", element.operator_class);
  }
  Names("including", node.including);
  Write(node.where, "where");
}

void TreeWriter::Show(const AlterTableStmt& node) {
  const List list(*this, "alter-table");
  Range(node.relation);
  Flag(node.missing_ok, "missing-ok");
  for (const AlterTableCmd& command : node.commands) {
    Write(command);
  }
}

}  // namespace pgpact
