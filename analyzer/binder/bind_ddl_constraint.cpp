// Constraints of tables: checks, keys and foreign keys, with the names that
// the server gives them.

#include <algorithm>
#include <array>

#include "analyzer/binder/bind_ddl_expression.h"
#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

std::string ColumnList(const std::vector<std::string>& names) {
  std::string text = "(";
  for (const std::string& name : names) {
    text += (text.size() > 1 ? ", " : "") + QuoteIdentifier(name);
  }
  return text + ")";
}

std::vector<std::string> NamesOf(const std::vector<Identifier>& identifiers) {
  std::vector<std::string> names;
  names.reserve(identifiers.size());
  for (const Identifier& identifier : identifiers) {
    names.push_back(identifier.name);
  }
  return names;
}

bool HasConstraint(const Relation& relation, std::string_view name) {
  return std::any_of(
      relation.constraints.begin(), relation.constraints.end(),
      [&](const TableConstraint& one) { return one.name == name; });
}

bool CheckConstraintName(DdlContext& context, RelationId id,
                         const Identifier& name) {
  const Relation& relation = context.draft.relation(id);
  return name.empty() || !HasConstraint(relation, name.name) ||
         context.Fail(sqlstate::kDuplicateObject,
                      "constraint \"" + name.name + "\" for relation \"" +
                          relation.name + "\" already exists",
                      name.range);
}

bool AddCheck(DdlContext& context, RelationId id,
              const Constraint& constraint) {
  if (!constraint.expression) {
    return true;
  }
  const Relation table = context.draft.relation(id);
  const auto names = BindDdlExpression(context, *constraint.expression, &table,
                                       ExpressionPlace::Check);
  if (!names) {
    return false;
  }
  TableConstraint made;
  made.kind = TableConstraint::Kind::Check;
  made.columns = names->columns;
  made.routines = names->routines;
  made.name = constraint.name.name;
  if (made.name.empty()) {
    made.name = ChooseConstraintName(context, id,
                                     made.columns.size() == 1
                                         ? std::string_view(made.columns[0])
                                         : std::string_view(),
                                     "check");
  }
  made.definition = "CHECK (" +
                    ExpressionText(context, *constraint.expression, &table,
                                   WrittenExpression(context, constraint)) +
                    (constraint.not_valid ? ") NOT VALID" : ")");
  made.defined = context.At(constraint.location);
  for (TableConstraint& there : context.draft.Change(id).constraints) {
    if (there.name == made.name && there.inherited &&
        there.definition == made.definition) {
      // Merged with the parent's.
      there.inherited = false;
      return true;
    }
  }
  if (!CheckConstraintName(context, id, constraint.name)) {
    return false;
  }
  context.draft.Change(id).constraints.push_back(std::move(made));
  return true;
}

// The columns of a key; 42703 for one that is not there.
bool CheckKeyColumns(DdlContext& context, RelationId id,
                     const std::vector<Identifier>& columns,
                     const Constraint& constraint) {
  const Relation& table = context.draft.relation(id);
  for (const Identifier& column : columns) {
    if (table.FindColumn(column.name) == nullptr && !table.incomplete &&
        !IsWildName(column.name)) {
      context.result.problem.server_offset = constraint.location;
      return context.FailColumn(table, column, " named in key does not exist");
    }
    const auto same = [&](const Identifier& other) {
      return other.name == column.name;
    };
    if (std::count_if(columns.begin(), columns.end(), same) > 1) {
      const bool primary = constraint.kind == ConstraintKind::PrimaryKey;
      context.result.problem.server_offset = constraint.location;
      return context.Fail(sqlstate::kDuplicateColumn,
                          "column \"" + column.name + "\" appears twice in " +
                              (primary ? "primary key" : "unique") +
                              " constraint",
                          column.range);
    }
  }
  return true;
}

bool HasPrimaryKey(const Relation& relation) {
  return std::any_of(relation.constraints.begin(), relation.constraints.end(),
                     [](const TableConstraint& one) {
                       return one.kind == TableConstraint::Kind::PrimaryKey;
                     });
}

