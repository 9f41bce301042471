// Further drivers of PostgreSQL: pg8000, PyGreSQL, py-postgresql, psqlpy.
#include "analyzer/frontends/python/driver_table.h"
#include "analyzer/frontends/python/python_data.h"

namespace pgpact {
namespace {

// The DB-API face: connect, cursor, execute with %s.
void AddDbApi(SinkCatalog& catalog, const std::string& driver,
              const Names& connect, DriverStyle style) {
  const std::string connection = driver + ".connection";
  const std::string cursor = driver + ".cursor";
  Names connections = connect;
  connections.push_back(cursor + ".connection");
  DriverTable(catalog, style)
      .Handle(connection, std::move(connections))
      .Handle(cursor, {connection + ".cursor"})
      .Methods({cursor}, {"execute"},
               {.sql = {0, "operation"}, .parameters = {1, "args"}})
      .Methods({cursor}, {"executemany"},
               {.action = SinkAction::RunMany,
                .sql = {0, "operation"},
                .parameters = {1, "param_sets"}})
      .Methods({cursor}, {"callproc"},
               {.action = SinkAction::CallRoutine, .sql = {0, "procname"}})
      .Transactions(connection, {"autocommit"});
}

}  // namespace

void AddOtherPostgresSinks(SinkCatalog& catalog) {
  AddDbApi(catalog, "pg8000",
           {"pg8000.connect", "pg8000.dbapi.connect", "pg8000.legacy.connect",
            "pg8000.Connection", "pg8000.dbapi.Connection"},
           {PlaceholderStyle::Format, Binding::Server, Dialect::PostgreSql});
  AddDbApi(catalog, "pgdb", {"pgdb.connect"},
           {PlaceholderStyle::Pyformat, Binding::Client, Dialect::PostgreSql});
  DriverTable(catalog,
              {PlaceholderStyle::Named, Binding::Server, Dialect::PostgreSql})
      .Handle("pg8000.native",
              {"pg8000.native.Connection", "pg8000.native.__enter__"}, true)
      .Methods({"pg8000.native", "pg8000.connection"}, {"run"},
               {.parameters = ArgumentPlace()})
      .Methods({"pg8000.native"}, {"prepare"}, {.parameters = ArgumentPlace()});
  DriverTable(catalog,
              {PlaceholderStyle::Numeric, Binding::Server, Dialect::PostgreSql})
      .Handle("pg.connection", {"pg.DB", "pg.connect"}, true)
      .Methods({"pg.connection"}, {"query"}, {.spread = true})
      .Handle("psqlpy.pool", {"psqlpy.ConnectionPool"}, true)
      .Handle(
          "psqlpy.connection",
          {"psqlpy.connect", "psqlpy.pool.connection", "psqlpy.pool.acquire"},
          true)
      .Methods({"psqlpy.pool", "psqlpy.connection"},
               {"execute", "fetch", "fetch_row", "fetch_val"},
               {.sql = {0, "querystring"}, .parameters = {1, "parameters"}})
      .Methods({"psqlpy.connection"}, {"execute_many"},
               {.action = SinkAction::RunMany,
                .sql = {0, "querystring"},
                .parameters = {1, "parameters"}});
}

}  // namespace pgpact
