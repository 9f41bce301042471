// Expressions inside DDL (defaults, checks, generated columns, index
// expressions): the names in them, and their text as pg_get_expr spells it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/binder/bind_ddl_context.h"

namespace pgpact {

enum class ExpressionPlace {
  Default,
  Check,
  DomainCheck,
  Generated,
  IndexExpression,
  IndexPredicate,
  PartitionKey,
  // ALTER COLUMN TYPE … USING
  Transform
};

struct ExpressionNames {
  // Columns in the order met, each once.
  std::vector<std::string> columns;
  std::vector<RoutineId> routines;
  // Of nextval('…').
  std::optional<RelationId> sequence;
};

// Looks up every name; `relation` gives the columns. Nothing after an error.
std::optional<ExpressionNames> BindDdlExpression(DdlContext& context,
                                                 ExprId expression,
                                                 const Relation* relation,
                                                 ExpressionPlace place);

// ---- Over rows by name (bind_ddl_rows.cpp)
struct NamedRow {
  RelationId relation;
  // "new", "old"; empty: the relation's own.
  std::string_view name;
  // Whether a column may be named alone.
  bool columns_visible = true;
};
bool BindRowExpression(DdlContext& context, ExprId expression,
                       std::span<const NamedRow> rows);
bool BindRowStatement(DdlContext& context, StatementId statement,
                      std::span<const NamedRow> rows);

// The expressions directly inside; not those of subqueries.
std::vector<ExprId> ChildrenOf(const Expr& expression);

// The type, as far as it is plain to see; kUnknownTypeId otherwise.
TypeId TypeOfExpression(const DdlContext& context, ExprId expression,
                        const Relation* relation);
// A number that the grammar calls Float and that is a bigint all the same.
bool IsWholeBigint(std::string_view text);
// Candidates of a call by name and number of arguments.
std::vector<RoutineId> CallCandidates(const DdlContext& context,
                                      const FuncCall& call);

// The default of a column of that type as pg_get_expr spells it; where that
// is beyond us the text as written. Nothing for NULL, which is no default.
std::optional<std::string> DefaultText(const DdlContext& context,
                                       ExprId expression, TypeUse type);
// An expression over columns in the same spelling, or as written.
std::string ExpressionText(const DdlContext& context, ExprId expression,
                           const Relation* relation, TextRange written);

// The text that follows a constraint's keyword: DEFAULT value, CHECK (…),
// GENERATED … AS (…). Empty when it cannot be told.
TextRange WrittenExpression(const DdlContext& context,
                            const Constraint& constraint);

}  // namespace pgpact
