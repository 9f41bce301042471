#include <algorithm>
#include <utility>

#include "analyzer/binder/bind_ddl.h"
#include "analyzer/bodies/block_walker.h"
#include "analyzer/bodies/routine_body.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/plpgsql/parse_plpgsql.h"
#include "analyzer/sql/parse_template.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/sql/statement_tokens.h"

namespace pgpact {
namespace {

bool IsInput(ArgumentMode mode) {
  return mode != ArgumentMode::Out && mode != ArgumentMode::Table;
}

// SET search_path TO … of the routine itself, outside the body's string.
std::optional<std::vector<std::string>> OwnPath(std::string_view definition) {
  const std::vector<Token> tokens = Tokenize(definition);
  const auto written = [&](size_t i) {
    return definition.substr(tokens[i].range.begin, tokens[i].range.size());
  };
  for (size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (!EqualsWord(written(i), "set") ||
        !EqualsWord(written(i + 1), "search_path")) {
      continue;
    }
    std::vector<std::string> path;
    for (size_t k = i + 3; k < tokens.size(); k += 2) {
      const std::string_view name = written(k);
      path.push_back(tokens[k].kind == TokenKind::QuotedIdentifier
                         ? UnquoteIdentifier(name)
                     : tokens[k].kind == TokenKind::String
                         ? std::string(name.substr(1, name.size() - 2))
                         : FoldIdentifier(name));
      if (k + 1 >= tokens.size() || written(k + 1) != ",") {
        break;
      }
    }
    std::erase(path, "");
    return path;
  }
  return std::nullopt;
}

bool Mentions(std::string_view text, std::string_view word) {
  for (size_t i = 0; i + word.size() <= text.size(); ++i) {
    if (EqualsWord(text.substr(i, word.size()), word)) {
      return true;
    }
  }
  return false;
}

// Who calls it has a path of its own: what was there when it was made, where
// it stands and what is usual are all looked at.
SearchPath PathOf(const Routine& routine, const Catalog& catalog,
                  const SearchPath& usual) {
  SearchPath path = usual;
  if (auto own = OwnPath(routine.definition)) {
    path.schemas = std::move(*own);
    return path;
  }
  path.schemas = routine.search_path;
  path.schemas.push_back(catalog.schema(routine.schema).name);
  path.schemas.insert(path.schemas.end(), usual.schemas.begin(),
                      usual.schemas.end());
  return path;
}

class BodyBinder {
 public:
  BodyBinder(const RoutineBody& body, const Catalog& catalog,
             const BodySurroundings& surroundings)
      : body_(body),
        catalog_(catalog),
        surroundings_(surroundings),
        routine_(catalog.routine(body.routine)) {
    session_.search_path = PathOf(routine_, catalog, surroundings.search_path);
    session_.temporary_tables = surroundings.tables;
    const auto transition = surroundings.transition_tables.find(body.routine);
    if (transition != surroundings.transition_tables.end()) {
      for (const std::string& name : transition->second) {
        session_.temporary_tables.push_back({name, {}, true});
      }
    }
    level_ = ParameterLevel(catalog, routine_);
    for (const RoutineArgument& argument : routine_.arguments) {
      if (IsInput(argument.mode)) {
        session_.parameter_types.emplace_back();
      }
    }
    session_.parameters_known = true;
    sets_path_ = Mentions(body.text.text, "search_path");
  }

  std::vector<BodyStatement> Run() && {
    if (routine_.language == "plpgsql") {
      RunPlpgsql();
    } else {
      RunSql();
    }
    return std::move(statements_);
  }

 private:
  void RunSql() {
    session_.variables = {level_};
    MarkedText text;
    text.text = body_.text;
    ParsedSql parsed = ParseText(text, TextPolicy());
    for (ParsedStatement& one : parsed.statements) {
      if (!one.text.text.empty()) {
        Keep(std::move(one), session_);
      }
    }
  }

