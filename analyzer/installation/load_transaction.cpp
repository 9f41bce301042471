// Transactions and savepoints of an installation.

#include <algorithm>

#include "analyzer/installation/schema_loader.h"
#include "analyzer/sql/sqlstate.h"

namespace pgpact {

void SchemaLoader::Begin() {
  transaction_ = true;
  failed_ = false;
  begin_ = loaded_.catalog.Mark();
  path_at_begin_ = session_.search_path;
  rows_at_begin_ = loaded_.filled.size();
  savepoints_.clear();
}

void SchemaLoader::Commit() {
  if (failed_) {
    // COMMIT of a failed transaction is a rollback.
    Rollback();
    return;
  }
  transaction_ = false;
  savepoints_.clear();
  loaded_.catalog.ForgetJournal();
  if (local_path_) {
    session_.search_path = path_after_;
    local_path_ = false;
  }
}

void SchemaLoader::Rollback() {
  if (transaction_) {
    loaded_.catalog.RollbackTo(begin_);
    session_.search_path = path_at_begin_;
    loaded_.filled.resize(rows_at_begin_);
  }
  transaction_ = false;
  failed_ = false;
  local_path_ = false;
  savepoints_.clear();
  loaded_.catalog.ForgetJournal();
}

SchemaLoader::Outcome SchemaLoader::RollbackToSavepoint(
    const TransactionStmt& node, const ParsedStatement& statement) {
  const auto found = std::find_if(
      savepoints_.rbegin(), savepoints_.rend(),
      [&](const Savepoint& one) { return one.name == node.savepoint.name; });
  if (found == savepoints_.rend()) {
    return FailWith(statement, "3B001",
                    "savepoint \"" + node.savepoint.name + "\" does not exist");
  }
  if (node.kind == TransactionKind::RollbackTo) {
    loaded_.catalog.RollbackTo(found->mark);
    failed_ = false;
    savepoints_.erase(found.base(), savepoints_.end());
  } else {
    savepoints_.erase(found.base() - 1, savepoints_.end());
  }
  return Outcome::Done;
}

SchemaLoader::Outcome SchemaLoader::RunTransaction(
    const TransactionStmt& node, const ParsedStatement& statement) {
  switch (node.kind) {
    case TransactionKind::Begin:
      if (!transaction_) {
        Begin();
      }
      return Outcome::Done;
    case TransactionKind::Commit:
      Commit();
      break;
    case TransactionKind::Rollback:
      Rollback();
      break;
    case TransactionKind::Savepoint:
      if (!transaction_) {
        return FailWith(statement, "25P01",
                        "SAVEPOINT can only be used in transaction blocks");
      }
      savepoints_.push_back({node.savepoint.name, loaded_.catalog.Mark()});
      return Outcome::Done;
    case TransactionKind::Release:
    case TransactionKind::RollbackTo:
      return RollbackToSavepoint(node, statement);
    case TransactionKind::Other:
      return Outcome::Done;
  }
  if (node.chain) {
    Begin();
  }
  return Outcome::Done;
}

}  // namespace pgpact
