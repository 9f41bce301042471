#include "analyzer/psql/psql_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/overloaded.h"
#include "analyzer/psql/marked_text_builder.h"

namespace pgpact {
namespace {

MarkedText Script(std::string_view text) {
  MarkedTextBuilder builder;
  builder.Append(text, Location{{}, {0, static_cast<uint32_t>(text.size())}});
  return builder.Take();
}

std::string SendName(PsqlSend send) {
  switch (send) {
    case PsqlSend::Semicolon:
      return ";";
    case PsqlSend::Go:
      return "\\g";
    case PsqlSend::Gset:
      return "\\gset";
    case PsqlSend::Gexec:
      return "\\gexec";
    case PsqlSend::Describe:
      return "\\gdesc";
    case PsqlSend::Show:
      return "\\watch";
    case PsqlSend::Copy:
      return "\\copy";
    case PsqlSend::Batch:
      return "\\;";
    case PsqlSend::EndOfInput:
      return "$";
  }
  return "";
}

std::string BranchName(PsqlBranchKind kind) {
  switch (kind) {
    case PsqlBranchKind::If:
      return "if";
    case PsqlBranchKind::ElseIf:
      return "elif";
    case PsqlBranchKind::Else:
      return "else";
    case PsqlBranchKind::EndIf:
      return "endif";
  }
  return "";
}

// The text with `{name}` in the place of its holes.
std::string Shown(const MarkedText& text) {
  std::string shown;
  uint32_t from = 0;
  for (const HoleMark& mark : text.holes) {
    shown += text.text.text.substr(from, mark.range.begin - from);
    EXPECT_EQ(text.text.text.substr(mark.range.begin, mark.range.size()),
              mark.marker);
    shown += "{" + mark.hole.name + "}";
    from = mark.range.end;
  }
  EXPECT_EQ(text.text.text.size(), text.text.map.size());
  return shown + text.text.text.substr(from);
}

std::string Show(const PsqlItem& item) {
  return std::visit(
      Overloaded{
          [](const PsqlStatement& statement) {
            return Shown(statement.text) + " " + SendName(statement.sent_by);
          },
          [](const PsqlCopyData& data) {
            return std::string(data.terminated ? "data" : "open data");
          },
          [](const PsqlInclude& include) {
            return (include.relative_to_script ? "\\ir " : "\\i ") +
                   Shown(include.path);
          },
          [](const PsqlChangeDirectory& change) {
            return "\\cd " + Shown(change.path);
          },
          [](const PsqlConnect& connect) {
            return "\\c " + Shown(connect.database);
          },
          [](const PsqlBranch& branch) { return BranchName(branch.kind); },
          [](const PsqlProblem& problem) { return "! " + problem.message; },
      },
      item);
}

std::vector<std::string> Read(std::string_view text,
                              PsqlInput input = PsqlInput::Script) {
  const MarkedText script = Script(text);
  PsqlSession session;
  session.Set("v", "value");
  session.Set("quote", "it's \"x\"");
  session.Set("back", "a\\b");
  session.Set("two", "1; SELECT 2");
  session.Set("outer", "[:v]");
  session.Set("self", ":self");
  session.Set("empty", "");
  std::vector<std::string> shown;
  for (const PsqlItem& item : ReadPsqlScript(script, session, input)) {
    shown.push_back(Show(item));
  }
  return shown;
}

struct Row {
  std::string_view script;
  std::vector<std::string> items;
};

void Check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(Read(row.script), row.items) << row.script;
  }
}

