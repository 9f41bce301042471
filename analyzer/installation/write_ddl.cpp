// WriteDdl: the catalog as DDL that makes it again.
//
// Order: schemas, extensions, types, routines without bodies checked,
// sequences, tables (parents first), defaults and owners, constraints, other
// indexes, views (after what they read), triggers. Foreign keys come after
// all other constraints.

#include <algorithm>
#include <set>

#include "analyzer/installation/load_schema.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

class Writer {
 public:
  explicit Writer(const Catalog& catalog) : catalog_(catalog) {}

  std::string Write();

 private:
  std::string Name(SchemaId schema, const std::string& name) const {
    return QuoteQualified(catalog_.schema(schema).name, name);
  }
  std::string TypeText(TypeUse use) const {
    return use.type == kUnknownTypeId ? "text" : catalog_.FormatType(use, {});
  }
  // Names in what follows were resolved with that path.
  void UsePath(const std::vector<std::string>& path);
  void WriteSchemas();
  void WriteType(const Type& type);
  void WriteComposite(const Relation& relation);
  void WriteSequence(const Relation& relation);
  void WriteTable(RelationId id);
  bool IsPartition(const Relation& table) const;
  void WriteParents(const Relation& table);
  std::string ColumnText(const Column& column) const;
  void WriteDefaults(const Relation& table);
  void WriteConstraints(const Relation& table, bool foreign);
  void WriteIndexes(const Relation& table);
  void WriteView(RelationId id);
  void WriteTriggers(const Relation& table);
  bool IsTable(RelationId id) const;
  bool IsOwnSequence(RelationId id) const;
  void WriteRoutines();
  void WriteLast(RelationId id);
  std::vector<RelationId> Relations() const;

  const Catalog& catalog_;
  std::string text_;
  std::vector<std::string> path_ = {"$user", "public"};
  std::set<RelationId> written_;
};

void Writer::UsePath(const std::vector<std::string>& path) {
  if (path == path_ || path.empty()) {
    return;
  }
  path_ = path;
  text_ += "SET search_path TO ";
  for (size_t i = 0; i < path.size(); ++i) {
    text_ += (i == 0 ? "" : ", ") + QuoteIdentifier(path[i]);
  }
  text_ += ";\n";
}

std::vector<RelationId> Writer::Relations() const {
  std::vector<RelationId> ids;
  for (const SchemaId schema : catalog_.UserSchemas()) {
    for (const RelationId id : catalog_.Relations(schema)) {
      ids.push_back(id);
    }
  }
  return ids;
}

void Writer::WriteSchemas() {
  for (const SchemaId id : catalog_.UserSchemas()) {
    const std::string& name = catalog_.schema(id).name;
    if (name != "public") {
      text_ += "CREATE SCHEMA " + QuoteIdentifier(name) + ";\n";
    }
  }
  for (const std::string& extension : catalog_.extensions()) {
    text_ +=
        "CREATE EXTENSION IF NOT EXISTS " + QuoteIdentifier(extension) + ";\n";
  }
}

void Writer::WriteType(const Type& type) {
  const std::string name = Name(type.schema, type.name);
  switch (type.kind) {
    case TypeKind::Enum:
      text_ += "CREATE TYPE " + name + " AS ENUM (";
      for (size_t i = 0; i < type.labels.size(); ++i) {
        text_ += (i == 0 ? "" : ", ") + QuoteLiteral(type.labels[i]);
      }
      text_ += ");\n";
      return;
    case TypeKind::Domain:
      text_ += "CREATE DOMAIN " + name + " AS " + TypeText(type.base) +
               type.constraints + ";\n";
      return;
    case TypeKind::Range:
      text_ += "CREATE TYPE " + name +
               " AS RANGE (SUBTYPE = " + TypeText({type.element}) + ");\n";
      return;
    case TypeKind::Composite:
      if (type.relation && catalog_.relation(*type.relation).kind ==
                               RelationKind::CompositeType) {
        WriteComposite(catalog_.relation(*type.relation));
      }
      return;
    case TypeKind::Base:
    case TypeKind::Pseudo:
    case TypeKind::MultiRange:
    case TypeKind::Array:
      return;
  }
}

void Writer::WriteComposite(const Relation& relation) {
  text_ += "CREATE TYPE " + Name(relation.schema, relation.name) + " AS (";
  for (size_t i = 0; i < relation.columns.size(); ++i) {
    text_ += (i == 0 ? "" : ", ") + QuoteIdentifier(relation.columns[i].name) +
             " " + TypeText(relation.columns[i].type);
  }
  text_ += ");\n";
}

void Writer::WriteSequence(const Relation& relation) {
  text_ += "CREATE SEQUENCE " + Name(relation.schema, relation.name) +
           (relation.definition.empty() ? "" : " " + relation.definition) +
           ";\n";
}

