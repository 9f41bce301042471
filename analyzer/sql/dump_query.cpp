// Queries and data-modifying statements of the text form.
#include "analyzer/base/overloaded.h"
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

bool TreeWriter::WriteQuery(const SqlStatement& statement) {
  return std::visit(Overloaded{[&](const SelectStatement& node) {
                                 Write(node.select);
                                 return true;
                               },
                               [&](const InsertStmt& node) {
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
                                 return true;
                               },
                               [&](const UpdateStmt& node) {
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
                                 return true;
                               },
                               [&](const DeleteStmt& node) {
                                 const List list(*this, "delete");
                                 Write(node.with);
                                 Range(node.relation);
                                 for (const FromId item : node.using_items) {
                                   const List from(*this, "using");
                                   Write(item);
                                 }
                                 Write(node.where, "where");
                                 Write(node.returning, "returning");
                                 return true;
                               },
                               [&](const MergeStmt& node) {
                                 const List list(*this, "merge");
                                 Write(node.with);
                                 Range(node.relation);
                                 Write(node.source);
                                 Write(node.join_condition);
                                 for (const MergeWhen& when : node.whens) {
                                   const List entry(*this, when.matched
                                                               ? "matched"
                                                               : "not-matched");
                                   Write(when.condition, "if");
                                   Write(when.targets, "targets");
                                   Write(when.values, "values");
                                 }
                                 return true;
                               },
                               [](const auto&) { return false; }},
                    statement.node);
}

void TreeWriter::Write(StatementId id) {
  const SqlStatement& statement = tree_.statement(id);
  const bool written = WriteQuery(statement) || WriteTable(statement) ||
                       WriteUtility(statement) || WriteObject(statement) ||
                       WriteDefinition(statement);
  if (!written) {
    if (const auto* other = std::get_if<OtherStmt>(&statement.node)) {
      const List list(*this, other->tag);
    }
  }
}

}  // namespace pgpact
