// Contract: every object that the code needs, who needs it, and whether the
// installation provides it. Its one entrance is Collect.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/contract/code.h"
#include "analyzer/contract/services.h"
#include "analyzer/installation/load_schema.h"
#include "analyzer/text/source_set.h"

namespace pgpact {

// RunTime: only the application creates it. Unused: provided, and no code
// names it.
enum class ObjectStatus { Provided, Missing, RunTime, Undecided, Unused };
std::string_view ObjectStatusName(ObjectStatus status);

struct Use {
  Location location;
  // Index into Code::statements.
  uint32_t statement = 0;
  std::string function;
  ReferenceAccess access = ReferenceAccess::Read;
  // Sorted.
  std::vector<std::string> services;
};
// What the code's own DDL makes.
struct CreatedObject {
  // Schema, Table (any relation), Column, Function or Type.
  ReferenceKind kind = ReferenceKind::Table;
  // Empty when none was written.
  std::string schema;
  // May hold markers of what is not known.
  std::string name;
  // Of a column added later: its name; the relation is `name`.
  std::string column;
  // CREATE EXTENSION: what it is; the name is then empty.
  std::string extension;
  // A table of its session, with a name that is not known whole.
  bool temporary = false;
  Use use;
};
// Code (or the installation) that puts rows into a table.
struct Filler {
  Location location;
  std::string function;
  // Sorted; "installation" alone for the installation's own statements.
  std::vector<std::string> services;
  bool by_installation = false;
};
struct RequiredColumn {
  std::string name;
  // As format_type spells it; of a missing one what the code's use tells, or
  // empty.
  std::string type;
  bool type_inferred = false;
  ObjectStatus status = ObjectStatus::Provided;
  DefinedAt provided;
  std::vector<Use> uses;
};
struct RequiredRelation {
  std::string schema;
  std::string name;
  // "table", "view", "sequence", …; "table" for missing ones.
  std::string kind;
  ObjectStatus status = ObjectStatus::Provided;
  // The schema itself is missing.
  bool schema_missing = false;
  DefinedAt provided;
  // CREATE TABLE of the application.
  std::vector<Use> created_by_code;
  std::vector<Filler> filled_by;
  std::vector<Use> uses;
  std::vector<RequiredColumn> columns;
};
// A function, a sequence, a type.
struct RequiredObject {
  std::string schema;
  std::string name;
  ObjectStatus status = ObjectStatus::Provided;
  DefinedAt provided;
  std::vector<Use> uses;
};
struct RequiredSchema {
  std::string name;
  ObjectStatus status = ObjectStatus::Provided;
  DefinedAt provided;
  std::vector<Use> created_by_code;
};
struct RequiredPrivilege {
  std::string service;
  // "users.trades"
  std::string object;
  // "SELECT", "INSERT", … sorted
  std::vector<std::string> privileges;
};

struct Contract {
  // Everything sorted by name.
  std::vector<RequiredSchema> schemas;
  std::vector<RequiredRelation> relations;
  std::vector<RequiredObject> functions;
  std::vector<RequiredObject> sequences;
  std::vector<RequiredObject> types;
  std::vector<std::string> extensions;
  std::vector<RequiredPrivilege> privileges;
  // In the order of the code.
  std::vector<CreatedObject> created;

  const RequiredRelation* FindRelation(std::string_view schema,
                                       std::string_view name) const;
};

// Also marks references to what only the application creates as RunTime.
// REQUIRES: the services of every call are set (all empty when there is no
// service file)
[[nodiscard]] Contract Collect(Code& code, const LoadedSchema& installation);

// The text form for `--print contract`.
std::string DumpContract(const Contract& contract, const SourceSet& sources);

}  // namespace pgpact
