// CREATE TRIGGER, POLICY and RULE: what hangs on a table.

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

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
      return context.FailColumn(table, column);
    }
  }
  return true;
}

bool AddRule(DdlContext& context, RelationId id, const Identifier& name,
             bool policy, bool replace) {
  const Relation& table = context.draft.relation(id);
  const std::vector<TableRule>& there = policy ? table.policies : table.rules;
  const auto same =
      std::find_if(there.begin(), there.end(),
                   [&](const TableRule& one) { return one.name == name.name; });
  if (same != there.end()) {
    return replace || context.Fail(sqlstate::kDuplicateObject,
                                   std::string(policy ? "policy" : "rule") +
                                       " \"" + name.name + "\" for " +
                                       (policy ? "table" : "relation") + " \"" +
                                       table.name + "\" already exists",
                                   name.range);
  }
  TableRule rule;
  rule.name = name.name;
  rule.definition = context.statement.text.text;
  rule.defined = context.At(name.range);
  Relation& changed = context.draft.Change(id);
  (policy ? changed.policies : changed.rules).push_back(std::move(rule));
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
  const std::array<NamedRow, 2> rows = {NamedRow{*id, "old"},
                                        NamedRow{*id, "new"}};
  if ((statement.when && !BindRowExpression(context, *statement.when, rows)) ||
      !CheckTriggerFunction(context, statement, function)) {
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
  trigger.for_each_row = statement.for_each_row;
  trigger.definition = context.statement.text.text;
  trigger.defined = context.At(statement.name.range);
  context.draft.Change(*id).triggers.push_back(trigger);
  AddTriggerToPartitions(context, *id, trigger);
  return true;
}

bool BindCreatePolicy(DdlContext& context, const CreatePolicyStmt& statement) {
  for (const Identifier& role : statement.roles) {
    context.NameRole(role);
  }
  const auto id = context.FindRelation(statement.relation.name, false);
  if (!id) {
    return !context.failed();
  }
  const Relation& table = context.draft.relation(*id);
  if (table.kind != RelationKind::Table &&
      table.kind != RelationKind::PartitionedTable) {
    return context.Fail(sqlstate::kWrongObjectType,
                        "\"" + table.name + "\" is not a table",
                        statement.relation.name.range);
  }
  const NamedRow row{*id, ""};
  for (const auto& expression :
       {statement.using_expression, statement.with_check}) {
    if (expression && !BindRowExpression(context, *expression, {&row, 1})) {
      return false;
    }
  }
  return AddRule(context, *id, statement.name, true, false);
}

bool BindCreateRule(DdlContext& context, const RuleStmt& statement) {
  const auto id = context.FindRelation(statement.relation.name, false);
  if (!id) {
    return !context.failed();
  }
  const Relation& table = context.draft.relation(*id);
  if (!HasRowType(table.kind) || table.kind == RelationKind::CompositeType ||
      table.kind == RelationKind::ForeignTable) {
    return context.Fail(sqlstate::kWrongObjectType,
                        "relation \"" + table.name + "\" cannot have rules",
                        statement.relation.name.range);
  }
  const bool has_old = statement.event != RuleEvent::Insert;
  const bool has_new = statement.event == RuleEvent::Insert ||
                       statement.event == RuleEvent::Update;
  std::vector<NamedRow> rows;
  for (const auto& [there, name] :
       {std::pair(has_old, "old"), {has_new, "new"}}) {
    if (there) {
      rows.push_back({*id, name});
    }
  }
  if (statement.where && !BindRowExpression(context, *statement.where, rows)) {
    return false;
  }
  for (NamedRow& row : rows) {
    row.columns_visible = false;
  }
  for (const StatementId action : statement.actions) {
    if (!BindRowStatement(context, action, rows)) {
      return false;
    }
  }
  return AddRule(context, *id, statement.name, false, statement.replace);
}

}  // namespace pgpact
