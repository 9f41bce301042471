#include "analyzer/frontends/shell/shell_front_end.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/unit/frontends/shell/show_module.h"

namespace pgpact {
namespace {

Lowered LowerScript(const SourceFile& file) {
  return MakeShellFrontEnd()->Lower(file);
}

std::string Shown(std::string_view script) {
  const SourceFile file({}, "scripts/install.sh", std::string(script));
  return ShowModule(LowerScript(file).module);
}

struct Row {
  std::string_view script;
  std::string_view shown;
};

void Check(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(Shown(row.script), row.shown) << row.script;
  }
}

// With `set -e` there is no try around each command.
void CheckCommands(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(Shown("set -e\n" + std::string(row.script)),
              std::string(row.shown))
        << row.script;
  }
}

TEST(ShellFrontEnd, ReadsPsqlsOptions) {
  CheckCommands({
      {"psql -h \"$H\" -U u -d db -c \"SELECT \\\"x\\\" $t\"",
       "psql()('SELECT \"x\" ' t, database='db', command='')\n"},
      {"psql -tAc'SELECT 1' \"postgres://h/db\" user",
       "psql()('SELECT 1', database='postgres://h/db', command='')\n"},
      {"psql -c A -f x.sql -c B -1",
       "psql()('A', single_transaction='', command='')\n"
       "psql() -f('x.sql', single_transaction='')\n"
       "psql()('B', single_transaction='', command='')\n"},
      {"psql -v ON_ERROR_STOP=1 --set=a=\"$b\" --file=x.sql",
       "psql() -f('x.sql', variable:ON_ERROR_STOP='1', on_error_stop='', "
       "variable:a=b)\n"},
      {"psql --command \"A\" --dbname=d -f - <<< 'B'",
       "psql()('A', database='d', command='')\n"
       "psql()('B', database='d')\n"},
      {"psql -lqt | cut -f1; psql --version; psql -d db", ""},
      {"psql db < \"$f\"", "psql() -f(f, database='db')\n"},
      {"cat a.sql b.sql | psql", "psql() -f('a.sql')\npsql() -f('b.sql')\n"},
      {"(echo 'A;'; cat x.sql; echo -n B) | psql",
       "psql()('A;' '\n')\npsql() -f('x.sql')\npsql()('B')\n"},
      {"printf 'SELECT %s;\\n' \"$c\" | psql",
       "psql()('SELECT %s;\n' % [c])\n"},
      {"envsubst < a.sql | psql", "psql()(<output of a command>)\n"},
      {"psql -f <(echo x)", "psql() -f(<process substitution>)\n"},
      {"createdb -O me \"$db\"",
       "psql()('CREATE DATABASE \"' db '\"', command='')\n"},
      {"sqlite3 x.db 'A'; mysql -u r -e 'B'; mysql db < f.sql",
       "sqlite3()('A')\nmysql()('B')\nmysql() -f('f.sql')\n"},
  });
}

TEST(ShellFrontEnd, LooksThroughWrappers) {
  CheckCommands({
      {"PGPASSWORD=x sudo -u postgres env A=1 psql -c A",
       "psql()('A', command='')\n"},
      {"su - postgres -c \"psql -d app -c \\\"A '\\$x' $y\\\"\"",
       "psql()('A '' x '' ' y, database='app', command='')\n"},
      {"sudo -u postgres bash -c 'psql -c \"A\"; psql -c B'",
       "psql()('A', command='')\npsql()('B', command='')\n"},
      {"docker exec -i -u postgres pg psql -d db < s.sql",
       "psql() -f('s.sql', database='db')\n"},
      {"docker compose -f x.yml exec -T db sh -c 'psql -c C'",
       "psql()('C', command='')\n"},
      {"kubectl exec -it pod -- psql -c A", "psql()('A', command='')\n"},
      {"ssh -i k me@host \"psql -c 'D'\"", "psql()('D', command='')\n"},
      {"ssh host <<'E'\npsql -c \"$A\"\nE\n", "psql()(A, command='')\n"},
      {"timeout 5 /usr/bin/psql -c A", "psql()('A', command='')\n"},
      {"P=\"psql -d db\"\n$P -c A",
       "P = 'psql -d db'\npsql()('A', database='db', command='')\n"},
      {"P=(sudo psql -d db)\n\"${P[@]}\" <<E\nA\nE\n",
       "P = ['sudo', 'psql', '-d', 'db']\npsql()('A\n', database='db')\n"},
      {"eval \"psql -c 'E'\"", "psql()('E', command='')\n"},
  });
}

