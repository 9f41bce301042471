// psycopg2 and aiopg (parameters pasted by the client), psycopg 3 (sent to
// the server).
#include "analyzer/frontends/python/driver_table.h"
#include "analyzer/frontends/python/python_data.h"

namespace pgpact {
namespace {

constexpr DriverStyle kPsycopg2 = {PlaceholderStyle::Pyformat, Binding::Client,
                                   Dialect::PostgreSql};
constexpr DriverStyle kPsycopg3 = {PlaceholderStyle::Pyformat, Binding::Server,
                                   Dialect::PostgreSql};

// psycopg2.extras.execute_values(cursor, sql, rows, …) and execute_batch
void AddBatch(DriverTable& driver, const std::string& callee,
              SinkAction action) {
  SinkSpec spec = driver.Spec(callee);
  spec.name = callee.substr(callee.rfind('.') + 1);
  spec.action = action;
  spec.connection = {0, "cur"};
  spec.sql = {1, "sql"};
  spec.parameters = {2, "argslist"};
  driver.Add(std::move(spec));
}

// cursor.copy_from(file, table, …, columns) and copy_to
void AddTableCopy(DriverTable& driver, const Names& receivers,
                  const std::string& method, bool writes) {
  SinkSpec spec = driver.Spec(method);
  spec.name = "cursor." + method;
  spec.receivers = receivers;
  spec.action = SinkAction::Table;
  spec.table = {1, "table"};
  spec.columns = {writes ? 5 : 4, "columns"};
  spec.writes = writes;
  driver.Add(std::move(spec));
}

void AddPsycopg2(SinkCatalog& catalog) {
  DriverTable driver(catalog, kPsycopg2);
  driver
      .Handle("psycopg2.pool", {"psycopg2.pool.SimpleConnectionPool",
                                "psycopg2.pool.ThreadedConnectionPool",
                                "psycopg2.pool.PersistentConnectionPool",
                                "psycopg2.pool.AbstractConnectionPool",
                                "psycopg2_pool.ConnectionPool",
                                "psycopg2_pool.ThreadSafeConnectionPool"})
      .Handle("psycopg2.connection",
              {"psycopg2.connect", "psycopg2.extensions.connection",
               "psycopg2.extras.RealDictConnection",
               "psycopg2.extras.DictConnection",
               "psycopg2.extras.NamedTupleConnection",
               "psycopg2.extras.LoggingConnection", "psycopg2.pool.getconn",
               "psycopg2.cursor.connection", "psycopg2.connection.__enter__"})
      .Handle("psycopg2.cursor",
              {"psycopg2.connection.cursor", "psycopg2.extensions.cursor",
               "psycopg2.extras.RealDictCursor", "psycopg2.extras.DictCursor",
               "psycopg2.extras.NamedTupleCursor",
               "psycopg2.extras.LoggingCursor", "psycopg2.cursor.__enter__"})
      .Methods({"psycopg2.cursor"}, {"execute"},
               {.sql = {0, "query"}, .parameters = {1, "vars"}})
      .Methods({"psycopg2.cursor"}, {"executemany"},
               {.action = SinkAction::RunMany,
                .sql = {0, "query"},
                .parameters = {1, "vars_list"}})
      .Methods({"psycopg2.cursor"}, {"callproc"},
               {.action = SinkAction::CallRoutine,
                .sql = {0, "procname"},
                .parameters = {1, "parameters"}})
      .Scripts({"psycopg2.cursor"}, {"copy_expert"}, {0, "sql"})
      .Transactions("psycopg2.connection",
                    {"autocommit", "set_session", "set_isolation_level"});
  AddBatch(driver, "psycopg2.extras.execute_values", SinkAction::RunValues);
  AddBatch(driver, "psycopg2.extras.execute_batch", SinkAction::RunMany);
  AddTableCopy(driver, {"psycopg2.cursor"}, "copy_from", true);
  AddTableCopy(driver, {"psycopg2.cursor"}, "copy_to", false);
}

void AddPsycopg3(SinkCatalog& catalog) {
  DriverTable driver(catalog, kPsycopg3);
  driver
      .Handle(
          "psycopg.pool",
          {"psycopg_pool.ConnectionPool", "psycopg_pool.AsyncConnectionPool",
           "psycopg_pool.NullConnectionPool",
           "psycopg_pool.AsyncNullConnectionPool", "psycopg.pool.__enter__"})
      .Handle("psycopg.connection",
              {"psycopg.connect", "psycopg.Connection",
               "psycopg.Connection.connect", "psycopg.AsyncConnection",
               "psycopg.AsyncConnection.connect", "psycopg.rows.Connection",
               "psycopg.pool.connection", "psycopg.pool.getconn",
               "psycopg.cursor.connection", "psycopg.connection.__enter__"})
      .Handle("psycopg.cursor",
              {"psycopg.connection.cursor", "psycopg.Cursor",
               "psycopg.AsyncCursor", "psycopg.ServerCursor",
               "psycopg.AsyncServerCursor", "psycopg.cursor.__enter__"})
      .Handle("psycopg.copy", {"psycopg.copy.__enter__"})
      .Methods({"psycopg.cursor", "psycopg.connection"}, {"execute"},
               {.sql = {0, "query"}, .gives = "psycopg.cursor"})
      .Methods({"psycopg.cursor"}, {"executemany"},
               {.action = SinkAction::RunMany,
                .sql = {0, "query"},
                .parameters = {1, "params_seq"}})
      .Methods({"psycopg.cursor"}, {"stream"}, {.sql = {0, "query"}})
      .Methods({"psycopg.cursor"}, {"copy"},
               {.sql = {0, "statement"}, .gives = "psycopg.copy"})
      .Transactions("psycopg.connection", {"autocommit", "set_autocommit"});
  // The client-side cursors of psycopg 3 paste as psycopg2 does.
  DriverTable(catalog, kPsycopg2)
      .Handle("psycopg.client_cursor",
              {"psycopg.ClientCursor", "psycopg.AsyncClientCursor",
               "psycopg.client_cursor.__enter__"})
      .Methods({"psycopg.client_cursor"}, {"execute"}, {.sql = {0, "query"}})
      .Methods({"psycopg.client_cursor"}, {"executemany"},
               {.action = SinkAction::RunMany,
                .sql = {0, "query"},
                .parameters = {1, "params_seq"}});
}

void AddAiopg(SinkCatalog& catalog) {
  DriverTable(catalog, kPsycopg2)
      .Handle("aiopg.pool",
              {"aiopg.create_pool", "aiopg.Pool", "aiopg.pool.__enter__"})
      .Handle("aiopg.connection",
              {"aiopg.connect", "aiopg.Connection", "aiopg.pool.acquire",
               "aiopg.connection.__enter__"},
              true)
      .Handle("aiopg.cursor",
              {"aiopg.connection.cursor", "aiopg.pool.cursor",
               "aiopg.cursor.__enter__"},
              true)
      .Methods({"aiopg.cursor"}, {"execute"},
               {.sql = {0, "operation"}, .parameters = {1, "parameters"}})
      .Methods({"aiopg.cursor"}, {"callproc"},
               {.action = SinkAction::CallRoutine,
                .sql = {0, "procname"},
                .parameters = {1, "parameters"}});
}

}  // namespace

void AddPsycopgSinks(SinkCatalog& catalog) {
  AddPsycopg2(catalog);
  AddPsycopg3(catalog);
  AddAiopg(catalog);
}

}  // namespace pgpact