TEST(PsqlReader, EndsStatementsAsPsqlDoes) {
  Check({
      {"", {}},
      {" \n -- only a comment\n/* and another */ ;;", {}},
      {"SELECT 1; SELECT 2", {"SELECT 1 ;", "SELECT 2 $"}},
      {"-- head\n/* c */ SELECT /* in */ 1 -- tail\n;",
       {"SELECT /* in */ 1 ;"}},
      {"SELECT ';', \";\", $$;$$, $a$ $$; $a$, E'\\';' /* ; /* ; */ ; */;",
       {"SELECT ';', \";\", $$;$$, $a$ $$; $a$, E'\\';' ;"}},
      {"SELECT 'a\\'; SELECT 2;", {"SELECT 'a\\' ;", "SELECT 2 ;"}},
      {"CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3;",
       {"CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2) ;",
        "SELECT 3 ;"}},
      {"SELECT 1); SELECT 2;", {"SELECT 1) ;", "SELECT 2 ;"}},
      {"create or replace function f() returns int begin atomic "
       "select case when true then 1 end; select 2; end; select 3;",
       {"create or replace function f() returns int begin atomic "
        "select case when true then 1 end; select 2; end ;",
        "select 3 ;"}},
      {"CREATE PROCEDURE p() BEGIN ATOMIC SELECT 1; END; SELECT 2;",
       {"CREATE PROCEDURE p() BEGIN ATOMIC SELECT 1; END ;", "SELECT 2 ;"}},
      {"BEGIN; SELECT 1; END;", {"BEGIN ;", "SELECT 1 ;", "END ;"}},
      {"SELECT 'open; SELECT 1;\n", {"SELECT 'open; SELECT 1;\n $"}},
      {"SELECT $x$ open; $$ ; ", {"SELECT $x$ open; $$ ;  $"}},
      {"\xEF\xBB\xBFSELECT 1;\r\nSELECT\r\n2;\r\n",
       {"SELECT 1 ;", "SELECT\r\n2 ;"}},
      {"SELECT a$$ FROM t; SELECT 2;", {"SELECT a$$ FROM t ;", "SELECT 2 ;"}},
  });
}

TEST(PsqlReader, RunsMetaCommands) {
  Check({
      {"SELECT 1 \\g\nSELECT 2 \\gx out.txt\nSELECT 3 \\gset p_\n"
       "SELECT 4 \\gexec\nSELECT 5 \\gdesc\nSELECT 6 \\watch 2",
       {"SELECT 1 \\g", "SELECT 2 \\g", "SELECT 3 \\gset", "SELECT 4 \\gexec",
        "SELECT 5 \\gdesc", "SELECT 6 \\watch"}},
      {"SELECT 1 \\; SELECT 2; SELECT 3;",
       {"SELECT 1 \\;", "SELECT 2 ;", "SELECT 3 ;"}},
      {"\\echo SELECT 1; \\\\ SELECT 2;", {"SELECT 2 ;"}},
      {"\\timing \\x \\\\ SELECT 2;", {"SELECT 2 ;"}},
      {"SELECT a \\echo hm\nFROM t;", {"SELECT a \nFROM t ;"}},
      {"\\i a.sql;\n\\ir 'b c.sql'\n\\include :v\n\\i x:v.sql",
       {"\\i a.sql", "\\ir b c.sql", "\\i value", "\\i xvalue.sql"}},
      {"\\i\n", {"! \\i: missing required argument"}},
      {"\\i `ls`/x", {"\\i {}/x"}},
      {"\\c app owner\n\\connect -reuse-previous=on 'host=h dbname=d'\n"
       "\\c postgresql://u:p@h/db?x=y\n\\c -\n\\c \"My DB\"\n\\c",
       {"\\c app", "\\c d", "\\c db", "\\c ", "\\c My DB", "\\c "}},
      {"\\cd /tmp\n\\q\nSELECT 1;", {"\\cd /tmp"}},
      {"SELECT 1 \\r SELECT 2;", {}},
      {"SELECT 1 \\r\nSELECT 2;", {"SELECT 2 ;"}},
      {"\\nonsense a; b\nSELECT 1;",
       {"! invalid command \\nonsense", "SELECT 1 ;"}},
      {"\\restrict abc\nSELECT 1;\n\\unrestrict abc\n", {"SELECT 1 ;"}},
      {"\\dt+ x\n\\d\n\\pset null 'x\\y'\n\\! rm; ls \\\nSELECT 1;",
       {"SELECT 1 ;"}},
      {"PGDMP", {"! a dump in custom format, which only pg_restore reads"}},
  });
}

