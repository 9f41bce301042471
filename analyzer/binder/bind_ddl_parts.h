// The parts of BindDdl, a function for each statement and what they share.
// Each gives false after an error or an Undecide, recorded in the context.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/binder/bind_ddl_context.h"

namespace pgpact {

// ---- Tables (bind_ddl_table.cpp)
bool BindCreateTable(DdlContext& context, const CreateStmt& statement);
// The definition of one column, worked out.
struct ColumnPlan {
  Column column;
  // serial: the sequence's type ("int4"); empty otherwise. Identity too.
  std::string sequence_type;
  const Constraint* default_constraint = nullptr;
  const Constraint* generated = nullptr;
  // Checks, keys and foreign keys written with the column.
  std::vector<const Constraint*> constraints;
};
// (bind_ddl_column.cpp) Types and constraints of the column alone.
bool PlanColumn(DdlContext& context, const ColumnDef& definition,
                std::string_view table, ColumnPlan& plan);
// Default, generation expression and sequence of a planned column that is
// already among the relation's columns.
bool FinishColumn(DdlContext& context, RelationId relation,
                  const ColumnPlan& plan);
// The first column named twice, 42701.
bool CheckColumnNames(DdlContext& context, const Relation& relation);
// "ctid" and its kin
bool IsSystemColumn(std::string_view name);
bool IsWildColumn(const ColumnDef& definition);

// ---- Constraints (bind_ddl_constraint.cpp)
// `column` is the one that the constraint is written with, or empty.
bool AddConstraint(DdlContext& context, RelationId relation,
                   const Constraint& constraint, const std::string& column);
bool AddForeignKey(DdlContext& context, RelationId id,
                   const Constraint& constraint, const std::string& column);
// Spells the names in keys anew after a renaming; `before` is how it was.
void RespellKeys(DdlContext& context, const CatalogDraft& before,
                 RelationId id);
// The constraint and its index, under that name.
void AddIndexConstraint(DdlContext& context, RelationId id,
                        const Constraint& constraint,
                        std::vector<std::string> columns,
                        const std::string& name);
// Keys and foreign keys in the order in which the server makes them: checks,
// the primary key, other keys, foreign keys.
struct PendingConstraint {
  const Constraint* constraint = nullptr;
  std::string column;
};
bool AddConstraints(DdlContext& context, RelationId relation,
                    const std::vector<PendingConstraint>& pending);
std::string ChooseConstraintName(const DdlContext& context, RelationId relation,
                                 std::string_view second,
                                 std::string_view label);
std::string JoinColumnNames(const std::vector<std::string>& names);

// ---- Inheritance (bind_ddl_inherit.cpp)
bool InheritColumns(DdlContext& context, const CreateStmt& statement,
                    Relation& relation);
// Whether a parent has the column, or the check; key and trigger of a
// partition that its parent made.
bool IsInheritedColumn(const DdlContext& context, const Relation& relation,
                       std::string_view column);
bool IsInheritedConstraint(const DdlContext& context, const Relation& relation,
                           const TableConstraint& constraint);
// Row triggers of a partitioned table are its partitions' too.
void AddTriggerToPartitions(DdlContext& context, RelationId relation,
                            const Trigger& trigger);
// What DETACH PARTITION and NO INHERIT leave is the table's own.
void LeaveParent(DdlContext& context, RelationId parent, RelationId child);
// Indexes and constraints that a partition gets from its parent.
void AttachToParent(DdlContext& context, RelationId parent, RelationId child);
// Adds the column, or merges it with an inherited one of its name, whose type
// it takes when it has none.
bool MergeColumn(DdlContext& context, Column& column, Relation& relation);
bool LikeColumns(DdlContext& context, const TableLike& like,
                 Relation& relation);
bool LikeRest(DdlContext& context, const TableLike& like, RelationId id);

// ---- Other relations
bool BindCreateTableAs(DdlContext& context, const CreateTableAsStmt& statement);
bool BindSelectInto(DdlContext& context, const SelectStmt& select);
bool BindView(DdlContext& context, const ViewStmt& statement);
bool BindCreateSequence(DdlContext& context, const CreateSeqStmt& statement);
bool BindAlterSequence(DdlContext& context, const AlterSeqStmt& statement);
bool BindIndex(DdlContext& context, const IndexStmt& statement);
RelationId AddSequence(DdlContext& context, SchemaId schema,
                       const std::string& name, std::string_view type,
                       DefinedAt defined);
// An index's relation and its entry in the table.
void AddIndex(DdlContext& context, RelationId table, Index index);
bool BindAlterTable(DdlContext& context, const AlterTableStmt& statement);
// (bind_ddl_alter_column.cpp) The commands that name one column.
bool AlterColumn(DdlContext& context, RelationId id,
                 const AlterTableCmd& command);
// column "a" of relation "t"
std::string OfRelation(const std::string& what, const Relation& relation);

// ---- Types, routines and what hangs on tables
bool BindCreateEnum(DdlContext& context, const CreateEnumStmt& statement);
bool BindAlterEnum(DdlContext& context, const AlterEnumStmt& statement);
bool BindCompositeType(DdlContext& context, const CompositeTypeStmt& statement);
bool BindCreateRange(DdlContext& context, const CreateRangeStmt& statement);
bool BindCreateDomain(DdlContext& context, const CreateDomainStmt& statement);
bool BindAlterDomain(DdlContext& context, const AlterDomainStmt& statement);
bool BindDefine(DdlContext& context, const DefineStmt& statement);
bool BindCreateFunction(DdlContext& context,
                        const CreateFunctionStmt& statement);
bool BindCreateTrigger(DdlContext& context, const CreateTriggerStmt& statement);
bool BindCreatePolicy(DdlContext& context, const CreatePolicyStmt& statement);
bool BindCreateRule(DdlContext& context, const RuleStmt& statement);

// ---- Any object by its name
bool BindCreateSchema(DdlContext& context, const CreateSchemaStmt& statement);
bool BindDrop(DdlContext& context, const DropStmt& statement);
bool BindRename(DdlContext& context, const RenameStmt& statement);
bool BindSetSchema(DdlContext& context, const AlterObjectSchemaStmt& statement);
bool BindOwner(DdlContext& context, const AlterOwnerStmt& statement);
bool BindComment(DdlContext& context, const CommentStmt& statement);
bool BindGrant(DdlContext& context, const GrantStmt& statement);
bool BindGrantRole(DdlContext& context, const GrantRoleStmt& statement);
bool BindCluster(DdlContext& context, const ClusterStmt& statement);
bool BindCreateExtension(DdlContext& context,
                         const CreateExtensionStmt& statement);
bool BindNamedObject(DdlContext& context, const NamedObjectStmt& statement);

// ---- Clauses kept as written (bind_ddl_written.cpp), looked for from that
// byte on; empty when they are not there.
// After PARTITION BY: "RANGE (a)".
std::string WrittenPartitionKey(const DdlContext& context, uint32_t begin);
// "FOR VALUES IN (1)" or "DEFAULT"
std::string WrittenPartitionBound(const DdlContext& context, uint32_t begin);
// What follows ON of CREATE INDEX; `begin` is the table's name.
std::string WrittenIndex(const DdlContext& context, uint32_t begin);
// From EXCLUDE on.
std::string WrittenExclusion(const DdlContext& context, uint32_t begin);

// ---- Texts after a renaming (bind_ddl_respell.cpp)
// Where the column `from` is meant that is called `to` from now on.
void RespellColumn(DdlContext& context, RelationId relation,
                   const std::string& from, const std::string& to);
// Where the relation is meant that has a new name or schema in the draft.
void RespellRelation(DdlContext& context, RelationId relation);
// The routine's own statement.
void RespellRoutine(DdlContext& context, RoutineId routine);

// The routine of that name and those argument types; an error for none or
// several. Nothing without an error: missing_ok, or not known.
std::optional<RoutineId> FindRoutine(DdlContext& context,
                                     const ObjectWithArguments& name,
                                     ObjectType object, bool missing_ok);
// The type that a statement names as an object: `name.type`, or its name.
TypeName NameOfType(const QualifiedName& name);
TypeName NameOfType(const ObjectName& name);
// The types that tell overloads apart.
std::vector<TypeId> InputTypes(const Routine& routine);
// 42704: the table has no trigger, rule or policy of that name.
bool FailPart(DdlContext& context, RelationId table, ObjectType object,
              const Identifier& part);
// What is known by its name alone: extensions, collations, operators, …
bool DropNamed(DdlContext& context, const DropStmt& statement);
bool RenameNamed(DdlContext& context, const RenameStmt& statement);
bool MoveNamedTo(DdlContext& context, const AlterObjectSchemaStmt& statement);
// Whether it is there; 42704 when it is not.
bool CheckNamed(DdlContext& context, ObjectType object, const ObjectName& name,
                bool missing_ok);
// The kind that a NamedObject of that type has: "collation".
std::string_view NamedKind(ObjectType object);
// Fails unless a schema's name space is free for a relation and its type.
bool CheckNameIsFree(DdlContext& context, SchemaId schema,
                     const Identifier& name);
bool CheckTypeNameIsFree(DdlContext& context, SchemaId schema,
                         const Identifier& name);
// What stands in the way of, or is passed over by, a new relation.
ExistingObject ExistingRelation(const DdlContext& context, RelationId id);

// ---- Dependencies (bind_ddl_dependents.cpp)
// Removes the object and what belongs to it. What else depends on it goes
// too with Cascade, and is 2BP01 with Restrict.
struct DropTarget {
  enum class Kind { Relation, Column, Constraint, Type, Routine, Schema };
  Kind kind = Kind::Relation;
  // Of a column or constraint its relation.
  uint32_t id = 0;
  std::string part;
};
bool DropObjects(DdlContext& context, const std::vector<DropTarget>& targets,
                 DropBehavior behavior, const std::string& shown,
                 TextRange range);

}  // namespace pgpact
