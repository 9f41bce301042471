// Blocks of PL/pgSQL: which statement each text is, and which parts of the
// body its parts are.

#include "analyzer/plpgsql/parse_plpgsql.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace pgpact {
namespace {

// One line a statement: its kind and the parts that matter.
class Dumper {
 public:
  explicit Dumper(std::string_view text) : text_(text) {}

  std::string Body(const PlBody& body) {
    std::string lines;
    for (const PlStatement& statement : body) {
      lines += lines.empty() ? "" : "; ";
      lines += std::visit([&](const auto& node) { return Of(node); },
                          statement.node);
    }
    return lines;
  }

  std::string Block(const StmtBlock& block) {
    std::string text = "{";
    text += block.label.empty() ? "" : block.label.name + ": ";
    for (const PlDeclaration& one : block.declarations) {
      text += one.name.name + " " + Part(one.type);
      text += one.constant ? " constant" : "";
      text += one.not_null ? " not null" : "";
      text += one.default_value ? " = " + Part(*one.default_value) : "";
      text += one.query.empty() ? "" : "cursor " + Part(one.query);
      for (const PlDeclaration& argument : one.arguments) {
        text += " (" + argument.name.name + " " + Part(argument.type) + ")";
      }
      for (const Identifier& part : one.alias_of) {
        text += "alias " + part.name;
      }
      text += ", ";
    }
    text += Body(block.body);
    for (const PlException& exception : block.exceptions) {
      text += " when";
      for (const std::string& condition : exception.conditions) {
        text += " " + condition;
      }
      text += ": " + Body(exception.action);
    }
    return text + "}";
  }

 private:
  std::string Part(TextRange range) const {
    return "[" + std::string(text_.substr(range.begin, range.size())) + "]";
  }
  std::string Parts(const std::vector<TextRange>& ranges) const {
    std::string text;
    for (const TextRange range : ranges) {
      text += Part(range);
    }
    return text;
  }
  std::string Targets(const std::vector<PlTarget>& targets) const {
    std::string text;
    for (const PlTarget& target : targets) {
      text += Part(target.range);
    }
    return text;
  }
  std::string Into(const std::optional<PlInto>& into) const {
    return into ? std::string(into->strict ? " into strict " : " into ") +
                      Targets(into->targets)
                : "";
  }
  std::string Branches(const std::vector<PlIfBranch>& branches) {
    std::string text;
    for (const PlIfBranch& branch : branches) {
      text += Part(branch.condition) + "{" + Body(branch.body) + "}";
    }
    return text;
  }

