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
        Row{"select p.a from person* p, xmltable('x' passing d columns i int) "
            "as q",
            "(select ( p.a) (from (table person (as p)) (xmltable (inputs 'x' "
            "d) i <pg_catalog.int4> (as q))))"},
        Row{"select xmlparse(document 'a' strip whitespace)",
            "(select ( (IS_XMLPARSE 'a' false)))"},
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
    Changes, TreeTable,
    testing::Values(
        Row{"alter table s.t add column if not exists a int default 1, drop "
            "column b cascade, alter c type text using c::text, owner to bob",
            "(alter-table s.t (0 a missing-ok (column a <pg_catalog.int4> "
            "(default 1))) (1 b cascade) (5 c (column <text>) (cast c <text>)) "
            "(20 bob))"},
        Row{"alter table s.t add constraint k foreign key (a) references q (z)",
            "(alter-table s.t (10 (foreign-key (name k) (columns a) "
            "(references q (columns z)))))"},
        Row{"alter table t rename column a to b", "(rename t (part a) (to b))"},
        Row{"alter trigger g on t rename to h", "(rename t (part g) (to h))"},
        Row{"alter table t rename constraint c to d",
            "(rename t (part c) (to d))"},
        Row{"alter schema a rename to b", "(rename a (to b))"},
        Row{"alter function s.f(int, text) owner to bob",
            "(owner (routine s.f <pg_catalog.int4> <text>) bob)"},
        Row{"alter sequence q owned by s.t.id",
            "(alter-sequence q (owned_by s.t id))"},
        Row{"drop table if exists a.b, c cascade",
            "(drop if-exists cascade a.b c)"},
        Row{"drop trigger g on s.t", "(drop s.t (part g))"},
        Row{"drop function f(int), g",
            "(drop (routine f <pg_catalog.int4>) (routine g any))"},
        Row{"grant select (a, b), insert on t to public, x",
            "(grant select insert (columns a b) (on t) (to public x))"},
        Row{"grant all on all tables in schema s to r",
            "(grant all-in-schema (on s) (to r))"},
        Row{"alter default privileges in schema q grant select on tables to r",
            "(grant defaults select (on q) (to r))"},
        Row{"comment on column s.t.c is 'x'", "(comment s.t (part c))"},
        Row{"comment on constraint c on t is 'd'", "(comment t (part c))"}));

INSTANTIATE_TEST_SUITE_P(
    Definitions, TreeTable,
    testing::Values(
        Row{"create type c as (a int, b s.t)",
            "(create-type c (column a <pg_catalog.int4>) (column b <s.t>))"},
        Row{"create domain d as text not null check (value <> '')",
            "(create-domain d <text> (not-null) (check (op <> value '')))"},
        Row{"create aggregate s.a(int) (sfunc = f, stype = int)",
            "(define s.a <pg_catalog.int4> sfunc=f stype=pg_catalog.int4)"},
        Row{"create function s.f(a int, out b text, c t.x%type default 5) "
            "returns setof s.t language plpgsql as $$ begin end $$",
            "(create-function s.f (in a <pg_catalog.int4>) (out b <text>) (in "
            "c <t.x%type> (default 5)) <setof:s.t> plpgsql $$ begin end $$)"},
        Row{"create function g() returns table (x int) begin atomic select 1; "
            "select case when true then 2 end; end",
            "(create-function g (column x <pg_catalog.int4>) "
            "<setof:pg_catalog.int4> sql (select ( 1)) (select ( (case (when "
            "true 2)))))"},
        Row{"create trigger g before update of a, b on s.t for each row when "
            "(new.a > 1) execute function s.f()",
            "(create-trigger g s.t (of a b) (when (op > new.a 1)) s.f)"},
        Row{"create rule r as on insert to t do instead (select 1; select 2)",
            "(create-rule r t (select ( 1)) (select ( 2)))"},
        Row{"create policy p on t for select to r using (a = 1)",
            "(create-policy p t (to r) (using (op = a 1)))"},
        Row{"create table p (a int, primary key (a)) partition by range (a, "
            "lower(b))",
            "(create-table p (column a <pg_catalog.int4>) (primary-key "
            "(columns a)) (partition-by a (call lower b)))"},
        Row{"create extension if not exists pgcrypto with schema x",
            "(create-extension pgcrypto if-not-exists (schema x))"}));

INSTANTIATE_TEST_SUITE_P(
    Utilities, TreeTable,
    testing::Values(Row{"copy s.t (a, b) from stdin with csv",
                        "(copy-from client s.t (columns a b))"},
                    Row{"vacuum analyze t (a, b)", "(VACUUM t (columns a b))"},
                    Row{"set search_path = a, b", "(set search_path 'a' 'b')"},
                    Row{"set local x.y to default", "(set-local x.y default)"},
                    Row{"savepoint s", "(savepoint s)"},
                    Row{"explain analyze select 1", "(explain (select ( 1)))"},
                    Row{"create sequence s increment by -2 minvalue 0",
                        "(create-sequence s (increment -2) (minvalue 0))"},
                    Row{"set x = -1", "(set x '-1')"},
                    Row{"listen x", "(ListenStmt)"}));

INSTANTIATE_TEST_SUITE_P(
    Errors, TreeTable,
    testing::Values(
        Row{"select 1 +", "42601 syntax error at end of input"},
        Row{"select a b c", "42601 syntax error at or near \"c\""},
        Row{"select 1::float(0)",
            "22023 precision for type float must be at least 1 bit"},
        Row{"select E'\\u12'", "22025 invalid Unicode escape"},
        Row{"select U&'\\12'", "42601 invalid Unicode escape"},
        Row{"select 'a", "42601 unterminated quoted string at or near \"'a\""},
        Row{std::string_view("select \0 1", 10),
            "22021 invalid byte sequence for encoding \"UTF8\": 0x00"}));

}  // namespace
}  // namespace pgpact
