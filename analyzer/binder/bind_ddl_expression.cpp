#include "analyzer/binder/bind_ddl_expression.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "analyzer/base/overloaded.h"
#include "analyzer/binder/bind_ddl_parts.h"
#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

// Expressions may nest as deep as the statement is long.
constexpr uint32_t kMaximumDepth = 4000;

std::string_view PlaceWords(ExpressionPlace place) {
  switch (place) {
    case ExpressionPlace::Default:
      return "DEFAULT expression";
    case ExpressionPlace::Check:
    case ExpressionPlace::DomainCheck:
      return "check constraint";
    case ExpressionPlace::Generated:
      return "column generation expression";
    case ExpressionPlace::IndexExpression:
      return "index expression";
    case ExpressionPlace::IndexPredicate:
      return "index predicate";
    case ExpressionPlace::PartitionKey:
      return "partition key expression";
    case ExpressionPlace::Transform:
      return "transform expression";
  }
  return "expression";
}

bool MustBeImmutable(ExpressionPlace place) {
  return place == ExpressionPlace::Generated ||
         place == ExpressionPlace::IndexExpression ||
         place == ExpressionPlace::IndexPredicate ||
         place == ExpressionPlace::PartitionKey;
}

std::string MutableMessage(ExpressionPlace place) {
  if (place == ExpressionPlace::Generated) {
    return "generation expression is not immutable";
  }
  return "functions in " + std::string(PlaceWords(place)) +
         " must be marked IMMUTABLE";
}

class NameFinder {
 public:
  NameFinder(DdlContext& context, const Relation* relation,
             ExpressionPlace place)
      : context_(context), relation_(relation), place_(place) {}

  bool Visit(ExprId id, uint32_t depth);
  ExpressionNames Take() { return std::move(names_); }

 private:
  bool VisitColumn(const ColumnRef& column, uint32_t location);
  bool VisitCall(const FuncCall& call, uint32_t location);
  bool VisitCast(const TypeCast& cast);
  bool CheckVolatility(const std::vector<RoutineId>& candidates,
                       const FuncCall& call);
  bool NoCandidates(const FuncCall& call, uint32_t location);
  bool VisitSequence(const FuncCall& call);
  bool MutableCast(TypeId from, TypeId to) const;

  DdlContext& context_;
  const Relation* relation_;
  ExpressionPlace place_;
  ExpressionNames names_;
};

bool NameFinder::Visit(ExprId id, uint32_t depth) {
  if (depth > kMaximumDepth) {
    return context_.Fail(sqlstate::kStatementTooComplex,
                         "stack depth limit exceeded");
  }
  const Expr& expr = context_.tree().expr(id);
  bool good = true;
  if (const auto* column = std::get_if<ColumnRef>(&expr.node)) {
    good = VisitColumn(*column, expr.location);
  } else if (const auto* cast = std::get_if<TypeCast>(&expr.node)) {
    good = VisitCast(*cast);
  } else if (std::holds_alternative<SubLink>(expr.node)) {
    return context_.FailAt(
        sqlstate::kFeatureNotSupported,
        "cannot use subquery in " + std::string(PlaceWords(place_)),
        {expr.location, expr.location});
  } else if (std::holds_alternative<SqlValueFunction>(expr.node) &&
             MustBeImmutable(place_)) {
    return context_.Fail(sqlstate::kInvalidObjectDefinition,
                         MutableMessage(place_));
  }
  for (const ExprId child : ChildrenOf(expr)) {
    good = good && Visit(child, depth + 1);
  }
  // As the server does: arguments first, then the call.
  if (const auto* call = std::get_if<FuncCall>(&expr.node)) {
    good = good && VisitCall(*call, expr.location);
  }
  return good;
}

