// Calls: whether a function of that name takes so many arguments, and what it
// returns where that is certain.

#include <algorithm>
#include <array>

#include "analyzer/binder/binder.h"
#include "analyzer/binder/suggest.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

constexpr std::array<std::string_view, 6> kElementTypes{
    "anyelement",    "anynonarray",           "anyenum",
    "anycompatible", "anycompatiblenonarray", "anyrange"};

bool IsPolymorphic(const Type& type) {
  return type.kind == TypeKind::Pseudo && type.name.starts_with("any");
}

bool IsElement(std::string_view name) {
  return std::find(kElementTypes.begin(), kElementTypes.end(), name) !=
         kElementTypes.end();
}

bool Takes(const Routine& routine, size_t count) {
  return routine.MinimumArguments() <= count &&
         routine.MaximumArguments() >= count;
}

std::vector<TypeId> InputTypes(const Routine& routine) {
  std::vector<TypeId> types;
  for (const RoutineArgument& argument : routine.arguments) {
    if (argument.mode != ArgumentMode::Out &&
        argument.mode != ArgumentMode::Table) {
      types.push_back(argument.type);
    }
  }
  return types;
}

}  // namespace

Binder::FunctionMatch Binder::FindFunction(
    std::span<const Identifier> name) const {
  FunctionMatch match;
  for (const Identifier& part : name) {
    if (IsWildName(part.name)) {
      match.undecided = true;
      return match;
    }
  }
  if (name.empty() || name.size() > 2) {
    match.undecided = true;
    return match;
  }
  if (name.size() == 1) {
    match.candidates =
        FindRoutinesOnPath(catalog_, session_.search_path, name.front().name);
    match.undecided =
        match.candidates.empty() && PathMayHold(name.front().name);
    return match;
  }
  const auto schema = catalog_.FindSchema(name.front().name);
  match.undecided = catalog_.MayHold(name.front().name, name.back().name) ||
                    name.front().name == "pg_temp";
  if (schema.has_value()) {
    match.candidates = catalog_.FindRoutines(*schema, name.back().name);
  } else if (!match.undecided) {
    BindProblem problem =
        Problem(sqlstate::kInvalidSchemaName,
                "schema \"" + name.front().name + "\" does not exist",
                name.front().range, std::nullopt);
    problem.kind = ReferenceKind::Schema;
    problem.name = name.front().name;
    problem.near_names = catalog_.NearSchemas(name.front().name);
    match.problem = std::move(problem);
  }
  return match;
}

// text(x), int4('5'): a type's name called like a function is a cast.
bool Binder::IsCastCall(const FuncCall& node, size_t arguments) const {
  if (arguments != 1 || node.name.empty()) {
    return false;
  }
  std::optional<TypeId> type;
  if (node.name.size() == 1) {
    type =
        FindTypeOnPath(catalog_, session_.search_path, node.name.front().name);
  } else if (const auto schema = catalog_.FindSchema(node.name.front().name)) {
    type = catalog_.FindType(*schema, node.name.back().name);
  }
  return type.has_value() && !node.variadic && node.order_by.empty() &&
         !node.star && !node.distinct && !node.over.has_value() &&
         !catalog_.type(*type).relation.has_value();
}

