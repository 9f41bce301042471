// Binder: the state of binding one statement, and a function for each of its
// parts. Private to the floor; the entrance is Bind (bind.h). Every function
// goes on after an error, with what is unknown left silent.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/binder/bind.h"
#include "analyzer/binder/scope.h"

namespace pgpact {

inline constexpr uint32_t kNoReference = UINT32_MAX;

// What is known of an expression's value.
struct ExprInfo {
  TypeUse type;
  Nullability nullability = Nullability::Unknown;
  // The column that it plainly is; the entry whose whole row it is.
  const RangeColumn* column = nullptr;
  const RangeTableEntry* row = nullptr;
  // The row came through a query: its fields are values, not columns.
  bool row_copied = false;
  // A missing column: its reference, which waits for a type hint.
  uint32_t missing = kNoReference;
  // It may be a row or anything else; not so for a computed scalar.
  bool opaque = false;
  // exprLocation of the expression as analysed.
  uint32_t location = kNoLocation;
};

struct TargetEntry {
  std::string_view name;
  ExprInfo info;
  std::optional<ExprId> expr;
};
struct TargetList {
  std::vector<TargetEntry> entries;
  // There may be others, or fewer.
  bool open = false;
};

// The clause in which an expression is sorted or grouped by.
enum class SortClause { OrderBy, GroupBy, DistinctOn };

class Binder {
 public:
  Binder(const ParsedStatement& statement, const Catalog& catalog,
         const Session& session, BoundStatement& bound);

  // ---- bind.cpp
  void BindRoot();
  void BindStatement(StatementId id);

  // ---- bind_statement.cpp: queries and data-modifying statements
  TargetList BindQueryStatement(StatementId id, Scope* parent,
                                CommonTable* cte = nullptr);
  bool IsQueryStatement(StatementId id) const;

  // ---- bind_select.cpp
  TargetList BindSelect(SelectId id, Scope* parent, CommonTable* cte = nullptr);
  ExprInfo BindCondition(std::optional<ExprId> condition, Scope& scope);

  // ---- bind_expr.cpp
  ExprInfo BindExpr(ExprId id, Scope& scope);

  // ---- range_table.cpp
  RangeTableEntry& NewEntry(RangeTableKind kind, std::string_view name);
  // The relation, found or not; says what is wrong.
  RangeTableEntry& OpenRelation(const RangeVar& variable,
                                ReferenceAccess access, Scope& scope);
  // An entry over a relation of the catalog; no reference is kept.
  RangeTableEntry& EntryOf(RelationId id);
  void AddToScope(RangeTableEntry& entry, Scope& scope,
                  NamespaceItem visibility = {});

  // ---- bind_type.cpp
  // Says what is wrong with a type's name; its type where known.
  TypeUse BindTypeName(const TypeName& type);

  // ---- report.cpp
  void Report(BindProblem problem);
  void Undecide(std::string_view reason);
  BindProblem Problem(std::string_view sqlstate, std::string message,
                      TextRange range, std::optional<uint32_t> offset) const;

 private:
  // Counts nesting while it lives.
  class Depth {
   public:
    Depth(Binder& binder, uint32_t weight) : binder_(binder), weight_(weight) {
      binder_.depth_ += weight_;
    }
    ~Depth() { binder_.depth_ -= weight_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    // Whether there is room; says so when there is none.
    bool Enter();

   private:
    Binder& binder_;
    uint32_t weight_;
  };

  // What a name in FROM means.
  struct RelationMatch {
    std::optional<RelationId> id;
    const SessionTable* session_table = nullptr;
    bool schema_missing = false;
    // Something not known may hold it.
    bool undecided = false;
  };
  struct ItemMatch {
    NamespaceItem* item = nullptr;
    // A level may hold entries of any name.
    bool loose = false;
    bool failed = false;
  };
  struct ColumnMatch {
    const NamespaceItem* item = nullptr;
    const RangeColumn* column = nullptr;
    bool ambiguous = false;
    // A level that is not known whole came first.
    bool open = false;
    const RangeTableEntry* open_entry = nullptr;
    bool failed = false;
  };
  struct FunctionMatch {
    std::vector<RoutineId> candidates;
    bool undecided = false;
    std::optional<BindProblem> problem;
  };

