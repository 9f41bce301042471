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
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/installation/load_schema.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/parse_template.h"
#include "tests/support/postgres_server.h"

namespace pgpact {
namespace {

using Lines = std::set<std::string>;

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

const char* const kColumnQuery = R"(
SELECT table_schema || '.' || table_name || '.' || column_name || ' ' ||
  format_type(a.atttypid, a.atttypmod) || ' ' || is_nullable || ' ' ||
  coalesce(column_default, generation_expression, '-')
FROM information_schema.columns
JOIN pg_attribute a ON attname = column_name AND attrelid =
  (quote_ident(table_schema) || '.' || quote_ident(table_name))::regclass
WHERE table_schema NOT IN ('pg_catalog', 'information_schema')
  AND table_schema NOT LIKE 'pg_temp%'
)";
const char* const kRelationQuery = R"(
SELECT nspname || '.' || relname || ' ' || relkind::text FROM pg_class
JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND nspname NOT LIKE 'pg_temp%' AND nspname NOT LIKE 'pg_toast_temp%'
)";
const char* const kConstraintQuery = R"(
SELECT n.nspname || '.' || relname || ' ' || conname || ' ' || contype::text
FROM pg_constraint JOIN pg_class c ON c.oid = conrelid
JOIN pg_namespace n ON n.oid = relnamespace
WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND contype <> 't'
  AND n.nspname NOT LIKE 'pg_temp%'
)";
const char* const kRoutineQuery = R"(
SELECT nspname || '.' || proname || '(' ||
  pg_get_function_identity_arguments(p.oid) || ')' FROM pg_proc p
JOIN pg_namespace n ON n.oid = pronamespace
LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype IN ('i', 'e')
WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND d.objid IS NULL
)";

Lines Ask(ServerDatabase& database, const char* query) {
  Lines lines;
  const auto rows = database.Query(query);
  EXPECT_TRUE(rows.ok());
  if (rows.ok()) {
    for (const auto& row : rows.value()) {
      lines.insert(row[0].value_or("NULL"));
    }
  }
  return lines;
}

char RelkindOf(RelationKind kind) {
  switch (kind) {
    case RelationKind::Table:
      return 'r';
    case RelationKind::PartitionedTable:
      return 'p';
    case RelationKind::View:
      return 'v';
    case RelationKind::MaterializedView:
      return 'm';
    case RelationKind::ForeignTable:
      return 'f';
    case RelationKind::Sequence:
      return 'S';
    case RelationKind::CompositeType:
      return 'c';
    case RelationKind::Index:
      return 'i';
  }
  return '?';
}

struct Ours {
  Lines columns;
  Lines relations;
  Lines constraints;
};

void TakeRelation(const Catalog& catalog, const Relation& relation,
                  Ours& ours) {
  static constexpr std::string_view kConstraintLetters = "pufcx";
  const std::string shown = "public";
  const std::string name =
      catalog.schema(relation.schema).name + "." + relation.name;
  char kind = RelkindOf(relation.kind);
  if (relation.kind == RelationKind::Index &&
      catalog.relation(*relation.owner_table).kind ==
          RelationKind::PartitionedTable) {
    kind = 'I';
  }
  ours.relations.insert(name + " " + kind);
  for (const TableConstraint& constraint : relation.constraints) {
    ours.constraints.insert(
        name + " " + constraint.name + " " +
        kConstraintLetters[static_cast<size_t>(constraint.kind)]);
  }
  if (relation.kind == RelationKind::Sequence ||
      relation.kind == RelationKind::Index ||
      relation.kind == RelationKind::CompositeType ||
      relation.kind == RelationKind::MaterializedView) {
    return;
  }
  for (const Column& column : relation.columns) {
    bool domain = false;
    if (column.type.type != kUnknownTypeId) {
      domain = catalog.type(column.type.type).not_null;
    }
    ours.columns.insert(name + "." + column.name + " " +
                        catalog.FormatType(column.type, {&shown, 1}) + " " +
                        (column.not_null || domain ? "NO" : "YES") + " " +
                        column.default_expression.value_or("-"));
  }
}

Ours Collect(const Catalog& catalog) {
  Ours ours;
  for (const RelationId id : catalog.UserRelations()) {
    if (!catalog.relation(id).temporary) {
      TakeRelation(catalog, catalog.relation(id), ours);
    }
  }
  return ours;
}

// Lines that only one side has; those about a sequence's or open thing's
// unknown type are ours to explain, so nothing is left out.
std::string Difference(const Lines& server, const Lines& own) {
  std::string text;
  for (const std::string& line : server) {
    text += own.count(line) == 0 ? "  server: " + line + "\n" : "";
  }
  for (const std::string& line : own) {
    text += server.count(line) == 0 ? "  pgpact: " + line + "\n" : "";
  }
  return text;
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
    for (const char* query :
         {kColumnQuery, kRelationQuery, kConstraintQuery, kRoutineQuery}) {
      EXPECT_EQ("", Difference(Ask(first, query), Ask(second.value(), query)));
    }
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
    const Ours collected = Collect(loaded.catalog);
    EXPECT_EQ(
        "", Difference(Ask(database.value(), kColumnQuery), collected.columns));
    EXPECT_EQ("", Difference(Ask(database.value(), kRelationQuery),
                             collected.relations));
    EXPECT_EQ("", Difference(Ask(database.value(), kConstraintQuery),
                             collected.constraints));
    size_t routines = 0;
    for (const RoutineId id : loaded.catalog.UserRoutines()) {
      // Those that a range type brings have no place.
      routines += loaded.catalog.routine(id).defined ? 1 : 0;
    }
    EXPECT_EQ(Ask(database.value(), kRoutineQuery).size(), routines);
    CheckWritten(loaded.catalog, database.value(), number++);
  }
}

}  // namespace
}  // namespace pgpact
