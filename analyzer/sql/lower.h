// Lowering: libpg_query's JSON tree into a ParseTree, in the order of the
// text, so that the identifier cursor finds the names without a location.
// Its one entrance is LowerStatement.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/sql/identifier_at.h"
#include "analyzer/sql/json_node.h"
#include "analyzer/sql/statement.h"

namespace pgpact {

struct LoweredStatement {
  ParseTree tree;
  // Where libpg_query takes a parameter ($1) that the server's grammar does
  // not: in the place of a string constant.
  std::optional<uint32_t> misplaced_parameter;
};

// The tree of the one statement in libpg_query's JSON. `tokens` are those of
// the statement's text.
[[nodiscard]] LoweredStatement LowerStatement(JsonNode statement,
                                              const StatementTokens& tokens);

// What lowering one statement carries along. The methods stand in lower_*.cpp
// by subject; each takes a node's fields and gives the node of the tree.
class Lowering {
 public:
  explicit Lowering(const StatementTokens& tokens) : cursor_(tokens) {
    // About every third token is an expression.
    tree_.exprs.reserve(tokens.size() / 3 + 2);
  }

  StatementId LowerNode(JsonNode node);
  LoweredStatement Finish() && {
    return {std::move(tree_), misplaced_parameter_};
  }

 private:
  using Fields = JsonObject;
  using Method = StatementId (Lowering::*)(Fields);
  struct StatementRow {
    std::string_view tag;
    Method method;
  };
  static std::optional<Method> FindMethod(std::string_view tag);

  template <typename Node>
  StatementId Add(Node node) {
    tree_.statements.push_back(SqlStatement{std::move(node)});
    return {static_cast<uint32_t>(tree_.statements.size() - 1)};
  }
  template <typename Node>
  ExprId AddExpr(Node node, uint32_t location) {
    tree_.exprs.push_back(Expr{std::move(node), location});
    return {static_cast<uint32_t>(tree_.exprs.size() - 1)};
  }
  template <typename Node>
  FromId AddFrom(Node node, uint32_t location) {
    tree_.from_items.push_back(FromItem{std::move(node), location});
    return {static_cast<uint32_t>(tree_.from_items.size() - 1)};
  }

  // lower_names.cpp
  std::vector<Identifier> NamesAt(Fields node, std::string_view key,
                                  uint32_t location);
  std::vector<Identifier> NamesAhead(Fields node, std::string_view key);
  std::vector<Identifier> EachAhead(Fields node, std::string_view key);
  std::vector<Identifier> CollationNames(Fields clause);
  std::vector<Identifier> OperatorNames(Fields node, std::string_view key,
                                        uint32_t location);
  QualifiedName QualifiedAhead(Fields node, std::string_view key);
  QualifiedName OperatorAhead(Fields node, std::string_view key);
  QualifiedName QualifiedOf(std::vector<Identifier> parts) const;
  std::vector<std::string> Strings(Fields node, std::string_view key) const;
  Identifier Role(std::optional<Fields> role);
  std::vector<Identifier> Roles(Fields node, std::string_view key);
  TypeName Type(Fields type);
  std::optional<TypeName> OptionalType(Fields node, std::string_view key);
  TextRange TypeRange(uint32_t first, uint32_t after_names) const;
  RangeVar Range(Fields range_var);
  std::vector<RangeVar> Ranges(Fields node, std::string_view key);
  Alias TakeAlias(Fields node, std::string_view key);
  std::string Spelled(std::optional<JsonElement> value) const;

  // lower_expression.cpp
  std::optional<ExprId> OptionalExpr(Fields node, std::string_view key);
  std::vector<ExprId> Exprs(Fields node, std::string_view key);
  ExprId LowerExpr(JsonNode node);
  std::optional<ExprId> SimpleExpr(JsonNode node);
  std::optional<ExprId> CompoundExpr(JsonNode node);
  std::optional<ExprId> RareExpr(JsonNode node);
  Const ConstOf(Fields node) const;
  std::string NegativeAt(uint32_t location) const;
  ExprId LowerConst(Fields node);
  ExprId LowerColumnRef(Fields node);
  ExprId LowerAExpr(Fields node);
  ExprId FinishAExpr(Fields node, std::optional<ExprId> left);
  ExprId LowerBoolExpr(Fields node);
  ExprId LowerTypeCast(Fields node);
  ExprId LowerSubLink(Fields node);
  ExprId LowerFuncCall(Fields node);
  void RefuseFieldParameter(const FuncCall& call);
  ExprId LowerCase(Fields node);
  ExprId LowerIndirection(Fields node);
  ExprId LowerGroupingSet(Fields node);
  ExprId LowerMultiAssign(Fields node);
  void AddChild(JsonNode node, OtherExpr& other);
  ExprId LowerOther(JsonNode node);
  std::vector<IndirectionStep> Steps(Fields node, std::string_view key);
  std::vector<SortBy> Sorts(Fields node, std::string_view key);
  WindowDef Window(Fields node);

  // lower_query.cpp
  SelectId LowerSelect(Fields node);
  SelectStmt SetOperationOf(Fields node);
  void LowerSelectClauses(Fields node, SelectStmt& select);
  void LowerTail(Fields node, SelectStmt& select);
  std::optional<WithClause> With(Fields node);
  CommonTableExpr CommonTable(Fields node);
  IntoClause Into(Fields node);
  std::vector<ResTarget> Outputs(Fields node, std::string_view key);
  std::vector<ResTarget> Assignments(Fields node, std::string_view key);
  std::vector<FromId> FromItems(Fields node, std::string_view key);
  FromId LowerFromItem(JsonNode node);
  FromId LowerJoin(Fields node);
  FromId LowerRangeFunction(Fields node);
  FromId LowerTableFunction(Fields node);
  std::vector<ColumnDefItem> ColumnItems(Fields node, std::string_view key);
  OnConflict LowerOnConflict(Fields node);
  StatementId LowerSelectStatement(Fields node);
  StatementId LowerInsert(Fields node);
  StatementId LowerUpdate(Fields node);
  StatementId LowerDelete(Fields node);
  StatementId LowerMerge(Fields node);

