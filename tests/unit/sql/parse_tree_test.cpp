#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "analyzer/sql/dump_sql.h"
#include "analyzer/sql/parse_template.h"

namespace pgpact {
namespace {

MarkedText Plain(std::string_view text) {
  MarkedText plain;
  plain.text.Append(text, {{0}, {0, static_cast<uint32_t>(text.size())}});
  return plain;
}

// The tree of the first statement, or its error.
std::string Show(std::string_view text) {
  const ParsedStatement statement = ParseStatement(Plain(text), {});
  if (statement.error) {
    return statement.error->sqlstate + " " + statement.error->message;
  }
  return DumpTree(statement.tree, statement.text.text);
}

struct Row {
  std::string_view text;
  std::string_view tree;
};

// A name without its place is shown with `!`, a wrong place with `?`.
class TreeTable : public testing::TestWithParam<Row> {};

TEST_P(TreeTable, NamesStandAtTheirPlaces) {
  EXPECT_EQ(Show(GetParam().text), GetParam().tree);
}

INSTANTIATE_TEST_SUITE_P(
    Queries, TreeTable,
    testing::Values(
        Row{"SELECT a.b AS c, count(*) n, -1, 0, ''",
            "(select ( (= c a.b) (= n (call count *)) -1 0 ''))"},
        Row{"select x.* from s.t as u(v, w) join z using (q)",
            "(select ( x.*) (from (join (table s.t (as u) (columns v w)) z "
            "(using q))))"},
        Row{"select 1 from (select 2 b from c) AS b (c), lateral f(1) c(d int)",
            "(select ( 1) (from (subselect (select ( (= b 2)) (from c)) "
            "(as b) (columns c)) (function lateral (call f 1) (as c) d "
            "<pg_catalog.int4>)))"},
        Row{"select 1 union select 2 union select 3 union all select 4",
            "(union all (union (select ( 1)) (select ( 2)) (select ( 3))) "
            "(select ( 4)))"},
        Row{"with recursive c (a, b) as (select 1) table c",
            "(select (with-recursive (cte c (columns a b) (select ( 1)))) "
            "( *) (from c))"},
        Row{"select sum(x) over w, (a).b.c, \"A\"\"b\" from t window w as "
            "(partition by a order by b desc)",
            "(select ( (call sum x (window w)) (indirection a (field b) "
            "(field c)) A\"b) (from t) (window w (partition-by a) (order-by b "
            "desc)))"},
        Row{"insert into t (a, b[1].c) values (1, default) on conflict (a) do "
            "update set b = excluded.b returning *, a as r",
            "(insert t (columns a (= b (index 1) (field c))) (select (values 1 "
            "default)) (on-conflict (key a) (set (= b excluded.b))) (returning "
            "* (= r a)))"},
        Row{"update t set (a, b) = (1, 2), c = 3 from x where x.y = t.z",
            "(update t (set (= a (column-1 (row 1 2))) (= b (column-2 (row 1 "
            "2))) (= c 3)) (from x) (where (op = x.y t.z)))"},
        Row{"delete from only \"T\" using x where current of k",
            "(delete (only T) (using x) (where (current-of k)))"}));

INSTANTIATE_TEST_SUITE_P(
    Tables, TreeTable,
    testing::Values(
        Row{"create table if not exists s.t (id serial primary key, a "
            "varchar(20) not null default 'x', constraint c unique (a), "
            "foreign key (a) references o.p (q), like l including all)",
            "(create-table s.t if-not-exists (column id <serial> "
            "(primary-key)) (column a <pg_catalog.varchar:20> (not-null) "
            "(default 'x')) (unique (name c) (columns a)) (foreign-key "
            "(columns a) (references o.p (columns q))) (like l))"},
        Row{"create schema if not exists s authorization r",
            "(create-schema s if-not-exists (owner r))"},
        Row{"create index i on s.t using gin (a ops, lower(b)) include (z)",
            "(create-index i s.t (key a (class ops)) (key (call lower b)) "
            "(including z))"},
        Row{"create view v (a) as select b from t",
            "(create-view v (columns a) (select ( b) (from t)))"}));

INSTANTIATE_TEST_SUITE_P(
    Errors, TreeTable,
    testing::Values(
        Row{"select 1 +", "42601 syntax error at end of input"},
        Row{"select a b c", "42601 syntax error at or near \"c\""},
        Row{"select 1::float(0)",
            "22023 precision for type float must be at least 1 bit"},
        Row{"select E'\\u12'", "22025 invalid Unicode escape"},
        Row{"select 'a", "42601 unterminated quoted string at or near \"'a\""},
        Row{std::string_view("select \0 1", 10),
            "22021 invalid byte sequence for encoding \"UTF8\": 0x00"}));

}  // namespace
}  // namespace pgpact