TEST(PsqlReader, PutsVariablesIn) {
  Check({
      {"SELECT :v, :'v', :\"v\", ':v', \":v\", $$:v$$, x::v, a[1:2], :unset;",
       {"SELECT value, 'value', \"value\", ':v', \":v\", $$:v$$, x::v, a[1:2], "
        ":unset ;"}},
      {"SELECT :'quote', :\"quote\", :'back';",
       {"SELECT 'it''s \"x\"', \"it's \"\"x\"\"\",  E'a\\\\b' ;"}},
      {"SELECT :two;", {"SELECT 1 ;", "SELECT 2 ;"}},
      {"SELECT :outer, :self_, x\\:v ;", {"SELECT [value], :self_, x:v ;"}},
      {"SELECT :{?v}, :{?w}, :{?, :v:v :'open",
       {"SELECT TRUE, FALSE, :{?, valuevalue :'open $"}},
      {":v:empty :v ;", {"value value ;"}},
      {"SELECT:v -- :v\n:v;", {"SELECTvalue -- :v\nvalue ;"}},
      {"\\set x a 'b''c\\td' :v\nSELECT :x;", {"SELECT ab'c\tdvalue ;"}},
      {"\\set x\nSELECT :x;\n\\unset x\nSELECT :x;",
       {"SELECT ;", "SELECT :x ;"}},
      {"\\set x `date`\nSELECT :'x';", {"SELECT '{}' ;"}},
      {"\\prompt 'name?' n\nSELECT :n;", {"SELECT {n} ;"}},
      {"SELECT 1 AS n \\gset\nSELECT :n, a[1:2];",
       {"SELECT 1 AS n \\gset", "SELECT {n}, a[1:2] ;"}},
      {"SELECT :DBNAME;", {"SELECT {DBNAME} ;"}},
      {"\\set t 't -- '\nSELECT * FROM :t x;", {"SELECT * FROM t --  x ;"}},
  });
}

TEST(PsqlReader, FollowsVariablesOnlySoDeep) {
  EXPECT_EQ(Read("SELECT :self;"), std::vector<std::string>{"SELECT :self ;"});
}

TEST(PsqlReader, DecidesConditions) {
  Check({
      {"\\if true\nA;\n\\else\nB;\n\\endif\nC;", {"A ;", "C ;"}},
      {"\\if 0\nA;\n\\elif on\nB;\n\\elif on\nC;\n\\else\nD;\n\\endif\n",
       {"B ;"}},
      {"\\if :{?v}\nA;\n\\else\nB;\n\\endif", {"A ;"}},
      {"\\if :{?w}\n\\else\n\\set w dflt\n\\endif\nSELECT :w;",
       {"SELECT dflt ;"}},
      {"\\if :DBNAME\nA;\n\\elif no\nB;\n\\else\nC;\n\\endif\nD;",
       {"if", "A ;", "else", "C ;", "endif", "D ;"}},
      {"\\if no\n\\if :DBNAME\nA;\n\\else\nB;\n\\endif\n\\i x\n\\nope\n"
       "\\q\n\\endif\nC;",
       {"C ;"}},
      {"\\if :DBNAME\n\\set x 1\n\\endif\nSELECT :x;",
       {"if", "endif", "SELECT {x} ;"}},
      {"SELECT\n\\if yes\n1\n\\else\n2\n\\endif\n+ 3;",
       {"SELECT\n\n1\n\n+ 3 ;"}},
      {"\\else\nA;", {"! no matching \\if", "A ;"}},
      {"\\if gibberish\nA;",
       {"! reached the end of the script without \\endif"}},
  });
}

