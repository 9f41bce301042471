// SinkSpec: a call that runs SQL, or that names a table without SQL, as data.
// The lists live with the front ends; a user adds more in pgpact.toml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/strings/string_program.h"

namespace pgpact {

// Who understands the statement. `Psql` is a script for psql (statements,
// meta-commands), sent to PostgreSQL.
// NotPostgreSql: of a branch for another database, whichever. OtherVersion: of
// a branch for other versions of PostgreSQL than the one checked.
enum class Dialect {
  PostgreSql,
  Psql,
  Sqlite,
  MySql,
  MsSql,
  Oracle,
  NotPostgreSql,
  OtherVersion,
  Unknown
};
// "postgresql", "sqlite", … as the machine formats spell it (Psql:
// "postgresql").
std::string_view DialectName(Dialect dialect);

// How the driver marks a parameter in the text.
enum class PlaceholderStyle {
  None,      // no parameters: the text is the statement
  Format,    // %s (and %% for a percent sign)
  Pyformat,  // %(name)s and %s
  Qmark,     // ?
  Named,     // :name
  Numeric,   // $1
  At,        // @name
};
// What becomes of parameters: pasted into the text as literals by the client,
// or sent beside it to the server.
enum class Binding { Client, Server };

// What a call does with the database.
enum class SinkAction {
  Run,          // runs the SQL of sql_argument
  RunMany,      // runs it once for each row of parameters
  RunValues,    // execute_values: %s is replaced by a list of rows
  Table,        // names a table (copy_from, to_sql), no SQL
  CallRoutine,  // callproc: `sql` names a routine
  RunFile,      // runs the script file that `sql` names (psql -f, < file)
  RunProgram,   // runs another program: the script that `sql` names, or the
                // EmbeddedText that stands in the call's range (python -c)
  WriteFile,    // writes the text of `sql` to the file that the kept option
                // "file" names
  Commit,       // ends the transaction of its connection
  Rollback,
  SetAutocommit,  // from here on each statement is a transaction of its own;
                  // also an attribute of that name that is assigned
};

// An argument by position (receiver not counted) or by name; -1: none.
struct ArgumentPlace {
  int position = -1;
  std::string name;
};

struct SinkSpec {
  Language language = Language::Python;
  // "cursor.execute" for people and machine formats.
  std::string name;
  // The method's or function's name: "execute".
  std::string callee;
  // The handle kinds (HandleSpec::kind) whose method it is; empty: a function
  // known by the path in `callee` ("psycopg2.extras.execute_values").
  std::vector<std::string> receivers;
  SinkAction action = SinkAction::Run;
  ArgumentPlace sql;
  // The parameters: one value a placeholder, or the first of many.
  ArgumentPlace parameters;
  // Parameters follow the SQL one by one (asyncpg) instead of in a tuple.
  bool parameters_spread = false;
  // Of Table: the argument with the table's name, schema and columns.
  ArgumentPlace table;
  ArgumentPlace schema;
  ArgumentPlace columns;
  // Of Run: the callee of the spec that holds when the text is one name, and
  // that of a table (pandas' read_sql).
  std::string named_form;
  // Whether the table is written (to_sql) or read (read_sql_table).
  bool writes = false;
  // Whether a table that is missing is made by the call (to_sql).
  bool makes = false;
  // Where the connection or cursor stands, for functions that get it.
  ArgumentPlace connection;
  PlaceholderStyle placeholders = PlaceholderStyle::Pyformat;
  Binding binding = Binding::Client;
  Dialect dialect = Dialect::PostgreSql;
  // What the call gives back: a HandleSpec kind, or empty for rows.
  std::string gives;
  // Keep the call's other named arguments as SinkValue::options. Of psql:
  // "command" (the SQL came by -c), "database", "variable:NAME" (-v),
  // "single_transaction" (-1), "on_error_stop"; flags have the value "".
  bool keeps_options = false;
};

// A kind of object that drivers hand out ("psycopg2.cursor"), how it comes to
// be and how one leads to another. A sink without receivers (a function, a
// fallback) takes dialect, placeholders and binding of the connection it gets.
struct HandleSpec {
  Language language = Language::Python;
  // "psycopg2.connection"
  std::string kind;
  // Calls and attributes that give it, as library paths
  // ("psycopg2.connect") or as "kind.method" of another handle
  // ("psycopg2.connection.cursor"); "kind.__enter__" for `with`.
  std::vector<std::string> made_by;
  Dialect dialect = Dialect::PostgreSql;
  PlaceholderStyle placeholders = PlaceholderStyle::Pyformat;
  Binding binding = Binding::Client;
  bool autocommit = false;
  // Of what is given an address ("sqlite:///file.db"), or the handle of one:
  // its scheme chooses the dialect.
  ArgumentPlace address = {};
};

// The dialect that an address' scheme names ("mysql+pymysql://…").
std::optional<Dialect> DialectOfAddress(std::string_view address);

// SinkSpec::callee and receiver of the sink that stands for all statements
// which are called by their names (`queries.get_user(connection)`).
inline constexpr std::string_view kNamedCallee = "named statement";
inline constexpr std::string_view kNamedReceiver = "named statements";

// A sink name that is taken for a sink even when nothing is known about the
// receiver, because no other library uses it so: `x.execute("SELECT …")` with
// a text that begins like SQL. The dialect is then the module's (the driver
// that its file, or the files that it imports, import), else unknown.
struct FallbackSink {
  Language language = Language::Python;
  std::string callee;
  SinkSpec spec;
};

struct SinkCatalog {
  std::vector<SinkSpec> sinks;
  std::vector<HandleSpec> handles;
  std::vector<FallbackSink> fallbacks;
};

}  // namespace pgpact
