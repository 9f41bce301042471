// Queries and data-modifying statements of the text form.
#include "analyzer/sql/dump_tree.h"

namespace pgpact {

void TreeWriter::Write(const std::vector<ResTarget>& targets,
                       std::string_view head) {
  if (targets.empty()) {
    return;
  }
  const List list(*this, head);
  for (const ResTarget& target : targets) {
    if (target.name.empty() && target.value) {
      Write(*target.value);
      continue;
    }
    if (!target.value && target.indirection.empty()) {
      Name(target.name);
      continue;
    }
    const List entry(*this, "=");
    Name(target.name);
    Write(target.indirection);
    if (target.value) {
      Write(*target.value);
    }
  }
}

void TreeWriter::Write(const std::optional<WithClause>& with) {
  if (!with) {
    return;
  }
  const List list(*this, with->recursive ? "with-recursive" : "with");
  for (const CommonTableExpr& table : with->queries) {
    const List entry(*this, "cte");
    Name(table.name);
    Names("columns", table.columns);
    Write(table.query);
    Names("adds", table.added_columns);
    Names("by", table.named_columns);
  }
}

void TreeWriter::Write(const OnConflict& conflict) {
  const List list(*this, "on-conflict");
  Write(conflict.index_columns, "key");
  Write(conflict.index_where, "key-where");
  Named("constraint", conflict.constraint);
  Flag(!conflict.do_update, "nothing");
  Write(conflict.set, "set");
  Write(conflict.where, "where");
}

void TreeWriter::Show(const SelectStatement& node) {
  Write(node.select);
}

void TreeWriter::Show(const InsertStmt& node) {
  const List list(*this, "insert");
  Write(node.with);
  Range(node.relation);
  Write(node.columns, "columns");
  if (node.select) {
    Write(*node.select);
  }
  if (node.on_conflict) {
    Write(*node.on_conflict);
  }
  Write(node.returning, "returning");
}

void TreeWriter::Show(const UpdateStmt& node) {
  const List list(*this, "update");
  Write(node.with);
  Range(node.relation);
  Write(node.set, "set");
  for (const FromId item : node.from) {
    const List from(*this, "from");
    Write(item);
  }
  Write(node.where, "where");
  Write(node.returning, "returning");
}

void TreeWriter::Show(const DeleteStmt& node) {
  const List list(*this, "delete");
  Write(node.with);
  Range(node.relation);
  for (const FromId item : node.using_items) {
    const List from(*this, "using");
    Write(item);
  }
  Write(node.where, "where");
  Write(node.returning, "returning");
}

void TreeWriter::Show(const MergeStmt& node) {
  const List list(*this, "merge");
  Write(node.with);
  Range(node.relation);
  Write(node.source);
  Write(node.join_condition);
  for (const MergeWhen& when : node.whens) {
    const List entry(*this, when.matched ? "matched" : "not-matched");
    Write(when.condition, "if");
    Write(when.targets, "targets");
    Write(when.values, "values");
  }
}

void TreeWriter::Show(const OtherStmt& node) {
  const List list(*this, node.tag);
}

void TreeWriter::Write(StatementId id) {
  std::visit([&](const auto& node) { Show(node); }, tree_.statement(id).node);
}

}  // namespace pgpact
