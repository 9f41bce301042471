// DO blocks, and the bodies of routines that an installation calls: they are
// carried out, statement by statement, as far as it is known what they do.

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/bodies/block_walker.h"
#include "analyzer/installation/catalog_condition.h"
#include "analyzer/installation/schema_loader.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/plpgsql/parse_plpgsql.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/parse_template.h"

namespace pgpact {
namespace {

constexpr uint32_t kMaximumBlockDepth = 16;
// Routines may call one another in ways that never end.
constexpr uint32_t kMaximumBodies = 20'000;

// The first words of a text, folded, one blank between.
std::string HeadOf(const TextValue& text) {
  std::string head;
  if (text.pieces.empty()) {
    return head;
  }
  const auto* first = std::get_if<MappedText>(&text.pieces.front());
  if (first == nullptr) {
    return head;
  }
  constexpr size_t kHeadBytes = 200;
  const std::string_view begin =
      std::string_view(first->text).substr(0, kHeadBytes);
  for (const Token& token : Tokenize(begin)) {
    if (token.kind != TokenKind::Identifier) {
      break;
    }
    head += (head.empty() ? "" : " ") +
            FoldIdentifier(begin.substr(token.range.begin, token.range.size()));
  }
  return head + " ";
}

// Whether a statement that is known no further than this makes or takes away
// nothing that names look up.
bool MakesNothing(std::string_view head) {
  static constexpr std::array<std::string_view, 39> kHeads = {
      "grant ",
      "revoke ",
      "comment ",
      "create role ",
      "create user ",
      "create database ",
      "alter role ",
      "alter user ",
      "alter database ",
      "insert ",
      "update ",
      "delete ",
      "analyze ",
      "refresh ",
      "alter default ",
      "create policy ",
      "create index ",
      "create unique index ",
      "create trigger ",
      "create constraint trigger ",
      "select ",
      "explain ",
      "values ",
      "with ",
      "set ",
      "reset ",
      "copy ",
      "truncate ",
      "lock ",
      "vacuum ",
      "reindex ",
      "cluster ",
      "notify ",
      "drop role ",
      "drop user ",
      "drop policy ",
      "drop trigger ",
      "drop index ",
      "create rule "};
  return std::any_of(kHeads.begin(), kHeads.end(), [&](std::string_view one) {
    return head.substr(0, one.size()) == one;
  });
}

// The schema that a statement cut off after "create table name." is about.
std::string SchemaOf(const TextValue& text) {
  const auto* first = std::get_if<MappedText>(&text.pieces.front());
  if (first == nullptr || first->text.empty() || first->text.back() != '.') {
    return "";
  }
  const std::vector<Token> tokens = Tokenize(first->text);
  if (tokens.size() < 2) {
    return "";
  }
  const Token& token = tokens[tokens.size() - 2];
  const std::string_view written =
      std::string_view(first->text)
          .substr(token.range.begin, token.range.size());
  return token.kind == TokenKind::QuotedIdentifier ? UnquoteIdentifier(written)
                                                   : FoldIdentifier(written);
}

bool IsPlainCall(const ParsedStatement& statement) {
  const auto* root = std::get_if<SelectStatement>(&statement.tree.root().node);
  if (root == nullptr) {
    return std::holds_alternative<CallStmt>(statement.tree.root().node);
  }
  const SelectStmt& select = statement.tree.select(root->select);
  return select.from.empty() && !select.where;
}

}  // namespace

SchemaLoader::Outcome SchemaLoader::RunBlock(const ParsedStatement& statement,
                                             const DoStmt& node) {
  const auto body = BodyText(statement.text, node.body_range);
  const bool known = node.language.empty() || node.language == "plpgsql";
  if (!known || !body) {
    Undecide(statement, "a block in language " + node.language);
    loaded_.catalog.OpenSchema("");
    return Outcome::Done;
  }
  VariableLevel level;
  level.variables.push_back(VariableOf(loaded_.catalog, "found",
                                       {loaded_.catalog.Builtin("bool"), -1}));
  return RunPlpgsql({statement, *body, std::move(level), {}, true});
}

// The problems of what a body does are told at its place, as problems of the
// statement that runs it.
SchemaLoader::StepOutcome SchemaLoader::RunStep(const ParsedStatement& outer,
                                                const ParsedStatement& inner,
                                                const Session& names,
                                                bool certain) {
  const size_t problems = loaded_.problems.size();
  const Catalog::Journal mark = loaded_.catalog.Mark();
  StepOutcome result;
  if (inner.error || inner.tree.statements.empty()) {
    // A body with a syntax error is refused when it is made.
    if (inner.error && inner.error_uncertain) {
      Undecide(outer, "a statement of the block is not known whole");
    }
    return result;
  }
  session_.variables = names.variables;
  session_.conflict = names.conflict;
  session_.parameters_known = names.parameters_known;
  session_.parameter_types = names.parameter_types;
  ++depth_;
  result.outcome = RunStatement(inner);
  --depth_;
  session_.variables.clear();
  session_.conflict = NameConflict::Column;
  session_.parameters_known = false;
  session_.parameter_types.clear();
  for (size_t i = problems; i < loaded_.problems.size(); ++i) {
    loaded_.problems[i].statement = &outer;
    loaded_.problems[i].server_offset.reset();
  }
  if (result.outcome == Outcome::Failed) {
    result.sqlstate = loaded_.problems.size() > problems
                          ? loaded_.problems.back().sqlstate
                          : "P0001";
    loaded_.catalog.RollbackTo(mark);
    if (!certain) {
      loaded_.problems.resize(problems);
    }
  }
  return result;
}

// The declared type is missing: the block is not even begun.
void SchemaLoader::RefuseType(const ParsedStatement& outer,
                              const ParsedStatement& inner,
                              const BindProblem& problem) {
  Fail(inner, problem, std::nullopt);
  loaded_.problems.back().statement = &outer;
  loaded_.problems.back().server_offset.reset();
}

void SchemaLoader::RunUnknown(const ParsedStatement& outer,
                              const TextValue& text, Location place) {
  if (!text.pieces.empty() && MakesNothing(HeadOf(text))) {
    return;
  }
  Undecide(outer, "a statement that is put together at run time");
  loaded_.problems.back().location = place;
  loaded_.catalog.OpenSchema(text.pieces.empty() ? "" : SchemaOf(text));
}

SchemaLoader::Outcome SchemaLoader::RunPlpgsql(const BodyRun& run) {
  if (depth_ >= kMaximumBlockDepth || ++bodies_run_ > kMaximumBodies) {
    if (!bodies_bounded_) {
      Undecide(run.outer, "routines call one another without end");
    }
    bodies_bounded_ = true;
    loaded_.catalog.OpenSchema("");
    return Outcome::Done;
  }
  struct Point {
    Catalog::Journal catalog = 0;
    size_t problems = 0;
    size_t filled = 0;
    SearchPath path;
  };
  std::vector<Point> points;
  Session names;
  names.search_path = session_.search_path;
  names.parameters_known = true;
  names.parameter_types.resize(run.values.size());
  BlockWalker* walker_names = nullptr;
  WalkActions actions;
  actions.step = [&](BodyStep step, const Session& session) {
    StepResult result;
    if (step.kind == BodyStepKind::Declaration) {
      BoundStatement bound = Bind(step.statement, loaded_.catalog, session);
      result.outputs = std::move(bound.outputs);
      if (bound.verdict == Verdict::Error && step.certain) {
        RefuseType(run.outer, step.statement, bound.problems.front());
        result.failed = true;
        result.sqlstate = bound.problems.front().sqlstate;
      }
      return result;
    }
    const ValueLookup before = std::move(lookup_);
    if (step.kind != BodyStepKind::Dynamic) {
      lookup_ = [&](const auto& parts) {
        return walker_names->names().ValueOf(parts);
      };
    }
    StepOutcome done =
        RunStep(run.outer, step.statement, session, step.certain);
    lookup_ = before;
    names.search_path = session_.search_path;
    result.failed = done.outcome == Outcome::Failed;
    result.sqlstate = std::move(done.sqlstate);
    return result;
  };
  actions.unknown = [&](const TextValue& text, Location place) {
    RunUnknown(run.outer, text, place);
  };
  actions.mark = [&] {
    points.push_back({loaded_.catalog.Mark(), loaded_.problems.size(),
                      loaded_.filled.size(), session_.search_path});
    return points.size() - 1;
  };
  actions.undo = [&](uint64_t number) {
    const Point& point = points[number];
    loaded_.catalog.RollbackTo(point.catalog);
    loaded_.problems.resize(point.problems);
    loaded_.filled.resize(point.filled);
    session_.search_path = point.path;
  };
  actions.decide = [&](const ParsedStatement& condition,
                       const ValueLookup& lookup) {
    return DecideCondition(condition, loaded_.catalog, session_.search_path,
                           lookup);
  };
  BlockWalker walker(BlockWalker::Mode::Run, run.body, loaded_.catalog, names,
                     actions);
  walker_names = &walker;
  walker.set_certain(run.certain);
  walker.names().Push(run.level.label);
  for (size_t i = 0; i < run.level.variables.size(); ++i) {
    BlockNames::Slot slot;
    if (i < run.values.size()) {
      slot.value = run.values[i];
    }
    walker.names().Add(run.level.variables[i], std::move(slot));
  }
  const size_t problems = loaded_.problems.size();
  if (walker.Walk(ParsePlpgsql(run.body.text)) || !run.certain) {
    return Outcome::Done;
  }
  if (std::none_of(
          loaded_.problems.begin() + static_cast<std::ptrdiff_t>(problems),
          loaded_.problems.end(), [](const auto& problem) {
            return problem.kind == InstallationProblem::Kind::Fails;
          })) {
    return FailWith(run.outer, "P0001",
                    walker.raised().empty() ? "the block raises an exception"
                                            : walker.raised());
  }
  return Outcome::Failed;
}

// A routine that the statement calls, with the arguments that are known.
SchemaLoader::Outcome SchemaLoader::RunRoutine(const ParsedStatement& statement,
                                               const FuncCall& call,
                                               RoutineId id) {
  const Routine& routine = loaded_.catalog.routine(id);
  const auto made = std::find_if(made_bodies_.rbegin(), made_bodies_.rend(),
                                 [&](const MadeBody& one) {
                                   return routine.defined == one.defined &&
                                          routine.definition == one.definition;
                                 });
  if (made == made_bodies_.rend() || routine.language != "plpgsql") {
    Undecide(statement, "function \"" + routine.name + "\" may create objects");
    loaded_.catalog.OpenSchema("");
    return Outcome::Done;
  }
  const MappedText body = made->text;
  BodyRun run = {statement,
                 body,
                 ParameterLevel(loaded_.catalog, routine),
                 {},
                 IsPlainCall(statement)};
  run.values.resize(run.level.variables.size());
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const FuncArgument& argument = call.arguments[i];
    const std::string number = "$" + std::to_string(i + 1);
    const KnownValue value = EvaluateExpr(
        statement, argument.value,
        lookup_ ? lookup_
                : ValueLookup([](const auto&) { return KnownValue(); }));
    // A parameter stands there by its name and then by its number.
    for (size_t k = 0; k < run.level.variables.size(); ++k) {
      const std::string& name = run.level.variables[k].name;
      const bool before_number = k + 1 < run.level.variables.size() &&
                                 run.level.variables[k + 1].name == number;
      if (argument.name.empty() ? name == number || before_number
                                : name == argument.name.name) {
        run.values[k] = value;
      }
    }
  }
  return RunPlpgsql(run);
}

}  // namespace pgpact
