// CREATE FUNCTION, PROCEDURE and AGGREGATE.

#include <algorithm>

#include "analyzer/binder/bind_ddl_expression.h"
#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/parse_template.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

constexpr std::string_view kInvalidFunctionDefinition = "42P13";

ArgumentMode ModeOf(ParameterMode mode) {
  switch (mode) {
    case ParameterMode::In:
      return ArgumentMode::In;
    case ParameterMode::Out:
      return ArgumentMode::Out;
    case ParameterMode::InOut:
      return ArgumentMode::InOut;
    case ParameterMode::Variadic:
      return ArgumentMode::Variadic;
    case ParameterMode::Table:
      return ArgumentMode::Table;
  }
  return ArgumentMode::In;
}

bool IsInput(ArgumentMode mode) {
  return mode != ArgumentMode::Out && mode != ArgumentMode::Table;
}

// A type in a function's head: its message has no quotes for parameters.
std::optional<TypeId> ParameterType(DdlContext& context, const TypeName& name) {
  const TypeResolution type =
      ResolveTypeName(context.catalog(), context.path(), name);
  if (type.ok()) {
    return type.use.type;
  }
  context.result.problem.kind = ReferenceKind::Type;
  context.result.problem.name =
      name.names.empty() ? "" : name.names.back().name;
  context.Fail(type.sqlstate,
               type.sqlstate == sqlstate::kUndefinedObject
                   ? "type " + ShowTypeName(name) + " does not exist"
                   : type.message,
               name.range);
  return std::nullopt;
}

bool TakeParameters(DdlContext& context, const CreateFunctionStmt& statement,
                    Routine& routine) {
  for (const FunctionParameter& parameter : statement.parameters) {
    const auto type = ParameterType(context, parameter.type);
    if (!type) {
      return false;
    }
    if (parameter.default_value) {
      if (!BindRowExpression(context, *parameter.default_value, {})) {
        return false;
      }
    }
    RoutineArgument argument;
    argument.name = parameter.name.name;
    argument.type = *type;
    argument.mode = ModeOf(parameter.mode);
    argument.has_default = parameter.default_value.has_value();
    routine.arguments.push_back(std::move(argument));
  }
  return true;
}

// The type that OUT parameters say: their one type, or record.
TypeId TypeOfOutputs(const DdlContext& context, const Routine& routine) {
  std::vector<TypeId> outputs;
  for (const RoutineArgument& argument : routine.arguments) {
    if (argument.mode == ArgumentMode::Out ||
        argument.mode == ArgumentMode::InOut ||
        argument.mode == ArgumentMode::Table) {
      outputs.push_back(argument.type);
    }
  }
  if (outputs.empty()) {
    return context.catalog().Builtin("void");
  }
  return outputs.size() == 1 ? outputs[0] : context.catalog().Builtin("record");
}

bool TakeReturnType(DdlContext& context, const CreateFunctionStmt& statement,
                    Routine& routine) {
  if (!statement.returns) {
    routine.returns = TypeOfOutputs(context, routine);
    routine.returns_set = std::any_of(
        routine.arguments.begin(), routine.arguments.end(),
        [](const auto& a) { return a.mode == ArgumentMode::Table; });
    return true;
  }
  routine.returns_set = statement.returns->set_of;
  const auto type = context.ResolveType(*statement.returns);
  if (!type) {
    return false;
  }
  routine.returns = type->type;
  // RETURNS TABLE comes as SETOF record with Table parameters.
  return true;
}

bool CheckLanguage(DdlContext& context, const std::string& language) {
  if (language.empty() || language == "sql" || language == "plpgsql" ||
      language == "c" || language == "internal" ||
      !context.catalog().extensions().empty() ||
      !context.catalog().open_schemas().empty() ||
      context.catalog().HasNamedObject("language", "", language)) {
    return true;
  }
  return context.Fail(sqlstate::kUndefinedObject,
                      "language \"" + language + "\" does not exist");
}

// Volatility as written outside the body; 'v' without a word.
char VolatilityOf(const DdlContext& context,
                  const CreateFunctionStmt& statement) {
  const std::string_view text = context.statement.text.text;
  for (const Token& token : Tokenize(text)) {
    if (token.kind != TokenKind::Identifier ||
        statement.body_range.Contains(token.range)) {
      continue;
    }
    const std::string word =
        FoldIdentifier(text.substr(token.range.begin, token.range.size()));
    if (word == "immutable") {
      return 'i';
    }
    if (word == "stable") {
      return 's';
    }
  }
  return 'v';
}

