// What the conformance test cannot ask a server: holes, tables of the session,
// what is not known of the installation, references and their hints.

#include "analyzer/binder/bind.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/sql/parse_template.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// `@` stands for a hole's marker.
MarkedText Mark(const std::string& text) {
  std::string marked;
  std::vector<HoleMark> holes;
  for (const char c : text) {
    if (c != '@') {
      marked += c;
      continue;
    }
    HoleMark hole;
    hole.marker = HoleMarker(static_cast<uint32_t>(holes.size()));
    hole.range.begin = static_cast<uint32_t>(marked.size());
    marked += hole.marker;
    hole.range.end = static_cast<uint32_t>(marked.size());
    holes.push_back(hole);
  }
  MarkedText result;
  result.text.Append(
      marked, {SourceFileId{0}, {0, static_cast<uint32_t>(marked.size())}});
  result.holes = holes;
  return result;
}

class BindTest : public ::testing::Test {
 protected:
  BindTest() : catalog_(LoadBuiltinCatalog("15")) {
    AddTable("public", "users", {"id", "name"});
    AddTable("public", "orders", {"id", "user_id", "total"});
    AddTable("app", "prices", {"symbol", "price"});
  }

  void AddTable(const std::string& schema, const std::string& name,
                const std::vector<std::string>& columns) {
    auto id = catalog_.FindSchema(schema);
    if (!id.has_value()) {
      Schema added;
      added.name = schema;
      id = catalog_.AddSchema(added);
    }
    Relation relation;
    relation.schema = *id;
    relation.name = name;
    for (const std::string& column_name : columns) {
      Column column;
      column.name = column_name;
      column.type.type = catalog_.Builtin("int4");
      relation.columns.push_back(column);
    }
    catalog_.AddRelation(relation);
  }

  BoundStatement Run(const std::string& text) {
    return Bind(ParseStatement(Mark(text), TextPolicy()), catalog_, session_);
  }
  // "42703 nope", "ok", "undecided"
  std::string Verdicts(const std::string& text) {
    const BoundStatement bound = Run(text);
    std::string shown = bound.verdict == Verdict::Ok          ? "ok"
                        : bound.verdict == Verdict::Undecided ? "undecided"
                                                              : "error";
    for (const BindProblem& problem : bound.problems) {
      shown += " " + problem.sqlstate + " " + problem.name;
    }
    return shown;
  }
  std::vector<std::string> References(const std::string& text) {
    const BoundStatement bound = Run(text);
    std::vector<std::string> shown;
    for (const Reference& reference : bound.references) {
      std::string line =
          reference.relation.empty() ? "" : reference.relation + ".";
      line += ShowWildName(reference.name);
      line += reference.access == ReferenceAccess::Read     ? " read"
              : reference.access == ReferenceAccess::Insert ? " insert"
              : reference.access == ReferenceAccess::Update ? " update"
                                                            : " other";
      line += reference.status == ReferenceStatus::Missing     ? " missing"
              : reference.status == ReferenceStatus::Undecided ? " undecided"
                                                               : "";
      line += reference.type_hint.empty() ? "" : " " + reference.type_hint;
      shown.push_back(line);
    }
    return shown;
  }

  Catalog catalog_;
  Session session_;
};

struct VerdictRow {
  const char* sql;
  const char* verdict;
};