TEST(PsqlReader, PassesOverCopyData) {
  Check({
      {"COPY t (a, b) FROM stdin;\n1\t';\n\\.x\n\\.\nSELECT 1;",
       {"COPY t (a, b) FROM stdin ;", "data", "SELECT 1 ;"}},
      {"copy t from STDIN with (format csv);\r\n1\r\n\\.\r\nSELECT 1;",
       {"copy t from STDIN with (format csv) ;", "data", "SELECT 1 ;"}},
      {"COPY t FROM STDIN; SELECT 1; -- x\n\\.\nSELECT 2;",
       {"COPY t FROM STDIN ;", "SELECT 1 ;", "data", "SELECT 2 ;"}},
      {"COPY a FROM STDIN; COPY b FROM STDIN;\n1\n\\.\n2\n\\.\nSELECT 2;",
       {"COPY a FROM STDIN ;", "COPY b FROM STDIN ;", "data", "data",
        "SELECT 2 ;"}},
      {"COPY t FROM STDIN;\n1;\n2", {"COPY t FROM STDIN ;", "open data"}},
      {"COPY t FROM STDIN", {"COPY t FROM STDIN $"}},
      {"COPY (SELECT a FROM stdin) TO STDOUT; SELECT 1;",
       {"COPY (SELECT a FROM stdin) TO STDOUT ;", "SELECT 1 ;"}},
      {"\\copy t (a, \"from\") from 'a b.csv' csv header;\nSELECT 1;",
       {"COPY t (a, \"from\") from STDIN csv header \\copy", "SELECT 1 ;"}},
      {"\\copy (select a from t) to program 'gzip' csv",
       {"COPY (select a from t) to STDOUT csv \\copy"}},
      {"\\copy s.t from stdin\n1;\n\\.\nSELECT 1;",
       {"COPY s.t from STDIN \\copy", "data", "SELECT 1 ;"}},
      {"\\copy t\nSELECT 1;",
       {"! \\copy: arguments that psql does not understand", "SELECT 1 ;"}},
      {"\\if no\nCOPY t FROM STDIN;\n\\endif\nSELECT 1;", {"SELECT 1 ;"}},
  });
}

TEST(PsqlReader, ReadsCommandsAsTheServerDoes) {
  using Items = std::vector<std::string>;
  EXPECT_EQ(
      Read("SELECT :v, a\\b; COPY t FROM STDIN; SELECT 2", PsqlInput::Command),
      (Items{"SELECT :v, a\\b ;", "COPY t FROM STDIN ;", "SELECT 2 $"}));
  EXPECT_EQ(Read("\\i x.sql", PsqlInput::Command), Items{"\\i x.sql"});
  EXPECT_EQ(Read("\\copy t from 'x'", PsqlInput::Command),
            Items{"COPY t from STDIN \\copy"});

  const MarkedText script = Script("A; B; C");
  PsqlSession session;
  std::vector<uint32_t> requests;
  for (const PsqlInput input : {PsqlInput::Command, PsqlInput::Script}) {
    for (const PsqlItem& item : ReadPsqlScript(script, session, input)) {
      requests.push_back(std::get<PsqlStatement>(item).request);
    }
  }
  EXPECT_EQ(requests, (std::vector<uint32_t>{1, 1, 1, 2, 3, 4}));
}

TEST(PsqlReader, SaysUnderWhichSettingsAStatementRuns) {
  const MarkedText script = Script(
      "A;\n\\set ON_ERROR_STOP 1\n\\set AUTOCOMMIT off\nB;\n"
      "\\set ON_ERROR_ROLLBACK on\n\\unset ON_ERROR_STOP\nC;");
  PsqlSession session;
  std::string shown;
  for (const PsqlItem& item : ReadPsqlScript(script, session)) {
    const auto& statement = std::get<PsqlStatement>(item);
    shown += statement.text.text.text;
    shown += statement.on_error_stop ? " stop" : "";
    shown += statement.autocommit ? " auto" : "";
    shown += statement.on_error_rollback ? " rollback" : "";
    shown += ".";
  }
  EXPECT_EQ(shown, "A auto.B stop.C rollback.");
}