  // lower_utility.cpp
  StatementId LowerExplain(Fields node);
  StatementId LowerPrepare(Fields node);
  StatementId LowerExecute(Fields node);
  StatementId LowerDeclareCursor(Fields node);
  StatementId LowerCopy(Fields node);
  StatementId LowerTruncate(Fields node);
  StatementId LowerLock(Fields node);
  StatementId LowerCall(Fields node);
  StatementId LowerRefresh(Fields node);
  StatementId LowerVacuum(Fields node);
  StatementId LowerCluster(Fields node);
  StatementId LowerReindex(Fields node);
  StatementId LowerTransaction(Fields node);
  StatementId LowerVariableSet(Fields node);
  StatementId LowerVariableShow(Fields node);
  StatementId LowerDo(Fields node);
  VariableSetStmt VariableSet(Fields node) const;

  // lower_table.cpp
  StatementId LowerCreateSchema(Fields node);
  StatementId LowerCreate(Fields node);
  StatementId LowerCreateForeignTable(Fields node);
  StatementId LowerCreateTableAs(Fields node);
  StatementId LowerView(Fields node);
  StatementId LowerAlterTable(Fields node);
  StatementId LowerIndex(Fields node);
  CreateStmt Create(Fields node);
  void LowerPartitioning(Fields node, CreateStmt& create);
  ColumnDef Column(Fields node);
  std::optional<Constraint> LowerConstraint(Fields node);
  void LowerConstraintKeys(Fields node, Constraint& constraint);
  TableLike Like(Fields node);
  IndexElement LowerIndexElement(Fields node);
  PartitionBound Bound(Fields node);
  AlterTableCmd AlterCommand(Fields node);
  std::optional<Constraint> IdentityOptions(JsonNode list);
  void LowerAlterDefinition(JsonNode definition, AlterTableCmd& command);

  // lower_routine.cpp
  StatementId LowerCreateFunction(Fields node);
  StatementId LowerCreateTrigger(Fields node);
  StatementId LowerCreatePolicy(Fields node);
  StatementId LowerRule(Fields node);
  StatementId LowerDefine(Fields node);
  FunctionParameter Parameter(Fields node);
  TextRange BodyRange(uint32_t location);
  void LowerSqlBody(JsonNode body, std::vector<StatementId>& statements);

  // lower_type.cpp
  StatementId LowerCreateSeq(Fields node);
  StatementId LowerAlterSeq(Fields node);
  StatementId LowerCreateEnum(Fields node);
  StatementId LowerAlterEnum(Fields node);
  StatementId LowerCompositeType(Fields node);
  StatementId LowerCreateRange(Fields node);
  StatementId LowerCreateDomain(Fields node);
  StatementId LowerAlterDomain(Fields node);
  StatementId LowerCreateExtension(Fields node);
  std::string NegativeAhead() const;
  std::vector<SequenceOption> SequenceOptions(Fields node);

  // lower_object.cpp
  StatementId LowerDrop(Fields node);
  StatementId LowerRename(Fields node);
  StatementId LowerAlterObjectSchema(Fields node);
  StatementId LowerAlterOwner(Fields node);
  StatementId LowerComment(Fields node);
  ObjectName Name(ObjectType object, JsonNode node);
  ObjectName OperatorSetName(JsonNode list);
  ObjectName PartName(ObjectType object, JsonNode list);
  ObjectName NameOrRelation(ObjectType object, Fields node);
  ObjectWithArguments Routine(Fields node, ObjectType object);

  // lower_privilege.cpp
  StatementId LowerGrant(Fields node);
  StatementId LowerDefaultPrivileges(Fields node);
  StatementId LowerGrantRole(Fields node);
  ClusterStmt Cluster(ClusterStmt::Kind kind, ObjectType object, Fields node,
                      std::string_view name_field);
  ClusterStmt AlteredRole(Fields node);
  StatementId AddSetting(ClusterStmt alter, Fields node);
  StatementId LowerCreateRole(Fields node);
  StatementId LowerAlterRole(Fields node);
  StatementId LowerAlterRoleSet(Fields node);
  StatementId LowerDropRole(Fields node);
  StatementId LowerCreateDatabase(Fields node);
  StatementId LowerAlterDatabase(Fields node);
  StatementId LowerAlterDatabaseSet(Fields node);
  StatementId LowerDropDatabase(Fields node);
  StatementId LowerCreateTablespace(Fields node);
  StatementId LowerDropTablespace(Fields node);
  GrantStmt Grant(Fields node);

  // lower_named.cpp
  std::optional<StatementId> LowerNamedObject(JsonNode node);
  std::optional<StatementId> LowerDropNamed(JsonNode node);

  IdentifierCursor cursor_;
  ParseTree tree_;
  // The source of `SET (a, b) = source`, lowered with its first column.
  ExprId assignment_source_;
  std::optional<uint32_t> misplaced_parameter_;
};

// Words of the grammar as they stand in the tree ("OBJECT_TABLE").
ObjectType ObjectTypeOf(std::string_view word);
DropBehavior BehaviorOf(JsonObject node);
Persistence PersistenceOf(JsonObject range_var);

}  // namespace pgpact