  // ---- report.cpp
  void ReportMissingColumn(const Identifier& qualifier,
                           const Identifier& column, uint32_t location,
                           const RangeTableEntry* entry, Scope& scope);
  std::vector<std::string> ColumnNamesInScope(const Scope& scope) const;
  uint32_t AddReference(Reference reference);
  // Notes the use of a table's column.
  void UseColumn(const RangeColumn& column, ReferenceAccess access,
                 TextRange range);
  uint32_t UseMissingColumn(const RangeTableEntry* entry,
                            const Identifier& column, ReferenceAccess access,
                            ReferenceStatus status);
  void GiveHint(const ExprInfo& missing, const ExprInfo& told);
  void GiveHint(const ExprInfo& missing, TypeUse told);
  bool IsPasted(uint32_t location) const;
  std::string_view Keep(std::string text);
  std::string_view Text() const { return statement_.text.text; }
  bool LooseHoleIn(uint32_t begin, uint32_t end) const;

  // ---- range_table.cpp
  RelationMatch FindRelation(const QualifiedName& name) const;
  bool PathMayHold(std::string_view name) const;
  const SessionTable* FindSessionTable(std::string_view name) const;
  void FillColumns(RangeTableEntry& entry);
  void ReportMissingRelation(const RangeVar& variable, RelationMatch match,
                             RangeTableEntry& entry);
  static CommonTable* FindCommonTable(std::string_view name, Scope& scope);
  RangeTableEntry* OpenCommonTable(const RangeVar& variable, Scope& scope);
  void ApplyAlias(RangeTableEntry& entry, const Alias& alias,
                  std::string_view what);
  void AddColumns(RangeTableEntry& entry, const TargetList& targets);

  // ---- bind_from.cpp
  using Items = std::vector<NamespaceItem>;
  struct FromResult {
    RangeTableEntry* entry = nullptr;
    Items items;
  };
  void BindFrom(std::span<const FromId> from, Scope& scope);
  FromResult BindFromItem(FromId id, Scope& scope);
  FromResult Single(RangeTableEntry& entry, Scope& scope);
  FromResult BindFromNode(const RangeVar& node, const FromItem& item,
                          Scope& scope);
  FromResult BindFromNode(const RangeSubselect& node, const FromItem& item,
                          Scope& scope);
  FromResult BindFromNode(const RangeFunction& node, const FromItem& item,
                          Scope& scope);
  FromResult BindFromNode(const RangeTableFunc& node, const FromItem& item,
                          Scope& scope);
  FromResult BindFromNode(const RangeTableSample& node, const FromItem& item,
                          Scope& scope);
  FromResult BindFromNode(const JoinExpr& node, const FromItem& item,
                          Scope& scope);
  void CheckNameConflicts(const Items& left, const Items& right);

  // ---- bind_join.cpp
  struct JoinSide {
    RangeTableEntry* entry;
    std::string_view which;
  };
  const RangeColumn* FindJoinColumn(const JoinSide& side,
                                    const Identifier& name, bool natural);
  RangeColumn MergedColumn(JoinKind kind, const RangeColumn& left,
                           const RangeColumn& right);
  void ReportUsedTwice(const Identifier& name);
  RangeColumn ShareColumn(const JoinExpr& node, const Identifier& name,
                          RangeTableEntry& left, RangeTableEntry& right);
  std::vector<RangeColumn> MergeColumns(const JoinExpr& node,
                                        std::span<const Identifier> names,
                                        RangeTableEntry& left,
                                        RangeTableEntry& right);
  void BindJoinCondition(const JoinExpr& node, const Items& items,
                         Scope& scope);
  void FinishJoin(const JoinExpr& node, std::vector<RangeColumn> columns,
                  FromResult& result, Scope& scope);

  // ---- bind_range_function.cpp
  struct FunctionColumns {
    std::vector<RangeColumn> columns;
    bool open = false;
  };
  FunctionColumns ColumnsOfFunction(const RangeFunctionItem& item,
                                    const RangeFunction& node,
                                    std::string_view function_name,
                                    Scope& scope);
  std::vector<RangeColumn> ColumnsOfDefinition(
      std::span<const ColumnDefItem> definition);
  FunctionColumns ColumnsOfUnnest(const FuncCall& call, Scope& scope);
  void CheckDefinitionList(std::span<const ColumnDefItem> definition,
                           ExprId function, const ExprInfo& info);
  std::optional<FunctionColumns> ColumnsOfType(TypeId type_id);
  FunctionColumns ColumnsOfResult(ExprId function, const ExprInfo& info,
                                  std::string_view column_name);
  const Routine* OneRoutine(ExprId function) const;

