// DDL against the server: the statements of tests/conformance/ddl/*.sql (and
// of the files named in PGPACT_DDL_FILES, one to a line) run on a database of
// their own and through LoadSchema. The same ones fail with the same SQLSTATE,
// and the same columns, constraints and routines are there afterwards.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/installation/load_schema.h"
#include "analyzer/sql/parse_template.h"
#include "tests/conformance/catalog_comparison.h"
#include "tests/support/postgres_server.h"

namespace pgpact {
namespace {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> Files() {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path folder =
      PGPACT_SOURCE_FOLDER "/tests/conformance/ddl";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    files.push_back(entry.path());
  }
  if (const char* more = std::getenv("PGPACT_DDL_FILES")) {
    std::istringstream lines(more);
    for (std::string line; std::getline(lines, line);) {
      files.emplace_back(line);
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

ParsedSql Parse(const std::string& sql) {
  MarkedText text;
  text.text.Append(sql, Location{{}, {0, static_cast<uint32_t>(sql.size())}});
  return ParseText(text, TextPolicy());
}

// The DDL that we write of the catalog makes what the first database has.
class DdlConformance : public KnownServerTest {
 protected:
  static void CheckWritten(const Catalog& catalog, ServerDatabase& first,
                           int number) {
    auto second = server().CreateDatabase("ddl" + std::to_string(number));
    ASSERT_TRUE(second.ok());
    for (const ParsedStatement& statement :
         Parse(WriteDdl(catalog)).statements) {
      const auto error = second.value().Execute(statement.text.text);
      EXPECT_FALSE(error.has_value())
          << statement.text.text << "\n"
          << error->sqlstate << " " << error->message;
    }
    EXPECT_EQ("", DatabaseDifference(first, second.value()));
  }
};

TEST_F(DdlConformance, LoadsWhatTheServerLoads) {
  int number = 0;
  for (const auto& path : Files()) {
    SCOPED_TRACE(path.string());
    auto database = server().CreateDatabase("ddl" + std::to_string(number++));
    ASSERT_TRUE(database.ok());
    const ParsedSql parsed = Parse(ReadFile(path));
    InstallationScript script;
    std::map<const ParsedStatement*, std::string> errors;
    for (const ParsedStatement& statement : parsed.statements) {
      script.events.emplace_back(ScriptStatement{&statement});
      if (const auto error = database.value().Execute(statement.text.text)) {
        errors[&statement] = error->sqlstate + " " + error->message;
      }
    }
    const LoadedSchema loaded =
        LoadSchema({&script, 1}, LoadBuiltinCatalog("15"),
                   SearchPath{{"$user", "public"}, "postgres"});
    std::map<const ParsedStatement*, std::string> ours;
    for (const InstallationProblem& problem : loaded.problems) {
      if (problem.kind == InstallationProblem::Kind::Fails) {
        ours.emplace(problem.statement,
                     problem.sqlstate + " " + problem.message);
      }
    }
    for (const ParsedStatement& statement : parsed.statements) {
      const auto theirs = errors.find(&statement);
      const auto own = ours.find(&statement);
      const std::string expected = theirs == errors.end() ? "" : theirs->second;
      EXPECT_EQ(own == ours.end() ? "" : own->second, expected)
          << statement.text.text;
    }
    EXPECT_EQ("", CatalogDifference(database.value(), loaded.catalog));
    CheckWritten(loaded.catalog, database.value(), number++);
  }
}

}  // namespace
}  // namespace pgpact
