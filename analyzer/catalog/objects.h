// What a database holds: schemas, relations, routines, types, sequences,
// constraints, indexes. One struct a kind; the Catalog owns them.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/catalog/type.h"
#include "analyzer/text/location.h"

namespace pgpact {

struct SchemaId {
  uint32_t index = 0;
  auto operator<=>(const SchemaId&) const = default;
};
struct RelationId {
  uint32_t index = 0;
  auto operator<=>(const RelationId&) const = default;
};
struct RoutineId {
  uint32_t index = 0;
  auto operator<=>(const RoutineId&) const = default;
};

// Where the installation made the thing; nothing for what every database has.
using DefinedAt = std::optional<Location>;

struct Schema {
  std::string name;
  std::string owner;
  DefinedAt defined;
};

struct Column {
  std::string name;
  TypeUse type;
  bool not_null = false;
  // As pg_get_expr spells it ("now()", "nextval('s.t_id_seq'::regclass)");
  // for a generated column the expression.
  std::optional<std::string> default_expression;
  bool generated = false;
  enum class Identity : uint8_t { None, Always, ByDefault };
  Identity identity = Identity::None;
  // Empty for the type's own.
  std::string collation;
  // The sequence of serial and identity columns, or of a default nextval().
  std::optional<RelationId> sequence;
  // Routines that the default calls.
  std::vector<RoutineId> default_routines;
  // It comes from a parent, and is not written in the table itself.
  bool inherited = false;
  DefinedAt defined;
};

enum class RelationKind : uint8_t {
  Table,
  PartitionedTable,
  View,
  MaterializedView,
  ForeignTable,
  Sequence,
  CompositeType,
  Index
};
enum class IndexConstraintKind : uint8_t { None, Primary, Unique, Exclusion };

struct TableConstraint {
  std::string name;
  enum class Kind : uint8_t {
    PrimaryKey,
    Unique,
    ForeignKey,
    Check,
    Exclusion
  };
  Kind kind = Kind::Check;
  std::vector<std::string> columns;
  std::optional<RelationId> referenced;
  std::vector<std::string> referenced_columns;
  // As pg_get_constraintdef spells it, as far as we do.
  std::string definition;
  // Check: the routines it calls.
  std::vector<RoutineId> routines;
  // It comes from a parent.
  bool inherited = false;
  DefinedAt defined;
};
struct Index {
  std::string name;
  bool unique = false;
  bool primary = false;
  // Columns in order; an empty name stands for an expression.
  std::vector<std::string> columns;
  bool partial = false;
  // It comes from a partitioned table's.
  bool inherited = false;
  // What follows ON in CREATE INDEX, as written: "t (lower(name))".
  std::string definition;
  DefinedAt defined;
};
struct Trigger {
  std::string name;
  RoutineId function;
  bool for_each_row = false;
  // It comes from a partitioned table's.
  bool inherited = false;
  // The whole statement, as written.
  std::string definition;
  DefinedAt defined;
};
// A rule or a policy of a table.
struct TableRule {
  std::string name;
  // The whole statement, as written.
  std::string definition;
  DefinedAt defined;
};

struct Relation {
  SchemaId schema;
  std::string name;
  RelationKind kind = RelationKind::Table;
  bool temporary = false;
  std::vector<Column> columns;
  std::vector<TableConstraint> constraints;
  std::vector<Index> indexes;
  std::vector<Trigger> triggers;
  std::vector<TableRule> rules;
  std::vector<TableRule> policies;
  // Its row type; kUnknownTypeId for sequences and indexes.
  TypeId row_type;
  // INHERITS and PARTITION OF.
  std::vector<RelationId> parents;
  // Relations that a view's query needs: dropping one of them is 2BP01 or
  // takes this along.
  std::vector<RelationId> depends_on;
  // "relation index, column" pairs of the same.
  std::vector<std::pair<RelationId, std::string>> depends_on_columns;
  // Of an index: its table. Of an owned sequence: the owner.
  std::optional<RelationId> owner_table;
  std::string owner_column;
  // Routines that a view's query, a default or a check calls.
  std::vector<RoutineId> depends_on_routines;
  // The query of a view, as written; the options of a sequence ("AS integer
  // START WITH 5"); of a partition its bound.
  std::string definition;
  // PARTITION BY …, as written.
  std::string partition_by;
  // The columns of the key; expressions are left out.
  std::vector<std::string> partition_columns;
  // CREATE TABLE … OF that type.
  TypeId of_type;
  // Of a foreign table.
  std::string foreign_server;
  // What names in `definition`, defaults and checks were resolved with.
  std::vector<std::string> search_path;
  // What could not be known of it (made by an undecided statement): a column
  // that is not listed may be there all the same.
  bool incomplete = false;
  DefinedAt defined;

  const Column* FindColumn(std::string_view column_name) const;
};

enum class RoutineKind : uint8_t { Function, Procedure, Aggregate, Window };
enum class ArgumentMode : uint8_t { In, Out, InOut, Variadic, Table };
struct RoutineArgument {
  std::string name;
  TypeId type;
  ArgumentMode mode = ArgumentMode::In;
  bool has_default = false;
};
struct Routine {
  SchemaId schema;
  std::string name;
  RoutineKind kind = RoutineKind::Function;
  std::vector<RoutineArgument> arguments;
  TypeId returns;
  bool returns_set = false;
  std::string language;
  // pg_proc.provolatile: i, s or v.
  char volatility = 'v';
  // The whole statement, as written, and the path it was resolved with.
  std::string definition;
  std::vector<std::string> search_path;
  DefinedAt defined;

  // Input arguments: the least and the most that a call may give; the most is
  // UINT32_MAX with VARIADIC.
  uint32_t MinimumArguments() const;
  uint32_t MaximumArguments() const;
};

struct Type {
  SchemaId schema;
  std::string name;
  TypeKind kind = TypeKind::Base;
  // pg_type.typcategory
  char category = 'U';
  bool preferred = false;
  // Of an array its element, of a domain its base, of a range its subtype, of
  // a multirange its range.
  TypeId element;
  // The array type over this one.
  TypeId array;
  TypeUse base;           // Domain
  bool not_null = false;  // Domain
  // Domain: DEFAULT and CHECK, as written.
  std::string constraints;
  std::vector<std::string> labels;  // Enum
  // Composite: the relation with its columns.
  std::optional<RelationId> relation;
  DefinedAt defined;
};

// Objects of which only the name counts: collations, text search, statistics,
// publications, casts, operators, event triggers, servers, languages.
struct NamedObject {
  // ObjectType's name: "collation"
  std::string kind;
  std::string schema;
  std::string name;
  // What else tells it from others of its name: of an operator class and
  // family the access method, of a user mapping the user, of an operator the
  // types that it takes ("integer, text", "none" for what is missing).
  std::string detail;
  // The table without which it goes: of extended statistics.
  std::optional<RelationId> table;
  DefinedAt defined;
};

}  // namespace pgpact
