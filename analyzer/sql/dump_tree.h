// TreeWriter: a ParseTree as one s-expression. DumpTree (dump_sql.h) is the
// entrance; the parts stand in dump_*.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/sql/statement.h"

namespace pgpact {

class TreeWriter {
 public:
  TreeWriter(const ParseTree& tree, std::string_view text)
      : tree_(tree), text_(text) {}

  void Write(StatementId id);
  std::string Finish() && { return std::move(out_); }

 private:
  // Deeper trees are cut off in the text form.
  static constexpr uint32_t kShownDepth = 500;

  // Opens a list at construction and closes it at the end of its life.
  class List {
   public:
    List(TreeWriter& writer, std::string_view head);
    List(const List&) = delete;
    List& operator=(const List&) = delete;
    ~List();

   private:
    TreeWriter& writer_;
  };

  void Word(std::string_view word);
  void Flag(bool set, std::string_view word);
  // The name, with `!` when it has no place and `?` when the text at its
  // place is another.
  void Name(const Identifier& name);
  void Named(std::string_view head, const Identifier& name);
  void Names(std::string_view head, const std::vector<Identifier>& names);
  void Qualified(const QualifiedName& name);
  void Dotted(const std::vector<Identifier>& names);
  std::string Spelled(const Identifier& name) const;
  void Type(const TypeName& type);
  void Range(const RangeVar& range);
  void WriteAlias(const Alias& alias);

  void Write(ExprId id);
  void Write(const std::optional<ExprId>& id, std::string_view head);
  void Write(const std::vector<ExprId>& ids, std::string_view head);
  void Write(SelectId id);
  void Write(FromId id);
  void Write(const std::vector<SortBy>& sorts);
  void Write(const WindowDef& window);
  void Write(const std::vector<IndirectionStep>& steps);
  void Write(const std::vector<ResTarget>& targets, std::string_view head);
  void Write(const std::optional<WithClause>& with);
  void Write(const OnConflict& conflict);
  void WriteClauses(const SelectStmt& select);
  void WriteCall(const FuncCall& call);
  void Write(const Constraint& constraint);
  void Write(const ColumnDef& column);
  void Write(const TableElement& element);
  void Write(const AlterTableCmd& command);
  void Write(const ObjectName& name);
  void Write(const ObjectWithArguments& routine);
  void Write(const FunctionParameter& parameter);
  void Write(const std::vector<SequenceOption>& options);
  // One node of each kind.
  void Show(const Const& node);
  void Show(const ColumnRef& node);
  void Show(const ParamRef& node);
  void Show(const TypeCast& node);
  void Show(const AExpr& node);
  void Show(const BoolExpr& node);
  void Show(const NullTest& node);
  void Show(const BooleanTest& node);
  void Show(const SubLink& node);
  void Show(const FuncCall& node);
  void Show(const CaseExpr& node);
  void Show(const CoalesceExpr& node);
  void Show(const MinMaxExpr& node);
  void Show(const RowExpr& node);
  void Show(const ArrayExpr& node);
  void Show(const ListExpr& node);
  void Show(const Indirection& node);
  void Show(const CollateClause& node);
  void Show(const SqlValueFunction& node);
  void Show(const SetToDefault& node);
  void Show(const CurrentOf& node);
  void Show(const GroupingFunc& node);
  void Show(const GroupingSet& node);
  void Show(const MultiAssignRef& node);
  void Show(const OtherExpr& node);
  void Show(const RangeVar& node);
  void Show(const RangeSubselect& node);
  void Show(const RangeFunction& node);
  void Show(const RangeTableFunc& node);
  void Show(const RangeTableSample& node);
  void Show(const JoinExpr& node);
  void Show(const SelectStatement& node);
  void Show(const InsertStmt& node);
  void Show(const UpdateStmt& node);
  void Show(const DeleteStmt& node);
  void Show(const MergeStmt& node);
  void Show(const CreateSchemaStmt& node);
  void Show(const CreateStmt& node);
  void Show(const CreateTableAsStmt& node);
  void Show(const ViewStmt& node);
  void Show(const IndexStmt& node);
  void Show(const AlterTableStmt& node);
  void Show(const ExplainStmt& node);
  void Show(const PrepareStmt& node);
  void Show(const ExecuteStmt& node);
  void Show(const DeclareCursorStmt& node);
  void Show(const CopyStmt& node);
  void Show(const TruncateStmt& node);
  void Show(const LockStmt& node);
  void Show(const CallStmt& node);
  void Show(const RefreshMatViewStmt& node);
  void Show(const MaintenanceStmt& node);
  void Show(const TransactionStmt& node);
  void Show(const VariableSetStmt& node);
  void Show(const DropStmt& node);
  void Show(const RenameStmt& node);
  void Show(const AlterObjectSchemaStmt& node);
  void Show(const AlterOwnerStmt& node);
  void Show(const CommentStmt& node);
  void Show(const GrantStmt& node);
  void Show(const GrantRoleStmt& node);
  void Show(const ClusterStmt& node);
  void Show(const NamedObjectStmt& node);
  void Show(const CreateFunctionStmt& node);
  void Show(const DoStmt& node);
  void Show(const CreateTriggerStmt& node);
  void Show(const CreatePolicyStmt& node);
  void Show(const RuleStmt& node);
  void Show(const DefineStmt& node);
  void Show(const CreateSeqStmt& node);
  void Show(const AlterSeqStmt& node);
  void Show(const CreateEnumStmt& node);
  void Show(const AlterEnumStmt& node);
  void Show(const CompositeTypeStmt& node);
  void Show(const CreateRangeStmt& node);
  void Show(const CreateDomainStmt& node);
  void Show(const AlterDomainStmt& node);
  void Show(const CreateExtensionStmt& node);
  void Show(const OtherStmt& node);

  const ParseTree& tree_;
  std::string_view text_;
  std::string out_;
  uint32_t depth_ = 0;
};

}  // namespace pgpact