std::string Writer::ColumnText(const Column& column) const {
  std::string text =
      "  " + QuoteIdentifier(column.name) + " " + TypeText(column.type);
  if (!column.collation.empty()) {
    text += " COLLATE " + QuoteIdentifier(column.collation);
  }
  if (column.generated && column.default_expression) {
    text += " GENERATED ALWAYS AS (" + *column.default_expression + ") STORED";
  }
  if (column.identity != Column::Identity::None) {
    text += column.identity == Column::Identity::Always
                ? " GENERATED ALWAYS AS IDENTITY"
                : " GENERATED BY DEFAULT AS IDENTITY";
    if (column.sequence) {
      const Relation& sequence = catalog_.relation(*column.sequence);
      text += " (SEQUENCE NAME " + Name(sequence.schema, sequence.name) + ")";
    }
  }
  return text + (column.not_null ? " NOT NULL" : "");
}

void Writer::WriteTable(RelationId id) {
  const Relation& table = catalog_.relation(id);
  if (!written_.insert(id).second) {
    return;
  }
  for (const RelationId parent : table.parents) {
    WriteTable(parent);
  }
  UsePath(table.search_path);
  const bool foreign =
      table.kind == RelationKind::ForeignTable && !table.foreign_server.empty();
  text_ += foreign ? "CREATE FOREIGN TABLE " : "CREATE TABLE ";
  text_ += Name(table.schema, table.name) + " (";
  bool first = true;
  for (const Column& column : table.columns) {
    text_ += (first ? "\n" : ",\n") + ColumnText(column);
    first = false;
  }
  text_ += first ? ")" : "\n)";
  if (!IsPartition(table)) {
    WriteParents(table);
  }
  if (!table.partition_by.empty()) {
    text_ += " PARTITION BY " + table.partition_by;
  }
  if (foreign) {
    text_ += " SERVER " + QuoteIdentifier(table.foreign_server);
  }
  text_ += ";\n";
  if (IsPartition(table)) {
    const Relation& parent = catalog_.relation(table.parents.front());
    text_ += "ALTER TABLE ONLY " + Name(parent.schema, parent.name) +
             " ATTACH PARTITION " + Name(table.schema, table.name) + " " +
             table.definition + ";\n";
  }
}

bool Writer::IsPartition(const Relation& table) const {
  return table.parents.size() == 1 && !table.definition.empty() &&
         catalog_.relation(table.parents.front()).kind ==
             RelationKind::PartitionedTable;
}

void Writer::WriteParents(const Relation& table) {
  for (size_t i = 0; i < table.parents.size(); ++i) {
    const Relation& parent = catalog_.relation(table.parents[i]);
    text_ += (i == 0 ? " INHERITS (" : ", ") +
             Name(parent.schema, parent.name) +
             (i + 1 == table.parents.size() ? ")" : "");
  }
}

void Writer::WriteDefaults(const Relation& table) {
  for (const Column& column : table.columns) {
    if (!column.default_expression || column.generated) {
      continue;
    }
    const std::string of = Name(table.schema, table.name);
    if (IsWildName(*column.default_expression)) {
      text_ += "-- not known: the default of " + of + "." +
               QuoteIdentifier(column.name) + "\n";
    } else {
      UsePath(table.search_path);
      text_ += "ALTER TABLE " + of + " ALTER COLUMN " +
               QuoteIdentifier(column.name) + " SET DEFAULT " +
               *column.default_expression + ";\n";
    }
  }
}

void Writer::WriteConstraints(const Relation& table, bool foreign) {
  for (const TableConstraint& constraint : table.constraints) {
    if ((constraint.kind == TableConstraint::Kind::ForeignKey) != foreign ||
        constraint.inherited) {
      continue;
    }
    UsePath(table.search_path);
    text_ += "ALTER TABLE " + Name(table.schema, table.name) +
             " ADD CONSTRAINT " + QuoteIdentifier(constraint.name) + " " +
             constraint.definition + ";\n";
  }
}

void Writer::WriteIndexes(const Relation& table) {
  for (const Index& index : table.indexes) {
    const bool of_constraint = std::any_of(
        table.constraints.begin(), table.constraints.end(),
        [&](const TableConstraint& one) { return one.name == index.name; });
    if (of_constraint || index.inherited || index.definition.empty()) {
      continue;
    }
    UsePath(table.search_path);
    // The table's name as it is now.
    const size_t parenthesis = index.definition.find('(');
    const size_t method = index.definition.find(" USING ");
    const size_t lower_method = index.definition.find(" using ");
    const size_t from = std::min({parenthesis, method, lower_method});
    text_ += std::string("CREATE ") + (index.unique ? "UNIQUE " : "") +
             "INDEX " + QuoteIdentifier(index.name) + " ON " +
             Name(table.schema, table.name) + " " +
             (from == std::string::npos ? "" : index.definition.substr(from)) +
             ";\n";
  }
}