  // ---- bind_type.cpp
  void ReportMissingType(const TypeName& type);

  // ---- find_column.cpp and bind_column.cpp
  ItemMatch FindItem(Scope& scope, const Identifier& schema,
                     const Identifier& name, uint32_t location,
                     bool report = true);
  ColumnMatch FindColumn(Scope& scope, const Identifier& name,
                         uint32_t location, bool local_only);
  const RangeColumn* SystemColumn(const RangeTableEntry& entry,
                                  std::string_view name);
  ColumnMatch FindInEntry(RangeTableEntry& entry, std::string_view name);
  ExprInfo BindSimpleColumn(const Identifier& name, uint32_t location,
                            Scope& scope);
  ExprInfo BindColumnOf(RangeTableEntry& entry, const Identifier& relation,
                        const Identifier& name, uint32_t location,
                        Scope& scope);
  void ReportAmbiguous(const Identifier& name, uint32_t location);
  void ReportDatabase(const ColumnRef& ref, size_t names, uint32_t location);
  ExprInfo BindQualifiedColumn(const ColumnRef& ref, uint32_t location,
                               Scope& scope);
  ExprInfo UseMatch(const RangeColumn& column, TextRange range,
                    uint32_t location);
  ExprInfo WholeRow(RangeTableEntry& entry, uint32_t location);
  ExprInfo UnknownColumn(const RangeTableEntry* entry, const Identifier& name);
  void ReportMissingEntry(const Identifier& schema, const Identifier& name,
                          uint32_t location, Scope& scope);
  bool ReportLateral(const NamespaceItem& item, const Identifier& name,
                     uint32_t location);
  bool IsRowFunction(const Identifier& name, const RangeTableEntry& entry);
  void UseMissingEntry(const ColumnRef& ref);

  // ---- bind_variable.cpp
  VariableMatch FindVariable(std::span<const Identifier> parts, bool all) const;
  bool IsTwofold(const VariableMatch& variable, const Identifier& name,
                 uint32_t location);
  ExprInfo UseVariable(const VariableMatch& match, const Identifier& name,
                       uint32_t location);

  // ---- bind_target_list.cpp
  TargetList BindTargetList(std::span<const ResTarget> targets, Scope& scope);
  void BindTarget(const ResTarget& target, Scope& scope, TargetList& list);
  void ExpandAll(const ColumnRef& ref, uint32_t location, Scope& scope,
                 TargetList& list);
  void ExpandEntry(RangeTableEntry& entry, uint32_t location, TargetList& list);
  void ExpandRow(const Indirection& node, Scope& scope, TargetList& list);
  std::string_view SubLinkName(const SubLink& node, int& strength);
  std::string_view FigureColumnName(ExprId id, int& strength);
  std::string_view ColumnNameOf(const ResTarget& target);
  void SetOutputs(const TargetList& list);

  // ---- bind_order.cpp
  // Gives exprLocation of what is sorted by.
  uint32_t BindSortItem(ExprId id, SortClause clause, TargetList& list,
                        Scope& scope);
  bool MatchTargetName(const ColumnRef& ref, uint32_t location,
                       SortClause clause, TargetList& list, Scope& scope);
  bool MatchTargetPosition(const Const& constant, uint32_t location,
                           SortClause clause, const TargetList& list);
  void BindGroupItem(ExprId id, TargetList& list, Scope& scope);
  void BindWindows(const SelectStmt& select, Scope& scope);
  void BindWindow(const WindowDef& window, Scope& scope,
                  std::span<const WindowDef* const> earlier);
  void UseWindow(const WindowDef& window, Scope& scope);
  void BindLocking(const SelectStmt& select, Scope& scope);
  std::string LockClauseAt(uint32_t offset) const;

  // ---- bind_select.cpp
  TargetList BindPlainSelect(const SelectStmt& select, Scope& scope);
  bool IsPastedRow(const std::vector<ExprInfo>& row) const;
  TargetList BindValues(const SelectStmt& select, Scope& scope);
  void BindLimit(const SelectStmt& select, Scope& scope);
  bool IsPossibleFrom(const SelectStmt& select) const;
  bool IsLoose(const SelectStmt& select) const;
  uint32_t EndOfFrom(const SelectStmt& select) const;