TEST_F(BindTest, SaysNothingOfWhatIsNotKnownAndChecksTheRest) {
  const VerdictRow rows[] = {
      {"SELECT id FROM @", "undecided"},
      {"SELECT anything FROM @", "undecided"},
      {"SELECT anything FROM users, @", "undecided"},
      {"SELECT users.nope FROM users, @", "undecided 42703 nope"},
      {"SELECT t.anything FROM @ t", "undecided"},
      {"SELECT anything.x FROM @", "undecided"},
      {"SELECT anything.x FROM @ t", "undecided 42P01 anything"},
      {"SELECT @ FROM users", "undecided"},
      {"SELECT @ FROM nope", "error 42P01 nope"},
      {"SELECT @, nope FROM users", "undecided 42703 nope"},
      {"SELECT nope, @ FROM users", "error 42703 nope"},
      {"SELECT users.@ FROM users", "undecided"},
      {"SELECT x FROM (SELECT @ FROM users) t", "undecided"},
      {"SELECT id FROM users WHERE nope = 1 ORDER BY @", "error 42703 nope"},
      {"SELECT id FROM users ORDER BY @", "undecided"},
      {"SELECT id FROM app.prices_@ WHERE id = (SELECT nope FROM users)",
       "undecided"},
      {"SELECT 1 FROM app.prices_@ p WHERE p.x = (SELECT u.nope FROM users u)",
       "undecided 42703 nope"},
      {"INSERT INTO users (@) VALUES (1, 2)", "undecided"},
      {"INSERT INTO users (id, @) VALUES (1)", "undecided"},
      {"INSERT INTO users (nope, @) VALUES (1)", "error 42703 nope"},
      {"UPDATE users SET @ = 1 WHERE nope = 2", "error 42703 nope"},
      {"UPDATE users SET @ = 1", "undecided"},
      {"UPDATE @ SET a = b", "undecided"},
      {"SELECT @(id) FROM users", "undecided"},
      {"SELECT @(nope) FROM users", "error 42703 nope"},
      {"SELECT id::@ FROM users", "undecided"},
      {"SELECT id FROM users UNION SELECT @ FROM users", "undecided"},
      {"SELECT id, name FROM users UNION SELECT id FROM users", "error 42601 "},
  };
  for (const VerdictRow& row : rows) {
    EXPECT_EQ(Verdicts(row.sql), row.verdict) << row.sql;
  }
}

TEST_F(BindTest, GoesOnAfterAMissingTableWithoutFollowingErrors) {
  EXPECT_EQ(Verdicts("SELECT a, n.b FROM nope n WHERE c = 1"),
            "error 42P01 nope");
  EXPECT_EQ(Verdicts("SELECT a FROM nope1, nope2"),
            "error 42P01 nope1 42P01 nope2");
  EXPECT_EQ(Verdicts("SELECT u.x, n.y FROM nope n JOIN users u ON true"),
            "error 42P01 nope 42703 x");
  EXPECT_THAT(References("SELECT a FROM nope WHERE b = 'x'"),
              ElementsAre("nope read missing", "nope.a read missing",
                          "nope.b read missing text"));
}

TEST_F(BindTest, TellsReadsAndWritesAndWhatTypeAMissingColumnHas) {
  EXPECT_THAT(References("UPDATE users SET name = id WHERE id = 1"),
              ElementsAre("users update", "users.id read", "users.id read",
                          "users.name update"));
  EXPECT_THAT(References("INSERT INTO users (id, flag) VALUES (1, true)"),
              ElementsAre("users insert", "users.id insert",
                          "users.flag insert missing boolean"));
  EXPECT_THAT(References("UPDATE users SET seen = 'x', n = 1"),
              ElementsAre("users update", "users.seen update missing text",
                          "users.n update missing integer"));
  EXPECT_THAT(
      References("SELECT * FROM app.prices"),
      ElementsAre("prices read", "prices.symbol read", "prices.price read"));
  EXPECT_THAT(References("SELECT id FROM users WHERE seen"),
              ElementsAre("users read", "users.id read",
                          "users.seen read missing boolean"));
}

TEST_F(BindTest, TakesTheSessionsOwnTablesFirst) {
  session_.temporary_tables.push_back({"users", {"other"}, false});
  session_.temporary_tables.push_back({"open", {"a"}, true});
  EXPECT_EQ(Verdicts("SELECT other FROM users"), "ok");
  EXPECT_EQ(Verdicts("SELECT id FROM users"), "error 42703 id");
  EXPECT_EQ(Verdicts("SELECT id FROM public.users"), "ok");
  EXPECT_EQ(Verdicts("SELECT other FROM pg_temp.users"), "ok");
  EXPECT_EQ(Verdicts("SELECT a, b FROM open"), "undecided");
  EXPECT_THAT(Run("SELECT other FROM users").assumes,
              ElementsAre("temporary table users"));
}

