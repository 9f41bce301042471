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
  // Of one statement kind; true when it is of the group.
  bool WriteQuery(const SqlStatement& statement);
  bool WriteTable(const SqlStatement& statement);
  bool WriteUtility(const SqlStatement& statement);
  bool WriteObject(const SqlStatement& statement);
  bool WriteDefinition(const SqlStatement& statement);
  bool WriteRoutine(const SqlStatement& statement);

  const ParseTree& tree_;
  std::string_view text_;
  std::string out_;
  uint32_t depth_ = 0;
};

}  // namespace pgpact
