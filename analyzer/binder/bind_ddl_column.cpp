// A column's definition in CREATE TABLE, ALTER TABLE and CREATE TYPE.

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/binder/bind_ddl_expression.h"
#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

// The type behind serial and its kin; empty for others.
std::string_view SerialType(const TypeName& type) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6>
      kNames{{{"serial", "int4"},
              {"serial4", "int4"},
              {"bigserial", "int8"},
              {"serial8", "int8"},
              {"smallserial", "int2"},
              {"serial2", "int2"}}};
  if (type.names.size() != 1 || type.percent_type) {
    return "";
  }
  for (const auto& [serial, own] : kNames) {
    if (serial == type.names[0].name) {
      return own;
    }
  }
  return "";
}

std::string OfTable(std::string_view column, std::string_view table) {
  return "column \"" + std::string(column) + "\" of table \"" +
         std::string(table) + "\"";
}

bool PlanType(DdlContext& context, const ColumnDef& definition,
              ColumnPlan& plan) {
  const std::string_view serial = SerialType(definition.type);
  if (!serial.empty()) {
    if (definition.type.array_dimensions > 0) {
      return context.FailAt(sqlstate::kFeatureNotSupported,
                            "array of serial is not implemented",
                            definition.type.range);
    }
    plan.sequence_type = serial;
    plan.column.type.type = context.catalog().Builtin(serial);
    plan.column.not_null = true;
    return true;
  }
  if (definition.type.empty()) {
    return true;
  }
  const auto type = context.ResolveType(definition.type);
  if (!type) {
    return false;
  }
  plan.column.type = *type;
  if (type->type != kUnknownTypeId &&
      context.catalog().type(type->type).kind == TypeKind::Pseudo) {
    return context.Fail(sqlstate::kInvalidTableDefinition,
                        "column \"" + definition.name.name +
                            "\" has pseudo-type " + context.TextOfType(*type),
                        definition.type.range);
  }
  return true;
}

bool PlanCollation(DdlContext& context, const ColumnDef& definition,
                   ColumnPlan& plan) {
  if (definition.collation.empty()) {
    return true;
  }
  const std::string& name = definition.collation.back().name;
  const std::string schema =
      definition.collation.size() > 1
          ? definition.collation[definition.collation.size() - 2].name
          : "";
  plan.column.collation = name;
  const auto& own = context.catalog().named_objects();
  const bool known =
      context.catalog().HasNamedObject("collation", "pg_catalog", name) ||
      std::any_of(own.begin(), own.end(), [&](const NamedObject& object) {
        return object.kind == "collation" && object.name == name;
      });
  // Collations of the operating system are not known.
  const bool of_system = name.find('_') != std::string::npos;
  if (known || of_system || context.MayBeElsewhere(schema)) {
    return true;
  }
  return context.FailAt(
      sqlstate::kUndefinedObject,
      "collation \"" + name + "\" for encoding \"UTF8\" does not exist",
      definition.collation.back().range);
}

bool PlanConstraint(DdlContext& context, const Constraint& constraint,
                    std::string_view table, ColumnPlan& plan) {
  const std::string& column = plan.column.name;
  const TextRange at = {constraint.location, constraint.location};
  switch (constraint.kind) {
    case ConstraintKind::Null:
    case ConstraintKind::NotNull:
      plan.column.not_null =
          plan.column.not_null || constraint.kind == ConstraintKind::NotNull;
      return true;
    case ConstraintKind::Default:
      if (plan.default_constraint != nullptr || !plan.sequence_type.empty()) {
        return context.FailAt(
            sqlstate::kSyntaxError,
            "multiple default values specified for " + OfTable(column, table),
            at);
      }
      plan.default_constraint = &constraint;
      return true;
    case ConstraintKind::Identity: {
      if (plan.default_constraint != nullptr || !plan.sequence_type.empty()) {
        return context.FailAt(
            sqlstate::kSyntaxError,
            "both default and identity specified for " + OfTable(column, table),
            at);
      }
      plan.column.identity = constraint.identity_always
                                 ? Column::Identity::Always
                                 : Column::Identity::ByDefault;
      plan.column.not_null = true;
      const TypeId type = plan.column.type.type;
      for (const std::string_view name : {"int2", "int4", "int8"}) {
        if (type == context.catalog().Builtin(name)) {
          plan.sequence_type = name;
        }
      }
      return !plan.sequence_type.empty() || type == kUnknownTypeId ||
             context.Fail("22023",
                          "identity column type must be smallint, integer, "
                          "or bigint");
    }
    case ConstraintKind::Generated:
      plan.column.generated = true;
      plan.generated = &constraint;
      return true;
    case ConstraintKind::Check:
    case ConstraintKind::PrimaryKey:
    case ConstraintKind::Unique:
    case ConstraintKind::Exclusion:
    case ConstraintKind::ForeignKey:
      plan.constraints.push_back(&constraint);
      return true;
  }
  return true;
}

bool CheckNullConflict(DdlContext& context, const ColumnDef& definition,
                       std::string_view table, bool serial) {
  std::optional<ConstraintKind> seen;
  if (serial) {
    seen = ConstraintKind::NotNull;
  }
  for (const Constraint& constraint : definition.constraints) {
    if (constraint.kind != ConstraintKind::Null &&
        constraint.kind != ConstraintKind::NotNull) {
      continue;
    }
    if (seen && *seen != constraint.kind) {
      return context.FailAt(sqlstate::kSyntaxError,
                            "conflicting NULL/NOT NULL declarations for " +
                                OfTable(definition.name.name, table),
                            {constraint.location, constraint.location});
    }
    seen = constraint.kind;
  }
  return true;
}

