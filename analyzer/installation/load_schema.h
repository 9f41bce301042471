// LoadSchema: what an installation makes, statement by statement, as the
// server would.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "analyzer/bodies/routine_body.h"
#include "analyzer/catalog/catalog.h"
#include "analyzer/catalog/search_path.h"
#include "analyzer/sql/parsed_sql.h"
#include "analyzer/text/location.h"

namespace pgpact {

// How the source's statements go to the server.
enum class TransactionMode {
  // Each statement by itself, on after an error (psql, autocommit drivers).
  AutocommitContinue,
  // Each by itself, the script ends at the first error (ON_ERROR_STOP).
  AutocommitStop,
  // All in one transaction; the first error takes all of it back and ends the
  // script (psql -1, a migration, psql -c with several statements).
  Single,
  // Drivers: a transaction begins with the first statement and lasts until a
  // commit; after an error every statement fails with 25P02 until a rollback.
  // What is not committed at the end is gone.
  UntilCommit
};

// One thing that happens during the installation, in order.
struct ScriptStatement {
  // Not owned; lives as long as the script's owner.
  const ParsedStatement* statement = nullptr;
};
struct ScriptCommit {};
struct ScriptRollback {};
// Statements between Begin and its Handler or End are skipped after a failing
// one; the handler's events happen only then.
struct ScriptTryBegin {
  uint32_t number = 0;
};
struct ScriptHandlerBegin {
  uint32_t number = 0;
};
struct ScriptTryEnd {
  uint32_t number = 0;
  // The handler ends the script.
  bool handler_leaves = false;
};
// What stands between may not be reached. A statement there that needs what is
// not there, or makes what is there already, says only that it is not: what
// stands behind it up to the end is passed over.
struct ScriptMaybeBegin {
  uint32_t number = 0;
};
struct ScriptMaybeEnd {
  uint32_t number = 0;
};
// A new connection: pending work of the one before is lost, settings too.
struct ScriptConnect {
  // Of a database that is none of the installation's; empty: of one that is.
  std::string database;
  // Its name, when it is known: all of an installation's databases are held in
  // one catalog, but what one has does not stand in another's way.
  std::string name;
};
// Something that pgpact could not follow stands here (a program, a hole).
struct ScriptUnknown {
  Location location;
  std::string reason;
};
using ScriptEvent =
    std::variant<ScriptStatement, ScriptCommit, ScriptRollback, ScriptTryBegin,
                 ScriptHandlerBegin, ScriptTryEnd, ScriptMaybeBegin,
                 ScriptMaybeEnd, ScriptConnect, ScriptUnknown>;

// A source of the installation, lowered, evaluated and parsed.
struct InstallationScript {
  // "docs/INSTALL.md", "db.py::init_database"
  std::string name;
  SourceFileId file;
  TransactionMode mode = TransactionMode::AutocommitContinue;
  std::vector<ScriptEvent> events;
  // Scripts of one run of a program have its number (0: none). When one that
  // must succeed (`set -e`, an error that nothing catches) ends early, the
  // later scripts of the run are not carried out.
  uint32_t run = 0;
  bool must_succeed = false;
  // Of installations that were found side by side, which one it is: that one
  // makes what another one has is no error. Empty for those that were named.
  std::string apart;
};

// A statement of the installation that fails, or passes over something.
struct InstallationProblem {
  enum class Kind {
    Fails,       // the server refuses it
    PassesOver,  // IF NOT EXISTS over an object of another shape
    Undecided,   // cannot be told; what it might make is open
  };
  Kind kind = Kind::Fails;
  // Index into the scripts given.
  uint32_t script = 0;
  const ParsedStatement* statement = nullptr;
  std::string sqlstate;
  std::string message;
  // The identifier at fault, in the host file.
  Location location;
  std::optional<uint32_t> server_offset;
  // The object that was there already (42P07 and its kin, PassesOver), and the
  // shape that this statement would have given it: column names.
  std::string schema;
  std::string name;
  std::optional<Location> existing;
  std::vector<std::string> wanted_columns;
};

// What the installation itself puts into tables.
struct InstalledRows {
  std::string schema;
  std::string relation;
  Location location;
};

struct LoadedSchema {
  Catalog catalog;
  std::vector<InstallationProblem> problems;
  // A statement's own errors do not end up here; only what it names.
  std::vector<InstalledRows> filled;
  // Roles granted to or named that nothing created before, sorted.
  std::set<std::string> assumed_roles;
  // The bodies of the routines that are there in the end, by their ids.
  std::vector<RoutineBody> bodies;
  // Per script: statements seen.
  std::vector<uint32_t> statement_counts;
};

[[nodiscard]] LoadedSchema LoadSchema(
    std::span<const InstallationScript> scripts, const BuiltinCatalog& builtin,
    const SearchPath& search_path);

// The whole catalog as DDL that makes it again (`schema --format sql`): in an
// order that works, public and what every database has left out.
std::string WriteDdl(const Catalog& catalog);
// The text form for `--print catalog` and `schema --format text`.
std::string DumpCatalog(const Catalog& catalog);

}  // namespace pgpact
