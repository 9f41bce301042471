// CREATE TRIGGER, POLICY and RULE: what hangs on a table.

#include <algorithm>

#include "analyzer/binder/bind_ddl_expression.h"
#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

bool CheckTriggerFunction(DdlContext& context,
                          const CreateTriggerStmt& statement,
                          std::optional<RoutineId>& function) {
  ObjectWithArguments name;
  name.name = statement.function;
  function = FindRoutine(context, name, ObjectType::Function, false);
  if (!function) {
    return !context.failed();
  }
  const Routine& routine = context.catalog().routine(*function);
  if (routine.returns == context.catalog().Builtin("trigger") ||
      routine.returns == kUnknownTypeId) {
    return true;
  }
  return context.Fail(
      sqlstate::kInvalidObjectDefinition,
      "function " + ShowName(statement.function) + " must return type trigger",
      statement.function.name.range);
}

bool CheckTriggerColumns(DdlContext& context,
                         const CreateTriggerStmt& statement,
                         const Relation& table) {
  for (const Identifier& column : statement.update_columns) {
    if (table.FindColumn(column.name) == nullptr && !table.incomplete &&
        !IsWildName(column.name)) {
      context.result.problem.kind = ReferenceKind::Column;
      context.result.problem.relation = table.name;
      context.result.problem.name = column.name;
      return context.Fail(sqlstate::kUndefinedColumn,
                          "column \"" + column.name + "\" of relation \"" +
                              table.name + "\" does not exist",
                          column.range);
    }
  }
  return true;
}

// An object that is known by its table and name.
bool AddPart(DdlContext& context, const RangeVar& relation,
             const Identifier& name, std::string_view kind, bool replace) {
  const auto id = context.FindRelation(relation.name, false);
  if (!id) {
    return !context.failed();
  }
  const Relation& table = context.draft.relation(*id);
  NamedObject object;
  object.kind = kind;
  object.schema = context.SchemaName(table.schema);
  object.name = table.name + "." + name.name;
  object.defined = context.At(name.range);
  if (context.catalog().HasNamedObject(object.kind, object.schema,
                                       object.name)) {
    return replace ||
           context.Fail(sqlstate::kDuplicateObject,
                        std::string(kind) + " \"" + name.name + "\" for " +
                            (kind == "policy" ? "table" : "relation") + " \"" +
                            table.name + "\" already exists",
                        name.range);
  }
  context.draft.Record(AddNamed{std::move(object)});
  return true;
}

}  // namespace

bool BindCreateTrigger(DdlContext& context,
                       const CreateTriggerStmt& statement) {
  const auto id = context.FindRelation(statement.relation.name, false);
  if (!id) {
    return !context.failed();
  }
  std::optional<RoutineId> function;
  const Relation table = context.draft.relation(*id);
  if (table.kind == RelationKind::Sequence ||
      table.kind == RelationKind::Index ||
      table.kind == RelationKind::MaterializedView) {
    return context.Fail(sqlstate::kWrongObjectType,
                        "relation \"" + table.name + "\" cannot have triggers",
                        statement.relation.name.range);
  }
  if (!CheckTriggerFunction(context, statement, function)) {
    return false;
  }
  const auto there = std::find_if(
      table.triggers.begin(), table.triggers.end(),
      [&](const Trigger& one) { return one.name == statement.name.name; });
  if (there != table.triggers.end()) {
    return statement.replace ||
           context.Fail(sqlstate::kDuplicateObject,
                        "trigger \"" + statement.name.name +
                            "\" for relation \"" + table.name +
                            "\" already exists",
                        statement.name.range);
  }
  if (!CheckTriggerColumns(context, statement, table)) {
    return false;
  }
  Trigger trigger;
  trigger.name = statement.name.name;
  trigger.function = function.value_or(RoutineId());
  trigger.definition = context.statement.text.text;
  trigger.defined = context.At(statement.name.range);
  context.draft.Change(*id).triggers.push_back(std::move(trigger));
  return true;
}

bool BindCreatePolicy(DdlContext& context, const CreatePolicyStmt& statement) {
  for (const Identifier& role : statement.roles) {
    context.NameRole(role);
  }
  for (const auto& expression :
       {statement.using_expression, statement.with_check}) {
    if (expression && !BindDdlExpression(context, *expression, nullptr,
                                         ExpressionPlace::Condition)) {
      return false;
    }
  }
  return AddPart(context, statement.relation, statement.name, "policy", false);
}

bool BindCreateRule(DdlContext& context, const RuleStmt& statement) {
  return AddPart(context, statement.relation, statement.name, "rule",
                 statement.replace);
}

}  // namespace pgpact
