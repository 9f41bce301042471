// Session: what a statement is bound in beside the catalog.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/catalog/search_path.h"

namespace pgpact {

// A table that the program itself makes in its session (CREATE TEMP TABLE, a
// directive `pgpact: temp-table`). A column's type may be empty: not known.
struct SessionTable {
  std::string name;
  std::vector<std::string> columns;
  // What is there is not all (made from text that is not known).
  bool incomplete = false;
};

struct SessionField {
  std::string name;
  TypeUse type;
};
// A name of the statement's surroundings that stands for a value: a variable
// of PL/pgSQL, a parameter of a function in SQL.
struct SessionVariable {
  std::string name;
  TypeUse type;
  enum class Shape : uint8_t {
    Scalar,
    Record,
    // Its type is not known: it may be either.
    Any
  };
  Shape shape = Shape::Scalar;
  // Of a record; `open` when there may be others.
  std::vector<SessionField> fields;
  bool open = false;
  // Declared as plain "record": it has a shape once something is assigned.
  bool shapeless = false;
};
// The variables of a block, which its label qualifies.
struct VariableLevel {
  std::string label;
  std::vector<SessionVariable> variables;
};
// What a name means that is both a variable's and a column's.
enum class NameConflict : uint8_t { Error, Variable, Column };

struct Session {
  SearchPath search_path;
  // Searched before the catalog for unqualified names and for pg_temp.
  std::vector<SessionTable> temporary_tables;
  // The outermost block first.
  std::vector<VariableLevel> variables;
  NameConflict conflict = NameConflict::Column;
  // Types of $1, $2, …: their number when known; SQL functions have them.
  std::vector<std::string> parameter_types;
  bool parameters_known = false;
  // check_function_bodies: whether CREATE FUNCTION looks into bodies in SQL.
  bool check_bodies = true;
};

}  // namespace pgpact
