// SQLAlchemy and what is built on it (Flask-SQLAlchemy, Alembic, encode's
// databases). Text for `execute` is text(): named parameters; that for
// exec_driver_sql goes to the driver as it is.
#include "analyzer/frontends/python/driver_table.h"
#include "analyzer/frontends/python/python_data.h"

namespace pgpact {
namespace {

constexpr DriverStyle kText = {PlaceholderStyle::Named, Binding::Client,
                               Dialect::PostgreSql};

void AddHandles(DriverTable& driver) {
  driver
      .Handle("sqlalchemy.engine",
              {"sqlalchemy.create_engine", "sqlalchemy.engine.create_engine",
               "sqlalchemy.engine_from_config", "sqlalchemy.Engine",
               "sqlalchemy.engine.Engine",
               "sqlalchemy.ext.asyncio.create_async_engine",
               "sqlalchemy.ext.asyncio.AsyncEngine", "sqlmodel.create_engine",
               "aiopg.sa.create_engine", "flask_sqlalchemy.engine",
               "sqlalchemy.session.get_bind", "sqlalchemy.connection.engine"})
      .Addressed({0, "url"})
      .Handle("sqlalchemy.connection",
              {"sqlalchemy.engine.connect", "sqlalchemy.engine.begin",
               "sqlalchemy.engine.acquire", "sqlalchemy.session.connection",
               "sqlalchemy.Connection", "sqlalchemy.engine.Connection",
               "sqlalchemy.ext.asyncio.AsyncConnection", "alembic.op.get_bind",
               "sqlalchemy.connection.execution_options",
               "sqlalchemy.connection.__enter__"})
      .Handle("sqlalchemy.sessionmaker",
              {"sqlalchemy.orm.sessionmaker", "sqlalchemy.orm.scoped_session",
               "sqlalchemy.ext.asyncio.async_sessionmaker",
               "sqlalchemy.ext.asyncio.async_scoped_session"})
      .Addressed({0, "bind"})
      .Handle("sqlalchemy.session",
              {"sqlalchemy.orm.Session", "sqlmodel.Session",
               "sqlalchemy.orm.session.Session",
               "sqlalchemy.ext.asyncio.AsyncSession",
               "sqlmodel.ext.asyncio.session.AsyncSession",
               "sqlalchemy.sessionmaker.__call__",
               "sqlalchemy.sessionmaker.begin", "flask_sqlalchemy.session",
               "sqlalchemy.session.begin", "sqlalchemy.session.__enter__"})
      .Addressed({0, "bind"})
      .Handle("flask_sqlalchemy", {"flask_sqlalchemy.SQLAlchemy"})
      .Handle("sqlalchemy.raw_connection",
              {"sqlalchemy.engine.raw_connection"});
}

void AddDriverTexts(SinkCatalog& catalog) {
  DriverTable(catalog, {PlaceholderStyle::Pyformat, Binding::Client,
                        Dialect::PostgreSql})
      .Handle("sqlalchemy.raw_cursor", {"sqlalchemy.raw_connection.cursor",
                                        "sqlalchemy.raw_cursor.__enter__"})
      .Methods({"sqlalchemy.raw_cursor"}, {"execute"}, {})
      .Methods({"sqlalchemy.raw_cursor"}, {"executemany"},
               {.action = SinkAction::RunMany})
      .Scripts({"sqlalchemy.raw_cursor"}, {"copy_expert"}, {0, "sql"})
      .Methods({"sqlalchemy.connection"}, {"exec_driver_sql"},
               {.sql = {0, "statement"}, .parameters = {1, "parameters"}})
      .Transactions("sqlalchemy.raw_connection", {"autocommit"});
}

void AddAlembic(DriverTable& driver) {
  for (const std::string callee : {"alembic.op.execute", "op.execute"}) {
    SinkSpec spec = driver.Spec(callee);
    spec.name = "op.execute";
    spec.sql = {0, "sqltext"};
    driver.Add(std::move(spec));
  }
}

void AddDatabases(SinkCatalog& catalog) {
  const Names either = {"databases.database", "databases.connection"};
  const ArgumentPlace query = {0, "query"};
  DriverTable(catalog,
              {PlaceholderStyle::Named, Binding::Server, Dialect::PostgreSql})
      .Handle("databases.database",
              {"databases.Database", "databases.core.Database",
               "databases.database.__enter__"},
              true)
      .Addressed({0, "url"})
      .Handle(
          "databases.connection",
          {"databases.database.connection", "databases.connection.__enter__"},
          true)
      .Methods(either,
               {"fetch_all", "fetch_one", "fetch_val", "execute", "iterate"},
               {.sql = query, .parameters = {1, "values"}})
      .Methods(either, {"execute_many"},
               {.action = SinkAction::RunMany,
                .sql = query,
                .parameters = {1, "values"}});
}

}  // namespace

void AddSqlAlchemySinks(SinkCatalog& catalog) {
  DriverTable driver(catalog, kText);
  AddHandles(driver);
  driver
      .Methods(
          {"sqlalchemy.connection", "sqlalchemy.session", "sqlalchemy.engine"},
          {"execute", "scalar", "scalars", "stream", "stream_scalars"},
          {.sql = {0, "statement"}, .parameters = {1, "parameters"}})
      .Transactions("sqlalchemy.connection", {})
      .Transactions("sqlalchemy.session", {});
  AddDriverTexts(catalog);
  AddAlembic(driver);
  AddDatabases(catalog);
}

}  // namespace pgpact