// USING INDEX: the index becomes the constraint's.
bool AdoptIndex(DdlContext& context, RelationId id,
                const Constraint& constraint) {
  Relation& table = context.draft.Change(id);
  const auto found = std::find_if(
      table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        return index.name == constraint.index_name.name;
      });
  if (found == table.indexes.end()) {
    return context.MayBeElsewhere("") ||
           context.FailAt(
               sqlstate::kUndefinedObject,
               "index \"" + constraint.index_name.name + "\" does not exist",
               {constraint.location, constraint.location});
  }
  Constraint plain = constraint;
  const std::string name =
      constraint.name.empty() ? found->name : constraint.name.name;
  std::vector<std::string> columns = found->columns;
  const auto index = context.draft.FindRelation(table.schema, found->name);
  if (index) {
    context.draft.Remove(*index);
  }
  table.indexes.erase(found);
  AddIndexConstraint(context, id, plain, std::move(columns), name);
  return true;
}

bool AddKey(DdlContext& context, RelationId id, const Constraint& constraint,
            const std::string& written_with) {
  const Relation& table = context.draft.relation(id);
  const bool primary = constraint.kind == ConstraintKind::PrimaryKey;
  if (primary && HasPrimaryKey(table)) {
    context.result.problem.server_offset = constraint.location;
    return context.Fail(sqlstate::kInvalidTableDefinition,
                        "multiple primary keys for table \"" + table.name +
                            "\" are not allowed");
  }
  if (!constraint.index_name.empty()) {
    return AdoptIndex(context, id, constraint);
  }
  std::vector<std::string> columns = NamesOf(constraint.columns);
  if (columns.empty() && !written_with.empty()) {
    columns.push_back(written_with);
  }
  if (!CheckKeyColumns(context, id, constraint.columns, constraint) ||
      !CheckKeyColumns(context, id, constraint.including, constraint)) {
    return false;
  }
  std::string name = constraint.name.name;
  if (name.empty()) {
    name =
        primary
            ? context.ChooseRelationName(table.name, "", "pkey", table.schema)
            : context.ChooseRelationName(table.name, JoinColumnNames(columns),
                                         "key", table.schema);
  } else if (const auto taken =
                 context.draft.FindRelation(table.schema, name)) {
    return context.FailExisting(
        sqlstate::kDuplicateTable, "relation \"" + name + "\" already exists",
        constraint.name.range, ExistingRelation(context, *taken));
  }
  if (!CheckConstraintName(context, id, constraint.name)) {
    return false;
  }
  AddIndexConstraint(context, id, constraint, std::move(columns), name);
  return true;
}

bool AddExclusion(DdlContext& context, RelationId id,
                  const Constraint& constraint) {
  const Relation table = context.draft.relation(id);
  std::vector<std::string> columns;
  for (const ExprId expression : constraint.exclusion_expressions) {
    const auto names = BindDdlExpression(context, expression, &table,
                                         ExpressionPlace::IndexExpression);
    if (!names) {
      return false;
    }
    const bool plain =
        std::holds_alternative<ColumnRef>(context.tree().expr(expression).node);
    columns.push_back(plain && names->columns.size() == 1 ? names->columns[0]
                                                          : "expr");
  }
  if (!CheckConstraintName(context, id, constraint.name)) {
    return false;
  }
  const std::string name =
      constraint.name.empty()
          ? context.ChooseRelationName(table.name, JoinColumnNames(columns),
                                       "excl", table.schema)
          : constraint.name.name;
  AddIndexConstraint(context, id, constraint, std::move(columns), name);
  return true;
}

}  // namespace

std::string JoinColumnNames(const std::vector<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) {
    joined += (joined.empty() ? "" : "_") + name;
    if (joined.size() >= kMaximumIdentifierBytes) {
      break;
    }
  }
  return joined.substr(0, kMaximumIdentifierBytes + 1);
}

std::string ChooseConstraintName(const DdlContext& context, RelationId relation,
                                 std::string_view second,
                                 std::string_view label) {
  const Relation& table = context.draft.relation(relation);
  std::string tried(label);
  for (uint32_t pass = 1;; ++pass) {
    std::string name = MakeObjectName(table.name, second, tried);
    if (!HasConstraint(table, name)) {
      return name;
    }
    tried = std::string(label) + std::to_string(pass);
  }
}

