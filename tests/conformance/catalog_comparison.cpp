#include "tests/conformance/catalog_comparison.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

namespace pgpact {
namespace {

using Lines = std::set<std::string>;

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
SELECT nspname || '.' || proname || '(' || array_to_string(
    ARRAY(SELECT format_type(t, NULL) FROM unnest(proargtypes::oid[]) t),
    ', ') || ') ' || prokind::text
FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
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
  Lines routines;
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

void TakeRoutine(const Catalog& catalog, const Routine& routine, Ours& ours) {
  static constexpr std::string_view kKindLetters = "fpaw";
  const std::string shown = "public";
  std::string types;
  for (const RoutineArgument& argument : routine.arguments) {
    if (argument.mode != ArgumentMode::Out &&
        argument.mode != ArgumentMode::Table) {
      types += (types.empty() ? "" : ", ") +
               catalog.FormatType({argument.type}, {&shown, 1});
    }
  }
  ours.routines.insert(catalog.schema(routine.schema).name + "." +
                       routine.name + "(" + types + ") " +
                       kKindLetters[static_cast<size_t>(routine.kind)]);
}

Ours Collect(const Catalog& catalog) {
  Ours ours;
  for (const RelationId id : catalog.UserRelations()) {
    if (!catalog.relation(id).temporary) {
      TakeRelation(catalog, catalog.relation(id), ours);
    }
  }
  for (const RoutineId id : catalog.UserRoutines()) {
    // Those that a range type brings have no place.
    if (catalog.routine(id).defined) {
      TakeRoutine(catalog, catalog.routine(id), ours);
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

}  // namespace

std::string CatalogDifference(ServerDatabase& server, const Catalog& ours) {
  const Ours collected = Collect(ours);
  return Difference(Ask(server, kColumnQuery), collected.columns) +
         Difference(Ask(server, kRelationQuery), collected.relations) +
         Difference(Ask(server, kConstraintQuery), collected.constraints) +
         Difference(Ask(server, kRoutineQuery), collected.routines);
}

std::string DatabaseDifference(ServerDatabase& first, ServerDatabase& second) {
  std::string text;
  for (const char* query :
       {kColumnQuery, kRelationQuery, kConstraintQuery, kRoutineQuery}) {
    text += Difference(Ask(first, query), Ask(second, query));
  }
  return text;
}

}  // namespace pgpact
