// Django, pandas and others that run SQL over a driver of the user's choice.
#include "analyzer/frontends/python/driver_table.h"
#include "analyzer/frontends/python/python_data.h"

namespace pgpact {
namespace {

constexpr DriverStyle kPasted = {PlaceholderStyle::Pyformat, Binding::Client,
                                 Dialect::PostgreSql};

void AddDjango(SinkCatalog& catalog) {
  DriverTable driver(catalog, kPasted);
  driver.Handle("django.connections", {"django.db.connections"}, true)
      .Handle("django.connection",
              {"django.db.connection", "django.connections.__getitem__",
               "django.schema_editor.connection"},
              true)
      .Handle("django.cursor",
              {"django.connection.cursor", "django.cursor.__enter__"}, true)
      .Handle("django.schema_editor", {"django.connection.schema_editor",
                                       "django.schema_editor.__enter__"})
      .Methods({"django.cursor", "django.schema_editor"}, {"execute"}, {})
      .Methods({"django.cursor"}, {"executemany"},
               {.action = SinkAction::RunMany, .parameters = {1, "param_list"}})
      .Methods({"django.cursor"}, {"callproc"},
               {.action = SinkAction::CallRoutine, .sql = {0, "procname"}})
      .Scripts({"django.cursor"}, {"copy_expert"}, {0, "sql"})
      .Transactions("django.connection", {"set_autocommit"});
  for (const std::string callee : {"django.db.migrations.RunSQL",
                                   "django.db.migrations.operations.RunSQL"}) {
    SinkSpec spec = driver.Spec(callee);
    spec.name = "migrations.RunSQL";
    spec.sql = {0, "sql"};
    spec.placeholders = PlaceholderStyle::None;
    driver.Add(std::move(spec));
  }
}

constexpr const char* kNamedTable = "pandas.read_sql of a table";

void AddPandas(SinkCatalog& catalog) {
  DriverTable driver(catalog, kPasted);
  for (const std::string callee :
       {"read_sql", "read_sql_query", "io.sql.read_sql",
        "io.sql.read_sql_query"}) {
    SinkSpec spec = driver.Spec("pandas." + callee);
    spec.name = "pandas." + callee.substr(callee.rfind('.') + 1);
    spec.sql = {0, "sql"};
    spec.connection = {1, "con"};
    spec.parameters = {4, "params"};
    spec.named_form = spec.name == "pandas.read_sql" ? kNamedTable : "";
    driver.Add(std::move(spec));
  }
  // `read_sql("orders", engine)`
  SinkSpec named = driver.Spec(kNamedTable);
  named.name = "pandas.read_sql";
  named.action = SinkAction::Table;
  named.table = {0, "sql"};
  named.connection = {1, "con"};
  named.columns = {6, "columns"};
  driver.Add(std::move(named));
  SinkSpec table = driver.Spec("pandas.read_sql_table");
  table.action = SinkAction::Table;
  table.table = {0, "table_name"};
  table.connection = {1, "con"};
  table.schema = {2, "schema"};
  table.columns = {6, "columns"};
  driver.Add(std::move(table));
  for (const std::string callee :
       {"polars.read_database", "polars.read_database_uri"}) {
    SinkSpec spec = driver.Spec(callee);
    spec.sql = {0, "query"};
    spec.connection = {1, "connection"};
    spec.placeholders = PlaceholderStyle::None;
    driver.Add(std::move(spec));
  }
}

// A call that is a sink on any receiver.
void AddFallback(SinkCatalog& catalog, SinkSpec spec) {
  FallbackSink fallback;
  fallback.callee = spec.callee;
  fallback.spec = std::move(spec);
  catalog.fallbacks.push_back(std::move(fallback));
}

void AddRunFallback(SinkCatalog& catalog, const DriverTable& driver,
                    const Names& methods, const MethodShape& shape) {
  for (const std::string& method : methods) {
    SinkSpec spec = driver.Spec(method);
    spec.action = shape.action;
    spec.sql = shape.sql;
    spec.parameters = shape.parameters;
    spec.parameters_spread = shape.spread;
    spec.dialect = Dialect::Unknown;
    AddFallback(catalog, std::move(spec));
  }
}

// aiosql, anosql, pugsql: a statement of a file, called by its name with the
// connection first.
void AddNamedStatements(SinkCatalog& catalog) {
  DriverTable driver(
      catalog, {PlaceholderStyle::Named, Binding::Client, Dialect::PostgreSql});
  driver.Handle(std::string(kNamedReceiver), {});
  SinkSpec spec = driver.Spec(std::string(kNamedCallee));
  spec.receivers = {std::string(kNamedReceiver)};
  spec.sql = {0, ""};
  spec.connection = {1, "conn"};
  spec.parameters = ArgumentPlace();
  driver.Add(std::move(spec));
}

// A call that has the shell run psql (lower_subprocess.cpp).
void AddSubprocess(SinkCatalog& catalog) {
  DriverTable driver(
      catalog, {PlaceholderStyle::None, Binding::Client, Dialect::Unknown});
  SinkSpec spec = driver.Spec("shell()");
  spec.name = "subprocess";
  spec.action = SinkAction::RunProgram;
  spec.sql = {0, "args"};
  driver.Add(std::move(spec));
}

}  // namespace

void AddFrameworkSinks(SinkCatalog& catalog) {
  AddSubprocess(catalog);
  AddDjango(catalog);
  AddPandas(catalog);
  AddNamedStatements(catalog);
}

void AddFallbackSinks(SinkCatalog& catalog) {
  const DriverTable pasted(catalog, kPasted);
  const DriverTable sent(
      catalog, {PlaceholderStyle::Numeric, Binding::Server, Dialect::Unknown});
  const DriverTable named(
      catalog, {PlaceholderStyle::Named, Binding::Server, Dialect::Unknown});
  AddRunFallback(
      catalog, pasted,
      {"execute", "mogrify_and_execute", "raw", "execute_sql", "runQuery",
       "runOperation", "execute_query", "execute_query_dict"},
      {});
  AddRunFallback(catalog, pasted, {"executemany"},
                 {.action = SinkAction::RunMany});
  AddRunFallback(catalog, pasted, {"callproc"},
                 {.action = SinkAction::CallRoutine});
  AddRunFallback(
      catalog, sent, {"fetch", "fetchrow", "fetchval"},
      {.sql = {0, "query"}, .parameters = {1, "args"}, .spread = true});
  AddRunFallback(catalog, named, {"fetch_all", "fetch_one", "fetch_val"},
                 {.sql = {0, "query"}, .parameters = {1, "values"}});
  for (const std::string method :
       {"executescript", "execute_script", "copy_expert", "exec_driver_sql"}) {
    SinkSpec spec = pasted.Spec(method);
    spec.sql = {0, "sql"};
    spec.placeholders = method == "exec_driver_sql" ? PlaceholderStyle::Pyformat
                                                    : PlaceholderStyle::None;
    spec.dialect = Dialect::Unknown;
    AddFallback(catalog, std::move(spec));
  }
  SinkSpec frame = pasted.Spec("to_sql");
  frame.name = "DataFrame.to_sql";
  frame.action = SinkAction::Table;
  frame.table = {0, "name"};
  frame.connection = {1, "con"};
  frame.schema = {2, "schema"};
  frame.writes = true;
  frame.makes = true;
  AddFallback(catalog, std::move(frame));
  SinkSpec records = sent.Spec("copy_records_to_table");
  records.action = SinkAction::Table;
  records.table = {0, "table_name"};
  records.schema = {-1, "schema_name"};
  records.columns = {-1, "columns"};
  records.writes = true;
  AddFallback(catalog, std::move(records));
}

}  // namespace pgpact