TEST(ShellFrontEnd, ExpandsHereDocuments) {
  CheckCommands({
      {"psql <<EOF -d db 2>&1 | cat\nA $x ${y} \\$z \\n \"q\" `date`\nEOF\n",
       "try\n  psql()('A ' x ' ' y ' $z \\n \"q\" ' <output of a command> "
       "'\n', database='db')\n"},
      {"psql <<EOF -d db 2>/dev/null\nA $x ${y}\\$z\\n \"q\" \\`d\\`\nEOF\n",
       "psql()('A ' x ' ' y '$z\\n \"q\" `d`\n', database='db')\n"},
      {"psql <<'EOF' && echo x\n$a \\$b\n EOF\nEOF\npsql -c B",
       "try\n  psql()('$a \\$b\n EOF\n')\npsql()('B', command='')\n"},
      {"psql <<-E\n\tA\n\t  B $x\n\tE\n", "psql()('A\n' '  B ' x '\n')\n"},
      {"cat <<E | psql db\nA\nE\n", "psql()('A\n', database='db')\n"},
      {"cat <<A1; psql <<B1\nx\nA1\ny\nB1\n", "psql()('y\n')\n"},
      {"x=$(cat <<E\nA\nE\n)\npsql -c \"$x\"",
       "x = 'A\n'\npsql()(x, command='')\n"},
      {"psql <<E\n\nE\n", "psql()('\n')\n"},
      {"psql <<E\nA\nB", "psql()('A\nB')\n"},
      {"echo $((1<<2)) '<<E' \"<<E\" # <<E\npsql -c A",
       "psql()('A', command='')\n"},
      {"cat > a.conf <<E\nx=$P\nE\ncat >> a.conf <<E\ny\nE\n",
       "write_file()('x=' P '\n', file='a.conf')\n"
       "write_file()('x=' P '\n' + 'y\n', file='a.conf')\n"},
      {"sudo tee /etc/x.service > /dev/null <<'E'\n[Unit]\nE\n",
       "write_file()('[Unit]\n', file='/etc/x.service')\n"},
      {"cat > \"$T\" <<'E'\nA;\nE\npsql -f \"$T\"",
       "write_file()('A;\n', file=T)\npsql()('A;\n')\n"},
      {"cat > x <<E\n- $(psql -c 'A' | xargs)\nE\n",
       "try\n  psql()('A', command='')\n"
       "write_file()('- ' <output of a command> '\n', file='x')\n"},
  });
}

TEST(ShellFrontEnd, FollowsFailures) {
  Check({
      {"psql -c A\npsql -c B || true",
       "try\n  psql()('A', command='')\ntry\n  psql()('B', command='')\n"},
      {"psql -c A || exit 1",
       "try\n  psql()('A', command='')\nfailed\n  exit\n"},
      {"psql -c A && psql -c B || { psql -c C; exit 1; }",
       "try\n  psql()('A', command='')\n  psql()('B', command='')\nfailed\n"
       "  try\n    psql()('C', command='')\n  exit\n"},
      {"if psql -f a.sql; then\n psql -c A\nelse\n psql -c B\nfi",
       "try\n  psql() -f('a.sql')\nelse\n  try\n    psql()('A', command='')\n"
       "failed\n  try\n    psql()('B', command='')\n"},
      {"if ! psql -c A >/dev/null 2>&1; then exit 1; fi",
       "try\n  psql()('A', command='')\nfailed\n  exit\n"},
      {"if [ \"$x\" = y ]; then psql -c A; elif [[ -f z ]]; then :; else "
       "psql -c B; fi",
       "if x == 'y'\n  try\n    psql()('A', command='')\nelse\n"
       "  if <test>\n  else\n    try\n      psql()('B', command='')\n"},
      {"#!/bin/bash -e\npsql -c A", "psql()('A', command='')\n"},
      {"set -euo pipefail\npsql -c A\nset +e\npsql -c B",
       "psql()('A', command='')\ntry\n  psql()('B', command='')\n"},
  });
}