Session SessionOfBody(const DdlContext& context, const Routine& routine) {
  Session session = context.session;
  VariableLevel level;
  level.label = routine.name;
  for (const RoutineArgument& argument : routine.arguments) {
    if (!argument.name.empty()) {
      SessionVariable variable;
      variable.name = argument.name;
      variable.shape = SessionVariable::Shape::Any;
      variable.open = true;
      level.variables.push_back(std::move(variable));
    }
    if (IsInput(argument.mode)) {
      session.parameter_types.push_back(context.TextOfType({argument.type}));
    }
  }
  session.parameters_known = true;
  session.variables = {std::move(level)};
  return session;
}

// The names in a body in SQL, as the server checks them when it is made.
bool CheckSqlBody(DdlContext& context, const CreateFunctionStmt& statement,
                  const Routine& routine) {
  if (routine.language != "sql" ||
      (!statement.body && statement.sql_body.empty()) ||
      context.statement.completeness != Completeness::Whole) {
    return true;
  }
  const Session session = SessionOfBody(context, routine);
  for (const StatementId id : statement.sql_body) {
    const BoundStatement bound =
        BindNested(context.statement, id, context.catalog(), session);
    if (bound.verdict == Verdict::Error && !bound.problems.empty()) {
      context.result.verdict = Verdict::Error;
      context.result.problem = bound.problems.front();
      return false;
    }
  }
  // A text is not looked into when the session says so.
  if (!statement.body || !context.session.check_bodies) {
    return true;
  }
  MarkedText body;
  const auto place = context.At(statement.body_range);
  body.text.Append(*statement.body, place.value_or(Location()));
  const ParsedSql parsed = ParseText(body, TextPolicy());
  for (const ParsedStatement& one : parsed.statements) {
    if (one.text.text.empty() ||
        (!one.error && IsDdl(one.tree.root(), one.tree))) {
      continue;
    }
    const BoundStatement bound = Bind(one, context.catalog(), session);
    // It may call itself.
    if (bound.verdict == Verdict::Error && !bound.problems.empty() &&
        (bound.problems.front().kind != ReferenceKind::Function ||
         bound.problems.front().name != routine.name)) {
      context.result.verdict = Verdict::Error;
      context.result.problem = bound.problems.front();
      context.result.problem.range = statement.body_range;
      context.result.problem.server_offset.reset();
      return false;
    }
  }
  return true;
}

// The server refuses a replacement that callers would notice.
bool CheckReplacement(DdlContext& context, const Routine& old,
                      const Routine& made, TextRange range) {
  if (old.kind != made.kind) {
    return context.Fail(sqlstate::kWrongObjectType,
                        "cannot change routine kind", range);
  }
  if (old.returns != made.returns || old.returns_set != made.returns_set) {
    return context.Fail(
        kInvalidFunctionDefinition,
        made.kind == RoutineKind::Procedure
            ? "cannot change whether a procedure has output parameters"
            : "cannot change return type of existing function",
        range);
  }
  for (size_t i = 0; i < old.arguments.size() && i < made.arguments.size();
       ++i) {
    const RoutineArgument& before = old.arguments[i];
    const RoutineArgument& after = made.arguments[i];
    if (IsInput(before.mode) && !before.name.empty() &&
        before.name != after.name) {
      return context.Fail(
          kInvalidFunctionDefinition,
          "cannot change name of input parameter \"" + before.name + "\"",
          range);
    }
    if (before.has_default && !after.has_default) {
      return context.Fail(
          kInvalidFunctionDefinition,
          "cannot remove parameter defaults from existing function", range);
    }
  }
  return true;
}

bool Put(DdlContext& context, Routine routine, bool replace, TextRange range) {
  const std::vector<TypeId> types = InputTypes(routine);
  for (const RoutineId id :
       context.catalog().FindRoutines(routine.schema, routine.name)) {
    const Routine old = context.draft.routine(id);
    if (InputTypes(old) != types) {
      continue;
    }
    if (!replace) {
      ExistingObject existing;
      existing.schema = context.SchemaName(routine.schema);
      existing.name = routine.name;
      existing.defined = old.defined;
      return context.FailExisting(
          sqlstate::kDuplicateFunction,
          "function \"" + routine.name +
              "\" already exists with same argument types",
          range, existing);
    }
    if (!CheckReplacement(context, old, routine, range)) {
      return false;
    }
    context.draft.Change(id) = std::move(routine);
    return true;
  }
  context.draft.Add(std::move(routine));
  return true;
}