  std::string Of(const StmtBlock& node) { return Block(node); }
  std::string Of(const StmtAssign& node) {
    return "assign " + Part(node.target.range) + Parts(node.target.subscripts) +
           Part(node.value);
  }
  std::string Of(const StmtIf& node) {
    return "if " + Branches(node.branches) + "{" + Body(node.else_body) + "}";
  }
  std::string Of(const StmtCase& node) {
    return "case " + (node.test ? Part(*node.test) : "") +
           Branches(node.branches) + "{" + Body(node.else_body) + "}";
  }
  std::string Of(const StmtLoop& node) {
    return "loop " + node.label.name + "{" + Body(node.body) + "}";
  }
  std::string Of(const StmtWhile& node) {
    return "while " + Part(node.condition) + "{" + Body(node.body) + "}";
  }
  std::string Of(const StmtFori& node) {
    return "fori " + node.variable.name + (node.reverse ? " reverse" : "") +
           Part(node.lower) + Part(node.upper) +
           (node.step ? Part(*node.step) : "") + "{" + Body(node.body) + "}";
  }
  std::string Of(const StmtFors& node) {
    return "fors " + Targets(node.targets) + Part(node.query) + "{" +
           Body(node.body) + "}";
  }
  std::string Of(const StmtForc& node) {
    return "forc " + Targets(node.targets) + node.cursor.name +
           (node.arguments ? Part(*node.arguments) : "") + "{" +
           Body(node.body) + "}";
  }
  std::string Of(const StmtDynfors& node) {
    return "dynfors " + Targets(node.targets) + Part(node.query) +
           Parts(node.parameters) + "{" + Body(node.body) + "}";
  }
  std::string Of(const StmtForeach& node) {
    return "foreach " + Targets(node.targets) + Part(node.array) + "{" +
           Body(node.body) + "}";
  }
  std::string Of(const StmtExit& node) {
    return std::string(node.is_exit ? "exit " : "continue ") + node.label.name +
           (node.condition ? Part(*node.condition) : "");
  }
  std::string Of(const StmtReturn& node) {
    return "return" + (node.value ? Part(*node.value) : "");
  }
  std::string Of(const StmtReturnNext& node) {
    return "return next" + (node.value ? Part(*node.value) : "");
  }
  std::string Of(const StmtReturnQuery& node) {
    return std::string("return query ") + (node.dynamic ? "execute " : "") +
           Part(node.query) + Parts(node.parameters);
  }
  std::string Of(const StmtRaise& node) {
    return "raise " + (node.again ? "again" : node.level) +
           Parts(node.parameters) + Parts(node.options);
  }
  std::string Of(const StmtAssert& node) {
    return "assert " + Part(node.condition) +
           (node.message ? Part(*node.message) : "");
  }
  std::string Of(const StmtExecSql& node) {
    return "sql " + Part(node.sql) + Into(node.into);
  }
  std::string Of(const StmtDynExecute& node) {
    return "execute " + Part(node.query) + Into(node.into) +
           Parts(node.parameters);
  }
  std::string Of(const StmtPerform& node) {
    return "perform " + Part(node.query);
  }
  std::string Of(const StmtCall& node) { return "call " + Part(node.sql); }
  std::string Of(const StmtGetDiag& node) {
    return "diagnostics " + Targets(node.targets);
  }
  std::string Of(const StmtOpen& node) {
    return "open " + Part(node.cursor.range) +
           (node.arguments ? Part(*node.arguments) : "") +
           (node.query
                ? (node.dynamic ? " execute " : " for ") + Part(*node.query)
                : "") +
           Parts(node.parameters);
  }
  std::string Of(const StmtFetch& node) {
    return "fetch " + node.cursor.name + Into(node.into);
  }
  std::string Of(const StmtClose& node) { return "close " + node.cursor.name; }
  std::string Of(const StmtCommit&) { return "commit"; }
  std::string Of(const StmtRollback&) { return "rollback"; }
  std::string Of(const StmtNull&) { return "null"; }
  std::string Of(const StmtUnknown&) { return "unknown"; }

