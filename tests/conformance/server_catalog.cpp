#include "tests/conformance/server_catalog.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/catalog/system_letters.h"

namespace pgpact {
namespace {

using Row = std::vector<std::optional<std::string>>;

constexpr const char* kTypes = R"(
  SELECT t.oid, n.nspname, t.typname, t.typtype, t.typcategory, t.typelem,
         t.typarray, t.typbasetype, t.typrelid, t.typtypmod
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace ORDER BY t.oid)";
constexpr const char* kRelations = R"(
  SELECT c.oid, n.nspname, c.relname, c.relkind, c.reltype
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^(pg_|information_schema)' ORDER BY c.oid)";
constexpr const char* kColumns = R"(
  SELECT a.attrelid, a.attname, a.atttypid, a.atttypmod, a.attnotnull
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname !~ '^(pg_|information_schema)' AND a.attnum > 0
    AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum)";
constexpr const char* kConstraints =
    "SELECT conrelid, conname FROM pg_constraint WHERE conrelid <> 0";
constexpr const char* kParents = "SELECT inhrelid, inhparent FROM pg_inherits";
constexpr const char* kRoutines = R"(
  SELECT p.oid, n.nspname, p.proname, p.prokind, p.prorettype, p.proretset,
         p.pronargdefaults
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
  WHERE n.nspname !~ '^(pg_|information_schema)' ORDER BY p.oid)";
constexpr const char* kArguments = R"(
  SELECT p.oid, COALESCE(p.proargnames[i], ''), COALESCE(p.proargmodes[i], 'i'),
         COALESCE(p.proallargtypes[i], p.proargtypes[i - 1])
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,
       generate_series(1, GREATEST(cardinality(p.proallargtypes),
                                   cardinality(p.proargtypes))) i
  WHERE n.nspname !~ '^(pg_|information_schema)' ORDER BY p.oid, i)";

class Reader {
 public:
  explicit Reader(ServerDatabase& database)
      : database_(database), catalog_(LoadBuiltinCatalog("15")) {}

  Catalog Read() {
    ReadTypes();
    ReadRelations();
    ReadRoutines();
    return std::move(catalog_);
  }

 private:
  ServerRows Query(const char* sql) {
    auto rows = database_.Query(sql);
    EXPECT_TRUE(rows.ok()) << sql;
    return rows.ok() ? rows.value() : ServerRows();
  }

  SchemaId SchemaOf(const std::string& name) {
    const auto found = catalog_.FindSchema(name);
    if (found.has_value()) {
      return *found;
    }
    Schema schema;
    schema.name = name;
    return catalog_.AddSchema(schema);
  }

  TypeId TypeOf(const std::string& oid) const {
    const auto found = types_.find(oid);
    return found == types_.end() ? kUnknownTypeId : found->second;
  }

  static TypeKind KindOf(const Row& row) {
    const bool array = row[3] == "b" && row[4] == "A";
    return TypeKindOf(array ? 'a' : row[3]->front());
  }

  static bool IsBuiltin(const Row& row) {
    return row[1] == "pg_catalog" || row[1] == "information_schema" ||
           row[1]->starts_with("pg_");
  }

  void ReadTypes() {
    const ServerRows rows = Query(kTypes);
    for (const Row& row : rows) {
      if (IsBuiltin(row)) {
        const auto schema = catalog_.FindSchema(*row[1]);
        const auto type = schema.has_value()
                              ? catalog_.FindType(*schema, *row[2])
                              : std::nullopt;
        if (type.has_value()) {
          types_[*row[0]] = *type;
        }
        continue;
      }
      Type type;
      type.schema = SchemaOf(*row[1]);
      type.name = *row[2];
      type.kind = KindOf(row);
      type.category = row[4]->front();
      types_[*row[0]] = catalog_.AddType(type);
    }
    for (const Row& row : rows) {
      if (IsBuiltin(row)) {
        continue;
      }
      Type type = catalog_.type(TypeOf(*row[0]));
      type.element = TypeOf(*row[5]);
      type.array = TypeOf(*row[6]);
      type.base = {TypeOf(*row[7]), std::stoi(*row[9])};
      catalog_.ChangeType(TypeOf(*row[0]), type);
    }
  }

  void ReadRelations() {
    std::map<std::string, Relation> relations;
    std::vector<std::string> order;
    for (const Row& row : Query(kRelations)) {
      Relation& relation = relations[*row[0]];
      relation.schema = SchemaOf(*row[1]);
      relation.name = *row[2];
      relation.kind = RelationKindOf(row[3]->front());
      relation.row_type = TypeOf(*row[4]);
      order.push_back(*row[0]);
    }
    for (const Row& row : Query(kColumns)) {
      Column column;
      column.name = *row[1];
      column.type = {TypeOf(*row[2]), std::stoi(*row[3])};
      column.not_null = row[4] == "t";
      relations[*row[0]].columns.push_back(column);
    }
    for (const Row& row : Query(kConstraints)) {
      TableConstraint constraint;
      constraint.name = *row[1];
      if (relations.contains(*row[0])) {
        relations[*row[0]].constraints.push_back(constraint);
      }
    }
    for (const std::string& oid : order) {
      relations_[oid] = catalog_.AddRelation(relations[oid]);
      const TypeId row_type = relations[oid].row_type;
      if (row_type != kUnknownTypeId) {
        Type type = catalog_.type(row_type);
        type.relation = relations_[oid];
        catalog_.ChangeType(row_type, type);
      }
    }
    for (const Row& row : Query(kParents)) {
      if (relations_.contains(*row[0]) && relations_.contains(*row[1])) {
        Relation relation = catalog_.relation(relations_[*row[0]]);
        relation.parents.push_back(relations_[*row[1]]);
        catalog_.ChangeRelation(relations_[*row[0]], relation);
      }
    }
  }

  void ReadRoutines() {
    std::map<std::string, Routine> routines;
    std::map<std::string, int32_t> defaults;
    for (const Row& row : Query(kRoutines)) {
      Routine& routine = routines[*row[0]];
      routine.schema = SchemaOf(*row[1]);
      routine.name = *row[2];
      routine.kind = RoutineKindOf(row[3]->front());
      routine.returns = TypeOf(*row[4]);
      routine.returns_set = row[5] == "t";
      defaults[*row[0]] = std::stoi(*row[6]);
    }
    for (const Row& row : Query(kArguments)) {
      RoutineArgument argument;
      argument.name = *row[1];
      argument.mode = ArgumentModeOf(row[2]->front());
      argument.type = TypeOf(*row[3]);
      routines[*row[0]].arguments.push_back(argument);
    }
    for (auto& [oid, routine] : routines) {
      SetDefaults(routine, defaults[oid]);
      catalog_.AddRoutine(routine);
    }
  }

  ServerDatabase& database_;
  Catalog catalog_;
  std::map<std::string, TypeId> types_;
  std::map<std::string, RelationId> relations_;
};

}  // namespace

Catalog ReadCatalog(ServerDatabase& database) {
  return Reader(database).Read();
}

}  // namespace pgpact
