// Statements that define objects, named as in parsenodes.h. What binding and
// the catalog need of each; the rest of the grammar is left out on purpose.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/sql/query.h"

namespace pgpact {

enum class Persistence { Permanent, Unlogged, Temporary };
enum class DropBehavior { Restrict, Cascade };

// A kind of object that DROP, RENAME, COMMENT, ALTER … SCHEMA, GRANT name.
enum class ObjectType {
  Schema,
  Table,
  Column,
  View,
  MaterializedView,
  ForeignTable,
  Sequence,
  Index,
  Type,
  Domain,
  Attribute,
  Function,
  Procedure,
  Routine,
  Aggregate,
  Operator,
  Cast,
  Constraint,
  DomainConstraint,
  Trigger,
  EventTrigger,
  Rule,
  Policy,
  Extension,
  Role,
  Database,
  Tablespace,
  Collation,
  Conversion,
  Language,
  OperatorClass,
  OperatorFamily,
  Statistics,
  TextSearchConfiguration,
  TextSearchDictionary,
  TextSearchParser,
  TextSearchTemplate,
  ForeignDataWrapper,
  ForeignServer,
  UserMapping,
  Publication,
  Subscription,
  AccessMethod,
  LargeObject,
  Parameter,
  Other
};

// What pg_class has a row of, and what pg_proc has.
constexpr bool IsRelation(ObjectType object) {
  switch (object) {
    case ObjectType::Table:
    case ObjectType::View:
    case ObjectType::MaterializedView:
    case ObjectType::ForeignTable:
    case ObjectType::Sequence:
    case ObjectType::Index:
      return true;
    default:
      return false;
  }
}

constexpr bool IsRoutine(ObjectType object) {
  switch (object) {
    case ObjectType::Function:
    case ObjectType::Procedure:
    case ObjectType::Routine:
    case ObjectType::Aggregate:
      return true;
    default:
      return false;
  }
}

enum class ConstraintKind {
  Null,
  NotNull,
  Default,
  Identity,
  Generated,
  Check,
  PrimaryKey,
  Unique,
  Exclusion,
  ForeignKey,
  // Attributes (DEFERRABLE and its kin) are folded into the constraint.
};
struct Constraint {
  ConstraintKind kind = ConstraintKind::Check;
  Identifier name;
  // Default, Generated, Check.
  std::optional<ExprId> expression;
  // PrimaryKey, Unique: the keys; ForeignKey: the referencing columns.
  std::vector<Identifier> columns;
  std::vector<Identifier> including;
  // Exclusion: its elements are columns or expressions.
  std::vector<ExprId> exclusion_expressions;
  std::optional<ExprId> exclusion_where;
  // USING INDEX name
  Identifier index_name;
  // ForeignKey
  QualifiedName referenced;
  std::vector<Identifier> referenced_columns;
  // Identity: ALWAYS or BY DEFAULT
  bool identity_always = false;
  bool not_valid = false;
  uint32_t location = kNoLocation;
};
struct ColumnDef {
  Identifier name;
  TypeName type;
  std::vector<Constraint> constraints;
  std::vector<Identifier> collation;
  uint32_t location = kNoLocation;
};
// LIKE table INCLUDING …
struct TableLike {
  QualifiedName relation;
  bool defaults = false;
  bool constraints = false;
  bool indexes = false;
  bool identity = false;
  bool generated = false;
};
// Columns, constraints and LIKE in the order written.
struct TableElement {
  std::variant<ColumnDef, Constraint, TableLike> node;
};
struct PartitionBound {
  bool is_default = false;
  std::vector<ExprId> values;
};

struct CreateSchemaStmt {
  Identifier name;
  bool if_not_exists = false;
  Identifier owner;
  // CREATE TABLE and the like inside it.
  std::vector<StatementId> elements;
};
struct CreateStmt {
  RangeVar relation;
  Persistence persistence = Persistence::Permanent;
  bool if_not_exists = false;
  std::vector<TableElement> elements;
  std::vector<RangeVar> inherits;
  // PARTITION OF parent: `inherits` holds the parent.
  std::optional<PartitionBound> partition_bound;
  // PARTITION BY: names or expressions of the key.
  bool partitioned = false;
  std::vector<ExprId> partition_keys;
  // OF type
  std::optional<TypeName> of_type;
  // CREATE FOREIGN TABLE
  Identifier foreign_server;
};
struct CreateTableAsStmt {
  IntoClause into;
  Persistence persistence = Persistence::Permanent;
  StatementId query;
  bool if_not_exists = false;
  bool materialized_view = false;
  bool with_no_data = false;
};
struct ViewStmt {
  RangeVar view;
  Persistence persistence = Persistence::Permanent;
  std::vector<Identifier> aliases;
  StatementId query;
  bool replace = false;
};

enum class AlterTableAction {
  AddColumn,
  DropColumn,
  ColumnDefault,  // `expression` absent: DROP DEFAULT
  SetNotNull,
  DropNotNull,
  ColumnType,
  AddIdentity,
  SetIdentity,
  DropIdentity,
  DropExpression,
  AddConstraint,
  DropConstraint,
  ValidateConstraint,
  AlterConstraint,
  AttachPartition,
  DetachPartition,
  AddInherit,
  DropInherit,
  AddOf,
  DropOf,
  ChangeOwner,
  SetLogged,
  SetUnlogged,
  TriggerState,  // ENABLE and DISABLE TRIGGER, RULE, ROW LEVEL SECURITY
  ReplicaIdentity,
  ClusterOn,
  Other  // storage, statistics, options: no name but the column's
};
struct AlterTableCmd {
  AlterTableAction action = AlterTableAction::Other;
  // The column, constraint, trigger or index named.
  Identifier name;
  // AddColumn and ColumnType
  std::optional<ColumnDef> column;
  // ColumnDefault's value, ColumnType's USING
  std::optional<ExprId> expression;
  std::optional<Constraint> constraint;
  // AttachPartition, DetachPartition, AddInherit, DropInherit
  std::optional<RangeVar> other_relation;
  std::optional<TypeName> type;
  bool missing_ok = false;  // IF [NOT] EXISTS
  // false after ALTER TABLE ONLY
  bool recurse = true;
  DropBehavior behavior = DropBehavior::Restrict;
};
// ALTER TABLE, VIEW, SEQUENCE OWNER, INDEX, FOREIGN TABLE; of ALTER TYPE …
// ADD ATTRIBUTE the same with `object` Type.
struct AlterTableStmt {
  RangeVar relation;
  ObjectType object = ObjectType::Table;
  bool missing_ok = false;
  std::vector<AlterTableCmd> commands;
};
// A routine as named in DROP, ALTER, COMMENT, GRANT: f(int, text).
struct ObjectWithArguments {
  QualifiedName name;
  std::vector<TypeName> arguments;
  // f without parentheses
  bool arguments_unspecified = false;
};
struct ObjectName {
  // Of a table's part (constraint, trigger, rule, policy): the table's name.
  QualifiedName name;
  // The part: column, constraint, trigger, rule or policy. Of an operator
  // class and family the access method, of a user mapping the user.
  Identifier part;
  // Routines, operators and aggregates.
  std::optional<ObjectWithArguments> routine;
  // Types and domains.
  std::optional<TypeName> type;
};
struct DropStmt {
  ObjectType object = ObjectType::Table;
  std::vector<ObjectName> names;
  bool missing_ok = false;
  DropBehavior behavior = DropBehavior::Restrict;
};
struct RenameStmt {
  ObjectType object = ObjectType::Table;
  ObjectName name;
  // RENAME COLUMN on a view or a composite type: what `name` is.
  ObjectType relation_object = ObjectType::Table;
  Identifier new_name;
  bool missing_ok = false;
};
struct AlterObjectSchemaStmt {
  ObjectType object = ObjectType::Table;
  ObjectName name;
  Identifier new_schema;
  bool missing_ok = false;
};
// ALTER … OWNER TO (ALTER TABLE's own is an AlterTableCmd)
struct AlterOwnerStmt {
  ObjectType object = ObjectType::Table;
  ObjectName name;
  Identifier new_owner;
};
struct CommentStmt {
  ObjectType object = ObjectType::Table;
  ObjectName name;
};

struct SequenceOption {
  // "start", "owned_by", "as", …
  std::string name;
  std::string value;
  // OWNED BY: table and column; both empty for NONE.
  QualifiedName owned_table;
  Identifier owned_column;
  std::optional<TypeName> type;
};
struct CreateSeqStmt {
  RangeVar sequence;
  Persistence persistence = Persistence::Permanent;
  bool if_not_exists = false;
  std::vector<SequenceOption> options;
};
struct AlterSeqStmt {
  RangeVar sequence;
  bool missing_ok = false;
  std::vector<SequenceOption> options;
};
struct IndexElement {
  // A column, or an expression.
  Identifier column;
  std::optional<ExprId> expression;
  std::vector<Identifier> operator_class;
  std::vector<Identifier> collation;
};
struct IndexStmt {
  Identifier name;
  RangeVar relation;
  std::string access_method;
  std::vector<IndexElement> elements;
  std::vector<Identifier> including;
  std::optional<ExprId> where;
  bool unique = false;
  bool if_not_exists = false;
  bool concurrently = false;
};
struct CreateEnumStmt {
  QualifiedName name;
  std::vector<std::string> labels;
};
struct AlterEnumStmt {
  QualifiedName name;
  // ADD VALUE: new_label with `neighbour`; RENAME VALUE: old to new.
  std::string old_label;
  std::string new_label;
  std::string neighbour;
  bool after = false;
  bool if_not_exists = false;
};
struct CompositeTypeStmt {
  QualifiedName name;
  std::vector<ColumnDef> columns;
};
struct CreateRangeStmt {
  QualifiedName name;
  TypeName subtype;
  QualifiedName multirange;
};
struct CreateDomainStmt {
  QualifiedName name;
  TypeName base;
  std::vector<Constraint> constraints;
};
struct AlterDomainStmt {
  QualifiedName name;
  // Default, NotNull, Null (drop not null), Check (add)
  std::optional<Constraint> added;
  Identifier dropped;
  bool missing_ok = false;
};
// CREATE AGGREGATE, OPERATOR, TYPE (base or shell), COLLATION, TEXT SEARCH.
struct DefineStmt {
  ObjectType object = ObjectType::Type;
  QualifiedName name;
  // Aggregates and operators: the types of what they take.
  std::vector<TypeName> arguments;
  struct Option {
    std::string name;
    std::string text;
    std::optional<TypeName> type;
  };
  std::vector<Option> options;
  bool if_not_exists = false;
  bool replace = false;
};
enum class ParameterMode { In, Out, InOut, Variadic, Table };
struct FunctionParameter {
  Identifier name;
  TypeName type;
  ParameterMode mode = ParameterMode::In;
  std::optional<ExprId> default_value;
};
struct CreateFunctionStmt {
  QualifiedName name;
  bool procedure = false;
  bool replace = false;
  std::vector<FunctionParameter> parameters;
  // Absent for procedures and for what OUT parameters say.
  std::optional<TypeName> returns;
  std::string language;
  // The AS text; `body_range` is that of the string token.
  std::optional<std::string> body;
  TextRange body_range;
  // BEGIN ATOMIC … END and RETURN expression
  std::vector<StatementId> sql_body;
};
struct DoStmt {
  std::string language;
  std::string body;
  TextRange body_range;
};
struct CreateTriggerStmt {
  Identifier name;
  bool for_each_row = false;
  RangeVar relation;
  QualifiedName function;
  std::vector<Identifier> update_columns;
  std::optional<ExprId> when;
  // REFERENCING … AS names
  std::vector<Identifier> transition_tables;
  bool replace = false;
};
struct CreatePolicyStmt {
  Identifier name;
  RangeVar relation;
  std::optional<ExprId> using_expression;
  std::optional<ExprId> with_check;
  std::vector<Identifier> roles;
};
enum class RuleEvent { Select, Insert, Update, Delete };
struct RuleStmt {
  Identifier name;
  RuleEvent event = RuleEvent::Select;
  RangeVar relation;
  std::optional<ExprId> where;
  std::vector<StatementId> actions;
  bool replace = false;
};
struct CreateExtensionStmt {
  Identifier name;
  Identifier schema;
  bool if_not_exists = false;
};
struct GrantStmt {
  bool grant = true;
  ObjectType object = ObjectType::Table;
  // ALL TABLES IN SCHEMA: `names` are the schemas.
  bool all_in_schema = false;
  // ALTER DEFAULT PRIVILEGES
  bool defaults = false;
  std::vector<ObjectName> names;
  // Columns named in column privileges.
  std::vector<Identifier> columns;
  std::vector<std::string> privileges;
  std::vector<Identifier> grantees;
};
struct GrantRoleStmt {
  std::vector<Identifier> granted;
  std::vector<Identifier> grantees;
};
// CREATE, ALTER and DROP of roles, databases, tablespaces: the cluster's.
struct ClusterStmt {
  enum class Kind { Create, Alter, Drop };
  Kind kind = Kind::Create;
  ObjectType object = ObjectType::Role;
  std::vector<Identifier> names;
  bool missing_ok = false;
  // ALTER ROLE|DATABASE … SET name = value: as VariableSetStmt.
  Identifier setting;
  std::vector<std::string> setting_values;
};
// Definitions of which only the name matters: statistics, publications,
// servers, wrappers, operator classes, casts, languages, conversions.
struct NamedObjectStmt {
  std::string tag;
  ObjectType object = ObjectType::Other;
  // ALTER: the object has to be there, and nothing else is looked at.
  bool alter = false;
  QualifiedName name;
  // As NamedObject::detail, of operators without.
  std::string detail;
  // CREATE SERVER … FOREIGN DATA WRAPPER
  Identifier wrapper;
  // CREATE OPERATOR CLASS … FAMILY
  bool has_family = false;
  std::vector<RangeVar> relations;
  // IF [NOT] EXISTS
  bool if_not_exists = false;
};

}  // namespace pgpact
