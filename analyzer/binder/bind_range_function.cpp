// Functions in FROM: which columns they give.

#include <algorithm>

#include "analyzer/binder/binder.h"
#include "analyzer/sql/sqlstate.h"

namespace pgpact {
namespace {

// What a function's result looks like, as far as its declaration tells.
bool IsOutput(const RoutineArgument& argument) {
  return argument.mode == ArgumentMode::Out ||
         argument.mode == ArgumentMode::InOut ||
         argument.mode == ArgumentMode::Table;
}

}  // namespace

std::vector<RangeColumn> Binder::ColumnsOfDefinition(
    std::span<const ColumnDefItem> definition) {
  std::vector<RangeColumn> columns;
  for (const ColumnDefItem& item : definition) {
    RangeColumn& column = columns.emplace_back();
    column.name = item.name.name;
    if (!item.type.empty()) {
      column.type = BindTypeName(item.type);
    }
  }
  return columns;
}

const Routine* Binder::OneRoutine(ExprId function) const {
  const auto* call = std::get_if<FuncCall>(&tree_.expr(function).node);
  if (call == nullptr) {
    return nullptr;
  }
  const FunctionMatch match = FindFunction(call->name);
  const auto count = static_cast<uint32_t>(call->arguments.size());
  const Routine* found = nullptr;
  for (const RoutineId id : match.candidates) {
    const Routine& routine = catalog_.routine(id);
    if (routine.MinimumArguments() > count ||
        routine.MaximumArguments() < count) {
      continue;
    }
    if (found != nullptr) {
      return nullptr;
    }
    found = &routine;
  }
  return found;
}

// The columns of a composite type; nothing for a type of another kind.
std::optional<Binder::FunctionColumns> Binder::ColumnsOfType(TypeId type_id) {
  const Type& type = catalog_.type(type_id);
  FunctionColumns result;
  if (type.name == "record") {
    result.open = true;
    return result;
  }
  if (type.kind != TypeKind::Composite || !type.relation.has_value()) {
    return std::nullopt;
  }
  const Relation& relation = catalog_.relation(*type.relation);
  for (const Column& from : relation.columns) {
    RangeColumn& column = result.columns.emplace_back();
    column.name = from.name;
    column.type = from.type;
  }
  result.open = relation.incomplete;
  return result;
}

Binder::FunctionColumns Binder::ColumnsOfResult(ExprId function,
                                                const ExprInfo& info,
                                                std::string_view column_name) {
  FunctionColumns result;
  const Routine* routine = OneRoutine(function);
  if (routine != nullptr) {
    std::vector<const RoutineArgument*> outputs;
    for (const RoutineArgument& argument : routine->arguments) {
      if (IsOutput(argument)) {
        outputs.push_back(&argument);
      }
    }
    const bool several = outputs.size() > 1;
    const bool table =
        outputs.size() == 1 && outputs.front()->mode == ArgumentMode::Table;
    if (several || table) {
      result.columns = OutputColumns(*routine);
      return result;
    }
    if (outputs.size() == 1 && !outputs.front()->name.empty()) {
      column_name = outputs.front()->name;
    }
  }
  const TypeId base = BaseOf(info.type.type);
  if (base == kUnknownTypeId) {
    // It may be composite, and then its columns are not known.
    result.columns.emplace_back().name = column_name;
    result.open = info.opaque;
    return result;
  }
  if (std::optional<FunctionColumns> fields = ColumnsOfType(base)) {
    return *fields;
  }
  RangeColumn& column = result.columns.emplace_back();
  column.name = column_name;
  column.type = info.type;
  return result;
}

// unnest(a, b) is ROWS FROM (unnest(a), unnest(b)).
Binder::FunctionColumns Binder::ColumnsOfUnnest(const FuncCall& call,
                                                Scope& scope) {
  FunctionColumns result;
  for (const FuncArgument& argument : call.arguments) {
    const ExprInfo info = BindExpr(argument.value, scope);
    RangeColumn& column = result.columns.emplace_back();
    column.name = "unnest";
    const TypeId base = BaseOf(info.type.type);
    if (base != kUnknownTypeId && catalog_.type(base).kind == TypeKind::Array) {
      column.type.type = catalog_.type(base).element;
    }
    result.open = result.open || (base == kUnknownTypeId && info.opaque);
  }
  return result;
}

// A column definition list for a function whose columns are known already.
void Binder::CheckDefinitionList(std::span<const ColumnDefItem> definition,
                                 ExprId function, const ExprInfo& info) {
  const TypeId base = BaseOf(info.type.type);
  if (base == kUnknownTypeId) {
    return;
  }
  const Routine* routine = OneRoutine(function);
  const Type& type = catalog_.type(base);
  std::string message;
  if (type.name == "record") {
    const bool outputs =
        routine != nullptr && std::any_of(routine->arguments.begin(),
                                          routine->arguments.end(), IsOutput);
    message = outputs ? "a column definition list is redundant for a "
                        "function with OUT parameters"
                      : "";
  } else if (type.kind == TypeKind::Composite) {
    message =
        "a column definition list is redundant for a function returning a "
        "named composite type";
  } else if (type.kind != TypeKind::Pseudo) {
    message =
        "a column definition list is only allowed for functions returning "
        "\"record\"";
  }
  if (!message.empty()) {
    const TextRange range = definition.front().name.range;
    Report(Problem(sqlstate::kSyntaxError, message, range, range.begin));
  }
}

Binder::FunctionColumns Binder::ColumnsOfFunction(
    const RangeFunctionItem& item, const RangeFunction& node,
    std::string_view function_name, Scope& scope) {
  const auto& definition = item.columns.empty() && node.functions.size() == 1
                               ? node.columns
                               : item.columns;
  const size_t before = bound_.problems.size();
  ExprInfo info = BindExpr(item.function, scope);
  const bool failed = bound_.problems.size() != before;
  if (!definition.empty()) {
    CheckDefinitionList(definition, item.function, info);
    return {ColumnsOfDefinition(definition), false};
  }
  const std::string_view column_name =
      node.functions.size() == 1 && !node.alias.empty() ? node.alias.name.name
                                                        : function_name;
  FunctionColumns result = ColumnsOfResult(item.function, info, column_name);
  result.open = result.open || failed;
  const Routine* routine = OneRoutine(item.function);
  const bool record = routine != nullptr && result.columns.empty() && !failed &&
                      info.type.type != kUnknownTypeId &&
                      catalog_.type(info.type.type).name == "record";
  if (record) {
    Report(Problem(sqlstate::kSyntaxError,
                   "a column definition list is required for functions "
                   "returning \"record\"",
                   {}, tree_.expr(item.function).location));
  }
  return result;
}

Binder::FromResult Binder::BindFromNode(const RangeFunction& node,
                                        const FromItem& /*item*/,
                                        Scope& scope) {
  scope.lateral_active = true;
  RangeTableEntry& entry = NewEntry(RangeTableKind::Function, {});
  bool open = false;
  std::vector<RangeColumn> columns;
  for (const RangeFunctionItem& item : node.functions) {
    int strength = 0;
    const std::string_view name = FigureColumnName(item.function, strength);
    if (entry.name.empty()) {
      entry.name = name;
    }
    const auto* call = std::get_if<FuncCall>(&tree_.expr(item.function).node);
    const bool several = call != nullptr && call->name.size() == 1 &&
                         call->name.front().name == "unnest" &&
                         call->arguments.size() > 1;
    const FunctionColumns made =
        several ? ColumnsOfUnnest(*call, scope)
                : ColumnsOfFunction(item, node, name, scope);
    open = open || made.open;
    columns.insert(columns.end(), made.columns.begin(), made.columns.end());
  }
  scope.lateral_active = false;
  if (node.with_ordinality) {
    RangeColumn& column = columns.emplace_back();
    column.name = "ordinality";
    column.type.type = Known("int8");
    column.nullability = Nullability::NotNull;
  }
  entry.columns = std::move(columns);
  entry.openness = open ? Openness::Incomplete : Openness::Closed;
  ApplyAlias(entry, node.alias, "table");
  return Single(entry, scope);
}

}  // namespace pgpact