void AddIndexConstraint(DdlContext& context, RelationId id,
                        const Constraint& constraint,
                        std::vector<std::string> columns,
                        const std::string& name) {
  const bool primary = constraint.kind == ConstraintKind::PrimaryKey;
  TableConstraint made;
  made.name = name;
  made.columns = columns;
  made.defined = context.At(constraint.location);
  Index index;
  index.name = name;
  index.columns = columns;
  index.primary = primary;
  index.unique = constraint.kind != ConstraintKind::Exclusion;
  index.defined = made.defined;
  switch (constraint.kind) {
    case ConstraintKind::PrimaryKey:
      made.kind = TableConstraint::Kind::PrimaryKey;
      made.definition = "PRIMARY KEY " + ColumnList(columns);
      break;
    case ConstraintKind::Exclusion:
      made.kind = TableConstraint::Kind::Exclusion;
      made.definition = WrittenExclusion(context, constraint.location);
      break;
    default:
      made.kind = TableConstraint::Kind::Unique;
      made.definition = "UNIQUE " + ColumnList(columns);
      break;
  }
  if (!constraint.including.empty()) {
    made.definition += " INCLUDE " + ColumnList(NamesOf(constraint.including));
  }
  Relation& table = context.draft.Change(id);
  if (primary) {
    for (Column& column : table.columns) {
      if (std::find(columns.begin(), columns.end(), column.name) !=
          columns.end()) {
        column.not_null = true;
      }
    }
  }
  table.constraints.push_back(std::move(made));
  AddIndex(context, id, std::move(index));
}

bool AddConstraint(DdlContext& context, RelationId relation,
                   const Constraint& constraint, const std::string& column) {
  if (IsWildName(constraint.name.name)) {
    return true;
  }
  switch (constraint.kind) {
    case ConstraintKind::Check:
      return AddCheck(context, relation, constraint);
    case ConstraintKind::PrimaryKey:
    case ConstraintKind::Unique:
      return AddKey(context, relation, constraint, column);
    case ConstraintKind::Exclusion:
      return AddExclusion(context, relation, constraint);
    case ConstraintKind::ForeignKey:
      return AddForeignKey(context, relation, constraint, column);
    case ConstraintKind::Null:
    case ConstraintKind::NotNull:
    case ConstraintKind::Default:
    case ConstraintKind::Identity:
    case ConstraintKind::Generated:
      return true;
  }
  return true;
}

bool AddConstraints(DdlContext& context, RelationId relation,
                    const std::vector<PendingConstraint>& pending) {
  static constexpr std::array<std::array<ConstraintKind, 2>, 4> kOrder{{
      {ConstraintKind::Check, ConstraintKind::Check},
      {ConstraintKind::PrimaryKey, ConstraintKind::PrimaryKey},
      {ConstraintKind::Unique, ConstraintKind::Exclusion},
      {ConstraintKind::ForeignKey, ConstraintKind::ForeignKey},
  }};
  const auto same_as_primary = [&](const PendingConstraint& one) {
    if (one.constraint->kind != ConstraintKind::Unique ||
        !one.constraint->name.empty()) {
      return false;
    }
    std::vector<std::string> columns = NamesOf(one.constraint->columns);
    if (columns.empty()) {
      columns.push_back(one.column);
    }
    const Relation& table = context.draft.relation(relation);
    return std::any_of(table.constraints.begin(), table.constraints.end(),
                       [&](const TableConstraint& key) {
                         return key.kind == TableConstraint::Kind::PrimaryKey &&
                                key.columns == columns;
                       });
  };
  for (const auto& kinds : kOrder) {
    for (const PendingConstraint& one : pending) {
      if ((one.constraint->kind != kinds[0] &&
           one.constraint->kind != kinds[1]) ||
          same_as_primary(one)) {
        continue;
      }
      if (!AddConstraint(context, relation, *one.constraint, one.column)) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace pgpact