void Binder::ReportMissingFunction(const FuncCall& node, uint32_t location,
                                   std::span<const ExprInfo> arguments) {
  std::string spelled;
  for (const Identifier& part : node.name) {
    spelled += (spelled.empty() ? "" : ".") + part.name;
  }
  std::string types;
  bool known = true;
  for (size_t i = 0; i < arguments.size(); ++i) {
    types += i == 0 ? "" : ", ";
    if (i < node.arguments.size() && !node.arguments[i].name.empty()) {
      types += node.arguments[i].name.name + " => ";
    }
    known = known && arguments[i].type.type != kUnknownTypeId;
    types += SpellType({arguments[i].type.type, -1});
  }
  BindProblem problem = Problem(
      sqlstate::kUndefinedFunction,
      (in_call_ ? "procedure " : "function ") + spelled +
          (known ? "(" + types + ")" : std::string()) + " does not exist",
      node.name.back().range, location);
  problem.kind = ReferenceKind::Function;
  problem.name = node.name.back().name;
  if (node.name.size() > 1) {
    problem.schema = node.name.front().name;
  }
  // f(x) may be x.f when x is a row.
  problem.uncertain =
      arguments.size() == 1 && node.name.size() == 1 &&
      arguments.front().opaque &&
      (arguments.front().row == nullptr || arguments.front().row->open()) &&
      arguments.front().type.type == kUnknownTypeId;
  Reference reference;
  reference.kind = ReferenceKind::Function;
  reference.schema = problem.schema;
  reference.name = problem.name;
  reference.access = ReferenceAccess::Execute;
  reference.status =
      problem.uncertain ? ReferenceStatus::Undecided : ReferenceStatus::Missing;
  reference.range = problem.range;
  AddReference(std::move(reference));
  Report(std::move(problem));
}

// name(row) is row.name, when no function of that name takes the row.
bool Binder::ProjectsField(const FuncCall& node,
                           std::span<const RoutineId> fitting,
                           std::span<const ExprInfo> arguments,
                           uint32_t location, ExprInfo& field) {
  if (arguments.size() != 1 || node.name.size() != 1 ||
      !node.order_by.empty() || node.distinct || node.over.has_value() ||
      node.star || node.variadic || node.filter.has_value()) {
    return false;
  }
  const ExprInfo& row = arguments.front();
  const Identifier& name = node.name.front();
  const TypeId base = BaseOf(row.type.type);
  const bool composite =
      base != kUnknownTypeId && catalog_.type(base).relation.has_value();
  if (row.row == nullptr && !composite) {
    return false;
  }
  RangeTableEntry probe;
  if (composite) {
    probe.relation_id = catalog_.type(base).relation;
    probe.relation = &catalog_.relation(*probe.relation_id);
  }
  if (!fitting.empty() &&
      IsRowFunction(name, row.row != nullptr ? *row.row : probe)) {
    return false;
  }
  if (composite) {
    const Column* column = probe.relation->FindColumn(name.name);
    if (column == nullptr && !probe.relation->incomplete) {
      return false;
    }
    field.location = location;
    field.opaque = true;
    if (column != nullptr && row.row == nullptr) {
      field.type = column->type;
      return true;
    }
  }
  if (row.row == nullptr) {
    return true;
  }
  for (const RangeColumn& column : row.row->columns) {
    if (column.name == name.name) {
      field = UseMatch(column, name.range, location);
      return true;
    }
  }
  field.opaque = true;
  field.location = location;
  return row.row->open();
}

// The columns of a row of OUT parameters.
std::vector<RangeColumn> Binder::OutputColumns(const Routine& routine) {
  std::vector<RangeColumn> columns;
  for (const RoutineArgument& argument : routine.arguments) {
    if (argument.mode == ArgumentMode::In ||
        argument.mode == ArgumentMode::Variadic) {
      continue;
    }
    RangeColumn& column = columns.emplace_back();
    column.name = argument.name.empty()
                      ? Keep("column" + std::to_string(columns.size()))
                      : std::string_view(argument.name);
    if (CategoryOf(argument.type) != 'P') {
      column.type.type = argument.type;
    }
  }
  return columns;
}

// A function with several OUT parameters gives a row of them.
void Binder::GiveOutputRow(const Routine& routine, ExprInfo& result) {
  std::vector<RangeColumn> columns = OutputColumns(routine);
  if (columns.size() < 2) {
    return;
  }
  RangeTableEntry& row = NewEntry(RangeTableKind::Function, routine.name);
  row.columns = std::move(columns);
  result.row = &row;
  result.row_copied = true;
}

