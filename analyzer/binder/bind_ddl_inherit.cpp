// What a table takes from others: INHERITS, PARTITION OF, LIKE.

#include <algorithm>

#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"

namespace pgpact {
namespace {

bool IsTable(RelationKind kind) {
  return kind == RelationKind::Table || kind == RelationKind::ForeignTable ||
         kind == RelationKind::PartitionedTable;
}

// Checks of one name in several parents have to be the same.
bool InheritChecks(DdlContext& context, const Relation& parent,
                   Relation& relation) {
  for (TableConstraint constraint : parent.constraints) {
    if (constraint.kind != TableConstraint::Kind::Check) {
      continue;
    }
    const auto there =
        std::find_if(relation.constraints.begin(), relation.constraints.end(),
                     [&](const TableConstraint& one) {
                       return one.name == constraint.name;
                     });
    if (there == relation.constraints.end()) {
      constraint.inherited = true;
      relation.constraints.push_back(std::move(constraint));
    } else if (there->definition != constraint.definition) {
      return context.Fail(
          sqlstate::kDuplicateObject,
          "check constraint name \"" + constraint.name +
              "\" appears multiple times but with different expressions");
    }
  }
  return true;
}

bool InheritFrom(DdlContext& context, const CreateStmt& statement,
                 const RangeVar& parent_name, Relation& relation) {
  const auto found = context.FindRelation(parent_name.name, false);
  if (!found) {
    relation.incomplete = true;
    return !context.failed();
  }
  const Relation& parent = context.draft.relation(*found);
  if (!IsTable(parent.kind)) {
    return context.Fail(sqlstate::kWrongObjectType,
                        "inherited relation \"" + parent.name +
                            "\" is not a table or foreign table",
                        parent_name.name.range);
  }
  const bool partitioned = parent.kind == RelationKind::PartitionedTable;
  if (statement.partition_bound && !partitioned) {
    return context.FailAt(sqlstate::kInvalidObjectDefinition,
                          "\"" + parent.name + "\" is not partitioned",
                          parent_name.name.range);
  }
  if (!statement.partition_bound && partitioned) {
    return context.Fail(
        sqlstate::kWrongObjectType,
        "cannot inherit from partitioned table \"" + parent.name + "\"",
        parent_name.name.range);
  }
  relation.parents.push_back(*found);
  relation.incomplete = relation.incomplete || parent.incomplete;
  for (Column column : parent.columns) {
    const auto own = std::find_if(
        relation.columns.begin(), relation.columns.end(),
        [&](const Column& one) { return one.name == column.name; });
    if (own != relation.columns.end()) {
      own->not_null = own->not_null || column.not_null;
      continue;
    }
    column.inherited = true;
    column.identity = Column::Identity::None;
    if (column.sequence && !column.default_expression) {
      column.sequence.reset();
    }
    relation.columns.push_back(std::move(column));
  }
  return InheritChecks(context, parent, relation);
}

// The name of an index like that one, on another table.
std::string LikeIndexName(const DdlContext& context, const Relation& table,
                          const Index& index, bool constraint) {
  std::vector<std::string> columns = index.columns;
  for (std::string& column : columns) {
    column = column.empty() ? "expr" : column;
  }
  if (index.primary) {
    return context.ChooseRelationName(table.name, "", "pkey", table.schema);
  }
  return context.ChooseRelationName(table.name, JoinColumnNames(columns),
                                    constraint ? "key" : "idx", table.schema);
}

void CopyIndex(DdlContext& context, const Relation& from, const Index& index,
               RelationId to, bool partition) {
  const auto constraint = std::find_if(
      from.constraints.begin(), from.constraints.end(),
      [&](const TableConstraint& one) { return one.name == index.name; });
  const bool of_constraint = constraint != from.constraints.end();
  const Relation& table = context.draft.relation(to);
  Index copy = index;
  copy.inherited = partition;
  copy.name = LikeIndexName(context, table, index, of_constraint);
  if (!copy.definition.empty()) {
    const size_t parenthesis = copy.definition.find_first_of("(");
    copy.definition =
        DisplayName(context.draft, table.schema, table.name) + " " +
        copy.definition.substr(parenthesis == std::string::npos ? 0
                                                                : parenthesis);
  }
  if (of_constraint) {
    TableConstraint made = *constraint;
    made.name = copy.name;
    made.inherited = partition;
    context.draft.Change(to).constraints.push_back(std::move(made));
  }
  if (index.primary) {
    for (Column& column : context.draft.Change(to).columns) {
      if (std::find(index.columns.begin(), index.columns.end(), column.name) !=
          index.columns.end()) {
        column.not_null = true;
      }
    }
  }
  AddIndex(context, to, std::move(copy));
}

}  // namespace

bool IsInheritedColumn(const DdlContext& context, const Relation& relation,
                       std::string_view column) {
  return std::any_of(
      relation.parents.begin(), relation.parents.end(), [&](RelationId id) {
        return context.draft.relation(id).FindColumn(column) != nullptr;
      });
}

bool IsInheritedConstraint(const DdlContext& context, const Relation& relation,
                           const TableConstraint& constraint) {
  if (constraint.kind != TableConstraint::Kind::Check) {
    return constraint.inherited;
  }
  return std::any_of(
      relation.parents.begin(), relation.parents.end(), [&](RelationId id) {
        const auto& checks = context.draft.relation(id).constraints;
        return std::any_of(checks.begin(), checks.end(), [&](const auto& one) {
          return one.kind == constraint.kind && one.name == constraint.name;
        });
      });
}

void AddTriggerToPartitions(DdlContext& context, RelationId id,
                            const Trigger& trigger) {
  if (!trigger.for_each_row ||
      context.draft.relation(id).kind != RelationKind::PartitionedTable) {
    return;
  }
  for (const RelationId child : context.catalog().Children(id)) {
    Trigger copy = trigger;
    copy.inherited = true;
    context.draft.Change(child).triggers.push_back(copy);
    AddTriggerToPartitions(context, child, copy);
  }
}

void LeaveParent(DdlContext& context, RelationId parent, RelationId child) {
  Relation& table = context.draft.Change(child);
  std::erase(table.parents, parent);
  table.definition.clear();
  for (Column& column : table.columns) {
    column.inherited =
        column.inherited && IsInheritedColumn(context, table, column.name);
  }
  // Foreign keys stay with the partition, as its own.
  for (TableConstraint& constraint : table.constraints) {
    constraint.inherited = constraint.inherited && !table.parents.empty();
  }
  for (Index& index : table.indexes) {
    index.inherited = index.inherited && !table.parents.empty();
  }
  std::erase_if(table.triggers,
                [](const Trigger& trigger) { return trigger.inherited; });
}

bool InheritColumns(DdlContext& context, const CreateStmt& statement,
                    Relation& relation) {
  for (const RangeVar& parent : statement.inherits) {
    if (!InheritFrom(context, statement, parent, relation)) {
      return false;
    }
  }
  return true;
}

void AttachToParent(DdlContext& context, RelationId parent_id,
                    RelationId child) {
  const Relation parent = context.draft.relation(parent_id);
  for (const Index& index : parent.indexes) {
    const Relation& table = context.draft.relation(child);
    const bool there = std::any_of(
        table.indexes.begin(), table.indexes.end(), [&](const Index& own) {
          return own.columns == index.columns && own.unique == index.unique &&
                 own.primary == index.primary;
        });
    if (!there) {
      CopyIndex(context, parent, index, child, true);
    }
  }
  for (Trigger trigger : parent.triggers) {
    if (trigger.for_each_row) {
      trigger.inherited = true;
      context.draft.Change(child).triggers.push_back(std::move(trigger));
    }
  }
  for (TableConstraint constraint : parent.constraints) {
    if (constraint.kind == TableConstraint::Kind::ForeignKey) {
      constraint.inherited = true;
      context.draft.Change(child).constraints.push_back(std::move(constraint));
    }
  }
}

bool LikeColumns(DdlContext& context, const TableLike& like,
                 Relation& relation) {
  const auto found = context.FindRelation(like.relation, false);
  if (!found) {
    relation.incomplete = true;
    return !context.failed();
  }
  const Relation& source = context.draft.relation(*found);
  if (source.kind == RelationKind::Sequence ||
      source.kind == RelationKind::Index) {
    return context.Fail(
        sqlstate::kWrongObjectType,
        "relation \"" + source.name + "\" is invalid in LIKE clause",
        like.relation.range);
  }
  for (const Column& column : source.columns) {
    Column copy;
    copy.name = column.name;
    copy.type = column.type;
    copy.not_null = column.not_null;
    copy.collation = column.collation;
    copy.defined = column.defined;
    const bool keep = column.generated ? like.generated : like.defaults;
    if (keep) {
      copy.default_expression = column.default_expression;
      copy.default_routines = column.default_routines;
      copy.generated = column.generated;
      if (column.default_expression) {
        copy.sequence = column.sequence;
      }
    }
    if (!MergeColumn(context, copy, relation)) {
      return false;
    }
  }
  relation.incomplete = relation.incomplete || source.incomplete;
  return true;
}

bool LikeRest(DdlContext& context, const TableLike& like, RelationId id) {
  const auto found = context.FindRelation(like.relation, false);
  if (!found) {
    return !context.failed();
  }
  const Relation source = context.draft.relation(*found);
  for (const TableConstraint& constraint : source.constraints) {
    if (like.constraints && constraint.kind == TableConstraint::Kind::Check) {
      context.draft.Change(id).constraints.push_back(constraint);
    }
  }
  if (like.indexes) {
    for (const Index& index : source.indexes) {
      CopyIndex(context, source, index, id, false);
    }
  }
  for (const Column& column : source.columns) {
    if (!like.identity || column.identity == Column::Identity::None) {
      continue;
    }
    const Relation& table = context.draft.relation(id);
    const std::string name = context.ChooseRelationName(table.name, column.name,
                                                        "seq", table.schema);
    const RelationId sequence = AddSequence(
        context, table.schema, name,
        context.catalog().type(column.type.type).name, column.defined);
    context.draft.Change(sequence).owner_table = id;
    context.draft.Change(sequence).owner_column = column.name;
    for (Column& own : context.draft.Change(id).columns) {
      if (own.name == column.name) {
        own.identity = column.identity;
        own.sequence = sequence;
      }
    }
  }
  return true;
}

}  // namespace pgpact
