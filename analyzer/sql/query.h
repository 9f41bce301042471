// Queries and data-modifying statements, named as in parsenodes.h.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "analyzer/sql/expression.h"

namespace pgpact {

struct FromId {
  uint32_t index = 0;
  auto operator<=>(const FromId&) const = default;
};
// Any of the statements in statement.h.
struct StatementId {
  uint32_t index = 0;
  auto operator<=>(const StatementId&) const = default;
};

// AS name (columns)
struct Alias {
  Identifier name;
  std::vector<Identifier> columns;

  bool empty() const { return name.empty(); }
};
struct RangeVar {
  QualifiedName name;
  Alias alias;
  // false after ONLY
  bool inherit = true;
};
struct RangeSubselect {
  SelectId select;
  Alias alias;
  bool lateral = false;
};
// (name type, …) after a function in FROM.
struct ColumnDefItem {
  Identifier name;
  TypeName type;
};
struct RangeFunctionItem {
  ExprId function;
  std::vector<ColumnDefItem> columns;
};
struct RangeFunction {
  // Several of ROWS FROM.
  std::vector<RangeFunctionItem> functions;
  Alias alias;
  std::vector<ColumnDefItem> columns;
  bool lateral = false;
  bool with_ordinality = false;
};
// XMLTABLE: its inputs and the columns it gives.
struct RangeTableFunc {
  std::vector<ExprId> inputs;
  std::vector<ColumnDefItem> columns;
  Alias alias;
  bool lateral = false;
};
struct RangeTableSample {
  FromId relation;
  std::vector<Identifier> method;
  std::vector<ExprId> arguments;
  std::optional<ExprId> repeatable;
};
enum class JoinKind { Inner, Left, Full, Right };
struct JoinExpr {
  JoinKind kind = JoinKind::Inner;
  bool natural = false;
  FromId left;
  FromId right;
  std::vector<Identifier> using_columns;
  // USING (…) AS alias
  Identifier using_alias;
  std::optional<ExprId> condition;
  Alias alias;
};
struct FromItem {
  std::variant<RangeVar, RangeSubselect, RangeFunction, RangeTableFunc,
               RangeTableSample, JoinExpr>
      node;
  uint32_t location = kNoLocation;
};

// An entry of a select list or RETURNING: value [AS name]; of an UPDATE's
// SET: name indirection = value; of an INSERT's columns: name indirection.
struct ResTarget {
  Identifier name;
  std::vector<IndirectionStep> indirection;
  std::optional<ExprId> value;
  uint32_t location = kNoLocation;
};
struct CommonTableExpr {
  Identifier name;
  std::vector<Identifier> columns;
  StatementId query;
  // SEARCH … SET column, CYCLE … SET mark USING path: columns they add.
  std::vector<Identifier> added_columns;
  // SEARCH BY and CYCLE columns.
  std::vector<Identifier> named_columns;
  uint32_t location = kNoLocation;
};
struct WithClause {
  bool recursive = false;
  std::vector<CommonTableExpr> queries;
};
enum class SetOperation { None, Union, Intersect, Except };
// SELECT … INTO, CREATE TABLE AS: the table made.
struct IntoClause {
  RangeVar relation;
  std::vector<Identifier> columns;
  bool temporary = false;
};
struct SelectStmt {
  std::optional<WithClause> with;
  bool distinct = false;
  std::vector<ExprId> distinct_on;
  std::vector<ResTarget> target_list;
  std::optional<IntoClause> into;
  std::vector<FromId> from;
  std::optional<ExprId> where;
  std::vector<ExprId> group_by;
  std::optional<ExprId> having;
  std::vector<WindowDef> windows;
  // VALUES (…), (…): the rows; then the target list is empty.
  std::vector<std::vector<ExprId>> values;
  std::vector<SortBy> order_by;
  std::optional<ExprId> limit;
  std::optional<ExprId> offset;
  // FOR UPDATE OF names
  std::vector<RangeVar> locked;
  SetOperation operation = SetOperation::None;
  bool all = false;
  // Of a set operation. Chains are flat: a UNION b UNION c of one operation
  // and one `all` has three branches; else two.
  std::vector<SelectId> branches;
};
struct OnConflict {
  // ON CONFLICT (…): names and expressions, and its WHERE.
  std::vector<ResTarget> index_columns;
  std::optional<ExprId> index_where;
  Identifier constraint;
  bool do_update = false;
  std::vector<ResTarget> set;
  std::optional<ExprId> where;
  uint32_t location = kNoLocation;
};
struct InsertStmt {
  std::optional<WithClause> with;
  RangeVar relation;
  std::vector<ResTarget> columns;
  // Nothing: DEFAULT VALUES.
  std::optional<SelectId> select;
  std::optional<OnConflict> on_conflict;
  std::vector<ResTarget> returning;
};
struct UpdateStmt {
  std::optional<WithClause> with;
  RangeVar relation;
  std::vector<ResTarget> set;
  std::vector<FromId> from;
  std::optional<ExprId> where;
  std::vector<ResTarget> returning;
};
struct DeleteStmt {
  std::optional<WithClause> with;
  RangeVar relation;
  std::vector<FromId> using_items;
  std::optional<ExprId> where;
  std::vector<ResTarget> returning;
};
enum class MergeAction { Nothing, Insert, Update, Delete };
struct MergeWhen {
  bool matched = false;
  MergeAction action = MergeAction::Nothing;
  std::optional<ExprId> condition;
  // Of Update: assignments. Of Insert: the columns.
  std::vector<ResTarget> targets;
  std::vector<ExprId> values;
};
struct MergeStmt {
  std::optional<WithClause> with;
  RangeVar relation;
  FromId source;
  ExprId join_condition;
  std::vector<MergeWhen> whens;
};

}  // namespace pgpact