// Without the parts that DefineStmt keeps: state function and type.
bool BindAggregate(DdlContext& context, const DefineStmt& statement) {
  const auto schema =
      context.CreationSchema(statement.name, Persistence::Permanent);
  if (!schema) {
    return !context.failed();
  }
  Routine routine;
  routine.schema = *schema;
  routine.name = statement.name.name.name;
  routine.kind = RoutineKind::Aggregate;
  routine.language = "internal";
  routine.definition = context.statement.text.text;
  routine.search_path = context.PathNames();
  routine.defined = context.At(statement.name.name.range);
  std::vector<TypeName> arguments = statement.arguments;
  for (const DefineStmt::Option& option : statement.options) {
    // The old form; "ANY" is an aggregate of no argument.
    if (option.name == "basetype" && option.type &&
        FoldIdentifier(option.text) != "any") {
      arguments.push_back(*option.type);
    }
  }
  for (const TypeName& name : arguments) {
    const auto type = ParameterType(context, name);
    if (!type) {
      return false;
    }
    RoutineArgument argument;
    argument.type = *type;
    routine.arguments.push_back(std::move(argument));
  }
  return Put(context, std::move(routine), statement.replace,
             statement.name.name.range);
}

bool BindBaseType(DdlContext& context, const DefineStmt& statement) {
  const auto schema =
      context.CreationSchema(statement.name, Persistence::Permanent);
  if (!schema) {
    return !context.failed();
  }
  const auto there = context.draft.FindType(*schema, statement.name.name.name);
  if (there && !statement.options.empty() &&
      context.draft.type(*there).kind == TypeKind::Pseudo) {
    context.draft.Change(*there).kind = TypeKind::Base;
    return true;
  }
  if (!CheckTypeNameIsFree(context, *schema, statement.name.name)) {
    return false;
  }
  Type type;
  type.schema = *schema;
  type.name = statement.name.name.name;
  type.kind = statement.options.empty() ? TypeKind::Pseudo : TypeKind::Base;
  type.category = 'U';
  type.defined = context.At(statement.name.name.range);
  context.draft.AddWithArray(std::move(type));
  return true;
}

}  // namespace

std::vector<TypeId> InputTypes(const Routine& routine) {
  std::vector<TypeId> types;
  for (const RoutineArgument& argument : routine.arguments) {
    if (IsInput(argument.mode)) {
      types.push_back(argument.type);
    }
  }
  return types;
}

bool BindCreateFunction(DdlContext& context,
                        const CreateFunctionStmt& statement) {
  const auto schema =
      context.CreationSchema(statement.name, Persistence::Permanent);
  if (!schema) {
    return !context.failed();
  }
  Routine routine;
  routine.schema = *schema;
  routine.name = statement.name.name.name;
  routine.kind =
      statement.procedure ? RoutineKind::Procedure : RoutineKind::Function;
  routine.language = statement.language.empty() ? "sql" : statement.language;
  routine.definition = context.statement.text.text;
  routine.search_path = context.PathNames();
  routine.volatility = VolatilityOf(context, statement);
  routine.defined = context.At(statement.name.name.range);
  if (!CheckLanguage(context, routine.language) ||
      !TakeParameters(context, statement, routine) ||
      !TakeReturnType(context, statement, routine)) {
    return false;
  }
  const Routine made = routine;
  return Put(context, std::move(routine), statement.replace,
             statement.name.name.range) &&
         CheckSqlBody(context, statement, made);
}

bool BindDefine(DdlContext& context, const DefineStmt& statement) {
  if (statement.object == ObjectType::Aggregate) {
    return BindAggregate(context, statement);
  }
  if (statement.object == ObjectType::Type) {
    return BindBaseType(context, statement);
  }
  NamedObjectStmt named;
  named.object = statement.object;
  named.name = statement.name;
  named.if_not_exists = statement.if_not_exists;
  return BindNamedObject(context, named);
}

}  // namespace pgpact
