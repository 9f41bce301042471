// Statements that neither query nor define: COPY, SET, transactions, …
#include <array>

#include "analyzer/sql/lower.h"

namespace pgpact {

namespace {

TransactionKind TransactionKindOf(std::string_view word) {
  struct Row {
    std::string_view word;
    TransactionKind kind;
  };
  constexpr std::array<Row, 7> kRows = {{
      {"TRANS_STMT_BEGIN", TransactionKind::Begin},
      {"TRANS_STMT_START", TransactionKind::Begin},
      {"TRANS_STMT_COMMIT", TransactionKind::Commit},
      {"TRANS_STMT_ROLLBACK", TransactionKind::Rollback},
      {"TRANS_STMT_SAVEPOINT", TransactionKind::Savepoint},
      {"TRANS_STMT_RELEASE", TransactionKind::Release},
      {"TRANS_STMT_ROLLBACK_TO", TransactionKind::RollbackTo},
  }};
  for (const Row& row : kRows) {
    if (row.word == word) {
      return row.kind;
    }
  }
  return TransactionKind::Other;
}

}  // namespace

StatementId Lowering::LowerExplain(Fields node) {
  const StatementId query = LowerNode(NodeOf(*Child(node, "query")));
  return Add(ExplainStmt{query});
}

StatementId Lowering::LowerPrepare(Fields node) {
  PrepareStmt prepare;
  prepare.name = cursor_.Take(Text(node, "name"));
  ForEachNode(node, "argtypes", [&](JsonNode type) {
    prepare.types.push_back(Type(type.fields));
  });
  prepare.query = LowerNode(NodeOf(*Child(node, "query")));
  return Add(std::move(prepare));
}

StatementId Lowering::LowerExecute(Fields node) {
  ExecuteStmt execute;
  execute.name = cursor_.Take(Text(node, "name"));
  execute.arguments = Exprs(node, "params");
  return Add(std::move(execute));
}

StatementId Lowering::LowerDeclareCursor(Fields node) {
  DeclareCursorStmt declare;
  declare.name = cursor_.Take(Text(node, "portalname"));
  declare.query = LowerNode(NodeOf(*Child(node, "query")));
  return Add(std::move(declare));
}

StatementId Lowering::LowerCopy(Fields node) {
  CopyStmt copy;
  if (const auto relation = pgpact::Fields(node, "relation")) {
    copy.relation = Range(*relation);
  }
  if (const std::optional<JsonElement> query = Child(node, "query")) {
    copy.query = LowerNode(NodeOf(*query));
  }
  copy.columns = EachAhead(node, "attlist");
  copy.from = Flag(node, "is_from");
  copy.through_client =
      !Flag(node, "is_program") && Text(node, "filename").empty();
  copy.where = OptionalExpr(node, "whereClause");
  return Add(std::move(copy));
}

StatementId Lowering::LowerTruncate(Fields node) {
  return Add(TruncateStmt{Ranges(node, "relations")});
}

StatementId Lowering::LowerLock(Fields node) {
  return Add(LockStmt{Ranges(node, "relations")});
}

StatementId Lowering::LowerCall(Fields node) {
  const ExprId call = LowerFuncCall(*pgpact::Fields(node, "funccall"));
  return Add(CallStmt{call});
}

StatementId Lowering::LowerRefresh(Fields node) {
  return Add(RefreshMatViewStmt{Range(*pgpact::Fields(node, "relation"))});
}

StatementId Lowering::LowerVacuum(Fields node) {
  MaintenanceStmt maintenance;
  maintenance.tag = Flag(node, "is_vacuumcmd") ? "VACUUM" : "ANALYZE";
  ForEachNode(node, "rels", [&](JsonNode item) {
    if (const auto relation = pgpact::Fields(item.fields, "relation")) {
      maintenance.relations.push_back(Range(*relation));
    }
    for (Identifier& column : EachAhead(item.fields, "va_cols")) {
      maintenance.columns.push_back(std::move(column));
    }
  });
  return Add(std::move(maintenance));
}

StatementId Lowering::LowerCluster(Fields node) {
  MaintenanceStmt maintenance;
  maintenance.tag = "CLUSTER";
  if (const auto relation = pgpact::Fields(node, "relation")) {
    maintenance.relations.push_back(Range(*relation));
  }
  return Add(std::move(maintenance));
}

StatementId Lowering::LowerReindex(Fields node) {
  MaintenanceStmt maintenance;
  maintenance.tag = Text(node, "kind") == "REINDEX_OBJECT_INDEX"
                        ? "REINDEX INDEX"
                        : "REINDEX";
  if (const auto relation = pgpact::Fields(node, "relation")) {
    maintenance.relations.push_back(Range(*relation));
  }
  return Add(std::move(maintenance));
}

StatementId Lowering::LowerTransaction(Fields node) {
  TransactionStmt transaction;
  transaction.kind = TransactionKindOf(Text(node, "kind"));
  transaction.savepoint = cursor_.Take(Text(node, "savepoint_name"));
  transaction.chain = Flag(node, "chain");
  return Add(std::move(transaction));
}

VariableSetStmt Lowering::VariableSet(Fields node) const {
  VariableSetStmt set;
  set.name = Text(node, "name");
  ForEach(node, "args",
          [&](JsonElement value) { set.values.push_back(Spelled(value)); });
  set.local = Flag(node, "is_local");
  const std::string_view kind = Text(node, "kind");
  set.is_default = kind == "VAR_SET_DEFAULT" || kind == "VAR_RESET" ||
                   kind == "VAR_RESET_ALL";
  return set;
}

StatementId Lowering::LowerVariableSet(Fields node) {
  return Add(VariableSet(node));
}

StatementId Lowering::LowerVariableShow(Fields node) {
  VariableSetStmt show;
  show.name = Text(node, "name");
  return Add(std::move(show));
}

StatementId Lowering::LowerDo(Fields node) {
  DoStmt statement;
  statement.language = "plpgsql";
  ForEachNode(node, "args", [&](JsonNode option) {
    const std::string value = Spelled(Child(option.fields, "arg"));
    if (Text(option.fields, "defname") == "language") {
      statement.language = value;
    } else {
      statement.body = value;
      statement.body_range = BodyRange(LocationOf(option.fields));
    }
  });
  return Add(std::move(statement));
}

}  // namespace pgpact
