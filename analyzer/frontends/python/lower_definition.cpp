// Functions, lambdas, classes, their parameters and decorators.
#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/frontends/python/lowering.h"

namespace pgpact {
namespace {

bool IsNameByte(char byte) {
  return byte == '_' || byte == '.' || (byte >= '0' && byte <= '9') ||
         (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         static_cast<unsigned char>(byte) >= 0x80;
}

bool IsWrapper(std::string_view name) {
  constexpr std::array<std::string_view, 9> kWrappers = {
      "Optional",  "Annotated", "Union",       "Final",  "ClassVar",
      "Awaitable", "Required",  "NotRequired", "InitVar"};
  return std::find(kWrappers.begin(), kWrappers.end(), name) != kWrappers.end();
}

bool Has(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

FunctionBinding BindingOf(const std::vector<std::string>& decorators) {
  if (Has(decorators, "classmethod")) {
    return FunctionBinding::ClassMethod;
  }
  if (Has(decorators, "staticmethod")) {
    return FunctionBinding::StaticMethod;
  }
  const bool property = Has(decorators, "property") ||
                        Has(decorators, "cached_property") ||
                        Has(decorators, "hybrid_property");
  return property ? FunctionBinding::Property : FunctionBinding::Method;
}

}  // namespace

std::string DeclaredTypeName(std::string_view type) {
  const std::string path = DeclaredTypePath(type);
  return path.substr(path.rfind('.') + 1);
}

std::string DeclaredTypePath(std::string_view type) {
  size_t at = 0;
  while (at < type.size()) {
    if (!IsNameByte(type[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < type.size() && IsNameByte(type[end])) {
      ++end;
    }
    const std::string_view path = type.substr(at, end - at);
    const std::string_view name = path.substr(path.rfind('.') + 1);
    const bool wraps = IsWrapper(name) && end < type.size() && type[end] == '[';
    if (!wraps && name != "None") {
      return std::string(path);
    }
    at = end;
  }
  return {};
}

std::string PythonLowering::Qualified(std::string_view name) const {
  const std::string& outer = scopes_.back().qualified_name;
  return outer.empty() ? std::string(name) : outer + "." + std::string(name);
}

void PythonLowering::DecoratedOf(Node node) {
  Decorators decorators;
  decorators.begin = node.range().begin;
  for (const Node child : node.children()) {
    if (!child.Is(Kind::Decorator)) {
      continue;
    }
    for (const Node expression : NamedChildren(child)) {
      Node named = Unwrapped(expression);
      if (named.Is(Kind::Call)) {
        Emit(Evaluated{Expression(named)}, child);
        named = named.Child(Field::Function).value_or(named);
      }
      if (named.Is(Kind::Attribute)) {
        named = named.Child(Field::Attribute).value_or(named);
      }
      if (named.Is(Kind::Identifier)) {
        decorators.names.push_back(TextAt(named));
      }
    }
  }
  const auto definition = node.Child(Field::Definition);
  if (definition && definition->Is(Kind::ClassDefinition)) {
    ClassOf(*definition, decorators);
  } else if (definition) {
    FunctionOf(*definition, decorators);
  }
}

void PythonLowering::FunctionOf(Node node, const Decorators& decorators) {
  const auto name = node.Child(Field::Name);
  const auto parameters = node.Child(Field::Parameters);
  if (!name) {
    return;
  }
  Function function;
  function.name = TextAt(*name);
  function.qualified_name = Qualified(function.name);
  function.decorators = decorators.names;
  function.range = RangeOf(node);
  if (parameters) {
    function.parameters = ParametersOf(*parameters);
  }
  if (scopes_.back().kind == Scope::Kind::Class) {
    function.binding = BindingOf(function.decorators);
  }
  // `@x.setter def x` does not take the place of the property x.
  for (const std::string_view accessor : {"setter", "deleter"}) {
    if (Has(function.decorators, accessor)) {
      function.name.append(1, '.').append(accessor);
    }
  }
  Declare(function.name);
  scopes_.push_back(
      {Scope::Kind::Function, function.qualified_name, {}, false, {}});
  for (const Parameter& parameter : function.parameters) {
    scopes_.back().parameters.push_back(parameter.name);
  }
  const uint32_t comprehensions = std::exchange(comprehensions_, 0);
  function.body = BlockOf(node.Child(Field::Body));
  comprehensions_ = comprehensions;
  Scope scope = std::move(scopes_.back());
  scopes_.pop_back();
  std::sort(scope.locals.begin(), scope.locals.end());
  scope.locals.erase(std::unique(scope.locals.begin(), scope.locals.end()),
                     scope.locals.end());
  function.locals = std::move(scope.locals);
  function.generator = scope.generator;
  Emit(DefineFunction{builder_.AddFunction(std::move(function))}, node);
}

ValueId PythonLowering::LambdaOf(Node node) {
  Function function;
  function.qualified_name = Qualified("<lambda>");
  function.range = RangeOf(node);
  if (const auto parameters = node.Child(Field::Parameters)) {
    function.parameters = ParametersOf(*parameters);
  }
  scopes_.push_back(
      {Scope::Kind::Function, function.qualified_name, {}, false, {}});
  const uint32_t comprehensions = std::exchange(comprehensions_, 0);
  std::vector<Statement> statements;
  std::vector<Statement>* const outer = std::exchange(block_, &statements);
  if (const auto body = node.Child(Field::Body)) {
    Return result;
    result.value = Expression(*body);
    Emit(result, *body);
  }
  block_ = outer;
  comprehensions_ = comprehensions;
  function.locals = std::move(scopes_.back().locals);
  function.generator = scopes_.back().generator;
  scopes_.pop_back();
  function.body = builder_.AddBlock({std::move(statements)});
  return builder_.Add(FunctionValue{builder_.AddFunction(std::move(function))},
                      RangeOf(node));
}

std::vector<Parameter> PythonLowering::ParametersOf(Node list) {
  std::vector<Parameter> parameters;
  bool named_only = false;
  for (const Node child : list.children()) {
    if (child.Is(Kind::KeywordSeparator)) {
      named_only = true;
      continue;
    }
    auto parameter = ParameterOf(child);
    if (!parameter) {
      continue;
    }
    if (parameter->kind == ParameterKind::RestList) {
      named_only = true;
    } else if (named_only && parameter->kind == ParameterKind::Ordinary) {
      parameter->kind = ParameterKind::NamedOnly;
    }
    parameters.push_back(*std::move(parameter));
  }
  return parameters;
}

std::optional<Parameter> PythonLowering::ParameterOf(Node node) {
  Parameter parameter;
  parameter.range = RangeOf(node);
  std::optional<Node> name = node;
  switch (node.As<Kind>()) {
    case Kind::Identifier:
    case Kind::ListSplatPattern:
    case Kind::DictionarySplatPattern:
      break;
    case Kind::TuplePattern:
      // Of Python 2; nothing can be passed to it by name.
      parameter.name = HiddenName("tuple");
      return parameter;
    case Kind::TypedParameter: {
      const std::vector<Node> parts = NamedChildren(node);
      name = parts.empty() ? std::nullopt : std::optional(parts.front());
      break;
    }
    case Kind::DefaultParameter:
    case Kind::TypedDefaultParameter:
      name = node.Child(Field::Name);
      break;
    default:
      return std::nullopt;
  }
  if (!name) {
    return std::nullopt;
  }
  if (name->Is(Kind::ListSplatPattern)) {
    parameter.kind = ParameterKind::RestList;
  } else if (name->Is(Kind::DictionarySplatPattern)) {
    parameter.kind = ParameterKind::RestDictionary;
  }
  if (parameter.kind != ParameterKind::Ordinary) {
    const std::vector<Node> inner = NamedChildren(*name);
    name = inner.empty() ? name : std::optional(inner.front());
  }
  parameter.name = TextAt(*name);
  if (const auto type = node.Child(Field::Type)) {
    parameter.type = DeclaredTypeName(type->text());
    parameter.type_path = DeclaredTypePath(type->text());
  }
  if (const auto value = node.Child(Field::Value)) {
    parameter.default_value = Expression(*value);
  }
  return parameter;
}

void PythonLowering::ClassOf(Node node, const Decorators& decorators) {
  const auto name = node.Child(Field::Name);
  if (!name) {
    return;
  }
  Class made;
  made.name = TextAt(*name);
  made.qualified_name = Qualified(made.name);
  made.decorators = decorators.names;
  made.range = RangeOf(node);
  if (const auto bases = node.Child(Field::Superclasses)) {
    for (const Argument& base : Arguments(*bases)) {
      if (base.kind == ArgumentKind::Positional) {
        made.bases.push_back(base.value);
      }
    }
  }
  Declare(made.name);
  scopes_.push_back({Scope::Kind::Class, made.qualified_name, {}, false, {}});
  std::optional<Record> record;
  if (const auto bases = node.Child(Field::Superclasses)) {
    for (const Node base : NamedChildren(*bases)) {
      record = record ? record : RecordOf(base);
    }
  }
  if (record) {
    // `class Query(namedtuple("Query", "where sort"))`
    std::vector<Statement> statements;
    std::vector<Statement>* const outer = std::exchange(block_, &statements);
    AddFields(*record, node);
    if (const auto body = node.Child(Field::Body)) {
      StatementsOf(*body);
    }
    block_ = outer;
    made.bases.push_back(Expression(*record->callee));
    made.body = builder_.AddBlock({std::move(statements)});
  } else {
    made.body = BlockOf(node.Child(Field::Body));
  }
  scopes_.pop_back();
  Emit(DefineClass{builder_.AddClass(std::move(made))}, node);
}

}  // namespace pgpact
