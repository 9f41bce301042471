// SqlStatement: any statement, and the ParseTree that owns all its parts.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "analyzer/sql/ddl.h"
#include "analyzer/sql/expression.h"
#include "analyzer/sql/query.h"

namespace pgpact {

struct SelectStatement {
  SelectId select;
};
struct ExplainStmt {
  StatementId query;
};
struct PrepareStmt {
  Identifier name;
  std::vector<TypeName> types;
  StatementId query;
};
struct ExecuteStmt {
  Identifier name;
  std::vector<ExprId> arguments;
};
struct DeclareCursorStmt {
  Identifier name;
  StatementId query;
};
// COPY relation (columns) or COPY (query)
struct CopyStmt {
  std::optional<RangeVar> relation;
  std::vector<Identifier> columns;
  std::optional<StatementId> query;
  bool from = false;
  // FROM STDIN or TO STDOUT
  bool through_client = false;
  std::optional<ExprId> where;
};
struct TruncateStmt {
  std::vector<RangeVar> relations;
};
struct LockStmt {
  std::vector<RangeVar> relations;
};
struct CallStmt {
  ExprId call;
};
struct RefreshMatViewStmt {
  RangeVar view;
};
// VACUUM, ANALYZE, CLUSTER, REINDEX TABLE: relations and columns named.
struct MaintenanceStmt {
  std::string tag;
  std::vector<RangeVar> relations;
  std::vector<Identifier> columns;
};
enum class TransactionKind {
  Begin,
  Commit,
  Rollback,
  Savepoint,
  Release,
  RollbackTo,
  Other
};
struct TransactionStmt {
  TransactionKind kind = TransactionKind::Begin;
  Identifier savepoint;
  bool chain = false;
};
// SET name TO values, SET LOCAL, RESET name, SHOW
struct VariableSetStmt {
  std::string name;
  // Constants as text; empty for DEFAULT and RESET.
  std::vector<std::string> values;
  bool local = false;
  bool is_default = false;
};
// Understood as a statement of no interest: LISTEN, NOTIFY, DISCARD, …
struct OtherStmt {
  // The parse node's name: "ListenStmt"
  std::string tag;
};

struct SqlStatement {
  std::variant<SelectStatement, InsertStmt, UpdateStmt, DeleteStmt, MergeStmt,
               ExplainStmt, PrepareStmt, ExecuteStmt, DeclareCursorStmt,
               CopyStmt, TruncateStmt, LockStmt, CallStmt, RefreshMatViewStmt,
               MaintenanceStmt, TransactionStmt, VariableSetStmt,
               CreateSchemaStmt, CreateStmt, CreateTableAsStmt, ViewStmt,
               AlterTableStmt, DropStmt, RenameStmt, AlterObjectSchemaStmt,
               AlterOwnerStmt, CommentStmt, CreateSeqStmt, AlterSeqStmt,
               IndexStmt, CreateEnumStmt, AlterEnumStmt, CompositeTypeStmt,
               CreateRangeStmt, CreateDomainStmt, AlterDomainStmt, DefineStmt,
               CreateFunctionStmt, DoStmt, CreateTriggerStmt, CreatePolicyStmt,
               RuleStmt, CreateExtensionStmt, GrantStmt, GrantRoleStmt,
               ClusterStmt, NamedObjectStmt, OtherStmt>
      node;
};

// Owns one statement and everything in it. Ids index its vectors.
struct ParseTree {
  std::vector<Expr> exprs;
  std::vector<FromItem> from_items;
  std::vector<SelectStmt> selects;
  // Nested statements before those that hold them; the last is the statement.
  std::vector<SqlStatement> statements;

  const Expr& expr(ExprId id) const { return exprs[id.index]; }
  const FromItem& from_item(FromId id) const { return from_items[id.index]; }
  const SelectStmt& select(SelectId id) const { return selects[id.index]; }
  const SqlStatement& statement(StatementId id) const {
    return statements[id.index];
  }
  // REQUIRES: the statement was parsed
  const SqlStatement& root() const { return statements.back(); }
};

}  // namespace pgpact
