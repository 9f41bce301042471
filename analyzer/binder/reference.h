// Reference: one name in a statement and the object it means.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

enum class ReferenceKind { Schema, Table, Column, Function, Type, Sequence };
enum class ReferenceAccess { Read, Insert, Update, Delete, Execute, Ddl };
// RunTime is set by the contract: missing here, but made by the application.
enum class ReferenceStatus { Provided, Missing, RunTime, Undecided };

struct Reference {
  ReferenceKind kind = ReferenceKind::Table;
  // The object's schema; for a missing unqualified one empty. Of a schema
  // itself: empty.
  std::string schema;
  // Of a column: its relation; otherwise empty.
  std::string relation;
  // For a wild name with the marker in it.
  std::string name;
  ReferenceAccess access = ReferenceAccess::Read;
  ReferenceStatus status = ReferenceStatus::Provided;
  // The identifier, in the statement's text; empty for what `*` stands for or
  // what has no text of its own.
  TextRange range;
  // The column's type where something in the statement tells it (an
  // assignment's constant, a cast, a comparison); for missing columns only.
  std::string type_hint;
};

// An error of the statement, as the server finds it.
struct BindProblem {
  // A constant of sqlstate.h.
  std::string sqlstate;
  // The server's own message: column "x" does not exist
  std::string message;
  // The identifier at fault, in the statement's text.
  TextRange range;
  // Where the server points: a byte of the statement; nothing when it gives
  // no position.
  std::optional<uint32_t> server_offset;
  // What is missing or ambiguous, as far as it has a name: kind, schema,
  // relation, name as in Reference. For a table whose schema is missing:
  // kind Schema is told by `schema_missing`.
  ReferenceKind kind = ReferenceKind::Table;
  std::string schema;
  std::string relation;
  std::string name;
  bool schema_missing = false;
  // `name` qualifies a column and stands for no table of the FROM clause.
  bool qualifier = false;
  // Nearest first.
  std::vector<std::string> near_names;
  // The error hangs on the type of a value that the client pasted, or on
  // something else that is not known: it makes the statement undecided.
  bool uncertain = false;
};

}  // namespace pgpact