  // ---- bind_set_op.cpp
  TargetList BindSetOperation(const SelectStmt& select, Scope& scope);
  TargetList BindBranches(const SelectStmt& select, Scope& scope,
                          bool top_level);
  TargetList BindBranch(SelectId id, Scope& scope);
  void MergeBranch(TargetList& left, const TargetList& right,
                   SetOperation operation);

  // ---- bind_with.cpp
  void BindWith(const std::optional<WithClause>& with, Scope& scope);
  void BindCommonTable(CommonTable& table, Scope& scope);
  void SetCommonColumns(CommonTable& table, const TargetList& targets);
  void AddSearchColumns(CommonTable& table);
  bool Names(const CommonTableExpr& table, std::string_view other) const;
  std::vector<size_t> OrderOfRecursive(const WithClause& with) const;

  // ---- bind_statement.cpp and its parts
  TargetList BindInsert(const InsertStmt& insert, Scope& scope);
  TargetList BindUpdate(const UpdateStmt& update, Scope& scope);
  TargetList BindDelete(const DeleteStmt& remove, Scope& scope);
  TargetList BindMerge(const MergeStmt& merge, Scope& scope);
  TargetList BindReturning(std::span<const ResTarget> returning, Scope& scope);
  bool HoleBefore(const RangeVar& relation, std::optional<ExprId> where) const;

  // ---- bind_dml.cpp
  struct TargetColumns {
    // Null: not found, or a hole stands for it.
    std::vector<const RangeColumn*> columns;
    std::vector<uint32_t> missing;
    std::vector<uint32_t> locations;
    // Null when the columns are not listed.
    std::vector<const ResTarget*> targets;
    bool open = false;
    bool listed = false;
  };
  RangeTableEntry& OpenTarget(const RangeVar& variable, ReferenceAccess access,
                              Scope& scope);
  TargetColumns BindInsertColumns(std::span<const ResTarget> columns,
                                  RangeTableEntry& target);
  void BindInsertSource(const InsertStmt& insert, const TargetColumns& columns,
                        Scope& scope);
  void CheckInsertRow(std::span<const ExprInfo> row, bool row_open,
                      const TargetColumns& columns);
  void BindInsertRow(std::span<const ExprId> values,
                     const TargetColumns& columns, Scope& scope);
  void BindAssignments(std::span<const ResTarget> set, RangeTableEntry& target,
                       Scope& scope);
  struct MultiAssign {
    std::optional<ExprId> source;
    std::vector<ExprInfo> values;
    bool open = false;
  };
  ExprInfo BindAssigned(ExprId value, MultiAssign& multi, Scope& scope);
  void BindMultiSource(const MultiAssignRef& ref, MultiAssign& multi,
                       Scope& scope);
  // The column of the target, or a problem of it.
  const RangeColumn* TargetColumn(const ResTarget& target,
                                  RangeTableEntry& entry,
                                  ReferenceAccess access, uint32_t* missing);
  void CheckTargetField(const ResTarget& target, const RangeColumn& column);
  void BindTargetSubscripts(const ResTarget& target, Scope& scope);

  // ---- bind_on_conflict.cpp
  void BindOnConflict(const OnConflict& conflict, RangeTableEntry& target,
                      Scope& scope);
  void BindConflictTarget(const OnConflict& conflict, RangeTableEntry& target,
                          Scope& scope);
  void BindConflictConstraint(const OnConflict& conflict,
                              const RangeTableEntry& target);
  void BindMergeWhen(const MergeWhen& when, RangeTableEntry& target,
                     Scope& scope);

  // ---- bind_definition.cpp: DDL
  void BindDefinition(const SqlStatement& statement);
  void UseChangedRelation(const QualifiedName& name);

  // ---- bind_utility.cpp: only the objects named
  bool BindInnerQuery(const SqlStatement& statement);
  void BindUtility(const SqlStatement& statement);
  RangeTableEntry& OpenUtilityRelation(const RangeVar& variable,
                                       ReferenceAccess access);
  void BindCopy(const CopyStmt& copy);
  void BindCall(const CallStmt& call);
  void BindUtilityColumns(std::span<const Identifier> columns,
                          RangeTableEntry& entry, ReferenceAccess access);

