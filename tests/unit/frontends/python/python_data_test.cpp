// The tables of drivers hang together.
#include "analyzer/frontends/python/python_data.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <string>

#include "analyzer/frontends/python/python_kinds.h"
#include "analyzer/frontends/tree_sitter/grammar.h"

namespace pgpact {
namespace {

TEST(PythonData, TheGrammarHasEveryNodeAskedFor) {
  const Grammar grammar(GrammarName::Python, kPythonKinds, kPythonFields);
  EXPECT_THAT(grammar.unknown_names(), testing::IsEmpty());
}

TEST(PythonData, SinksNameHandlesThatExist) {
  const SinkCatalog catalog = PythonSinks();
  std::set<std::string> kinds;
  for (const HandleSpec& handle : catalog.handles) {
    EXPECT_TRUE(kinds.insert(handle.kind).second) << handle.kind << " twice";
  }
  for (const SinkSpec& sink : catalog.sinks) {
    for (const std::string& receiver : sink.receivers) {
      EXPECT_TRUE(kinds.contains(receiver)) << receiver;
    }
    EXPECT_TRUE(sink.gives.empty() || kinds.contains(sink.gives)) << sink.gives;
  }
}

const SinkSpec* Find(const SinkCatalog& catalog, const std::string& receiver,
                     const std::string& callee) {
  for (const SinkSpec& sink : catalog.sinks) {
    if (sink.callee == callee &&
        std::find(sink.receivers.begin(), sink.receivers.end(), receiver) !=
            sink.receivers.end()) {
      return &sink;
    }
  }
  return nullptr;
}

TEST(PythonData, DriversMarkAndBindParametersAsTheyDo) {
  struct Row {
    std::string receiver;
    std::string callee;
    PlaceholderStyle placeholders;
    Binding binding;
    Dialect dialect;
  };
  using enum PlaceholderStyle;
  const Row rows[] = {
      {"psycopg2.cursor", "execute", Pyformat, Binding::Client,
       Dialect::PostgreSql},
      {"psycopg2.cursor", "copy_expert", None, Binding::Client,
       Dialect::PostgreSql},
      {"psycopg.connection", "execute", Pyformat, Binding::Server,
       Dialect::PostgreSql},
      {"asyncpg.pool", "fetchrow", Numeric, Binding::Server,
       Dialect::PostgreSql},
      {"pg8000.cursor", "execute", Format, Binding::Server,
       Dialect::PostgreSql},
      {"pg8000.native", "run", Named, Binding::Server, Dialect::PostgreSql},
      {"sqlalchemy.session", "execute", Named, Binding::Client,
       Dialect::PostgreSql},
      {"sqlalchemy.connection", "exec_driver_sql", Pyformat, Binding::Client,
       Dialect::PostgreSql},
      {"sqlite3.connection", "execute", Qmark, Binding::Server,
       Dialect::Sqlite},
      {"pymysql.cursor", "execute", Pyformat, Binding::Client, Dialect::MySql},
  };
  const SinkCatalog catalog = PythonSinks();
  for (const Row& row : rows) {
    const SinkSpec* sink = Find(catalog, row.receiver, row.callee);
    ASSERT_NE(sink, nullptr) << row.receiver << "." << row.callee;
    EXPECT_EQ(sink->placeholders, row.placeholders) << row.receiver;
    EXPECT_EQ(sink->binding, row.binding) << row.receiver;
    EXPECT_EQ(sink->dialect, row.dialect) << row.receiver;
  }
}

}  // namespace
}  // namespace pgpact
