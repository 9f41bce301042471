// The statements of a PL/pgSQL block, named as in PostgreSQL's plpgsql.h.
// Every range is a part of the body's text; what SQL it holds is parsed by
// those who need it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analyzer/sql/identifier.h"
#include "analyzer/text/location.h"

namespace pgpact {

struct PlStatement;
using PlBody = std::vector<PlStatement>;

// What is assigned to: x, label.x, record.field, x[1].y, $1.
struct PlTarget {
  // Of $1 its one part is "$1".
  std::vector<Identifier> parts;
  // Something follows the names: a subscript, or a field after one.
  std::vector<TextRange> subscripts;
  TextRange range;
};
// INTO [STRICT] targets; `range` spans all of it.
struct PlInto {
  TextRange range;
  bool strict = false;
  std::vector<PlTarget> targets;
};

struct PlDeclaration {
  enum class Kind { Variable, Cursor, Alias };
  Kind kind = Kind::Variable;
  Identifier name;
  bool constant = false;
  bool not_null = false;
  // As written: "int[]", "t.c%TYPE", "t%ROWTYPE", "record".
  TextRange type;
  std::optional<TextRange> default_value;
  // Cursor: its arguments and its query.
  std::vector<PlDeclaration> arguments;
  TextRange query;
  // Alias: what it stands for.
  std::vector<Identifier> alias_of;
};
// WHEN condition OR condition THEN action; a condition is a name in lower
// case ("others", "duplicate_object") or an SQLSTATE ("42710").
struct PlException {
  std::vector<std::string> conditions;
  PlBody action;
};

struct StmtBlock {
  Identifier label;
  std::vector<PlDeclaration> declarations;
  PlBody body;
  std::vector<PlException> exceptions;
};
struct StmtAssign {
  PlTarget target;
  TextRange value;
};
struct PlIfBranch {
  TextRange condition;
  PlBody body;
};
// IF and each ELSIF.
struct StmtIf {
  std::vector<PlIfBranch> branches;
  PlBody else_body;
};
// Of a CASE without a test expression the branches are conditions.
struct StmtCase {
  std::optional<TextRange> test;
  std::vector<PlIfBranch> branches;
  bool has_else = false;
  PlBody else_body;
};
struct StmtLoop {
  Identifier label;
  PlBody body;
};
struct StmtWhile {
  Identifier label;
  TextRange condition;
  PlBody body;
};
// FOR i IN [REVERSE] lower..upper [BY step]
struct StmtFori {
  Identifier label;
  Identifier variable;
  bool reverse = false;
  TextRange lower;
  TextRange upper;
  std::optional<TextRange> step;
  PlBody body;
};
// FOR targets IN query
struct StmtFors {
  Identifier label;
  std::vector<PlTarget> targets;
  TextRange query;
  PlBody body;
};
// FOR targets IN cursor(arguments)
struct StmtForc {
  Identifier label;
  std::vector<PlTarget> targets;
  Identifier cursor;
  std::optional<TextRange> arguments;
  PlBody body;
};
// FOR targets IN EXECUTE query USING parameters
struct StmtDynfors {
  Identifier label;
  std::vector<PlTarget> targets;
  TextRange query;
  std::vector<TextRange> parameters;
  PlBody body;
};
// FOREACH targets [SLICE n] IN ARRAY array
struct StmtForeach {
  Identifier label;
  std::vector<PlTarget> targets;
  bool slice = false;
  TextRange array;
  PlBody body;
};
struct StmtExit {
  // false: CONTINUE
  bool is_exit = true;
  Identifier label;
  std::optional<TextRange> condition;
};
struct StmtReturn {
  std::optional<TextRange> value;
};
struct StmtReturnNext {
  std::optional<TextRange> value;
};
struct StmtReturnQuery {
  // The query, or the text that EXECUTE takes.
  TextRange query;
  bool dynamic = false;
  std::vector<TextRange> parameters;
};
struct StmtRaise {
  // In lower case; "exception" when none is written.
  std::string level = "exception";
  // RAISE alone: the error that is being handled.
  bool again = false;
  // The format, a condition's name, or SQLSTATE and a string.
  TextRange message;
  std::vector<TextRange> parameters;
  std::vector<TextRange> options;
};
struct StmtAssert {
  TextRange condition;
  std::optional<TextRange> message;
};
// Any statement of SQL.
struct StmtExecSql {
  TextRange sql;
  std::optional<PlInto> into;
};
struct StmtDynExecute {
  TextRange query;
  std::optional<PlInto> into;
  std::vector<TextRange> parameters;
};
// What stands after PERFORM.
struct StmtPerform {
  TextRange query;
};
// CALL and DO, as statements.
struct StmtCall {
  TextRange sql;
};
struct StmtGetDiag {
  std::vector<PlTarget> targets;
};
struct StmtOpen {
  PlTarget cursor;
  // OPEN c(arguments)
  std::optional<TextRange> arguments;
  // FOR query; FOR EXECUTE query USING parameters
  std::optional<TextRange> query;
  bool dynamic = false;
  std::vector<TextRange> parameters;
};
struct StmtFetch {
  Identifier cursor;
  // MOVE has none.
  std::optional<PlInto> into;
};
struct StmtClose {
  Identifier cursor;
};
struct StmtCommit {};
struct StmtRollback {};
struct StmtNull {};
// What the language does not have, or what was not understood.
struct StmtUnknown {};

struct PlStatement {
  // From the first token to before the semicolon.
  TextRange range;
  std::variant<StmtBlock, StmtAssign, StmtIf, StmtCase, StmtLoop, StmtWhile,
               StmtFori, StmtFors, StmtForc, StmtDynfors, StmtForeach, StmtExit,
               StmtReturn, StmtReturnNext, StmtReturnQuery, StmtRaise,
               StmtAssert, StmtExecSql, StmtDynExecute, StmtPerform, StmtCall,
               StmtGetDiag, StmtOpen, StmtFetch, StmtClose, StmtCommit,
               StmtRollback, StmtNull, StmtUnknown>
      node;
};

// #variable_conflict
enum class VariableConflict { Error, UseVariable, UseColumn };

struct PlFunction {
  VariableConflict conflict = VariableConflict::Error;
  // The outermost block; what stands after it is an unknown statement in it.
  StmtBlock block;
};

}  // namespace pgpact
