// Which statement is lowered by which method.
#include <algorithm>
#include <array>

#include "analyzer/sql/lower.h"

namespace pgpact {

std::optional<Lowering::Method> Lowering::FindMethod(std::string_view tag) {
  // In the order of the alphabet.
  static constexpr std::array kRows = {
      StatementRow{"AlterDatabaseSetStmt", &Lowering::LowerAlterDatabaseSet},
      StatementRow{"AlterDatabaseStmt", &Lowering::LowerAlterDatabase},
      StatementRow{"AlterDefaultPrivilegesStmt",
                   &Lowering::LowerDefaultPrivileges},
      StatementRow{"AlterDomainStmt", &Lowering::LowerAlterDomain},
      StatementRow{"AlterEnumStmt", &Lowering::LowerAlterEnum},
      StatementRow{"AlterObjectSchemaStmt", &Lowering::LowerAlterObjectSchema},
      StatementRow{"AlterOwnerStmt", &Lowering::LowerAlterOwner},
      StatementRow{"AlterRoleSetStmt", &Lowering::LowerAlterRoleSet},
      StatementRow{"AlterRoleStmt", &Lowering::LowerAlterRole},
      StatementRow{"AlterSeqStmt", &Lowering::LowerAlterSeq},
      StatementRow{"AlterTableStmt", &Lowering::LowerAlterTable},
      StatementRow{"CallStmt", &Lowering::LowerCall},
      StatementRow{"ClusterStmt", &Lowering::LowerCluster},
      StatementRow{"CommentStmt", &Lowering::LowerComment},
      StatementRow{"CompositeTypeStmt", &Lowering::LowerCompositeType},
      StatementRow{"CopyStmt", &Lowering::LowerCopy},
      StatementRow{"CreateDomainStmt", &Lowering::LowerCreateDomain},
      StatementRow{"CreateEnumStmt", &Lowering::LowerCreateEnum},
      StatementRow{"CreateExtensionStmt", &Lowering::LowerCreateExtension},
      StatementRow{"CreateForeignTableStmt",
                   &Lowering::LowerCreateForeignTable},
      StatementRow{"CreateFunctionStmt", &Lowering::LowerCreateFunction},
      StatementRow{"CreatePolicyStmt", &Lowering::LowerCreatePolicy},
      StatementRow{"CreateRangeStmt", &Lowering::LowerCreateRange},
      StatementRow{"CreateRoleStmt", &Lowering::LowerCreateRole},
      StatementRow{"CreateSchemaStmt", &Lowering::LowerCreateSchema},
      StatementRow{"CreateSeqStmt", &Lowering::LowerCreateSeq},
      StatementRow{"CreateStmt", &Lowering::LowerCreate},
      StatementRow{"CreateTableAsStmt", &Lowering::LowerCreateTableAs},
      StatementRow{"CreateTableSpaceStmt", &Lowering::LowerCreateTablespace},
      StatementRow{"CreateTrigStmt", &Lowering::LowerCreateTrigger},
      StatementRow{"CreatedbStmt", &Lowering::LowerCreateDatabase},
      StatementRow{"DeclareCursorStmt", &Lowering::LowerDeclareCursor},
      StatementRow{"DefineStmt", &Lowering::LowerDefine},
      StatementRow{"DeleteStmt", &Lowering::LowerDelete},
      StatementRow{"DoStmt", &Lowering::LowerDo},
      StatementRow{"DropRoleStmt", &Lowering::LowerDropRole},
      StatementRow{"DropStmt", &Lowering::LowerDrop},
      StatementRow{"DropTableSpaceStmt", &Lowering::LowerDropTablespace},
      StatementRow{"DropdbStmt", &Lowering::LowerDropDatabase},
      StatementRow{"ExecuteStmt", &Lowering::LowerExecute},
      StatementRow{"ExplainStmt", &Lowering::LowerExplain},
      StatementRow{"GrantRoleStmt", &Lowering::LowerGrantRole},
      StatementRow{"GrantStmt", &Lowering::LowerGrant},
      StatementRow{"IndexStmt", &Lowering::LowerIndex},
      StatementRow{"InsertStmt", &Lowering::LowerInsert},
      StatementRow{"LockStmt", &Lowering::LowerLock},
      StatementRow{"MergeStmt", &Lowering::LowerMerge},
      StatementRow{"PrepareStmt", &Lowering::LowerPrepare},
      StatementRow{"RefreshMatViewStmt", &Lowering::LowerRefresh},
      StatementRow{"ReindexStmt", &Lowering::LowerReindex},
      StatementRow{"RenameStmt", &Lowering::LowerRename},
      StatementRow{"RuleStmt", &Lowering::LowerRule},
      StatementRow{"SelectStmt", &Lowering::LowerSelectStatement},
      StatementRow{"TransactionStmt", &Lowering::LowerTransaction},
      StatementRow{"TruncateStmt", &Lowering::LowerTruncate},
      StatementRow{"UpdateStmt", &Lowering::LowerUpdate},
      StatementRow{"VacuumStmt", &Lowering::LowerVacuum},
      StatementRow{"VariableSetStmt", &Lowering::LowerVariableSet},
      StatementRow{"VariableShowStmt", &Lowering::LowerVariableShow},
      StatementRow{"ViewStmt", &Lowering::LowerView},
  };
  const auto found =
      std::lower_bound(kRows.begin(), kRows.end(), tag,
                       [](const StatementRow& row, std::string_view key) {
                         return row.tag < key;
                       });
  if (found == kRows.end() || found->tag != tag) {
    return std::nullopt;
  }
  return found->method;
}

StatementId Lowering::LowerNode(JsonNode node) {
  if (const std::optional<Method> method = FindMethod(node.tag)) {
    return (this->*(*method))(node.fields);
  }
  if (const std::optional<StatementId> named = LowerNamedObject(node)) {
    return *named;
  }
  return Add(OtherStmt{std::string(node.tag)});
}

namespace {

// Statements in which no parameter may stand at all.
bool TakesNoParameter(const SqlStatement& statement) {
  const auto* other = std::get_if<OtherStmt>(&statement.node);
  return std::holds_alternative<VariableSetStmt>(statement.node) ||
         std::holds_alternative<ClusterStmt>(statement.node) ||
         (other != nullptr && other->tag == "AlterSystemStmt");
}

}  // namespace

LoweredStatement LowerStatement(JsonNode statement,
                                const StatementTokens& tokens) {
  Lowering lowering(tokens);
  lowering.LowerNode(statement);
  LoweredStatement lowered = std::move(lowering).Finish();
  if (TakesNoParameter(lowered.tree.root())) {
    const auto found = std::find_if(
        tokens.tokens.begin(), tokens.tokens.end(),
        [](const Token& token) { return token.kind == TokenKind::Parameter; });
    if (found != tokens.tokens.end()) {
      lowered.misplaced_parameter = found->range.begin;
    }
  }
  return lowered;
}

}  // namespace pgpact
