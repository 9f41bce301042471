// Expressions of a statement, named as in PostgreSQL's parsenodes.h. They
// live in the vectors of a ParseTree; ids index them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analyzer/sql/identifier.h"
#include "analyzer/sql/type_name.h"

namespace pgpact {

struct ExprId {
  uint32_t index = 0;
  auto operator<=>(const ExprId&) const = default;
};
struct SelectId {
  uint32_t index = 0;
  auto operator<=>(const SelectId&) const = default;
};

// a, a.b, a.b.c; `star` for a.* and *.
struct ColumnRef {
  std::vector<Identifier> parts;
  bool star = false;
};
enum class ConstKind { Null, Integer, Float, String, BitString, Boolean };
struct Const {
  ConstKind kind = ConstKind::Null;
  // The value as text ("12", "it's", "true").
  std::string value;
};
// $n
struct ParamRef {
  uint32_t number = 0;
};
struct TypeCast {
  ExprId argument;
  TypeName type;
};
enum class AExprKind {
  Op,
  OpAny,
  OpAll,
  Distinct,
  NotDistinct,
  NullIf,
  In,
  Like,
  ILike,
  Similar,
  Between
};
// A_Expr. `right` of In and Between is a ListExpr.
struct AExpr {
  AExprKind kind = AExprKind::Op;
  // The operator's name, perhaps qualified.
  std::vector<Identifier> name;
  std::optional<ExprId> left;
  std::optional<ExprId> right;
};
enum class BoolOperator { And, Or, Not };
struct BoolExpr {
  BoolOperator op = BoolOperator::And;
  std::vector<ExprId> arguments;
};
// IS [NOT] NULL
struct NullTest {
  ExprId argument;
};
// IS [NOT] TRUE, FALSE, UNKNOWN
struct BooleanTest {
  ExprId argument;
};
enum class SubLinkKind { Exists, Any, All, Expr, MultiExpr, Array };
struct SubLink {
  SubLinkKind kind = SubLinkKind::Expr;
  std::optional<ExprId> test;
  SelectId select;
};
enum class SortNulls { Default, First, Last };
struct SortBy {
  ExprId expression;
  bool descending = false;
  SortNulls nulls = SortNulls::Default;
  // USING operator
  std::vector<Identifier> using_operator;
};
struct FuncArgument {
  // name => value
  Identifier name;
  ExprId value;
};
struct WindowDef {
  // The name that WINDOW gives it, or that OVER refers to.
  Identifier name;
  // (reference PARTITION BY …)
  Identifier reference;
  std::vector<ExprId> partition_by;
  std::vector<SortBy> order_by;
  std::optional<ExprId> start_offset;
  std::optional<ExprId> end_offset;
  TextRange range;
};
struct FuncCall {
  std::vector<Identifier> name;
  std::vector<FuncArgument> arguments;
  bool star = false;
  bool distinct = false;
  bool variadic = false;
  bool within_group = false;
  std::vector<SortBy> order_by;
  std::optional<ExprId> filter;
  std::optional<WindowDef> over;
};
struct CaseWhen {
  ExprId condition;
  ExprId result;
};
struct CaseExpr {
  std::optional<ExprId> argument;
  std::vector<CaseWhen> whens;
  std::optional<ExprId> default_result;
};
struct CoalesceExpr {
  std::vector<ExprId> arguments;
};
struct MinMaxExpr {
  bool greatest = false;
  std::vector<ExprId> arguments;
};
// ROW(…) or (a, b)
struct RowExpr {
  std::vector<ExprId> arguments;
};
// ARRAY[…]
struct ArrayExpr {
  std::vector<ExprId> elements;
};
// The right side of IN (…) and BETWEEN.
struct ListExpr {
  std::vector<ExprId> items;
};
// One step after a value: .field, .*, [i] or [i:j].
struct IndirectionStep {
  enum class Kind { Field, Star, Index, Slice };
  Kind kind = Kind::Field;
  Identifier field;
  std::optional<ExprId> lower;
  std::optional<ExprId> upper;
};
struct Indirection {
  ExprId argument;
  std::vector<IndirectionStep> steps;
};
struct CollateClause {
  ExprId argument;
  std::vector<Identifier> collation;
};
// CURRENT_DATE, CURRENT_USER and their kin; `name` in lower case.
struct SqlValueFunction {
  std::string name;
};
struct SetToDefault {};
// WHERE CURRENT OF cursor
struct CurrentOf {
  Identifier cursor;
};
struct GroupingFunc {
  std::vector<ExprId> arguments;
};
enum class GroupingSetKind { Empty, Simple, Rollup, Cube, Sets };
struct GroupingSet {
  GroupingSetKind kind = GroupingSetKind::Empty;
  std::vector<ExprId> content;
};
// One column of `SET (a, b) = source`.
struct MultiAssignRef {
  ExprId source;
  uint32_t column = 0;
  uint32_t columns = 0;
};
// What binding needs nothing of but the names inside (XML, …). `tag` is the
// parse node's name; of an XmlExpr its operation ("IS_XMLELEMENT").
struct OtherExpr {
  std::string tag;
  std::vector<ExprId> children;
  std::optional<TypeName> type;
};

struct Expr {
  std::variant<Const, ColumnRef, ParamRef, TypeCast, AExpr, BoolExpr, NullTest,
               BooleanTest, SubLink, FuncCall, CaseExpr, CoalesceExpr,
               MinMaxExpr, RowExpr, ArrayExpr, ListExpr, Indirection,
               CollateClause, SqlValueFunction, SetToDefault, CurrentOf,
               GroupingFunc, GroupingSet, MultiAssignRef, OtherExpr>
      node;
  // The server's location: the byte of the statement at which exprLocation
  // points; kNoLocation when the parser gives none.
  uint32_t location = UINT32_MAX;
};
inline constexpr uint32_t kNoLocation = UINT32_MAX;

}  // namespace pgpact