  std::string_view text_;
};

std::string Dump(std::string_view body) {
  return Dumper(body).Block(ParsePlpgsql(body).block);
}

struct Row {
  const char* body;
  const char* expected;
};

class Statements : public testing::TestWithParam<Row> {};

TEST_P(Statements, AreTold) {
  const std::string body = "BEGIN " + std::string(GetParam().body) + " END";
  EXPECT_EQ(Dump(body), "{" + std::string(GetParam().expected) + "}");
}

INSTANTIATE_TEST_SUITE_P(
    Plpgsql, Statements,
    testing::Values(
        Row{"x := 1; y.z = 'a;b'; a[i + 1].f := 2; $1 := 3;",
            "assign [x][1]; assign [y.z]['a;b']; assign [a][i + 1][2]; "
            "assign [$1][3]"},
        Row{"IF a THEN NULL; ELSIF b THEN RETURN; ELSE x := 1; END IF;",
            "if [a]{null}[b]{return}{assign [x][1]}"},
        Row{"CASE x WHEN 1, 2 THEN NULL; ELSE NULL; END CASE;",
            "case [x][1, 2]{null}{null}"},
        Row{"CASE WHEN x = 1 THEN NULL; END CASE;", "case [x = 1]{null}{}"},
        Row{"<<l>> LOOP EXIT l WHEN x > 1; CONTINUE; END LOOP l;",
            "loop l{exit l[x > 1]; continue }"},
        Row{"WHILE (x) LOOP NULL; END LOOP;", "while [(x)]{null}"},
        Row{"FOR i IN 1..10 LOOP NULL; END LOOP;", "fori i[1][10]{null}"},
        Row{"FOR i IN REVERSE a.n .. f(1, 2) BY 3 LOOP NULL; END LOOP;",
            "fori i reverse[a.n][f(1, 2)][3]{null}"},
        Row{"FOR r IN SELECT * FROM t LOOP NULL; END LOOP;",
            "fors [r][SELECT * FROM t]{null}"},
        Row{"FOR a, b IN (SELECT 1, 2) LOOP NULL; END LOOP;",
            "fors [a][b][(SELECT 1, 2)]{null}"},
        Row{"FOR r IN c LOOP NULL; END LOOP; FOR r IN c(1, 2) LOOP END LOOP;",
            "forc [r]c{null}; forc [r]c[1, 2]{}"},
        Row{"FOR r IN EXECUTE 'q' USING a, b LOOP NULL; END LOOP;",
            "dynfors [r]['q'][a][b]{null}"},
        Row{"FOREACH x SLICE 1 IN ARRAY f(a) LOOP NULL; END LOOP;",
            "foreach [x][f(a)]{null}"},
        Row{"RETURN; RETURN x + 1; RETURN NEXT; RETURN NEXT r;",
            "return; return[x + 1]; return next; return next[r]"},
        Row{"RETURN QUERY SELECT 1; RETURN QUERY EXECUTE q USING 1, 2;",
            "return query [SELECT 1]; return query execute [q][1][2]"},
        Row{"RAISE; RAISE NOTICE '% %', a, f(b, c); RAISE 'x' USING DETAIL = "
            "d;",
            "raise again; raise notice[a][f(b, c)]; raise exception[d]"},
        Row{"RAISE SQLSTATE '22012'; RAISE unique_violation USING MESSAGE = m;",
            "raise exception; raise exception[m]"},
        Row{"ASSERT x > 1, 'no';", "assert [x > 1]['no']"},
        Row{"SELECT a, b INTO STRICT x, y.z FROM t WHERE a = 1;",
            "sql [SELECT a, b INTO STRICT x, y.z FROM t WHERE a = 1] into "
            "strict [x][y.z]"},
        Row{"INSERT INTO t VALUES (1) RETURNING id INTO x;",
            "sql [INSERT INTO t VALUES (1) RETURNING id INTO x] into [x]"},
        Row{"CREATE TABLE IF NOT EXISTS t (a int);",
            "sql [CREATE TABLE IF NOT EXISTS t (a int)]"},
        Row{"EXECUTE 'a' || b INTO x USING c, d; EXECUTE q USING c INTO x;",
            "execute ['a' || b] into [x][c][d]; execute [q] into [x][c]"},
        Row{"PERFORM f(1); CALL p(1); COMMIT; ROLLBACK AND CHAIN; NULL;",
            "perform [f(1)]; call [CALL p(1)]; commit; rollback; null"},
        Row{"GET DIAGNOSTICS n = ROW_COUNT, m := PG_CONTEXT;",
            "diagnostics [n][m]"},
        Row{"GET STACKED DIAGNOSTICS n = MESSAGE_TEXT;", "diagnostics [n]"},
        Row{"OPEN c; OPEN c(1); OPEN c NO SCROLL FOR SELECT 1;",
            "open [c]; open [c][1]; open [c] for [SELECT 1]"},
        Row{"OPEN c FOR EXECUTE q USING a; CLOSE c;",
            "open [c] execute [q][a]; close c"},
        Row{"FETCH c INTO x; FETCH RELATIVE 2 FROM c INTO x, y; MOVE NEXT FROM "
            "c;",
            "fetch c into [x]; fetch c into [x][y]; fetch c"},
        Row{"DECLARE x int; BEGIN NULL; END;", "{x [int], null}"},
        Row{"<<b>> BEGIN NULL; EXCEPTION WHEN a OR SQLSTATE '22012' THEN x := "
            "1; "
            "WHEN OTHERS THEN NULL; END b;",
            "{b: null when a 22012: assign [x][1] when others: null}"},
        // Names that are words elsewhere.
        Row{"open := 1; type = 2; notice[1] := 3;",
            "assign [open][1]; assign [type][2]; assign [notice][1][3]"},
        // What is broken costs no more than itself.
        Row{"%%%; x := 1; FOREACH; y := 2;",
            "unknown; assign [x][1]; unknown; assign [y][2]"}));

TEST(Plpgsql, ReadsDeclarations) {
  EXPECT_EQ(
      Dump("<<l>> DECLARE a int; b CONSTANT numeric(10, 2) NOT NULL := 1; "
           "c t.x%TYPE DEFAULT f(1, 2); d t%ROWTYPE; e ALIAS FOR $1; "
           "k CURSOR (p int, q text) FOR SELECT 1; m NO SCROLL CURSOR IS "
           "SELECT 2; n text COLLATE \"C\" = 'x'; BEGIN END l;"),
      "{l: a [int], b [numeric(10, 2)] constant not null = [1], c [t.x%TYPE] = "
      "[f(1, 2)], d [t%ROWTYPE], e []alias $1, k []cursor [SELECT 1] (p [int]) "
      "(q [text]), m []cursor [SELECT 2], n [text] = ['x'], }");
}

TEST(Plpgsql, ReadsOptions) {
  EXPECT_EQ(ParsePlpgsql("#variable_conflict use_column\nBEGIN END").conflict,
            VariableConflict::UseColumn);
  EXPECT_EQ(ParsePlpgsql("BEGIN END").conflict, VariableConflict::Error);
}

TEST(Plpgsql, NeverFails) {
  std::string deep;
  for (int i = 0; i < 50'000; ++i) {
    deep += "BEGIN IF a THEN ";
  }
  for (const std::string& body :
       {std::string(), std::string("BEGIN"), std::string("SELECT 1"),
        std::string("DECLARE"), std::string("BEGIN FOR x IN"),
        std::string("BEGIN x := ("), std::string("DECLARE c CURSOR ("),
        std::string("BEGIN GET STACKED"), deep}) {
    const PlFunction function = ParsePlpgsql(body);
    EXPECT_LE(function.block.body.size(), 100'001U);
  }
}

struct BodyRow {
  const char* token;
  const char* value;
};

TEST(Plpgsql, DecodesBodies) {
  for (const BodyRow& row :
       {BodyRow{"$$it's$$", "it's"}, BodyRow{"$a$x$$y$a$", "x$$y"},
        BodyRow{"'it''s'", "it's"},
        BodyRow{"E'a\\n\\x41\\u0042\\'\\\\'", "a\nAB'\\"},
        BodyRow{"'a\\n'", "a\\n"}}) {
    MappedText text;
    const std::string_view token = row.token;
    const auto size = static_cast<uint32_t>(token.size());
    text.Append(token, Location{{}, {100, 100 + size}});
    const auto body = BodyText(text, {0, size});
    ASSERT_TRUE(body.has_value()) << row.token;
    EXPECT_EQ(body->text, row.value);
    EXPECT_EQ(body->map.size(), body->text.size());
    // The last byte before the closing quote.
    const auto place =
        body->map.ToSource({static_cast<uint32_t>(body->text.size() - 1),
                            static_cast<uint32_t>(body->text.size())});
    ASSERT_TRUE(place.has_value());
    EXPECT_LT(place->range.end, 100 + size);
    EXPECT_GE(place->range.end, 100 + size - 4);
  }
}

}  // namespace
}  // namespace pgpact