void Writer::WriteView(RelationId id) {
  const Relation& view = catalog_.relation(id);
  if (!written_.insert(id).second) {
    return;
  }
  for (const RelationId needed : view.depends_on) {
    const RelationKind kind = catalog_.relation(needed).kind;
    if (catalog_.relation(needed).defined &&
        (kind == RelationKind::View ||
         kind == RelationKind::MaterializedView)) {
      WriteView(needed);
    }
  }
  UsePath(view.search_path);
  text_ += view.kind == RelationKind::View ? "CREATE VIEW "
                                           : "CREATE MATERIALIZED VIEW ";
  text_ += Name(view.schema, view.name) + " (";
  for (size_t i = 0; i < view.columns.size(); ++i) {
    text_ += (i == 0 ? "" : ", ") + QuoteIdentifier(view.columns[i].name);
  }
  text_ += ") AS " + view.definition + ";\n";
  WriteIndexes(view);
}

void Writer::WriteTriggers(const Relation& table) {
  for (const Trigger& trigger : table.triggers) {
    if (!trigger.inherited) {
      UsePath(table.search_path);
      text_ += trigger.definition + ";\n";
    }
  }
  for (const auto* parts : {&table.rules, &table.policies}) {
    for (const TableRule& rule : *parts) {
      UsePath(table.search_path);
      text_ += rule.definition + ";\n";
    }
  }
}

bool Writer::IsTable(RelationId id) const {
  const RelationKind kind = catalog_.relation(id).kind;
  return kind == RelationKind::Table ||
         kind == RelationKind::PartitionedTable ||
         kind == RelationKind::ForeignTable;
}

// Identity columns make their sequence themselves.
bool Writer::IsOwnSequence(RelationId id) const {
  const Relation& relation = catalog_.relation(id);
  if (relation.kind != RelationKind::Sequence) {
    return false;
  }
  const std::vector<RelationId> users = catalog_.Dependents(id);
  return std::none_of(users.begin(), users.end(), [&](RelationId user) {
    const auto& columns = catalog_.relation(user).columns;
    return std::any_of(columns.begin(), columns.end(), [&](const Column& one) {
      return one.identity != Column::Identity::None && one.sequence == id;
    });
  });
}

void Writer::WriteRoutines() {
  // In the order made, as types: a routine can use those before it.
  std::vector<RoutineId> routines = catalog_.UserRoutines();
  std::sort(routines.begin(), routines.end());
  for (const RoutineId id : routines) {
    const Routine& routine = catalog_.routine(id);
    if (routine.defined && !routine.definition.empty()) {
      UsePath(routine.search_path);
      text_ += routine.definition + ";\n";
    }
  }
}

// What needs all tables and keys to be there.
void Writer::WriteLast(RelationId id) {
  const Relation& relation = catalog_.relation(id);
  if (IsTable(id)) {
    WriteConstraints(relation, true);
  } else if (IsOwnSequence(id) && relation.owner_table) {
    const Relation& owner = catalog_.relation(*relation.owner_table);
    text_ += "ALTER SEQUENCE " + Name(relation.schema, relation.name) +
             " OWNED BY " + Name(owner.schema, owner.name) + "." +
             QuoteIdentifier(relation.owner_column) + ";\n";
  } else if (relation.kind == RelationKind::View ||
             relation.kind == RelationKind::MaterializedView) {
    WriteView(id);
  }
}

std::string Writer::Write() {
  text_ = "SET check_function_bodies = false;\n";
  WriteSchemas();
  std::vector<TypeId> types = catalog_.UserTypes();
  std::sort(types.begin(), types.end());
  for (const TypeId id : types) {
    WriteType(catalog_.type(id));
  }
  const std::vector<RelationId> relations = Relations();
  for (const RelationId id : relations) {
    if (IsOwnSequence(id)) {
      WriteSequence(catalog_.relation(id));
    }
  }
  for (const RelationId id : relations) {
    if (IsTable(id)) {
      WriteTable(id);
    }
  }
  WriteRoutines();
  for (const RelationId id : relations) {
    if (IsTable(id)) {
      WriteDefaults(catalog_.relation(id));
      WriteConstraints(catalog_.relation(id), false);
      WriteIndexes(catalog_.relation(id));
    }
  }
  for (const RelationId id : relations) {
    WriteLast(id);
  }
  for (const RelationId id : relations) {
    WriteTriggers(catalog_.relation(id));
  }
  return std::move(text_);
}

}  // namespace

std::string WriteDdl(const Catalog& catalog) {
  return Writer(catalog).Write();
}

}  // namespace pgpact
