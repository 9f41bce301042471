#include "analyzer/strings/engine_test.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace pgpact {

namespace {

struct EngineWord {
  std::string_view word;
  Dialect dialect;
  // Also a word of everyday use: it counts only where a database is asked for.
  bool everyday = false;
};

// Lower case. The words that stand for a database in names and addresses;
// longer ones first where one begins another.
constexpr std::array<EngineWord, 20> kWords = {{
    {"postgresql", Dialect::PostgreSql},
    {"postgres", Dialect::PostgreSql},
    {"psycopg2", Dialect::PostgreSql},
    {"psycopg", Dialect::PostgreSql},
    {"asyncpg", Dialect::PostgreSql},
    {"pgsql", Dialect::PostgreSql},
    {"sqlite3", Dialect::Sqlite},
    {"sqlite", Dialect::Sqlite},
    {"aiosqlite", Dialect::Sqlite},
    {"mysql", Dialect::MySql},
    {"mariadb", Dialect::MySql},
    {"mssql", Dialect::MsSql},
    {"sqlserver", Dialect::MsSql},
    {"oracle", Dialect::Oracle, true},
    {"duckdb", Dialect::NotPostgreSql},
    {"clickhouse", Dialect::NotPostgreSql},
    {"cockroachdb", Dialect::NotPostgreSql},
    {"cockroach", Dialect::NotPostgreSql},
    {"snowflake", Dialect::NotPostgreSql, true},
    {"mongodb", Dialect::NotPostgreSql},
}};

// What a class that stands for a database is called after its name.
constexpr std::array<std::string_view, 17> kClassEndings = {
    "engine",  "database", "dialect",    "connection", "backend", "driver",
    "adapter", "client",   "store",      "storage",    "wrapper", "pool",
    "conn",    "db",       "operations", "connector",  "cursor"};

// What people call the thing that says which database it is.
constexpr std::array<std::string_view, 9> kSubjects = {
    "vendor", "dialect", "engine", "database", "backend",
    "driver", "dbms",    "dbtype", "dbkind"};

// How a flag that stands for a database begins.
constexpr std::array<std::string_view, 5> kFlagBeginnings = {
    "is", "use", "uses", "using", "on"};

constexpr int kMaximumDepth = 16;

// "IsPostgres" and "is_postgres" without case and underlines; no more of it
// than that.
std::string Folded(std::string_view name, size_t most = std::string::npos) {
  std::string folded;
  for (size_t i = 0; i < name.size() && folded.size() < most; ++i) {
    if (name[i] != '_') {
      folded +=
          static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
    }
  }
  return folded;
}

std::optional<Dialect> EngineNamed(std::string_view word, bool everyday) {
  const auto found = std::ranges::find(kWords, word, &EngineWord::word);
  return found == kWords.end() || (found->everyday && !everyday)
             ? std::nullopt
             : std::optional(found->dialect);
}

// A text that names a database: "sqlite", "postgresql+asyncpg://", "sqlite:".
std::optional<Dialect> EngineOfText(std::string_view text, bool everyday) {
  // The longest word and what follows it.
  constexpr size_t kMost = 16;
  const std::string folded = Folded(text, kMost);
  for (const EngineWord& engine : kWords) {
    if ((everyday || !engine.everyday) && folded.starts_with(engine.word) &&
        (folded.size() == engine.word.size() ||
         std::isalnum(static_cast<unsigned char>(folded[engine.word.size()])) ==
             0)) {
      return engine.dialect;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Dialect> DatabaseOfClass(std::string_view name) {
  const std::string folded = Folded(name);
  for (const std::string_view ending : kClassEndings) {
    if (folded.ends_with(ending)) {
      return EngineNamed(
          std::string_view(folded).substr(0, folded.size() - ending.size()),
          false);
    }
  }
  return EngineNamed(folded, false);
}

namespace {

// "is_postgres", "USE_SQLITE".
std::optional<Dialect> EngineOfFlag(std::string_view name) {
  const std::string folded = Folded(name);
  for (const std::string_view beginning : kFlagBeginnings) {
    if (folded.starts_with(beginning)) {
      if (const auto engine = EngineNamed(
              std::string_view(folded).substr(beginning.size()), false)) {
        return engine;
      }
    }
  }
  return std::nullopt;
}

class Finder {
 public:
  explicit Finder(const Module& module) : module_(module) {}

  std::optional<EngineTest> Find(ValueId condition, int depth) const {
    const Value& value = module_.value(condition);
    if (depth > kMaximumDepth) {
      return std::nullopt;
    }
    if (const auto* test = std::get_if<Computation>(&value.node)) {
      return FindInTest(*test, depth);
    }
    if (const auto* choice = std::get_if<Choice>(&value.node)) {
      return FindInChoice(*choice, depth);
    }
    if (const auto* call = std::get_if<Call>(&value.node)) {
      return FindInCall(*call);
    }
    return AskedFor(EnginesOf(std::optional(EngineOfFlag(LastName(value)))));
  }

 private:
  using Engines = std::vector<Dialect>;

  static Engines EnginesOf(std::optional<Dialect> engine) {
    return engine ? Engines{*engine} : Engines{};
  }

  // A condition that holds on these databases alone.
  static std::optional<EngineTest> AskedFor(const Engines& engines) {
    if (engines.empty()) {
      return std::nullopt;
    }
    if (std::ranges::find(engines, Dialect::PostgreSql) != engines.end()) {
      return EngineTest{true, Dialect::NotPostgreSql};
    }
    return EngineTest{false, engines.front()};
  }

  static std::optional<EngineTest> Negated(std::optional<EngineTest> test) {
    if (test) {
      test->holds = !test->holds;
    }
    return test;
  }

  static std::string_view LastName(const Value& value) {
    if (const auto* name = std::get_if<Name>(&value.node)) {
      return name->name;
    }
    const auto* member = std::get_if<Member>(&value.node);
    return member == nullptr ? std::string_view() : member->name;
  }

  std::optional<EngineTest> FindInTest(const Computation& test,
                                       int depth) const {
    using enum Computation::Operator;
    if (test.op == Not && test.operands.size() == 1) {
      return Negated(Find(test.operands[0], depth + 1));
    }
    if (test.operands.size() != 2) {
      return std::nullopt;
    }
    if (test.op != Equal && test.op != NotEqual && test.op != In &&
        test.op != NotIn) {
      return std::nullopt;
    }
    // `vendor == "sqlite"`, `vendor in ("sqlite", "mysql")`, `"sqlite" in url`
    Engines engines = EnginesIn(test.operands[1], IsSubject(test.operands[0]));
    if (engines.empty()) {
      engines = EnginesIn(test.operands[0], IsSubject(test.operands[1]));
    }
    const auto found = AskedFor(engines);
    return test.op == Equal || test.op == In ? found : Negated(found);
  }

  // Whether something in the expression is called as a database is.
  bool IsSubject(ValueId id) const {
    const Value& value = module_.value(id);
    const std::string folded = Folded(LastName(value));
    const bool named =
        std::ranges::any_of(kSubjects, [&](std::string_view subject) {
          return folded.find(subject) != std::string::npos;
        });
    const auto* member = std::get_if<Member>(&value.node);
    return named || (member != nullptr && IsSubject(member->object));
  }

  // The databases that a text, a constant (`SQLITE`, `Kind.SQLITE`) or a
  // collection of them names.
  Engines EnginesIn(ValueId id, bool everyday) const {
    const Value& value = module_.value(id);
    if (const auto* literal = std::get_if<Literal>(&value.node)) {
      return EnginesOf(EngineOfText(literal->text.text, everyday));
    }
    const std::string_view name = LastName(value);
    if (!name.empty()) {
      const bool constant = std::ranges::none_of(
          name, [](unsigned char c) { return std::islower(c) != 0; });
      return constant ? EnginesOf(EngineNamed(Folded(name), everyday))
                      : Engines{};
    }
    Engines engines;
    if (const auto* all = std::get_if<Collection>(&value.node)) {
      for (const Entry& entry : all->entries) {
        const Engines one = EnginesIn(entry.value, everyday);
        if (entry.spread || one.empty()) {
          return {};
        }
        engines.push_back(one.front());
      }
    }
    return engines;
  }

  std::optional<EngineTest> FindInChoice(const Choice& choice,
                                         int depth) const {
    if (choice.kind == ChoiceKind::Conditional) {
      return std::nullopt;
    }
    // `and`: one that does not hold is enough; `or`: one that does.
    const bool enough = choice.kind == ChoiceKind::Or;
    std::optional<EngineTest> all;
    bool each = true;
    for (const ValueId option : choice.options) {
      const auto test = Find(option, depth + 1);
      if (test && test->holds == enough) {
        return test;
      }
      each = each && test.has_value();
      all = all ? all : test;
    }
    return each ? all : std::nullopt;
  }

  std::optional<EngineTest> FindInCall(const Call& call) const {
    const Value& callee = module_.value(call.callee);
    const std::string_view name = LastName(callee);
    if ((name == "isinstance" || name == "issubclass") &&
        call.arguments.size() == 2) {
      return AskedFor(EnginesOfClasses(call.arguments[1].value));
    }
    if (name == "startswith" && call.arguments.size() == 1) {
      // One beginning or a tuple of them.
      return AskedFor(EnginesIn(call.arguments[0].value, false));
    }
    return call.arguments.empty() ? AskedFor(EnginesOf(EngineOfFlag(name)))
                                  : std::nullopt;
  }

  // Of a class (`sqlite3.Connection` too) or a tuple of them.
  Engines EnginesOfClasses(ValueId id) const {
    const Value& value = module_.value(id);
    Engines engines;
    if (const auto* all = std::get_if<Collection>(&value.node)) {
      for (const Entry& entry : all->entries) {
        const Engines one = EnginesOfClasses(entry.value);
        if (one.empty()) {
          return {};
        }
        engines.push_back(one.front());
      }
      return engines;
    }
    engines = EnginesOf(DatabaseOfClass(LastName(value)));
    const auto* member = std::get_if<Member>(&value.node);
    if (engines.empty() && member != nullptr && member->name == "Connection") {
      return EnginesOf(
          EngineNamed(Folded(LastName(module_.value(member->object))), false));
    }
    return engines;
  }

  const Module& module_;
};

}  // namespace

std::optional<EngineTest> FindEngineTest(const Module& module,
                                         ValueId condition) {
  return Finder(module).Find(condition, 0);
}

}  // namespace pgpact
