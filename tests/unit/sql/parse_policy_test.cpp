// Placeholders and holes: what is parsed in their place.
#include <gtest/gtest.h>

#include <string>

#include "analyzer/sql/parse_template.h"

namespace pgpact {
namespace {

// The text with {name} as holes; each byte leads to its own place.
MarkedText Marked(std::string_view text) {
  MarkedText marked;
  uint32_t number = 0;
  for (size_t i = 0; i < text.size();) {
    const auto at = static_cast<uint32_t>(i);
    const size_t close = text[i] == '{' ? text.find('}', i) : std::string::npos;
    if (close == std::string::npos) {
      marked.text.Append(text.substr(i, 1), {{0}, {at, at + 1}});
      ++i;
      continue;
    }
    Hole hole;
    hole.name = text.substr(i + 1, close - i - 1);
    hole.location = {{0}, {at, static_cast<uint32_t>(close + 1)}};
    const std::string marker = HoleMarker(++number);
    const auto begin = static_cast<uint32_t>(marked.text.text.size());
    marked.text.Append(marker, hole.location);
    marked.holes.push_back(
        {marker,
         {begin, static_cast<uint32_t>(marked.text.text.size())},
         hole});
    i = close + 1;
  }
  return marked;
}

// "W text" for whole, "P" for partial, "N" for none; statements are divided
// by bars; an error follows its text.
std::string Show(std::string_view text, const TextPolicy& policy) {
  std::string shown;
  for (const ParsedStatement& statement :
       ParseText(Marked(text), policy).statements) {
    shown += shown.empty() ? "" : " | ";
    shown += statement.completeness == Completeness::Whole     ? "W "
             : statement.completeness == Completeness::Partial ? "P "
                                                               : "N ";
    shown += ShowWildName(statement.text.text);
    EXPECT_EQ(statement.text.text.size(), statement.text.map.size());
    if (statement.error) {
      shown += " ! " + statement.error->sqlstate + " " +
               statement.text.text.substr(statement.error->range.begin,
                                          statement.error->range.size());
      shown += statement.error_uncertain ? "?" : "";
    }
  }
  return shown;
}

struct Row {
  std::string_view text;
  std::string_view shown;
};

class ClientTable : public testing::TestWithParam<Row> {};
TEST_P(ClientTable, PastesWhatTheGrammarTakes) {
  TextPolicy policy;
  policy.placeholders = PlaceholderStyle::Pyformat;
  EXPECT_EQ(Show(GetParam().text, policy), GetParam().shown);
}
INSTANTIATE_TEST_SUITE_P(
    Pyformat, ClientTable,
    testing::Values(
        Row{"select a from t where a = %s and b = %(n)s",
            "W select a from t where a = NULL and b = NULL"},
        Row{"select 1 where a in %s", "W select 1 where a in (NULL)"},
        Row{"select interval %s, date %s",
            "W select interval '0', date 'epoch'"},
        Row{"insert into t (a, b) values %s",
            "W insert into t (a, b) values (NULL, NULL)"},
        Row{"update t set a = d.a from (values %s) as d (id, a)",
            "W update t set a = d.a from (values (NULL, NULL)) as d (id, a)"},
        Row{"set x = %s", "W set x = '0'"},
        Row{"select 'a' like 'b%%' , %s", "W select 'a' like 'b%' , NULL"},
        Row{"select 'a' like 'b%'", "W select 'a' like 'b%'"},
        Row{"select 'a' like 'b%%'", "W select 'a' like 'b%%'"},
        Row{"select interval '%s days'", "P select interval '0 days'"},
        Row{"select * from x_%s", "P select * from x_{…}"},
        Row{"select * from %s", "W select * from NULL ! 42601 NULL?"},
        Row{"selec %s", "W selec NULL ! 42601 selec"},
        Row{"select 1 where a = %s and",
            "W select 1 where a = NULL and ! 42601 "},
        Row{"select 100 %", "W select 100 % ! 42601 "}));

class ServerTable : public testing::TestWithParam<Row> {};
TEST_P(ServerTable, SendsNumbers) {
  TextPolicy policy;
  policy.placeholders = PlaceholderStyle::Pyformat;
  policy.binding = Binding::Server;
  EXPECT_EQ(Show(GetParam().text, policy), GetParam().shown);
}
INSTANTIATE_TEST_SUITE_P(
    Pyformat, ServerTable,
    testing::Values(
        Row{"select %s, %(a)s, %(b)s, %(a)s, %b",
            "W select $1, $2, $3, $2, $4"},
        Row{"select 1 where a in %s", "W select 1 where a in $1 ! 42601 $1"},
        Row{"select interval %s", "W select interval $1 ! 42601 $1"},
        Row{"insert into t values %s", "W insert into t values $1 ! 42601 $1"},
        Row{"set x = %s", "W set x = $1 ! 42601 $1"},
        Row{"select extract(%s from a)",
            "W select extract($1 from a) ! 42601 $1"},
        Row{"select %s::int, cast(%s as int)",
            "W select $1::int, cast($2 as int)"}));

struct StyleRow {
  PlaceholderStyle style;
  std::string_view text;
  std::string_view shown;
};
class StyleTable : public testing::TestWithParam<StyleRow> {};
TEST_P(StyleTable, LeavesQuotesCastsAndOperators) {
  TextPolicy policy;
  policy.placeholders = GetParam().style;
  policy.binding = Binding::Server;
  EXPECT_EQ(Show(GetParam().text, policy), GetParam().shown);
}
INSTANTIATE_TEST_SUITE_P(
    Styles, StyleTable,
    testing::Values(
        StyleRow{PlaceholderStyle::Qmark,
                 "select a=?, b ? 'k', c ?| d, '?' where x in (?, ?) limit ?",
                 "W select a=$1, b ? 'k', c ?| d, '?' where x in ($2, $3) "
                 "limit $4"},
        StyleRow{PlaceholderStyle::Named,
                 "select a::int, b[1:2], ':x', :a, c = :b, :a",
                 "W select a::int, b[1:2], ':x', $1, c = $2, $1"},
        StyleRow{PlaceholderStyle::At, "select a @> b, @x, c=@y",
                 "W select a @> b, $1, c=$2"},
        StyleRow{PlaceholderStyle::Numeric, "select $2, '%s'",
                 "W select $2, '%s'"},
        StyleRow{PlaceholderStyle::None, "select '%s' ? 'a'",
                 "W select '%s' ? 'a'"}));

class HoleTable : public testing::TestWithParam<Row> {};
TEST_P(HoleTable, FindsAnAcceptedText) {
  EXPECT_EQ(Show(GetParam().text, {}), GetParam().shown);
}
INSTANTIATE_TEST_SUITE_P(
    Holes, HoleTable,
    testing::Values(
        Row{"select {a} from t", "P select {…} from t"},
        Row{"select * from t_{s}.\"{u}\"", "P select * from t_{…}.\"{…}\""},
        Row{"select '{a}'", "P select '{…}'"},
        Row{"update t set {a} where b = 1",
            "P update t set {…} = NULL where b = 1"},
        Row{"select a from t {more}", "P select a from t , {…}"},
        Row{"select a from t {where}", "P select a from t"},
        Row{"select a from t where b {op} 5", "P select a from t where b = 5"},
        Row{"select a from t where b = 1 {c} order by a {dir}",
            "P select a from t where b = 1  order by a"},
        Row{"select a from t limit {n}", "P select a from t limit 1"},
        Row{"select a from t limit 1{n}", "P select a from t limit 11"},
        Row{"select ${n}", "P select $1"},
        Row{"insert into t ({c}) values ({v})",
            "P insert into t ({…}) values ({…})"},
        Row{"insert into t (a, b) values {v}",
            "P insert into t (a, b) values (NULL, NULL)"},
        Row{"create table t ({c})", "P create table t ({…} text)"},
        Row{"create table t (a varchar({n}))",
            "P create table t (a varchar(1))"},
        Row{"select * from ({q}) x", "P select * from (SELECT {…} FROM {…}) x"},
        Row{"select * from ({q} from t) x",
            "P select * from (SELECT {…} from t) x"},
        Row{"{x} order by a", "P SELECT {…} FROM {…} order by a"},
        Row{"{x}, a from t", "P SELECT {…}, a from t"},
        Row{"{x} set a = 1", "P UPDATE {…} set a = 1"},
        Row{"explain {x} limit 1", "P explain SELECT {…} FROM {…} limit 1"},
        Row{"select a from t join {j} where b",
            "P select a from t join {…} ON TRUE where b"},
        Row{"{x} select 1", "P WITH {…} AS (SELECT 1) select 1"},
        Row{"{x} from t", "P SELECT {…} from t"}, Row{"{x}", "N {…}"},
        Row{"{x}{y}; select 1", "N {…}{…} | W select 1"},
        Row{"selec 1 {x}", "P selec 1 ! 42601 selec"},
        Row{"select from where {x}", "P select from where {…} ! 42601 where"}));

class SplitTable : public testing::TestWithParam<Row> {};
TEST_P(SplitTable, EndsStatementsAsTheServer) {
  EXPECT_EQ(Show(GetParam().text, {}), GetParam().shown);
}
INSTANTIATE_TEST_SUITE_P(
    Texts, SplitTable,
    testing::Values(
        Row{";; select 1 ; /* ; */ select ';' -- x",
            "W select 1 | W select ';'"},
        Row{"create rule r as on insert to t do (select 1; select 2); select 3",
            "W create rule r as on insert to t do (select 1; select 2) | "
            "W select 3"},
        Row{"create function f() returns int begin atomic select case when a "
            "then 1 end; select 2; end; begin; end",
            "W create function f() returns int begin atomic select case when a "
            "then 1 end; select 2; end | W begin | W end"},
        Row{"select 1; select 'a; select 2",
            "W select 1 | W select 'a; select 2 ! 42601 'a; select 2"}));

TEST(ParsePolicy, NoParametersLeavePercentSigns) {
  TextPolicy policy;
  policy.placeholders = PlaceholderStyle::Pyformat;
  policy.parameters = ParametersGiven::No;
  EXPECT_EQ(Show("select '%s' like '%%'", policy), "W select '%s' like '%%'");
  policy.parameters = ParametersGiven::Yes;
  EXPECT_EQ(Show("select '' like '%%'", policy), "W select '' like '%'");
}

TEST(ParsePolicy, PastedTextLeadsToItsPlaceholder) {
  TextPolicy policy;
  policy.placeholders = PlaceholderStyle::Pyformat;
  const ParsedStatement statement =
      ParseStatement(Marked("select %s, a"), policy);
  ASSERT_EQ(statement.pasted.size(), 1U);
  EXPECT_EQ(statement.text.map.ToSource(statement.pasted[0])->range,
            (TextRange{7, 9}));
  EXPECT_EQ(statement.text.map.ToSource({13, 14})->range, (TextRange{11, 12}));
}

TEST(ParsePolicy, FingerprintsPassOverConstants) {
  const auto fingerprint = [](std::string_view text) {
    return ParseStatement(Marked(text), {}).fingerprint;
  };
  EXPECT_EQ(fingerprint("select A from t where b in (1, 2, 3) -- x"),
            fingerprint("SELECT a FROM t WHERE b IN ('x')"));
  EXPECT_NE(fingerprint("select a from t"), fingerprint("select b from t"));
}

}  // namespace
}  // namespace pgpact