bool NameFinder::VisitColumn(const ColumnRef& column, uint32_t location) {
  if (column.parts.empty()) {
    return true;
  }
  const Identifier& last = column.parts.back();
  if (IsWildName(last.name)) {
    return true;
  }
  if (place_ == ExpressionPlace::Default) {
    return context_.FailAt(sqlstate::kFeatureNotSupported,
                           "cannot use column reference in DEFAULT expression",
                           {location, last.range.end});
  }
  if (place_ == ExpressionPlace::DomainCheck && last.name == "value") {
    return true;
  }
  if (column.star || IsSystemColumn(last.name) || relation_ == nullptr) {
    return true;
  }
  if (relation_->FindColumn(last.name) == nullptr) {
    if (relation_->incomplete ||
        (column.parts.size() == 1 && last.name == relation_->name)) {
      return true;
    }
    context_.result.problem.kind = ReferenceKind::Column;
    context_.result.problem.relation = relation_->name;
    context_.result.problem.name = last.name;
    context_.result.problem.server_offset = location;
    return context_.Fail(sqlstate::kUndefinedColumn,
                         column.parts.size() > 1
                             ? "column " + column.parts.front().name + "." +
                                   last.name + " does not exist"
                             : "column \"" + last.name + "\" does not exist",
                         last.range);
  }
  if (std::find(names_.columns.begin(), names_.columns.end(), last.name) ==
      names_.columns.end()) {
    names_.columns.push_back(last.name);
  }
  return true;
}

bool NameFinder::VisitCast(const TypeCast& cast) {
  const auto type = context_.ResolveType(cast.type);
  if (!type) {
    return false;
  }
  if (MustBeImmutable(place_) &&
      MutableCast(TypeOfExpression(context_, cast.argument, relation_),
                  type->type)) {
    return context_.Fail(sqlstate::kInvalidObjectDefinition,
                         MutableMessage(place_));
  }
  return true;
}

bool NameFinder::MutableCast(TypeId from, TypeId to) const {
  if (from == kUnknownTypeId || to == kUnknownTypeId || from == to) {
    return false;
  }
  const Type& source = context_.draft.type(from);
  const Type& target = context_.draft.type(to);
  const auto is = [](const Type& type, std::string_view name) {
    return type.name == name;
  };
  const bool to_text = target.category == 'S';
  const bool from_text = source.category == 'S';
  if (is(source, "timestamptz")) {
    return to_text || is(target, "date") || is(target, "timestamp") ||
           is(target, "time");
  }
  if (is(target, "timestamptz")) {
    return from_text || is(source, "timestamp") || is(source, "date");
  }
  return (to_text && (is(source, "timestamp") || is(source, "date"))) ||
         (from_text && (is(target, "timestamp") || is(target, "date")));
}

bool NameFinder::NoCandidates(const FuncCall& call, uint32_t location) {
  const Identifier& name = call.name.back();
  const std::string schema =
      call.name.size() > 1 ? call.name[call.name.size() - 2].name : "";
  if (IsWildName(name.name) || IsWildName(schema) ||
      context_.MayBeElsewhere(schema)) {
    return true;
  }
  BindProblem& problem = context_.result.problem;
  problem.kind = ReferenceKind::Function;
  problem.schema = schema;
  problem.name = name.name;
  if (!schema.empty() && !context_.catalog().FindSchema(schema)) {
    return context_.FailAt(sqlstate::kInvalidSchemaName,
                           "schema \"" + schema + "\" does not exist",
                           {location, name.range.end});
  }
  std::string types;
  for (const FuncArgument& argument : call.arguments) {
    const TypeId type = TypeOfExpression(context_, argument.value, relation_);
    types += types.empty() ? "" : ", ";
    types += type == kUnknownTypeId ? "unknown" : context_.TextOfType({type});
  }
  problem.server_offset = location;
  return context_.Fail(sqlstate::kUndefinedFunction,
                       "function " + (schema.empty() ? "" : schema + ".") +
                           name.name + "(" + types + ") does not exist",
                       name.range);
}

bool NameFinder::VisitCall(const FuncCall& call, uint32_t location) {
  const std::vector<RoutineId> candidates = CallCandidates(context_, call);
  if (candidates.empty()) {
    return NoCandidates(call, location);
  }
  for (const RoutineId id : candidates) {
    if (context_.draft.routine(id).defined) {
      names_.routines.push_back(id);
    }
  }
  return CheckVolatility(candidates, call) && VisitSequence(call);
}

bool NameFinder::CheckVolatility(const std::vector<RoutineId>& candidates,
                                 const FuncCall& call) {
  if (!MustBeImmutable(place_)) {
    return true;
  }
  for (const RoutineId id : candidates) {
    const Routine& routine = context_.draft.routine(id);
    bool fits = true;
    for (size_t i = 0; i < call.arguments.size(); ++i) {
      const TypeId given =
          TypeOfExpression(context_, call.arguments[i].value, relation_);
      if (given == kUnknownTypeId || i >= routine.arguments.size()) {
        continue;
      }
      const TypeId wanted = routine.arguments[i].type;
      const bool pseudo = wanted == kUnknownTypeId ||
                          context_.draft.type(wanted).kind == TypeKind::Pseudo;
      fits = fits && (pseudo || wanted == given ||
                      context_.catalog().builtin().FindCast(given, wanted) ==
                          CastContext::Implicit);
    }
    if (fits && routine.volatility == 'i') {
      return true;
    }
  }
  return context_.Fail(sqlstate::kInvalidObjectDefinition,
                       MutableMessage(place_));
}