TEST_F(BindTest, LeavesOpenWhatAnUnknownExtensionMayHold) {
  EXPECT_EQ(Verdicts("SELECT unknown_function(1)"),
            "error 42883 unknown_function");
  catalog_.OpenSchema("public");
  EXPECT_EQ(Verdicts("SELECT unknown_function(1)"), "undecided");
  EXPECT_EQ(Verdicts("SELECT 1 FROM unknown_table"), "undecided");
  EXPECT_EQ(Verdicts("SELECT 1::unknown_type"), "undecided");
  EXPECT_EQ(Verdicts("SELECT nope FROM users"), "error 42703 nope");
  EXPECT_EQ(Verdicts("SELECT 1 FROM app.nope"), "error 42P01 nope");
}

TEST_F(BindTest, FollowsTheSearchPath) {
  EXPECT_EQ(Verdicts("SELECT price FROM prices"), "error 42P01 prices");
  session_.search_path.schemas = {"app"};
  EXPECT_EQ(Verdicts("SELECT price FROM prices"), "ok");
  EXPECT_EQ(Verdicts("SELECT id FROM users"), "error 42P01 users");
  EXPECT_EQ(Verdicts("SELECT relname FROM pg_class"), "ok");
}

TEST_F(BindTest, LooksOnlyAtTheObjectsOfUtilityStatements) {
  EXPECT_EQ(Verdicts("TRUNCATE nope.t"), "error 3F000 t");
  EXPECT_EQ(Verdicts("TRUNCATE users, nope"), "error 42P01 nope");
  EXPECT_EQ(Verdicts("COPY users (id, nope) FROM STDIN"), "error 42703 nope");
  EXPECT_EQ(Verdicts("LOCK TABLE nope"), "error 42P01 nope");
  EXPECT_EQ(Verdicts("NOTIFY channel"), "ok");
  EXPECT_TRUE(Run("TRUNCATE users").objects_only);
}

TEST_F(BindTest, LooksAtWhatDefinitionsNeed) {
  EXPECT_EQ(Verdicts("DROP TABLE nope"), "error 42P01 nope");
  EXPECT_EQ(Verdicts("DROP TABLE IF EXISTS nope"), "ok");
  EXPECT_EQ(Verdicts("CREATE TABLE users (id int)"), "ok")
      << "it may be dropped before";
  EXPECT_EQ(Verdicts("CREATE INDEX i ON users (nope)").substr(0, 11),
            "error 42703");
  EXPECT_EQ(Verdicts("CREATE VIEW v AS SELECT nope FROM users"),
            "error 42703 nope");
  EXPECT_TRUE(Run("CREATE TABLE t (a int)").ddl);
}

TEST_F(BindTest, TellsAMissingSchemaAndOffersNearNames) {
  const BoundStatement bound = Run("SELECT 1 FROM analytics.probability");
  ASSERT_EQ(bound.problems.size(), 1U);
  EXPECT_EQ(bound.problems[0].sqlstate, "42P01");
  EXPECT_TRUE(bound.problems[0].schema_missing);
  EXPECT_THAT(Run("SELECT nmae FROM users").problems[0].near_names,
              ElementsAre("name"));
  EXPECT_THAT(Run("SELECT id FROM users").problems, IsEmpty());
}

TEST_F(BindTest, SurvivesAnyDepth) {
  std::string chain = "SELECT 1";
  constexpr int kTerms = 3000;
  for (int i = 0; i < kTerms; ++i) {
    chain += " || nope";
  }
  EXPECT_THAT(Verdicts(chain + " FROM users"), HasSubstr("error 42703 nope"));
}

TEST_F(BindTest, SyntaxErrorsAreTheStatementsOnlyProblem) {
  EXPECT_EQ(Verdicts("SELECT FORM users WHERE ="), "error 42601 ");
}

TEST_F(BindTest, HasATextForm) {
  const ParsedStatement parsed =
      ParseStatement(Mark("SELECT name, nope FROM users"), TextPolicy());
  EXPECT_EQ(DumpBinding(parsed, Bind(parsed, catalog_, session_)),
            "statement SELECT name, nope FROM users\n"
            "  verdict error\n"
            "  problem 42703 column \"nope\" does not exist [13,17) at 13 "
            "object public.users.nope\n"
            "  reference table public.users read provided [23,28)\n"
            "  reference column public.users.name read provided [7,11)\n"
            "  reference column public.users.nope read missing [13,17)\n"
            "  output name integer from public.users.name null\n"
            "  output nope\n");
}

}  // namespace
}  // namespace pgpact
