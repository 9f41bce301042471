// Drivers of other databases: their statements are counted, not checked.
#include <utility>

#include "analyzer/frontends/python/driver_table.h"
#include "analyzer/frontends/python/python_data.h"

namespace pgpact {
namespace {

struct OtherDriver {
  std::string name;
  Names connect;
  Names pools;
  DriverStyle style;
};

// connect → connection → cursor, with execute on both, as the DB-API has it
// and sqlite3 adds.
void AddDriver(SinkCatalog& catalog, const OtherDriver& driver) {
  const std::string pool = driver.name + ".pool";
  const std::string connection = driver.name + ".connection";
  const std::string cursor = driver.name + ".cursor";
  Names connections = driver.connect;
  for (const std::string_view from :
       {".pool.acquire", ".pool.get_connection", ".pool.connection",
        ".pool.connect", ".cursor.connection", ".connection.__enter__"}) {
    connections.push_back(driver.name + std::string(from));
  }
  const Names both = {cursor, connection};
  DriverTable(catalog, driver.style)
      .Handle(pool, driver.pools)
      .Handle(connection, std::move(connections))
      .Handle(cursor, {connection + ".cursor", cursor + ".__enter__"})
      .Methods(
          both,
          {"execute", "execute_fetchall", "execute_insert", "execute_async"},
          {.parameters = {1, "parameters"}, .gives = cursor})
      .Methods(both, {"executemany"},
               {.action = SinkAction::RunMany,
                .parameters = {1, "parameters"},
                .gives = cursor})
      .Methods({cursor}, {"callproc"}, {.action = SinkAction::CallRoutine})
      .Scripts(both, {"executescript"}, {0, "sql_script"})
      .Transactions(connection, {"autocommit", "isolation_level"});
}

}  // namespace

void AddOtherDialectSinks(SinkCatalog& catalog) {
  using enum PlaceholderStyle;
  const DriverStyle sqlite = {Qmark, Binding::Server, Dialect::Sqlite};
  const DriverStyle mysql = {Pyformat, Binding::Client, Dialect::MySql};
  const DriverStyle other = {Qmark, Binding::Server, Dialect::Unknown};
  const std::vector<OtherDriver> drivers = {
      {"sqlite3",
       {"sqlite3.connect", "sqlite3.Connection", "sqlite3.dbapi2.connect",
        "pysqlite2.dbapi2.connect", "pysqlcipher3.dbapi2.connect"},
       {},
       sqlite},
      {"aiosqlite", {"aiosqlite.connect", "aiosqlite.Connection"}, {}, sqlite},
      {"apsw", {"apsw.Connection"}, {}, sqlite},
      {"MySQLdb", {"MySQLdb.connect", "MySQLdb.Connection"}, {}, mysql},
      {"pymysql",
       {"pymysql.connect", "pymysql.Connection",
        "pymysql.connections.Connection"},
       {},
       mysql},
      {"mysql.connector",
       {"mysql.connector.connect", "mysql.connector.MySQLConnection",
        "mysql.connector.aio.connect"},
       {"mysql.connector.pooling.MySQLConnectionPool"},
       mysql},
      {"mariadb",
       {"mariadb.connect"},
       {"mariadb.ConnectionPool"},
       {Qmark, Binding::Server, Dialect::MySql}},
      {"aiomysql", {"aiomysql.connect"}, {"aiomysql.create_pool"}, mysql},
      {"asyncmy", {"asyncmy.connect"}, {"asyncmy.create_pool"}, mysql},
      {"pymssql",
       {"pymssql.connect"},
       {},
       {Pyformat, Binding::Client, Dialect::MsSql}},
      {"pyodbc", {"pyodbc.connect"}, {}, other},
      {"cx_Oracle",
       {"cx_Oracle.connect", "cx_Oracle.Connection"},
       {"cx_Oracle.SessionPool"},
       {Named, Binding::Server, Dialect::Oracle}},
      {"oracledb",
       {"oracledb.connect", "oracledb.connect_async"},
       {"oracledb.create_pool"},
       {Named, Binding::Server, Dialect::Oracle}},
      {"duckdb", {"duckdb.connect"}, {}, other},
      {"snowflake",
       {"snowflake.connector.connect"},
       {},
       {Pyformat, Binding::Client, Dialect::Unknown}},
      {"clickhouse_driver",
       {"clickhouse_driver.Client", "clickhouse_driver.connect",
        "clickhouse_driver.dbapi.connect"},
       {},
       {Pyformat, Binding::Client, Dialect::Unknown}},
  };
  const DriverStyle pasted = {Pyformat, Binding::Client, Dialect::Unknown};
  const std::vector<OtherDriver> stores = {
      {"cassandra",
       {},
       {"cassandra.cluster.Cluster", "dse.cluster.Cluster"},
       pasted},
      {"trino", {"trino.dbapi.connect"}, {}, other},
      {"prestodb", {"prestodb.dbapi.connect"}, {}, other},
      {"pyhive",
       {"pyhive.hive.connect", "pyhive.presto.connect",
        "pyhive.hive.Connection"},
       {},
       pasted},
      {"impala", {"impala.dbapi.connect"}, {}, pasted},
      {"vertica_python", {"vertica_python.connect"}, {}, pasted},
      {"redshift_connector", {"redshift_connector.connect"}, {}, pasted},
      {"teradatasql", {"teradatasql.connect"}, {}, other},
      {"databricks", {"databricks.sql.connect"}, {}, other},
      {"fdb", {"fdb.connect"}, {}, other},
      {"firebirdsql", {"firebirdsql.connect"}, {}, other},
  };
  for (const OtherDriver& driver : stores) {
    AddDriver(catalog, driver);
  }
  for (const OtherDriver& driver : drivers) {
    AddDriver(catalog, driver);
  }
}

}  // namespace pgpact