  void RunPlpgsql() {
    const bool event = ReturnsPseudo("event_trigger");
    if (ReturnsPseudo("trigger") || event) {
      const auto found = surroundings_.triggers.find(body_.routine);
      unattached_ = found == surroundings_.triggers.end();
      AddTriggerVariables(catalog_,
                          unattached_ ? std::span<const RelationId>()
                                      : std::span(found->second),
                          event, level_);
    }
    // All parameters have numbers, which are names of variables here.
    session_.parameter_types.assign(routine_.arguments.size(), "");
    const PlFunction function = ParsePlpgsql(body_.text.text);
    // What a plain record has is known once all that is assigned to it is.
    const RecordShapes shapes = WalkBlock(function, {});
    if (!shapes.empty()) {
      statements_.clear();
      WalkBlock(function, shapes);
    }
  }

  // Keeps every statement of the block; gives the shapes of its plain records.
  RecordShapes WalkBlock(const PlFunction& function,
                         const RecordShapes& shapes) {
    WalkActions actions;
    actions.step = [&](BodyStep step, const Session& session) {
      return Keep(std::move(step.statement), session);
    };
    actions.unknown = [&](const TextValue& /*text*/, Location place) {
      BodyStatement unknown;
      unknown.parsed.completeness = Completeness::None;
      unknown.parsed.text.Append("?", place);
      unknown.bound.verdict = Verdict::Undecided;
      unknown.bound.undecided_reason = "the text is not known";
      statements_.push_back(std::move(unknown));
    };
    Session session = session_;
    BlockWalker walker(BlockWalker::Mode::Check, body_.text, catalog_, session,
                       actions);
    AddLevel(walker.names());
    walker.set_shapes(shapes);
    walker.Walk(function);
    return walker.shapes();
  }

  void AddLevel(BlockNames& names) const {
    names.Push(level_.label);
    for (const SessionVariable& variable : level_.variables) {
      names.Add(variable, {});
    }
  }

  bool ReturnsPseudo(std::string_view name) const {
    return routine_.returns != kUnknownTypeId &&
           catalog_.type(routine_.returns).name == name;
  }

  StepResult Keep(ParsedStatement statement, const Session& session) {
    BodyStatement one;
    one.bound = Bind(statement, catalog_, session);
    one.parsed = std::move(statement);
    DoubtMissing(one);
    StepResult result;
    result.outputs = one.bound.outputs;
    result.failed = one.bound.verdict == Verdict::Error;
    statements_.push_back(std::move(one));
    return result;
  }

  // Unqualified names may be found elsewhere: transition tables have the names
  // that the triggers give them, and a body may set its search_path. What a
  // body defines depends on what it finds when it runs.
  void DoubtMissing(BodyStatement& statement) const {
    BoundStatement& bound = statement.bound;
    const ParseTree& tree = statement.parsed.tree;
    const bool defines = !tree.statements.empty() && IsDdl(tree.root(), tree);
    bool certain = false;
    for (BindProblem& problem : bound.problems) {
      const bool table = problem.sqlstate == sqlstate::kUndefinedTable;
      const bool object = table ||
                          problem.sqlstate == sqlstate::kUndefinedFunction ||
                          problem.sqlstate == sqlstate::kUndefinedObject;
      if (defines || (problem.schema.empty() && !problem.qualifier &&
                      ((unattached_ && table) || (sets_path_ && object)))) {
        problem.uncertain = true;
      }
      certain = certain || !problem.uncertain;
    }
    if (!certain && bound.verdict == Verdict::Error) {
      bound.verdict = Verdict::Undecided;
    }
  }

  const RoutineBody& body_;
  const Catalog& catalog_;
  const BodySurroundings& surroundings_;
  const Routine& routine_;
  Session session_;
  VariableLevel level_;
  bool sets_path_ = false;
  // A trigger function that no trigger runs.
  bool unattached_ = false;
  std::vector<BodyStatement> statements_;
};

}  // namespace

std::vector<BodyStatement> BindBody(const RoutineBody& body,
                                    const Catalog& catalog,
                                    const BodySurroundings& surroundings) {
  return BodyBinder(body, catalog, surroundings).Run();
}

}  // namespace pgpact
