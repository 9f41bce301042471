// Which statement is lowered by which method.
#include <algorithm>
#include <array>

#include "analyzer/sql/lower.h"

namespace pgpact {

std::optional<Lowering::Method> Lowering::FindMethod(std::string_view tag) {
  // In the order of the alphabet.
  static constexpr std::array kRows = {
      StatementRow{"CreateForeignTableStmt",
                   &Lowering::LowerCreateForeignTable},
      StatementRow{"CreateSchemaStmt", &Lowering::LowerCreateSchema},
      StatementRow{"CreateStmt", &Lowering::LowerCreate},
      StatementRow{"CreateTableAsStmt", &Lowering::LowerCreateTableAs},
      StatementRow{"DeleteStmt", &Lowering::LowerDelete},
      StatementRow{"IndexStmt", &Lowering::LowerIndex},
      StatementRow{"InsertStmt", &Lowering::LowerInsert},
      StatementRow{"MergeStmt", &Lowering::LowerMerge},
      StatementRow{"SelectStmt", &Lowering::LowerSelectStatement},
      StatementRow{"UpdateStmt", &Lowering::LowerUpdate},
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
  return Add(OtherStmt{std::string(node.tag)});
}

ParseTree LowerStatement(JsonNode statement, const StatementTokens& tokens) {
  Lowering lowering(tokens);
  lowering.LowerNode(statement);
  return std::move(lowering).Finish();
}

}  // namespace pgpact