ExprInfo Binder::BindCallTarget(const FuncCall& node, uint32_t location,
                                std::span<const ExprInfo> arguments) {
  ExprInfo result;
  result.opaque = true;
  result.location = location;
  FunctionMatch match = FindFunction(node.name);
  if (match.problem.has_value()) {
    match.problem->server_offset = location;
    Report(std::move(*match.problem));
    return result;
  }
  const bool named = std::any_of(
      node.arguments.begin(), node.arguments.end(),
      [](const FuncArgument& argument) { return !argument.name.empty(); });
  std::vector<RoutineId> fitting;
  for (const RoutineId id : match.candidates) {
    if (named || node.variadic ||
        Takes(catalog_.routine(id), arguments.size())) {
      fitting.push_back(id);
    }
  }
  ExprInfo field;
  if (ProjectsField(node, fitting, arguments, location, field)) {
    return field;
  }
  if (fitting.empty()) {
    if (match.undecided || PathMayHold(node.name.back().name)) {
      Undecide("a function may be made by what is not known");
      return result;
    }
    if (!IsCastCall(node, arguments.size())) {
      ReportMissingFunction(node, location, arguments);
    }
    return result;
  }
  const Routine& first = catalog_.routine(fitting.front());
  const std::string& schema = catalog_.schema(first.schema).name;
  if (first.defined.has_value() || schema != "pg_catalog") {
    Reference reference;
    reference.kind = ReferenceKind::Function;
    reference.schema = schema;
    reference.name = first.name;
    reference.access = ReferenceAccess::Execute;
    reference.range = node.name.back().range;
    AddReference(std::move(reference));
  }
  if (schema == "pg_catalog" && !node.arguments.empty() &&
      (first.name == "nextval" || first.name == "setval" ||
       first.name == "currval")) {
    UseNamedRelation(node.arguments.front().value, ReferenceKind::Sequence);
  }
  result = ResultOf(fitting, arguments);
  result.location = location;
  if (fitting.size() == 1) {
    GiveOutputRow(first, result);
  }
  return result;
}

// Whether the argument cannot be given for the parameter: an array is never
// turned into anything else unasked, nor a range, nor the other way round.
bool Binder::CannotTake(TypeId parameter, const ExprInfo& argument) {
  const TypeId given = BaseOf(argument.type.type);
  if (parameter == kUnknownTypeId || given == kUnknownTypeId ||
      IsUnknownLiteral({given, -1})) {
    return false;
  }
  const Type& declared = catalog_.type(parameter);
  const Type& type = catalog_.type(given);
  const auto shape = [](const Type& one) {
    if (one.kind == TypeKind::Array || one.name.ends_with("array")) {
      return 'A';
    }
    if (one.kind == TypeKind::MultiRange || one.name.ends_with("multirange")) {
      return 'M';
    }
    return one.kind == TypeKind::Range || one.name.ends_with("range") ? 'R'
                                                                      : 'B';
  };
  if (declared.kind == TypeKind::Pseudo && shape(declared) == 'B') {
    return false;
  }
  return shape(declared) != shape(type);
}

// Those of the candidates that the arguments may be given to.
std::vector<RoutineId> Binder::Possible(std::span<const RoutineId> all,
                                        std::span<const ExprInfo> arguments) {
  std::vector<RoutineId> candidates;
  for (const RoutineId id : all) {
    const std::vector<TypeId> inputs = InputTypes(catalog_.routine(id));
    bool possible = true;
    for (size_t i = 0; i < inputs.size() && i < arguments.size(); ++i) {
      possible = possible && (inputs.size() != arguments.size() ||
                              !CannotTake(inputs[i], arguments[i]));
    }
    if (possible) {
      candidates.push_back(id);
    }
  }
  if (candidates.empty()) {
    candidates.assign(all.begin(), all.end());
  }
  return candidates;
}