TEST(ShellFrontEnd, LowersValues) {
  CheckCommands({
      {"a=1 b='x y'$c\"d\"\nexport E=$'a\\tb' F",
       "a = '1'\nb = 'x y' c 'd'\nE = 'a\tb'\n"},
      {"A=${A:-d}\nA=${A:-e} B=${N%.sql} C=${N//a/b} D=${N^^} E=${N##*/}",
       "A = getenv()('A', 'd')\nA = (A or 'e')\nB = N.removesuffix('.sql')\n"
       "C = N.replace('a', 'b')\nD = N.upper()\nE = <N>\n"},
      {"l=(a \"b c\" $d)\nl+=(e)\nm=${l[0]} n=${l[$i]}\nk[1]=v",
       "l = ['a', 'b c', *d.split()]\nl += ['e']\nm = l[0]\nn = l[i]\n"
       "k['1'] = 'v'\n"},
      {"x=$(psql -t -c A | xargs) y=`echo B`",
       "try\n  psql()('A', command='')\nx = <output of a command>\n"
       "y = 'B' '\n'\n"},
      {"for t in a $b \"${l[@]}\"; do psql -c \"DROP $t\"; done",
       "for t in ['a', *b.split(), *l]\n"
       "  psql()('DROP ' t, command='')\n"},
      {"run() {\n local q=\"$2\"\n D=$1\n psql -c \"$q\"\n}\nrun db 'A'",
       "def run() 1 2\n  outer D\n  q = 2\n  D = 1\n"
       "  psql()(q, command='')\nrun()('db', 'A')\n"},
      {"all() { for x in \"$@\"; do psql -c \"$x\"; done; }\nall a b",
       "def all() @\n  outer x\n  for x in [*@]\n"
       "    psql()(x, command='')\nall()('a', 'b')\n"},
      {"case $x in a) psql -c A;; b|c) psql -c B;; *) exit 2;; esac",
       "if true\n  if x == 'a'\n    psql()('A', command='')\n  else\n"
       "    if <case pattern>\n      psql()('B', command='')\n    else\n"
       "      exit\n"},
      {"while read -r t; do psql -c \"$t\"; done < f",
       "while\n  t = <t>\n  psql()(t, command='')\n"},
  });
}

TEST(ShellFrontEnd, KnowsWhereAScriptStands) {
  CheckCommands({
      {"D=\"$(cd \"$(dirname \"${BASH_SOURCE[0]}\")\" && pwd)\"\n"
       "R=$(dirname \"$D\")\n. \"$D/lib.sh\"\npsql -f \"$D/../a.sql\"",
       "D = 'scripts'\nR = '.'\nimport scripts/lib.sh\n"
       "psql() -f(D '/../a.sql')\n"},
      {"R=$(pwd)\ncd db\npsql -f x.sql\ncd \"$(dirname \"$0\")/..\"\n"
       "psql -f y.sql",
       "R = '.'\npsql() -f('db/' 'x.sql')\npsql() -f('y.sql')\n"},
      {"(cd db && psql -f x.sql)\nbash ./b.sh\n./c.sh\nsource lib.sh",
       "try\n  if <exit status of a command>\n    psql() -f('db/' 'x.sql')\n"
       "bash()('./b.sh')\nbash()('./c.sh')\nimport lib.sh\n"},
  });
}

TEST(ShellFrontEnd, FindsPython) {
  const SourceFile file({}, "a.sh",
                        "python3 -c \"\nimport x\nx.init(\\\"$db\\\")\n\"\n"
                        "venv/bin/python b/main.py arg\npython -m pkg.mod\n"
                        "$V/bin/python3 - <<'E'\nprint('a')\nE\n");
  const Lowered lowered = LowerScript(file);
  EXPECT_EQ(ShowModule(lowered.module),
            "try\n  python()('')\ntry\n  python()('b/main.py')\n"
            "try\n  python()('pkg/mod.py')\ntry\n  python()('')\n");
  ASSERT_EQ(lowered.embedded.size(), 2U);
  EXPECT_EQ(lowered.embedded[0].text.text, "\nimport x\nx.init(\"$db\")\n");
  EXPECT_EQ(lowered.embedded[1].text.text, "print('a')\n");
  const MappedText& first = lowered.embedded[0].text;
  const auto at = static_cast<uint32_t>(first.text.find("init"));
  const TextRange place = first.map.ToSource({at, at + 4})->range;
  EXPECT_EQ(file.Text(place), "init");
}

