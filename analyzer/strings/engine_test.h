// EngineTest: a condition that asks which database the program runs on, as
// programs for several databases write it (`isinstance(engine,
// PostgresEngine)`, `vendor == "sqlite"`, `url.startswith("mysql")`).
//
// It goes by names and texts alone. What is checked is the program as it runs
// on PostgreSQL: such a condition is decided by that.
#pragma once

#include <optional>
#include <string_view>

#include "analyzer/strings/sink.h"
#include "analyzer/strings/string_program.h"

namespace pgpact {

struct EngineTest {
  // What the condition is when the program runs on PostgreSQL.
  bool holds = false;
  // Whose the other branch is; NotPostgreSql where the condition names none.
  Dialect other = Dialect::NotPostgreSql;
};

// Nothing for a condition that asks something else.
[[nodiscard]] std::optional<EngineTest> FindEngineTest(const Module& module,
                                                       ValueId condition);

// Of a class that stands for one database, by its name ("Sqlite3Engine").
[[nodiscard]] std::optional<Dialect> DatabaseOfClass(std::string_view name);

}  // namespace pgpact
