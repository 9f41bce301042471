#include "analyzer/catalog/catalog.h"

#include <gtest/gtest.h>

#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/catalog/search_path.h"

namespace pgpact {
namespace {

const BuiltinCatalog& Builtins() {
  return LoadBuiltinCatalog("15");
}

Relation Table(SchemaId schema, const std::string& name) {
  Relation relation;
  relation.schema = schema;
  relation.name = name;
  return relation;
}

TEST(Catalog, FindsWhatEveryDatabaseHas) {
  const Catalog catalog(Builtins());
  const SchemaId system = *catalog.FindSchema("pg_catalog");
  const auto tables =
      catalog.FindRelation(*catalog.FindSchema("information_schema"), "tables");
  ASSERT_TRUE(tables.has_value());
  EXPECT_EQ(catalog.relation(*tables).kind, RelationKind::View);
  EXPECT_EQ(catalog.relation(*tables).columns.front().name, "table_catalog");
  EXPECT_EQ(catalog.relation(*tables).columns.size(), 12U);

  const Relation& classes =
      catalog.relation(*catalog.FindRelation(system, "pg_class"));
  EXPECT_TRUE(classes.FindColumn("relname")->not_null);
  EXPECT_EQ(catalog.type(classes.FindColumn("relname")->type.type).name,
            "name");
  EXPECT_EQ(catalog.type(classes.row_type).relation,
            catalog.FindRelation(system, "pg_class"));
  EXPECT_FALSE(catalog.FindRelation(system, "pg_clas").has_value());

  const Type& integer = catalog.type(catalog.Builtin("int4"));
  EXPECT_EQ(integer.category, 'N');
  EXPECT_EQ(catalog.type(integer.array).element, catalog.Builtin("int4"));
  EXPECT_EQ(catalog.type(integer.array).kind, TypeKind::Array);
}

TEST(Catalog, CountsTheArgumentsOfRoutines) {
  const Catalog catalog(Builtins());
  const SchemaId system = *catalog.FindSchema("pg_catalog");
  struct Row {
    const char* name;
    size_t overloads;
    uint32_t minimum;
    uint32_t maximum;
  };
  for (const Row& row : {Row{"now", 1, 0, 0}, Row{"make_interval", 1, 0, 7},
                         Row{"concat", 1, 1, UINT32_MAX}, Row{"lower", 3, 1, 1},
                         Row{"no_such", 0, 0, 0}}) {
    const auto found = catalog.FindRoutines(system, row.name);
    ASSERT_EQ(found.size(), row.overloads) << row.name;
    if (!found.empty()) {
      EXPECT_EQ(catalog.routine(found[0]).MinimumArguments(), row.minimum);
      EXPECT_EQ(catalog.routine(found[0]).MaximumArguments(), row.maximum);
    }
  }
  EXPECT_EQ(catalog.routine(catalog.FindRoutines(system, "now")[0]).volatility,
            's');
}

TEST(Catalog, UndoesWhatCameAfterAMark) {
  Catalog catalog(Builtins());
  const SchemaId schema = *catalog.FindSchema("public");
  const RelationId first = catalog.AddRelation(Table(schema, "first"));
  const Catalog::Journal mark = catalog.Mark();
  Relation second = Table(schema, "second");
  second.parents = {first};
  const RelationId child = catalog.AddRelation(second);
  catalog.ChangeRelation(first, Table(schema, "renamed"));
  catalog.AddRole("someone");
  EXPECT_EQ(catalog.Children(first), std::vector<RelationId>{child});
  EXPECT_FALSE(catalog.FindRelation(schema, "first").has_value());
  catalog.RemoveRelation(child);
  EXPECT_TRUE(catalog.Children(first).empty());

  catalog.RollbackTo(mark);
  EXPECT_EQ(catalog.FindRelation(schema, "first"), first);
  EXPECT_FALSE(catalog.FindRelation(schema, "renamed").has_value());
  EXPECT_FALSE(catalog.FindRelation(schema, "second").has_value());
  EXPECT_TRUE(catalog.Children(first).empty());
  EXPECT_TRUE(catalog.roles().empty());
}

TEST(Catalog, SearchesThePathInTheServersOrder) {
  Catalog catalog(Builtins());
  const SchemaId open = *catalog.FindSchema("public");
  Schema own;
  own.name = "app";
  const SchemaId app = catalog.AddSchema(own);
  const RelationId in_public = catalog.AddRelation(Table(open, "t"));
  const RelationId in_app = catalog.AddRelation(Table(app, "t"));
  const RelationId hides = catalog.AddRelation(Table(open, "pg_class"));

  SearchPath path;
  EXPECT_EQ(FindOnPath(catalog, path, "t"), in_public);
  EXPECT_NE(FindOnPath(catalog, path, "pg_class"), hides);
  path.role = "app";
  EXPECT_EQ(FindOnPath(catalog, path, "t"), in_app);
  EXPECT_EQ(CreationSchema(catalog, path), app);
  path.schemas = {"public", "pg_catalog"};
  EXPECT_EQ(FindOnPath(catalog, path, "pg_class"), hides);
  path.schemas = {"nowhere"};
  EXPECT_FALSE(CreationSchema(catalog, path).has_value());
}

TEST(Catalog, OffersNearNames) {
  Catalog catalog(Builtins());
  const SchemaId schema = *catalog.FindSchema("public");
  catalog.AddRelation(Table(schema, "customer"));
  catalog.AddRelation(Table(schema, "customers"));
  catalog.AddRelation(Table(schema, "orders"));
  EXPECT_EQ(catalog.NearRelations("public", "custmer"),
            (std::vector<std::string>{"customer", "customers"}));
  EXPECT_EQ(catalog.NearSchemas("publc"), std::vector<std::string>{"public"});
}

TEST(BuiltinCatalog, KnowsOperatorsCastsAndNames) {
  const Catalog catalog(Builtins());
  EXPECT_EQ(Builtins().Operators("->>").size(), 4U);
  EXPECT_EQ(
      Builtins().FindCast(catalog.Builtin("int4"), catalog.Builtin("int8")),
      CastContext::Implicit);
  EXPECT_FALSE(Builtins()
                   .FindCast(catalog.Builtin("int4"), catalog.Builtin("uuid"))
                   .has_value());
  EXPECT_TRUE(Builtins().HasNamedObject("language", "", "plpgsql"));
  EXPECT_FALSE(Builtins().HasNamedObject("language", "", "plperl"));
}

}  // namespace
}  // namespace pgpact
