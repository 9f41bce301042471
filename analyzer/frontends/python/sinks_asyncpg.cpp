// asyncpg: $1, sent to the server; every statement a transaction of its own
// unless `connection.transaction()` says otherwise.
#include "analyzer/frontends/python/driver_table.h"
#include "analyzer/frontends/python/python_data.h"

namespace pgpact {
namespace {

constexpr DriverStyle kAsyncpg = {PlaceholderStyle::Numeric, Binding::Server,
                                  Dialect::PostgreSql};

struct TableCall {
  std::string method;
  bool writes = false;
};

// copy_records_to_table(table_name, *, records, columns, schema_name, …)
void AddTableCall(DriverTable& driver, const TableCall& call) {
  SinkSpec spec = driver.Spec(call.method);
  spec.name = "connection." + call.method;
  spec.receivers = {"asyncpg.connection", "asyncpg.pool"};
  spec.action = SinkAction::Table;
  spec.table = {0, "table_name"};
  spec.schema = {-1, "schema_name"};
  spec.columns = {-1, "columns"};
  spec.writes = call.writes;
  driver.Add(std::move(spec));
}

}  // namespace

void AddAsyncpgSinks(SinkCatalog& catalog) {
  DriverTable driver(catalog, kAsyncpg);
  const Names either = {"asyncpg.connection", "asyncpg.pool"};
  const MethodShape run = {
      .sql = {0, "query"}, .parameters = {1, "args"}, .spread = true};
  MethodShape prepare = run;
  prepare.parameters.position = -1;
  prepare.spread = false;
  prepare.gives = "asyncpg.statement";
  MethodShape cursor = run;
  cursor.gives = "asyncpg.cursor";
  driver
      .Handle("asyncpg.pool",
              {"asyncpg.create_pool", "asyncpg.pool.create_pool",
               "asyncpg.Pool", "asyncpg.pool.Pool", "asyncpg.pool.__enter__"},
              true)
      .Handle("asyncpg.connection",
              {"asyncpg.connect", "asyncpg.connection.connect",
               "asyncpg.Connection", "asyncpg.connection.Connection",
               "asyncpg.pool.PoolConnectionProxy", "asyncpg.pool.acquire",
               "asyncpg.connection.__enter__"},
              true)
      .Handle("asyncpg.statement", {}, true)
      .Handle("asyncpg.cursor", {}, true)
      .Methods(either, {"fetch", "fetchrow", "fetchval", "execute"}, run)
      .Methods(either, {"executemany", "fetchmany"},
               {.action = SinkAction::RunMany,
                .sql = {0, "command"},
                .parameters = {1, "args"}})
      .Methods(either, {"copy_from_query"}, run)
      .Methods({"asyncpg.connection"}, {"prepare"}, prepare)
      .Methods({"asyncpg.connection"}, {"cursor"}, cursor);
  AddTableCall(driver, {"copy_records_to_table", true});
  AddTableCall(driver, {"copy_to_table", true});
  AddTableCall(driver, {"copy_from_table", false});
}

}  // namespace pgpact
