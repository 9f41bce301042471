// What is said over rows that the statement names: the conditions of policies,
// of triggers and of rules, and the statements that rules run.

#include "analyzer/binder/bind_ddl_expression.h"
#include "analyzer/binder/binder.h"

namespace pgpact {
namespace {

// A binder whose names are those of the rows; its first problem is the
// statement's.
class RowBinder {
 public:
  RowBinder(DdlContext& context, std::span<const NamedRow> rows)
      : context_(context),
        binder_(context.statement, context.catalog(), context.session, bound_) {
    for (const NamedRow& row : rows) {
      RangeTableEntry& entry = binder_.EntryOf(row.relation);
      if (!row.name.empty()) {
        entry.name = row.name;
        entry.has_alias = true;
      }
      NamespaceItem seen;
      seen.columns_visible = row.columns_visible;
      binder_.AddToScope(entry, scope_, seen);
    }
  }

  bool Expression(ExprId expression) {
    binder_.BindExpr(expression, scope_);
    return Take();
  }
  bool Statement(StatementId statement) {
    if (binder_.IsQueryStatement(statement)) {
      binder_.BindQueryStatement(statement, &scope_);
    }
    return Take();
  }

 private:
  bool Take() {
    if (bound_.verdict != Verdict::Error || bound_.problems.empty()) {
      return true;
    }
    context_.result.verdict = Verdict::Error;
    context_.result.problem = bound_.problems.front();
    return false;
  }

  DdlContext& context_;
  BoundStatement bound_;
  Binder binder_;
  Scope scope_;
};

}  // namespace

bool BindRowExpression(DdlContext& context, ExprId expression,
                       std::span<const NamedRow> rows) {
  return RowBinder(context, rows).Expression(expression);
}

bool BindRowStatement(DdlContext& context, StatementId statement,
                      std::span<const NamedRow> rows) {
  return RowBinder(context, rows).Statement(statement);
}

}  // namespace pgpact
