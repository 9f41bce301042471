// CREATE TYPE, CREATE DOMAIN and what alters them.

#include <algorithm>

#include "analyzer/binder/bind_ddl_expression.h"
#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

// A type of that name, in its schema; nothing when it is taken or unknown.
std::optional<Type> NewType(DdlContext& context, const QualifiedName& name,
                            TypeKind kind, char category) {
  const auto schema = context.CreationSchema(name, Persistence::Permanent);
  if (!schema || !CheckTypeNameIsFree(context, *schema, name.name)) {
    return std::nullopt;
  }
  Type type;
  type.schema = *schema;
  type.name = name.name.name;
  type.kind = kind;
  type.category = category;
  type.defined = context.At(name.name.range);
  return type;
}

// A constraint of a domain as written, without its name.
std::string DomainConstraint(const DdlContext& context,
                             const Constraint& constraint) {
  const std::string text = context.Text(WrittenExpression(context, constraint));
  switch (constraint.kind) {
    case ConstraintKind::Default:
      return " DEFAULT " + text;
    case ConstraintKind::NotNull:
      return " NOT NULL";
    case ConstraintKind::Check:
      return " CHECK (" + text + ")";
    default:
      return "";
  }
}

bool TakeDomainConstraint(DdlContext& context, const Constraint& constraint,
                          Type& domain) {
  if (constraint.kind == ConstraintKind::NotNull) {
    domain.not_null = true;
  }
  if (constraint.expression) {
    const ExpressionPlace place = constraint.kind == ConstraintKind::Default
                                      ? ExpressionPlace::Default
                                      : ExpressionPlace::DomainCheck;
    Relation no_columns;
    if (!BindDdlExpression(context, *constraint.expression, &no_columns,
                           place)) {
      return false;
    }
  }
  domain.constraints += DomainConstraint(context, constraint);
  return true;
}

}  // namespace

TypeName NameOfType(const QualifiedName& name) {
  TypeName type;
  if (!name.schema.empty()) {
    type.names.push_back(name.schema);
  }
  type.names.push_back(name.name);
  type.range = name.range;
  return type;
}

TypeName NameOfType(const ObjectName& name) {
  return name.type ? *name.type : NameOfType(name.name);
}

bool BindCreateEnum(DdlContext& context, const CreateEnumStmt& statement) {
  auto type = NewType(context, statement.name, TypeKind::Enum, 'E');
  if (!type) {
    return !context.failed();
  }
  for (const std::string& label : statement.labels) {
    if (std::count(statement.labels.begin(), statement.labels.end(), label) >
        1) {
      return context.Fail(sqlstate::kDuplicateObject,
                          "enum label \"" + label + "\" already exists");
    }
  }
  type->labels = statement.labels;
  context.draft.AddWithArray(std::move(*type));
  return true;
}

bool BindAlterEnum(DdlContext& context, const AlterEnumStmt& statement) {
  const auto use = context.ResolveType(NameOfType(statement.name));
  if (!use || use->type == kUnknownTypeId) {
    return !context.failed();
  }
  if (context.draft.type(use->type).kind != TypeKind::Enum) {
    return context.Fail(sqlstate::kWrongObjectType,
                        context.TextOfType(*use) + " is not an enum");
  }
  std::vector<std::string>& labels = context.draft.Change(use->type).labels;
  const auto find = [&](const std::string& label) {
    return std::find(labels.begin(), labels.end(), label);
  };
  const auto missing = [&](const std::string& label) {
    return context.Fail("22023",
                        "\"" + label + "\" is not an existing enum label");
  };
  if (!statement.old_label.empty()) {
    const auto old = find(statement.old_label);
    if (old == labels.end()) {
      return missing(statement.old_label);
    }
    if (find(statement.new_label) != labels.end()) {
      return context.Fail(
          sqlstate::kDuplicateObject,
          "enum label \"" + statement.new_label + "\" already exists");
    }
    *old = statement.new_label;
    return true;
  }
  if (find(statement.new_label) != labels.end()) {
    return statement.if_not_exists ||
           context.Fail(
               sqlstate::kDuplicateObject,
               "enum label \"" + statement.new_label + "\" already exists");
  }
  auto place = labels.end();
  if (!statement.neighbour.empty()) {
    place = find(statement.neighbour);
    if (place == labels.end()) {
      return missing(statement.neighbour);
    }
    place += statement.after ? 1 : 0;
  }
  labels.insert(place, statement.new_label);
  return true;
}