bool FinishDefault(DdlContext& context, RelationId id, const ColumnPlan& plan) {
  const ExprId expression = *plan.default_constraint->expression;
  const auto names =
      BindDdlExpression(context, expression, nullptr, ExpressionPlace::Default);
  if (!names) {
    return false;
  }
  auto text = DefaultText(context, expression, plan.column.type);
  if (text && text->empty()) {
    text = context.Text(WrittenExpression(context, *plan.default_constraint));
  }
  Relation& relation = context.draft.Change(id);
  for (Column& column : relation.columns) {
    if (column.name == plan.column.name) {
      column.default_expression = text;
      column.default_routines = names->routines;
      column.sequence = names->sequence;
    }
  }
  return true;
}

bool FinishGenerated(DdlContext& context, RelationId id,
                     const ColumnPlan& plan) {
  const ExprId expression = *plan.generated->expression;
  const Relation relation = context.draft.relation(id);
  const auto names = BindDdlExpression(context, expression, &relation,
                                       ExpressionPlace::Generated);
  if (!names) {
    return false;
  }
  for (const std::string& name : names->columns) {
    if (relation.FindColumn(name)->generated) {
      return context.Fail(sqlstate::kInvalidObjectDefinition,
                          "cannot use generated column \"" + name +
                              "\" in column generation expression");
    }
  }
  for (Column& column : context.draft.Change(id).columns) {
    if (column.name == plan.column.name) {
      column.default_expression =
          ExpressionText(context, expression, &relation,
                         WrittenExpression(context, *plan.generated));
      column.default_routines = names->routines;
    }
  }
  return true;
}

void FinishSequence(DdlContext& context, RelationId id,
                    const ColumnPlan& plan) {
  const Relation& table = context.draft.relation(id);
  const SchemaId schema = table.schema;
  const std::string name =
      context.ChooseRelationName(table.name, plan.column.name, "seq", schema);
  const RelationId sequence = AddSequence(
      context, schema, name, plan.sequence_type, plan.column.defined);
  Relation& owned = context.draft.Change(sequence);
  owned.owner_table = id;
  owned.owner_column = plan.column.name;
  for (Column& column : context.draft.Change(id).columns) {
    if (column.name != plan.column.name) {
      continue;
    }
    column.sequence = sequence;
    if (column.identity == Column::Identity::None) {
      column.default_expression =
          "nextval(" + QuoteLiteral(DisplayName(context.draft, schema, name)) +
          "::regclass)";
    }
  }
}

}  // namespace

bool IsWildColumn(const ColumnDef& definition) {
  return IsWildName(definition.name.name);
}

bool PlanColumn(DdlContext& context, const ColumnDef& definition,
                std::string_view table, ColumnPlan& plan) {
  plan.column.name = definition.name.name;
  plan.column.defined = context.At(definition.name.range);
  if (!PlanType(context, definition, plan) ||
      !CheckNullConflict(context, definition, table,
                         !plan.sequence_type.empty())) {
    return false;
  }
  for (const Constraint& constraint : definition.constraints) {
    if (!PlanConstraint(context, constraint, table, plan)) {
      return false;
    }
  }
  if (plan.generated != nullptr && plan.default_constraint != nullptr) {
    return context.FailAt(
        sqlstate::kSyntaxError,
        "both default and generation expression specified for " +
            OfTable(plan.column.name, table),
        {plan.generated->location, plan.generated->location});
  }
  return PlanCollation(context, definition, plan);
}

bool FinishColumn(DdlContext& context, RelationId relation,
                  const ColumnPlan& plan) {
  if (!plan.sequence_type.empty()) {
    FinishSequence(context, relation, plan);
  }
  if (plan.default_constraint != nullptr &&
      plan.default_constraint->expression &&
      !FinishDefault(context, relation, plan)) {
    return false;
  }
  return plan.generated == nullptr || !plan.generated->expression ||
         FinishGenerated(context, relation, plan);
}

bool IsSystemColumn(std::string_view name) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "tableoid", "ctid", "xmin", "xmax", "cmin", "cmax"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool MergeColumn(DdlContext& context, Column& column, Relation& relation) {
  for (Column& inherited : relation.columns) {
    if (inherited.name != column.name || !inherited.inherited) {
      continue;
    }
    if (column.type.type == kUnknownTypeId) {
      // PARTITION OF and OF type name no type.
      column.type = inherited.type;
    } else if (inherited.type.type != kUnknownTypeId &&
               inherited.type.type != column.type.type) {
      return context.Fail(
          sqlstate::kDatatypeMismatch,
          "column \"" + inherited.name + "\" has a type conflict");
    }
    inherited.not_null = inherited.not_null || column.not_null;
    inherited.inherited = false;
    return true;
  }
  relation.columns.push_back(column);
  return true;
}

bool CheckColumnNames(DdlContext& context, const Relation& relation) {
  std::vector<std::string_view> names;
  for (const Column& column : relation.columns) {
    if (HasRowType(relation.kind) && relation.kind != RelationKind::View &&
        relation.kind != RelationKind::CompositeType &&
        IsSystemColumn(column.name)) {
      return context.Fail(sqlstate::kDuplicateColumn,
                          "column name \"" + column.name +
                              "\" conflicts with a system column name");
    }
    names.push_back(column.name);
  }
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  return twice == names.end() ||
         context.Fail(
             sqlstate::kDuplicateColumn,
             "column \"" + std::string(*twice) + "\" specified more than once");
}

}  // namespace pgpact