ExprInfo Binder::ResultOf(std::span<const RoutineId> all,
                          std::span<const ExprInfo> arguments) {
  const std::vector<RoutineId> candidates = Possible(all, arguments);
  ExprInfo result;
  result.opaque = true;
  std::optional<TypeId> returned;
  bool same = true;
  bool scalar = true;
  for (const RoutineId id : candidates) {
    const Routine& routine = catalog_.routine(id);
    const std::vector<TypeId> inputs = InputTypes(routine);
    const bool exact =
        inputs.size() == arguments.size() && !inputs.empty() &&
        std::equal(inputs.begin(), inputs.end(), arguments.begin(),
                   [](TypeId type, const ExprInfo& argument) {
                     return type != kUnknownTypeId &&
                            type == argument.type.type;
                   });
    if (exact) {
      returned = routine.returns;
      same = true;
      scalar = false;
      break;
    }
    same = same && (!returned.has_value() || *returned == routine.returns);
    returned = routine.returns;
    const TypeId base = BaseOf(routine.returns);
    scalar = scalar && base != kUnknownTypeId &&
             catalog_.type(base).kind != TypeKind::Pseudo &&
             catalog_.type(base).kind != TypeKind::Composite;
  }
  if (!same || !returned.has_value() || *returned == kUnknownTypeId) {
    result.opaque = !scalar;
    return result;
  }
  const Type& type = catalog_.type(*returned);
  if (!IsPolymorphic(type)) {
    result.type.type = *returned;
    result.opaque = false;
    return result;
  }
  if (candidates.size() != 1) {
    return result;
  }
  return PolymorphicResult(catalog_.routine(candidates.front()), arguments);
}

// A polymorphic result follows the first polymorphic argument.
ExprInfo Binder::PolymorphicResult(const Routine& routine,
                                   std::span<const ExprInfo> arguments) {
  ExprInfo result;
  result.opaque = true;
  const Type& type = catalog_.type(routine.returns);
  const std::vector<TypeId> inputs = InputTypes(routine);
  for (size_t i = 0; i < inputs.size() && i < arguments.size(); ++i) {
    if (inputs[i] == kUnknownTypeId ||
        !IsPolymorphic(catalog_.type(inputs[i]))) {
      continue;
    }
    const TypeId given = BaseOf(arguments[i].type.type);
    if (given == kUnknownTypeId || IsUnknownLiteral({given, -1})) {
      return result;
    }
    const std::string& declared = catalog_.type(inputs[i]).name;
    if (declared == type.name ||
        (IsElement(declared) && IsElement(type.name))) {
      result.type.type = given;
    } else if (declared.ends_with("array") && IsElement(type.name)) {
      result.type.type = catalog_.type(given).element;
    } else if (IsElement(declared) && type.name.ends_with("array")) {
      result.type.type = catalog_.type(given).array;
    }
    result.opaque = result.type.type == kUnknownTypeId;
    return result;
  }
  return result;
}

void Binder::BindCallDecoration(const FuncCall& node, Scope& scope) {
  if (!node.within_group) {
    for (const SortBy& sort : node.order_by) {
      BindExpr(sort.expression, scope);
    }
  }
  if (node.over.has_value()) {
    UseWindow(*node.over, scope);
  }
}

ExprInfo Binder::BindNode(const FuncCall& node, const Expr& expr,
                          Scope& scope) {
  std::vector<ExprInfo> arguments;
  arguments.reserve(node.arguments.size());
  for (const FuncArgument& argument : node.arguments) {
    arguments.push_back(BindExpr(argument.value, scope));
  }
  if (node.within_group) {
    for (const SortBy& sort : node.order_by) {
      arguments.push_back(BindExpr(sort.expression, scope));
    }
  }
  if (node.filter.has_value()) {
    BindCondition(node.filter, scope);
  }
  ExprInfo result = BindCallTarget(node, expr.location, arguments);
  BindCallDecoration(node, scope);
  for (const ExprInfo& argument : arguments) {
    if (argument.location < result.location) {
      result.location = argument.location;
    }
  }
  return result;
}

}  // namespace pgpact