TEST(ShellFrontEnd, KeepsEveryPlace) {
  const SourceFile file(
      {}, "a.sh",
      "X='a b'\nsu -c \"psql -c \\\"SELECT price FROM t $X\\\"\"\n"
      "psql <<-E\n\tSELECT id\n\t  FROM u\n\tE\n"
      "bash -c 'psql <<E\nSELECT z\nE'\n");
  const Lowered lowered = LowerScript(file);
  size_t checked = 0;
  for (const Value& value : lowered.module.values) {
    const auto* literal = std::get_if<Literal>(&value.node);
    if (literal == nullptr) {
      continue;
    }
    ASSERT_EQ(literal->text.text.size(), literal->text.map.size());
    for (const TextPiece& piece : literal->text.map.pieces()) {
      if (piece.exact()) {
        EXPECT_EQ(literal->text.text.substr(piece.begin, piece.length),
                  file.Text(piece.source.range));
      }
    }
    for (const std::string_view word : {"price", "FROM u", "SELECT z"}) {
      const auto at = static_cast<uint32_t>(literal->text.text.find(word));
      if (at < literal->text.text.size()) {
        const TextRange place =
            literal->text.map
                .ToSource({at, at + static_cast<uint32_t>(word.size())})
                ->range;
        EXPECT_EQ(file.Text(place), word);
        ++checked;
      }
    }
  }
  EXPECT_EQ(checked, 3U);
}

TEST(ShellFrontEnd, CoversStatementsByComments) {
  const SourceFile file({}, "a.sh",
                        "psql -c A # pgpact: allow a\n# pgpact: allow b\n"
                        "# other\npsql -c B\n");
  const Lowered lowered = LowerScript(file);
  ASSERT_EQ(lowered.comments.size(), 2U);
  EXPECT_EQ(lowered.comments[0].text, " pgpact: allow a");
  EXPECT_EQ(file.Text(lowered.comments[0].covers), "psql -c A");
  EXPECT_EQ(file.Text(lowered.comments[1].covers), "psql -c B");
}

TEST(ShellFrontEnd, SaysWhatItDoesNotUnderstand) {
  const SourceFile file({}, "a.sh", "pg_restore -d db x.dump\npsql <<E\nA");
  const Lowered lowered = LowerScript(file);
  ASSERT_EQ(lowered.unsupported.size(), 2U);
  EXPECT_EQ(lowered.unsupported[0].what, "here-document without its end");
  EXPECT_EQ(lowered.unsupported[1].what, "pg_restore of a binary dump");
}

TEST(ShellFrontEnd, SurvivesBadInput) {
  std::string chain = "psql -c A";
  std::string commands;
  for (int i = 0; i < 3'000; ++i) {
    chain += " && psql -c A";
    commands += "psql -c \"$(date) $x\";";
  }
  const std::vector<std::string> scripts = {
      "",
      std::string("psql -c '\0'\0", 12),
      "psql -c 'open\npsql -c A",
      "psql -c \"open $(x\npsql -c A",
      "${",
      "$(",
      "`",
      "\\",
      "<<",
      "<<-",
      "${x",
      "${x[",
      "${x:",
      "${x/",
      "psql -v",
      "psql -c",
      "psql --set=",
      "case x in",
      "if",
      "f() {",
      "x[=1",
      "x=(",
      "a=$((",
      "cat <<''\nx\n\n",
      "su -c",
      "\xff\xfe",
      std::string(20'000, '('),
      std::string(20'000, '{'),
      [] {
        std::string nested;
        for (int i = 0; i < 5'000; ++i) {
          nested += "$(cd \"";
        }
        return nested;
      }(),
      chain,
      commands,
  };
  for (const std::string& script : scripts) {
    const SourceFile file({}, "a.sh", script);
    const Lowered lowered = LowerScript(file);
    EXPECT_LE(lowered.module.body.index, lowered.module.blocks.size());
  }
}

}  // namespace
}  // namespace pgpact