TEST(PsqlReader, KeepsEveryPlace) {
  const std::string_view text =
      "\\set col price\nSELECT id, :col /* x */ FROM t \\echo\n WHERE "
      ":\"col\";";
  const MarkedText script = Script(text);
  PsqlSession session;
  const std::vector<PsqlItem> items = ReadPsqlScript(script, session);
  ASSERT_EQ(items.size(), 1U);
  const MarkedText& sql = std::get<PsqlStatement>(items[0]).text;
  const std::string& made = sql.text.text;
  EXPECT_EQ(made, "SELECT id, price /* x */ FROM t \n WHERE \"price\"");
  const auto source = [&](std::string_view part) {
    const auto at = static_cast<uint32_t>(made.find(part));
    const std::optional<Location> place =
        sql.text.map.ToSource({at, at + static_cast<uint32_t>(part.size())});
    return std::string(text.substr(place->range.begin, place->range.size()));
  };
  EXPECT_EQ(source("SELECT id"), "SELECT id");
  EXPECT_EQ(source("FROM t"), "FROM t");
  EXPECT_EQ(source("WHERE"), "WHERE");
  // A value's place is where the value was written.
  EXPECT_EQ(source("price"), "price");
}

TEST(PsqlReader, CarriesHolesThrough) {
  MarkedTextBuilder builder;
  const Location place{{}, {0, 1}};
  builder.Append("\\i ", place);
  builder.AppendHole("hole_a", {.name = "dir", .location = place});
  builder.Append("/x.sql\nSELECT a FROM ", place);
  builder.AppendHole("hole_b", {.name = "table", .location = place});
  builder.Append("_x; SELECT ", place);
  builder.AppendHole("hole_c", {.name = "last", .location = place});
  const MarkedText script = builder.Take();
  PsqlSession session;
  std::vector<std::string> shown;
  for (const PsqlItem& item : ReadPsqlScript(script, session)) {
    shown.push_back(Show(item));
  }
  EXPECT_EQ(shown, (std::vector<std::string>{"\\i {dir}/x.sql",
                                             "SELECT a FROM {table}_x ;",
                                             "SELECT {last} $"}));
}

TEST(PsqlReader, IsLinearInItsInput) {
  std::string text = "COPY t FROM stdin;\n";
  for (int i = 0; i < 200'000; ++i) {
    text += "1\tsome ' data; $$\\\\.\n";
  }
  text += "\\.\n" + std::string(200'000, '(') + ";\n";
  for (int i = 0; i < 50'000; ++i) {
    text += "\\set x 1\n\\if 1\n";
  }
  const MarkedText script = Script(text);
  PsqlSession session;
  EXPECT_EQ(ReadPsqlScript(script, session).size(), 4U);
}

TEST(PsqlReader, EndsVariablesThatDoubleLineByLine) {
  std::string text = "\\set v0 a\n\\set v1 :v0:v0\nSELECT :v1;\n";
  for (int i = 2; i < 200; ++i) {
    const std::string before = ":v" + std::to_string(i - 1);
    text += "\\set v" + std::to_string(i) + " " + before + before + "\n";
  }
  text += "SELECT :v199;\n";
  const MarkedText script = Script(text);
  PsqlSession session;
  const std::vector<PsqlItem> items = ReadPsqlScript(script, session);
  ASSERT_EQ(items.size(), 2U);
  const auto* known = std::get_if<PsqlStatement>(items.data());
  ASSERT_NE(known, nullptr);
  EXPECT_EQ(known->text.text.text, "SELECT aa");
  // What no script has a use for is a hole.
  const auto* statement = std::get_if<PsqlStatement>(&items.back());
  ASSERT_NE(statement, nullptr);
  EXPECT_FALSE(statement->text.holes.empty());
  EXPECT_LT(statement->text.text.text.size(), size_t{1} << 24U);
}

}  // namespace
}  // namespace pgpact