bool NameFinder::VisitSequence(const FuncCall& call) {
  if (call.name.back().name != "nextval" || call.arguments.size() != 1) {
    return true;
  }
  const Expr* argument = &context_.tree().expr(call.arguments[0].value);
  if (const auto* cast = std::get_if<TypeCast>(&argument->node)) {
    if (cast->type.names.back().name != "regclass") {
      return true;
    }
    argument = &context_.tree().expr(cast->argument);
  }
  const auto* constant = std::get_if<Const>(&argument->node);
  if (constant == nullptr || constant->kind != ConstKind::String) {
    return true;
  }
  QualifiedName name;
  const std::string& text = constant->value;
  const size_t dot = text.find('.');
  const auto identifier = [&](std::string_view part) {
    return part.size() > 1 && part.front() == '"' ? UnquoteIdentifier(part)
                                                  : FoldIdentifier(part);
  };
  name.name.name = identifier(
      std::string_view(text).substr(dot == std::string::npos ? 0 : dot + 1));
  if (dot != std::string::npos) {
    name.schema.name = identifier(std::string_view(text).substr(0, dot));
  }
  names_.sequence = context_.FindRelation(name, false);
  if (context_.failed()) {
    context_.result.problem.server_offset = argument->location;
    return false;
  }
  return true;
}

void Append(std::vector<ExprId>& to, const std::optional<ExprId>& from) {
  if (from) {
    to.push_back(*from);
  }
}

std::vector<ExprId> ChildrenOfCall(const FuncCall& call) {
  std::vector<ExprId> children;
  for (const FuncArgument& argument : call.arguments) {
    children.push_back(argument.value);
  }
  for (const SortBy& sort : call.order_by) {
    children.push_back(sort.expression);
  }
  Append(children, call.filter);
  return children;
}

std::vector<ExprId> ChildrenOfCase(const CaseExpr& node) {
  std::vector<ExprId> children;
  Append(children, node.argument);
  for (const CaseWhen& when : node.whens) {
    children.push_back(when.condition);
    children.push_back(when.result);
  }
  Append(children, node.default_result);
  return children;
}

std::vector<ExprId> ChildrenOfIndirection(const Indirection& node) {
  std::vector<ExprId> children = {node.argument};
  for (const IndirectionStep& step : node.steps) {
    Append(children, step.lower);
    Append(children, step.upper);
  }
  return children;
}

std::vector<ExprId> ChildrenOfOperator(const AExpr& node) {
  std::vector<ExprId> children;
  Append(children, node.left);
  Append(children, node.right);
  return children;
}

TypeId TypeOfCall(const DdlContext& context, const FuncCall& call) {
  std::optional<TypeId> type;
  for (const RoutineId id : CallCandidates(context, call)) {
    const TypeId returns = context.draft.routine(id).returns;
    if (type && *type != returns) {
      return kUnknownTypeId;
    }
    type = returns;
  }
  if (!type || *type == kUnknownTypeId ||
      context.draft.type(*type).kind == TypeKind::Pseudo) {
    return kUnknownTypeId;
  }
  return *type;
}

TypeId TypeOfConst(const DdlContext& context, const Const& constant) {
  switch (constant.kind) {
    case ConstKind::Integer:
      return context.catalog().Builtin("int4");
    case ConstKind::Float:
      return context.catalog().Builtin(
          IsWholeBigint(constant.value) ? "int8" : "numeric");
    case ConstKind::Boolean:
      return context.catalog().Builtin("bool");
    case ConstKind::BitString:
      return context.catalog().Builtin("bit");
    case ConstKind::Null:
    case ConstKind::String:
      break;
  }
  return kUnknownTypeId;
}

