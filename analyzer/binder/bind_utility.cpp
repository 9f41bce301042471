// Utility statements: the objects that they name, as execution would look
// them up.

#include <variant>

#include "analyzer/base/overloaded.h"
#include "analyzer/binder/bind_ddl.h"
#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

// Execution looks names up without a position, and tells a missing schema
// apart.
RangeTableEntry& Binder::OpenUtilityRelation(const RangeVar& variable,
                                             ReferenceAccess access) {
  Scope scope;
  const size_t before = bound_.problems.size();
  RangeTableEntry& entry = OpenRelation(variable, access, scope);
  if (bound_.problems.size() > before) {
    BindProblem& problem = bound_.problems.back();
    problem.server_offset.reset();
    if (problem.schema_missing) {
      problem.sqlstate = sqlstate::kInvalidSchemaName;
      problem.message =
          "schema \"" + variable.name.schema.name + "\" does not exist";
    }
  }
  return entry;
}

void Binder::BindUtilityColumns(std::span<const Identifier> columns,
                                RangeTableEntry& entry,
                                ReferenceAccess access) {
  for (const Identifier& name : columns) {
    ResTarget target;
    target.name = name;
    uint32_t missing = kNoReference;
    TargetColumn(target, entry, access, &missing);
  }
}

void Binder::BindCopy(const CopyStmt& copy) {
  if (copy.relation.has_value()) {
    const ReferenceAccess access =
        copy.from ? ReferenceAccess::Insert : ReferenceAccess::Read;
    RangeTableEntry& entry = OpenUtilityRelation(*copy.relation, access);
    BindUtilityColumns(copy.columns, entry, access);
    if (copy.where.has_value()) {
      Scope scope;
      scope.range_table.push_back(&entry);
      AddToScope(entry, scope);
      BindCondition(copy.where, scope);
    }
  }
  if (copy.query.has_value()) {
    BindQueryStatement(*copy.query, nullptr);
  }
}

void Binder::BindCall(const CallStmt& call) {
  Scope scope;
  in_call_ = true;
  BindExpr(call.call, scope);
  in_call_ = false;
}

// Statements over a query, which parse analysis looks into.
bool Binder::BindInnerQuery(const SqlStatement& statement) {
  if (const auto* explain = std::get_if<ExplainStmt>(&statement.node)) {
    if (IsQueryStatement(explain->query)) {
      BindQueryStatement(explain->query, nullptr);
    } else {
      BindUtility(tree_.statement(explain->query));
    }
    return true;
  }
  if (const auto* cursor = std::get_if<DeclareCursorStmt>(&statement.node)) {
    BindQueryStatement(cursor->query, nullptr);
    return true;
  }
  std::optional<StatementId> query;
  if (const auto* made = std::get_if<CreateTableAsStmt>(&statement.node)) {
    query = made->query;
  } else if (const auto* view = std::get_if<ViewStmt>(&statement.node)) {
    query = view->query;
  } else {
    return false;
  }
  bound_.ddl = true;
  if (IsQueryStatement(*query)) {
    SetOutputs(BindQueryStatement(*query, nullptr));
  }
  return true;
}

void Binder::BindUtility(const SqlStatement& statement) {
  if (BindInnerQuery(statement)) {
    return;
  }
  std::visit(
      Overloaded{[&](const CallStmt& node) { BindCall(node); },
                 [&](const PrepareStmt& node) {
                   bound_.objects_only = true;
                   for (const TypeName& type : node.types) {
                     BindTypeName(type);
                   }
                   if (IsQueryStatement(node.query)) {
                     BindQueryStatement(node.query, nullptr);
                   }
                 },
                 [&](const ExecuteStmt&) { bound_.objects_only = true; },
                 [&](const CopyStmt& node) {
                   bound_.objects_only = true;
                   BindCopy(node);
                 },
                 [&](const TruncateStmt& node) {
                   bound_.objects_only = true;
                   for (const RangeVar& relation : node.relations) {
                     OpenUtilityRelation(relation, ReferenceAccess::Delete);
                   }
                 },
                 [&](const LockStmt& node) {
                   bound_.objects_only = true;
                   for (const RangeVar& relation : node.relations) {
                     OpenUtilityRelation(relation, ReferenceAccess::Read);
                   }
                 },
                 [&](const RefreshMatViewStmt& node) {
                   bound_.objects_only = true;
                   OpenUtilityRelation(node.view, ReferenceAccess::Insert);
                 },
                 [&](const MaintenanceStmt& node) {
                   bound_.objects_only = true;
                   for (const RangeVar& relation : node.relations) {
                     RangeTableEntry& entry =
                         OpenUtilityRelation(relation, ReferenceAccess::Read);
                     BindUtilityColumns(node.columns, entry,
                                        ReferenceAccess::Read);
                   }
                 },
                 [&](const TransactionStmt&) { bound_.objects_only = true; },
                 [&](const VariableSetStmt&) { bound_.objects_only = true; },
                 [&](const OtherStmt&) { bound_.objects_only = true; },
                 [&](const DoStmt&) { bound_.objects_only = true; },
                 [&](const auto&) {
                   if (IsDdl(statement, tree_)) {
                     BindDefinition(statement);
                   } else {
                     bound_.objects_only = true;
                   }
                 }},
      statement.node);
}

}  // namespace pgpact
