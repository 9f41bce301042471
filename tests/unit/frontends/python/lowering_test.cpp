// What Python constructs become. Values are shown in a small notation:
// 'text', name, (+ a b), f[…] interpolated, % formatted, call(…), ? unknown.
#include <gmock/gmock.h>

#include <string>
#include <variant>

#include "analyzer/base/overloaded.h"
#include "analyzer/frontends/python/python_front_end.h"
#include "analyzer/text/source_file.h"

namespace pgpact {
namespace {

Lowered LowerText(const std::string& text) {
  return MakePythonFrontEnd()->Lower(SourceFile({0}, "a.py", text));
}

std::string Show(const Module& module, ValueId id);

std::string ShowAll(const Module& module, const std::vector<ValueId>& values) {
  std::string shown;
  for (const ValueId value : values) {
    shown += (shown.empty() ? "" : " ") + Show(module, value);
  }
  return shown;
}

std::string ShowTarget(const Module& module, const Target& target) {
  switch (target.kind) {
    case Target::Kind::Name:
      return target.name;
    case Target::Kind::Spread:
      return "*" + target.name;
    case Target::Kind::Member:
      return Show(module, target.object) + "." + target.name;
    case Target::Kind::Element:
      return Show(module, target.object) + "[" + Show(module, target.key) + "]";
    case Target::Kind::Tuple: {
      std::string shown;
      for (const Target& part : target.parts) {
        shown += (shown.empty() ? "" : " ") + ShowTarget(module, part);
      }
      return "(" + shown + ")";
    }
    case Target::Kind::Ignored:
      return "_";
  }
  return "";
}

std::string ShowCall(const Module& module, const Call& call) {
  std::string shown = Show(module, call.callee) + "(";
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const Argument& argument = call.arguments[i];
    shown += i == 0 ? "" : " ";
    switch (argument.kind) {
      case ArgumentKind::Named:
        shown += argument.name + "=";
        break;
      case ArgumentKind::SpreadList:
        shown += "*";
        break;
      case ArgumentKind::SpreadDictionary:
        shown += "**";
        break;
      case ArgumentKind::Positional:
        break;
    }
    shown += Show(module, argument.value);
  }
  return shown + ")";
}

std::string ShowCollection(const Module& module, const Collection& collection) {
  std::string shown = "LTSD";
  shown = shown.substr(static_cast<size_t>(collection.kind), 1) + "[";
  for (size_t i = 0; i < collection.entries.size(); ++i) {
    const Entry& entry = collection.entries[i];
    shown += i == 0 ? "" : " ";
    shown += entry.spread ? "*" : "";
    shown += entry.key ? Show(module, *entry.key) + ":" : "";
    shown += Show(module, entry.value);
  }
  return shown + "]";
}

std::string ShowComprehension(const Module& module,
                              const Comprehension& comprehension) {
  std::string shown = "for[";
  shown += comprehension.key ? Show(module, *comprehension.key) + ":" : "";
  shown += Show(module, comprehension.value);
  for (const ComprehensionLoop& loop : comprehension.loops) {
    shown += " | " + ShowTarget(module, loop.target) + " in " +
             Show(module, loop.iterable);
    for (const ValueId condition : loop.conditions) {
      shown += " if " + Show(module, condition);
    }
  }
  return shown + "]";
}

std::string Show(const Module& module, ValueId id) {
  const auto show = [&module](ValueId value) { return Show(module, value); };
  return std::visit(
      Overloaded{
          [](const Literal& v) { return "'" + v.text.text + "'"; },
          [](const Constant& v) {
            return v.spelling.empty() ? std::string("NTF").substr(
                                            static_cast<size_t>(v.kind), 1)
                                      : v.spelling;
          },
          [](const Name& v) { return v.name; },
          [&](const Member& v) { return show(v.object) + "." + v.name; },
          [&](const Element& v) {
            return show(v.object) + "[" + show(v.key) + "]";
          },
          [&](const Slice& v) {
            return show(v.object) + "[" + (v.begin ? show(*v.begin) : "") +
                   ":" + (v.end ? show(*v.end) : "") + "]";
          },
          [&](const Concat& v) {
            return "(+ " + ShowAll(module, v.parts) + ")";
          },
          [&](const Interpolate& v) {
            return "f[" + ShowAll(module, v.parts) + "]";
          },
          [&](const Formatted& v) {
            return show(v.value) + (v.quoted ? "!r" : "") +
                   (v.spec.empty() ? "" : ":" + v.spec);
          },
          [&](const Format& v) {
            return "(% " + show(v.format) + " " + show(v.arguments) + ")";
          },
          [&](const Repeated& v) {
            return "(* " + show(v.value) + " " + show(v.count) + ")";
          },
          [&](const Choice& v) {
            const std::string_view kinds[] = {"if", "or", "and"};
            return "(" + std::string(kinds[static_cast<size_t>(v.kind)]) + " " +
                   (v.condition ? show(*v.condition) + " " : "") +
                   ShowAll(module, v.options) + ")";
          },
          [&](const Call& v) { return ShowCall(module, v); },
          [&](const Collection& v) { return ShowCollection(module, v); },
          [&](const Comprehension& v) { return ShowComprehension(module, v); },
          [](const FunctionValue&) { return std::string("lambda"); },
          [&](const Computation& v) {
            return "<" + std::to_string(static_cast<int>(v.op)) + " " +
                   ShowAll(module, v.operands) + ">";
          },
          [&](const Unknown& v) {
            return "?{" + v.what + " " + ShowAll(module, v.operands) + "}";
          }},
      module.value(id).node);
}

struct Row {
  std::string expression;
  std::string expected;
};

TEST(PythonLowering, Expressions) {
  const Row rows[] = {
      {"'a' \"b\" r'c'", "'abc'"},
      {"f'a{b}c' 'd' f'{e.f!r:>10}'", "f['a' b 'cd' e.f!r:>10]"},
      {"f'{a = }{{'", "f['a = ' a!r '{']"},
      {"f'{a!s}{b:{w}.2f}'", "f[a b:{w}.2f]"},
      {"f\"{x['k']}\"", "f[x['k']]"},
      {"(a + 'b') + (c + d)", "(+ a 'b' c d)"},
      {"'%s' % a", "(% '%s' a)"},
      {"'%s %s' % (a, b)", "(% '%s %s' T[a b])"},
      {"7 % 2", "<7 7 2>"},
      {"', '.join(['%s'] * len(x))", "', '.join((* L['%s'] len(x)))"},
      {"3 * 'x'", "(* 'x' 3)"},
      {"a or b or 'c'", "(or a b 'c')"},
      {"a and b", "(and a b)"},
      {"a if b else c", "(if b a c)"},
      {"a is None", "<4 a>"},
      {"None != a", "<5 a>"},
      {"a not in b", "<3 a b>"},
      {"a < b <= c", "(and <8 a b> <9 b c>)"},
      {"a < b < c < d", "<7 a b c d>"},
      {"a <> b", "<1 a b>"},
      {"not a", "<6 a>"},
      {"-0x10", "-16"},
      {"1_000", "1000"},
      {"a[1:][:-2][k]", "a[1:][:-2][k]"},
      {"a[::2]", "?{slice with a step a 2}"},
      {"a[1, 'b']", "a[T[1 'b']]"},
      {"f(a, *b, k=c, **d)", "f(a *b k=c **d)"},
      {"f(*a.b())", "f(*a.b())"},
      {"f(x for x in y)", "f(for[x | x in y])"},
      {"{k: v for k, v in a.items() if v}",
       "for[k:v | (k v) in a.items() if v]"},
      {"[x async for x in y for z in x]", "for[x | x in y | z in x]"},
      {"{'a': 1, **b}", "D['a':1 *b]"},
      {"{'a': 1} | b", "D[*D['a':1] *b]"},
      {"[*a, b]", "L[*a b]"},
      {"Path(a) / 'b' / c", "Path(a).__truediv__('b').__truediv__(c)"},
      {"lambda x: x", "lambda"},
      {"await f(x)", "f(x)"},
      {"(a)", "a"},
      {"...", "<7 >"},
  };
  for (const Row& row : rows) {
    const Lowered lowered = LowerText("x = " + row.expression + "\n");
    EXPECT_TRUE(lowered.unsupported.empty()) << row.expression;
    const Block& body = lowered.module.block(lowered.module.body);
    ASSERT_EQ(body.statements.size(), 1U) << row.expression;
    const auto& assign = std::get<Assign>(body.statements[0].node);
    EXPECT_EQ(Show(lowered.module, assign.value), row.expected)
        << row.expression;
  }
}

std::string ShowBlock(const Module& module, BlockId id);

std::string ShowStatement(const Module& module, const Statement& statement) {
  const auto show = [&](ValueId value) { return Show(module, value); };
  const auto block = [&](BlockId id) {
    return "{" + ShowBlock(module, id) + "}";
  };
  return std::visit(
      Overloaded{
          [&](const Assign& s) {
            const std::string_view ops[] = {" = ", " += ", " o= "};
            return ShowTarget(module, s.target) +
                   std::string(ops[static_cast<size_t>(s.op)]) + show(s.value);
          },
          [&](const Evaluated& s) { return show(s.value); },
          [&](const If& s) {
            return "if " + show(s.condition) + block(s.then_block) +
                   block(s.else_block);
          },
          [&](const Loop& s) {
            return "loop " +
                   (s.target ? ShowTarget(module, *s.target) + " in " : "") +
                   (s.iterable ? show(*s.iterable) : "") +
                   (s.condition ? show(*s.condition) : "") + block(s.body);
          },
          [&](const Return& s) {
            return "return " + (s.value ? show(*s.value) : std::string());
          },
          [&](const Yield& s) { return "yield " + show(s.value); },
          [&](const Leave& s) {
            return "leave" + std::to_string(static_cast<int>(s.kind));
          },
          [&](const Try& s) {
            std::string shown = "try" + block(s.body);
            for (const BlockId handler : s.handlers) {
              shown += block(handler);
            }
            return shown + block(s.else_block) + block(s.finally_block);
          },
          [&](const With& s) {
            return "with " + show(s.value) +
                   (s.target ? " as " + ShowTarget(module, *s.target) : "") +
                   block(s.body);
          },
          [&](const DefineFunction& s) {
            const Function& function = module.function(s.function);
            std::string shown = "def " + function.qualified_name + "(";
            for (const Parameter& parameter : function.parameters) {
              shown += std::to_string(static_cast<int>(parameter.kind)) +
                       parameter.name + ":" + parameter.type +
                       (parameter.default_value
                            ? "=" + show(*parameter.default_value)
                            : "") +
                       " ";
            }
            shown += ")[";
            for (const std::string& local : function.locals) {
              shown += local + " ";
            }
            return shown + "]" + block(function.body);
          },
          [&](const DefineClass& s) {
            const Class& made = module.class_of(s.class_id);
            return "class " + made.name + "(" + ShowAll(module, made.bases) +
                   ")" + block(made.body);
          },
          [](const Import& s) {
            return "import " + std::string(s.level, '.') + s.module + "/" +
                   s.member + "/" + s.name;
          },
          [](const DeclareOuter& s) { return "outer " + s.names.front(); }},
      statement.node);
}

std::string ShowBlock(const Module& module, BlockId id) {
  std::string shown;
  for (const Statement& statement : module.block(id).statements) {
    shown += (shown.empty() ? "" : "; ") + ShowStatement(module, statement);
  }
  return shown;
}

TEST(PythonLowering, Statements) {
  const Row rows[] = {
      {"a = b = f()", "a = f(); b = a"},
      {"a, *b = c", "(a *b) = c"},
      {"a.b[c] += 'd'", "a.b[c] += 'd'"},
      {"a %= b", "a = (% a b)"},
      {"x: int = 1", "x = 1"},
      {"x: int", ""},
      {"\"\"\"Doc\"\"\"", ""},
      {"if a:\n  b()\nelif c:\n  d()\nelse:\n  e()",
       "if a{b()}{if c{d()}{e()}}"},
      {"for a in b:\n  c()\n  break", "loop a in b{c(); leave0}"},
      {"while (r := f()):\n  g(r)", "r = f(); loop r{g(r); r = f()}"},
      {"with a() as b, c(): d()", "with a() as b{with c(){d()}}"},
      {"async with (a as b, c as d.e):\n  f()",
       "with a as b{with c as d.e{f()}}"},
      {"try:\n  a()\nexcept (A, B) as e:\n  raise\nfinally:\n  b()",
       "try{a()}{e = ?{exception }; leave2}{}{b()}"},
      {"import a.b, c as d", "import a.b//a; import c//d"},
      {"from ..a import b as c, d", "import ..a/b/c; import ..a/d/d"},
      {"from . import *", "import ./*/"},
      {"del a['k'], b", "a.pop('k')"},
      {"@d(1)\ndef f(a, b: Optional[str] = 'x', *c, d, **e):\n  g = a\n  "
       "return g",
       "d(1); def f(0a: 0b:str='x' 2c: 1d: 3e: )[g ]{g = a; return g}"},
      {"class A(B):\n  t = 'x'\n  n: int\n  def m(self): pass",
       "class A(B){t = 'x'; n = ?{field without a value }; def A.m(0self: "
       ")[]{}}"},
      {"def f():\n  global a\n  a = 1\n  yield a",
       "def f()[a ]{outer a; a = 1; yield a}"},
      {"match a:\n  case 'x' | 'y': b()\n  case {'k': v}: c(v)\n  case _: d()",
       "<match 1> = a; if T{if <2 <match 1> T['x' 'y']>{b()}{v = <match "
       "1>['k']; if <7 <match 1>>{c(v)}{if T{d()}{}}}}{}"},
      {"print 'a' % b, c", "(% 'a' b); c"},
      {"if __name__ == \"__main__\":\n  main()",
       "if <0 __name__ '__main__'>{main()}{}"},
  };
  for (const Row& row : rows) {
    const Lowered lowered = LowerText(row.expression + "\n");
    EXPECT_TRUE(lowered.unsupported.empty()) << row.expression;
    EXPECT_EQ(ShowBlock(lowered.module, lowered.module.body), row.expected)
        << row.expression;
  }
}

TEST(PythonLowering, GoesOnAfterASyntaxError) {
  const std::string rows[] = {
      "a = 1\n<<<<<<< HEAD\nb = 'kept'\n",
      "a = 1\ndef f():\n  g(1, 2\n  c = 3\ndef h():\n  b = 'kept'\n",
      "a = 1\ndef f():\n  s = \"\"\"text\ndef h():\n  b = 'kept'\n",
  };
  for (const std::string& row : rows) {
    const Lowered lowered = LowerText(row);
    ASSERT_FALSE(lowered.unsupported.empty()) << row;
    EXPECT_EQ(lowered.unsupported[0].reason, UnknownReason::SyntaxError);
    EXPECT_THAT(ShowBlock(lowered.module, lowered.module.body),
                testing::AllOf(testing::HasSubstr("a = 1"),
                               testing::HasSubstr("b = 'kept'")));
  }
}

TEST(PythonLowering, TakesChainsOfAnyLength) {
  std::string sum = "x = a";
  std::string texts = "x = 'a'";
  for (int i = 0; i < 100000; ++i) {
    sum += " + b";
    texts += " 'b'";
  }
  const Lowered flat = LowerText(sum + "\n");
  EXPECT_TRUE(flat.unsupported.empty());
  const Block& body = flat.module.block(flat.module.body);
  const auto& assign = std::get<Assign>(body.statements.at(0).node);
  EXPECT_EQ(std::get<Concat>(flat.module.value(assign.value).node).parts.size(),
            100001U);
  EXPECT_EQ(LowerText(texts + "\n").module.values.size(), 1U);
}

TEST(PythonLowering, StopsWithAReasonWhereNestingHasNoEnd) {
  std::string deep;
  for (int i = 0; i < 20000; ++i) {
    deep += "-f(";
  }
  deep += "a" + std::string(20000, ')');
  const Lowered lowered = LowerText("x = " + deep + "\n");
  ASSERT_FALSE(lowered.unsupported.empty());
  EXPECT_EQ(lowered.unsupported[0].reason, UnknownReason::LimitReached);
  const std::string parentheses(100000, '(');
  EXPECT_TRUE(
      LowerText("x = " + parentheses + "a" + std::string(100000, ')') + "\n")
          .unsupported.empty());
}

TEST(PythonLowering, TakesEveryKindOfBytes) {
  const std::string rows[] = {
      "",
      std::string("\0\0", 2),
      "\xEF\xBB\xBFx = 'a'\r\n",
      "x = '\xE9'\n",
      "\xFF\xFEx\0=\0",
      "x = f'{",
      "x = '''",
      "\t\t\n  if",
      "x = \\",
  };
  for (const std::string& row : rows) {
    const Lowered lowered = LowerText(row);
    for (const Value& value : lowered.module.values) {
      EXPECT_LE(value.range.end, row.size());
    }
  }
  const Lowered marked = LowerText("\xEF\xBB\xBFx = 'a'\r\n");
  EXPECT_EQ(ShowBlock(marked.module, marked.module.body), "x = 'a'");
}

TEST(PythonLowering, DirectiveCommentsCoverStatements) {
  const std::string text =
      "# pgpact: allow one\n"
      "a = 1\n"
      "b = f(  # pgpact: allow two\n"
      "  2)\n"
      "c = 3  # pgpact: allow three\n"
      "def g():  # pgpact: allow four\n"
      "  # no directive\n"
      "  d = 4\n";
  const Lowered lowered = LowerText(text);
  const std::string_view expected[] = {
      "a = 1", "b = f(  # pgpact: allow two\n  2)", "c = 3", "def g():"};
  ASSERT_EQ(lowered.comments.size(), 4U);
  for (size_t i = 0; i < 4; ++i) {
    const TextRange covers = lowered.comments[i].covers;
    EXPECT_TRUE(
        text.substr(covers.begin, covers.size()).starts_with(expected[i]))
        << text.substr(covers.begin, covers.size());
  }
  EXPECT_EQ(lowered.comments[0].text, "pgpact: allow one");
}

}  // namespace
}  // namespace pgpact