  // ---- bind_expr.cpp
  ExprInfo BindNode(const Const& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const ColumnRef& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const ParamRef& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const TypeCast& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const AExpr& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const BoolExpr& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const NullTest& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const BooleanTest& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const SubLink& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const FuncCall& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const CaseExpr& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const CoalesceExpr& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const MinMaxExpr& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const RowExpr& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const ArrayExpr& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const ListExpr& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const Indirection& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const CollateClause& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const SqlValueFunction& node, const Expr& expr,
                    Scope& scope);
  ExprInfo BindNode(const SetToDefault& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const CurrentOf& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const GroupingFunc& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const GroupingSet& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const MultiAssignRef& node, const Expr& expr, Scope& scope);
  ExprInfo BindNode(const OtherExpr& node, const Expr& expr, Scope& scope);
  std::vector<ExprInfo> BindAll(std::span<const ExprId> ids, Scope& scope);

  // ---- bind_operator.cpp
  ExprInfo BindOperator(const AExpr& node, uint32_t location, ExprInfo left,
                        Scope& scope);
  ExprInfo BindRight(const AExpr& node, const ExprInfo& left, Scope& scope);
  ExprInfo BindRowComparison(const AExpr& node, const RowExpr& row,
                             const SubLink& sub_link, Scope& scope);
  void CheckSubLinkWidth(size_t left, const TargetList& right,
                         uint32_t location, TextRange range);
  ExprInfo OperatorResult(const AExpr& node, const ExprInfo& left,
                          const ExprInfo& right);
  ExprInfo CommonType(std::span<const ExprInfo> values);

  // ---- bind_indirection.cpp
  ExprInfo BindField(const ExprInfo& value, const Identifier& field,
                     uint32_t location);
  ExprInfo FieldOfEntry(const RangeTableEntry& entry, const Identifier& field,
                        uint32_t location);
  ExprInfo BindSubscript(const ExprInfo& value, const IndirectionStep& step,
                         Scope& scope);
  ExprInfo FieldOfRecord(const RangeTableEntry& entry, const Identifier& field,
                         uint32_t location);
  ExprInfo FieldOfType(const ExprInfo& value, const Identifier& field,
                       uint32_t location);

  // ---- bind_function.cpp
  FunctionMatch FindFunction(std::span<const Identifier> name) const;
  // bind_regclass.cpp
  void UseNamedRelation(ExprId argument, ReferenceKind kind);
  ExprInfo BindCallTarget(const FuncCall& node, uint32_t location,
                          std::span<const ExprInfo> arguments);
  std::vector<RoutineId> Possible(std::span<const RoutineId> all,
                                  std::span<const ExprInfo> arguments);
  ExprInfo PolymorphicResult(const Routine& routine,
                             std::span<const ExprInfo> arguments);
  ExprInfo ResultOf(std::span<const RoutineId> all,
                    std::span<const ExprInfo> arguments);
  void ReportMissingFunction(const FuncCall& node, uint32_t location,
                             std::span<const ExprInfo> arguments);
  std::vector<RangeColumn> OutputColumns(const Routine& routine);
  void GiveOutputRow(const Routine& routine, ExprInfo& result);
  bool ProjectsField(const FuncCall& node, std::span<const RoutineId> fitting,
                     std::span<const ExprInfo> arguments, uint32_t location,
                     ExprInfo& field);
  bool CannotTake(TypeId parameter, const ExprInfo& argument);
  bool IsCastCall(const FuncCall& node, size_t arguments) const;
  void BindCallDecoration(const FuncCall& node, Scope& scope);

  // ---- types.cpp
  TypeId Known(std::string_view name);
  ExprInfo Typed(std::string_view type, uint32_t location,
                 Nullability nullability = Nullability::Unknown);
  bool IsUnknownLiteral(TypeUse type);
  TypeUse ResolveUnknown(TypeUse type);
  std::string SpellType(TypeUse type) const;
  char CategoryOf(TypeId type) const;
  TypeId BaseOf(TypeId type) const;
  TypeUse ResultType(TypeUse type) const;

  const ParsedStatement& statement_;
  const ParseTree& tree_;
  const Catalog& catalog_;
  const Session& session_;
  BoundStatement& bound_;
  std::deque<RangeTableEntry> entries_;
  std::deque<RangeColumn> system_columns_;
  std::deque<CommonTable> common_tables_;
  std::deque<std::string> kept_;
  std::vector<uint32_t> loose_holes_;
  // A hole stands where WITH might be.
  bool loose_with_ = false;
  uint32_t depth_ = 0;
  bool too_deep_ = false;
  // CALL: it is a procedure that is missing.
  bool in_call_ = false;
};

}  // namespace pgpact