bool BindCompositeType(DdlContext& context,
                       const CompositeTypeStmt& statement) {
  const auto schema =
      context.CreationSchema(statement.name, Persistence::Permanent);
  if (!schema) {
    return !context.failed();
  }
  Relation relation;
  relation.schema = *schema;
  relation.name = statement.name.name.name;
  relation.kind = RelationKind::CompositeType;
  relation.defined = context.At(statement.name.name.range);
  // As DefineCompositeType: the name is looked at before the columns.
  if (!CheckTypeNameIsFree(context, *schema, statement.name.name)) {
    return false;
  }
  for (const ColumnDef& definition : statement.columns) {
    ColumnPlan plan;
    if (!PlanColumn(context, definition, relation.name, plan)) {
      return false;
    }
    relation.columns.push_back(std::move(plan.column));
  }
  if (!CheckColumnNames(context, relation) ||
      !CheckNameIsFree(context, *schema, statement.name.name)) {
    return false;
  }
  context.draft.Add(std::move(relation));
  return true;
}

bool BindCreateRange(DdlContext& context, const CreateRangeStmt& statement) {
  auto type = NewType(context, statement.name, TypeKind::Range, 'R');
  if (!type) {
    return !context.failed();
  }
  const auto subtype = context.ResolveType(statement.subtype);
  if (!subtype) {
    return false;
  }
  type->element = subtype->type;
  Type multi = *type;
  const TypeId range = context.draft.AddWithArray(*type);
  multi.kind = TypeKind::MultiRange;
  multi.element = range;
  const size_t at = multi.name.find("range");
  multi.name = !statement.multirange.name.empty()
                   ? statement.multirange.name.name
               : at == std::string::npos
                   ? multi.name + "_multirange"
                   : multi.name.substr(0, at) + "multi" + multi.name.substr(at);
  Identifier multi_name;
  multi_name.name = multi.name;
  if (!CheckTypeNameIsFree(context, multi.schema, multi_name)) {
    return false;
  }
  const std::string constructor_name = multi.name;
  const TypeId multirange = context.draft.AddWithArray(std::move(multi));
  for (const auto mode :
       {std::optional<ArgumentMode>(), std::optional(ArgumentMode::In),
        std::optional(ArgumentMode::Variadic)}) {
    Routine constructor;
    constructor.schema = type->schema;
    constructor.name = constructor_name;
    constructor.returns = multirange;
    constructor.language = "internal";
    constructor.volatility = 'i';
    if (mode) {
      RoutineArgument argument;
      argument.mode = *mode;
      argument.type = *mode == ArgumentMode::Variadic
                          ? context.draft.type(range).array
                          : range;
      constructor.arguments.push_back(std::move(argument));
    }
    context.draft.Add(std::move(constructor));
  }
  // Its constructors.
  for (const uint32_t arguments : {2U, 3U}) {
    Routine constructor;
    constructor.schema = type->schema;
    constructor.name = type->name;
    constructor.returns = range;
    constructor.language = "internal";
    constructor.volatility = 'i';
    for (uint32_t i = 0; i < arguments; ++i) {
      RoutineArgument argument;
      argument.type = i < 2 ? subtype->type : context.catalog().Builtin("text");
      constructor.arguments.push_back(std::move(argument));
    }
    context.draft.Add(std::move(constructor));
  }
  return true;
}

bool BindCreateDomain(DdlContext& context, const CreateDomainStmt& statement) {
  auto type = NewType(context, statement.name, TypeKind::Domain, 'U');
  if (!type) {
    return !context.failed();
  }
  const auto base = context.ResolveType(statement.base);
  if (!base) {
    return false;
  }
  type->base = *base;
  type->element = base->type;
  if (base->type != kUnknownTypeId) {
    type->category = context.catalog().type(base->type).category;
  }
  for (const Constraint& constraint : statement.constraints) {
    if (!TakeDomainConstraint(context, constraint, *type)) {
      return false;
    }
  }
  context.draft.AddWithArray(std::move(*type));
  return true;
}

bool BindAlterDomain(DdlContext& context, const AlterDomainStmt& statement) {
  const auto use = context.ResolveType(NameOfType(statement.name));
  if (!use || use->type == kUnknownTypeId) {
    return !context.failed();
  }
  Type& domain = context.draft.Change(use->type);
  if (domain.kind != TypeKind::Domain) {
    return context.Fail(sqlstate::kWrongObjectType,
                        context.TextOfType(*use) + " is not a domain");
  }
  if (statement.added) {
    if (statement.added->kind == ConstraintKind::Null) {
      domain.not_null = false;
      return true;
    }
    return TakeDomainConstraint(context, *statement.added, domain);
  }
  return true;
}

}  // namespace pgpact