TypeId TypeOfValueFunction(const DdlContext& context, std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5>
      kTypes{{{"current_date", "date"},
              {"current_timestamp", "timestamptz"},
              {"localtimestamp", "timestamp"},
              {"current_time", "timetz"},
              {"localtime", "time"}}};
  for (const auto& [function, type] : kTypes) {
    if (function == name) {
      return context.catalog().Builtin(type);
    }
  }
  return context.catalog().Builtin("name");
}

}  // namespace

std::vector<ExprId> ChildrenOf(const Expr& expression) {
  using List = std::vector<ExprId>;
  return std::visit(
      Overloaded{
          [](const Const&) { return List(); },
          [](const ColumnRef&) { return List(); },
          [](const ParamRef&) { return List(); },
          [](const TypeCast& n) { return List{n.argument}; },
          [](const AExpr& n) { return ChildrenOfOperator(n); },
          [](const BoolExpr& n) { return n.arguments; },
          [](const NullTest& n) { return List{n.argument}; },
          [](const BooleanTest& n) { return List{n.argument}; },
          [](const SubLink& n) { return n.test ? List{*n.test} : List(); },
          [](const FuncCall& n) { return ChildrenOfCall(n); },
          [](const CaseExpr& n) { return ChildrenOfCase(n); },
          [](const CoalesceExpr& n) { return n.arguments; },
          [](const MinMaxExpr& n) { return n.arguments; },
          [](const RowExpr& n) { return n.arguments; },
          [](const ArrayExpr& n) { return n.elements; },
          [](const ListExpr& n) { return n.items; },
          [](const Indirection& n) { return ChildrenOfIndirection(n); },
          [](const CollateClause& n) { return List{n.argument}; },
          [](const SqlValueFunction&) { return List(); },
          [](const SetToDefault&) { return List(); },
          [](const CurrentOf&) { return List(); },
          [](const GroupingFunc& n) { return n.arguments; },
          [](const GroupingSet& n) { return n.content; },
          [](const MultiAssignRef& n) { return List{n.source}; },
          [](const OtherExpr& n) { return n.children; }},
      expression.node);
}

bool IsWholeBigint(std::string_view text) {
  int64_t whole = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, whole);
  return parsed.ec == std::errc() && parsed.ptr == end;
}

std::vector<RoutineId> CallCandidates(const DdlContext& context,
                                      const FuncCall& call) {
  const std::string& name = call.name.back().name;
  std::vector<RoutineId> found;
  if (call.name.size() > 1) {
    const auto schema =
        context.catalog().FindSchema(call.name[call.name.size() - 2].name);
    if (schema) {
      found = context.catalog().FindRoutines(*schema, name);
    }
  } else {
    found = FindRoutinesOnPath(context.catalog(), context.path(), name);
  }
  const size_t count = call.arguments.size();
  std::erase_if(found, [&](RoutineId id) {
    const Routine& routine = context.draft.routine(id);
    return routine.kind == RoutineKind::Procedure ||
           count < routine.MinimumArguments() ||
           count > routine.MaximumArguments();
  });
  return found;
}

TypeId TypeOfExpression(const DdlContext& context, ExprId expression,
                        const Relation* relation) {
  const Expr& expr = context.tree().expr(expression);
  if (const auto* constant = std::get_if<Const>(&expr.node)) {
    return TypeOfConst(context, *constant);
  }
  if (const auto* cast = std::get_if<TypeCast>(&expr.node)) {
    const TypeResolution resolution =
        ResolveTypeName(context.catalog(), context.path(), cast->type);
    return resolution.ok() ? resolution.use.type : kUnknownTypeId;
  }
  if (const auto* call = std::get_if<FuncCall>(&expr.node)) {
    return TypeOfCall(context, *call);
  }
  if (const auto* function = std::get_if<SqlValueFunction>(&expr.node)) {
    return TypeOfValueFunction(context, function->name);
  }
  const auto* column = std::get_if<ColumnRef>(&expr.node);
  if (column != nullptr && relation != nullptr && !column->star &&
      !column->parts.empty()) {
    const Column* found = relation->FindColumn(column->parts.back().name);
    return found == nullptr ? kUnknownTypeId : found->type.type;
  }
  return kUnknownTypeId;
}

std::optional<ExpressionNames> BindDdlExpression(DdlContext& context,
                                                 ExprId expression,
                                                 const Relation* relation,
                                                 ExpressionPlace place) {
  NameFinder finder(context, relation, place);
  if (!finder.Visit(expression, 0)) {
    return std::nullopt;
  }
  return finder.Take();
}

}  // namespace pgpact
