// Expressions other than operators and texts.
#include <algorithm>
#include <charconv>
#include <utility>

#include "analyzer/frontends/python/lowering.h"

namespace pgpact {

std::string DecimalSpelling(std::string_view number) {
  std::string digits;
  for (const char digit : number) {
    if (digit != '_') {
      digits += digit;
    }
  }
  int base = 10;
  if (digits.size() > 2 && digits[0] == '0') {
    const char letter = static_cast<char>(digits[1] | 0x20);
    base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
  }
  if (base == 10) {
    return digits;
  }
  uint64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data() + 2, end, value, base);
  return read.ec == std::errc() && read.ptr == end ? std::to_string(value)
                                                   : std::string();
}

ValueId PythonLowering::Expression(Node node) {
  if (depth_ >= kMaximumDepth) {
    unsupported_.push_back(
        {UnknownReason::LimitReached, "nested too deep", RangeOf(node)});
    return builder_.AddUnknown(UnknownReason::LimitReached, "nested too deep",
                               RangeOf(node));
  }
  ++depth_;
  const ValueId value = ExpressionInBounds(node);
  --depth_;
  return value;
}

ValueId PythonLowering::ExpressionInBounds(Node node) {
  switch (node.As<Kind>()) {
    case Kind::String:
    case Kind::ConcatenatedString:
      return TextOf(node);
    case Kind::Attribute:
      return MemberOf(node);
    case Kind::Call:
      return CallOf(node);
    case Kind::Subscript:
      return ElementOf(node);
    case Kind::BinaryOperator:
      return BinaryOf(node);
    case Kind::BooleanOperator:
      return BooleanOf(node);
    case Kind::ComparisonOperator:
      return ComparisonOf(node);
    case Kind::NotOperator:
    case Kind::UnaryOperator:
      return UnaryOf(node);
    case Kind::ConditionalExpression:
      return ConditionalOf(node);
    case Kind::List:
    case Kind::ListPattern:
      return ListOf(node, CollectionKind::List);
    case Kind::Tuple:
    case Kind::TuplePattern:
    case Kind::ExpressionList:
    case Kind::PatternList:
      return ListOf(node, CollectionKind::Tuple);
    case Kind::Set:
      return ListOf(node, CollectionKind::Set);
    case Kind::Dictionary:
      return DictionaryOf(node);
    case Kind::ListComprehension:
    case Kind::GeneratorExpression:
      return ComprehensionOf(node, CollectionKind::List);
    case Kind::SetComprehension:
      return ComprehensionOf(node, CollectionKind::Set);
    case Kind::DictionaryComprehension:
      return ComprehensionOf(node, CollectionKind::Dictionary);
    case Kind::Lambda:
      return LambdaOf(node);
    case Kind::NamedExpression:
      return AssignmentExpression(node);
    case Kind::Yield:
      return YieldOf(node);
    default:
      return Atom(node);
  }
}

ValueId PythonLowering::Atom(Node node) {
  const TextRange range = RangeOf(node);
  switch (node.As<Kind>()) {
    case Kind::Identifier:
    case Kind::DottedName:
      return builder_.AddName(TextAt(node), range);
    case Kind::Integer:
      return IntegerOf(node);
    case Kind::Float:
      return builder_.Add(
          Constant{ConstantKind::Float, DecimalSpelling(node.text())}, range);
    case Kind::True:
      return builder_.Add(Constant{ConstantKind::True, {}}, range);
    case Kind::False:
      return builder_.Add(Constant{ConstantKind::False, {}}, range);
    case Kind::None:
      return builder_.Add(Constant{ConstantKind::None, {}}, range);
    case Kind::Ellipsis:
      return Test(Computation::Operator::Other, {}, node);
    // Parentheses and `await` change nothing about the value; what a star
    // means is for the list or call around it.
    case Kind::ParenthesizedExpression:
    case Kind::Await:
    case Kind::ListSplat:
    case Kind::ListSplatPattern:
    case Kind::ParenthesizedListSplat:
    case Kind::AsPattern:
    case Kind::AsPatternTarget: {
      const std::vector<Node> inner = NamedChildren(node);
      if (!inner.empty()) {
        return Expression(Unwrapped(inner.front()));
      }
      return NotUnderstood(node, "empty parentheses", {});
    }
    default: {
      std::vector<ValueId> operands = Operands(node);
      if (node.error()) {
        return builder_.Add(Unknown{UnknownReason::SyntaxError,
                                    "not Python syntax", std::move(operands)},
                            range);
      }
      return NotUnderstood(node, "expression", std::move(operands));
    }
  }
}

ValueId PythonLowering::NotUnderstood(Node node, std::string what,
                                      std::vector<ValueId> operands) {
  unsupported_.push_back(
      {UnknownReason::UnsupportedSyntax, what, RangeOf(node)});
  return builder_.Add(Unknown{UnknownReason::UnsupportedSyntax, std::move(what),
                              std::move(operands)},
                      RangeOf(node));
}

std::vector<ValueId> PythonLowering::Operands(Node node) {
  std::vector<ValueId> operands;
  for (const Node child : node.children()) {
    if (IsExpression(child)) {
      operands.push_back(Expression(child));
    }
  }
  return operands;
}

ValueId PythonLowering::IntegerOf(Node node) {
  std::string spelling = DecimalSpelling(node.text());
  const bool plain =
      !spelling.empty() &&
      spelling.find_first_not_of("0123456789") == std::string::npos;
  if (!plain) {
    return builder_.AddUnknown(UnknownReason::Number, "number", RangeOf(node));
  }
  return builder_.Add(Constant{ConstantKind::Integer, std::move(spelling)},
                      RangeOf(node));
}

ValueId PythonLowering::MemberOf(Node node) {
  const auto object = node.Child(Field::Object);
  const auto name = node.Child(Field::Attribute);
  if (!object || !name) {
    return NotUnderstood(node, "attribute", Operands(node));
  }
  const ValueId of = Expression(*object);
  return builder_.Add(Member{of, TextAt(*name)}, RangeOf(node));
}

ValueId PythonLowering::CallOf(Node node) {
  const auto function = node.Child(Field::Function);
  const auto arguments = node.Child(Field::Arguments);
  if (!function || !arguments) {
    return NotUnderstood(node, "call", Operands(node));
  }
  const bool looked_into = std::exchange(looked_into_, false);
  if (const auto locals = LocalsOf(*function, *arguments, RangeOf(node));
      locals && !looked_into) {
    return *locals;
  }
  Call call;
  if (auto command = PsqlCommandOf(*function, *arguments)) {
    embedded_.push_back({Language::Shell, *std::move(command), RangeOf(node)});
    call.callee = builder_.AddName("shell()", RangeOf(*function));
  } else {
    call.callee = Expression(*function);
  }
  call.arguments = Arguments(*arguments);
  return builder_.Add(std::move(call), RangeOf(node));
}

// `locals()` in a function: every parameter and every name assigned above.
std::optional<ValueId> PythonLowering::LocalsOf(Node function, Node arguments,
                                                TextRange range) {
  const Scope& scope = scopes_.back();
  const bool asked =
      function.Is(Kind::Identifier) &&
      (function.text() == "locals" || function.text() == "vars") &&
      NamedChildren(arguments).empty();
  if (!asked || scope.kind != Scope::Kind::Function) {
    return std::nullopt;
  }
  Collection dictionary{CollectionKind::Dictionary, {}};
  std::vector<std::string> names = scope.parameters;
  names.insert(names.end(), scope.locals.begin(), scope.locals.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (std::string& name : names) {
    MappedText key;
    key.Append(name, {source_.file(), range});
    const ValueId text = builder_.Add(Literal{std::move(key)}, range);
    const ValueId value = builder_.AddName(std::move(name), range);
    dictionary.entries.push_back({text, value, false});
  }
  return builder_.Add(std::move(dictionary), range);
}

// `*x`, for which the grammar may also have `(*x).f()` where `*(x.f())` was
// meant.
bool PythonLowering::IsSpread(Node node) {
  while (true) {
    std::optional<Node> inner;
    switch (node.As<Kind>()) {
      case Kind::ListSplat:
      case Kind::ListSplatPattern:
      case Kind::ParenthesizedListSplat:
        return true;
      case Kind::Call:
        inner = node.Child(Field::Function);
        break;
      case Kind::Attribute:
        inner = node.Child(Field::Object);
        break;
      case Kind::Subscript:
        inner = node.Child(Field::Value);
        break;
      default:
        break;
    }
    if (!inner) {
      return false;
    }
    node = *inner;
  }
}

std::vector<Argument> PythonLowering::Arguments(Node list) {
  std::vector<Argument> arguments;
  // f(x for x in y)
  if (list.Is(Kind::GeneratorExpression)) {
    arguments.push_back({ArgumentKind::Positional, {}, Expression(list)});
    return arguments;
  }
  for (const Node child : NamedChildren(list)) {
    Argument argument;
    std::optional<Node> value = child;
    if (child.Is(Kind::KeywordArgument)) {
      argument.kind = ArgumentKind::Named;
      const auto name = child.Child(Field::Name);
      argument.name = name ? TextAt(*name) : std::string();
      argument.name_range = name ? RangeOf(*name) : TextRange();
      value = child.Child(Field::Value);
    } else if (child.Is(Kind::DictionarySplat)) {
      argument.kind = ArgumentKind::SpreadDictionary;
      const std::vector<Node> inner = NamedChildren(child);
      value = inner.empty() ? std::nullopt : std::optional(inner.front());
    } else if (IsSpread(child)) {
      argument.kind = ArgumentKind::SpreadList;
    }
    if (value) {
      argument.value = Expression(*value);
      arguments.push_back(std::move(argument));
    }
  }
  return arguments;
}

ValueId PythonLowering::ElementOf(Node node) {
  const auto of = node.Child(Field::Value);
  if (!of) {
    return NotUnderstood(node, "subscript", Operands(node));
  }
  // `locals()[name]` is any of them.
  looked_into_ = of->Is(Kind::Call);
  const ValueId object = Expression(*of);
  std::vector<Node> keys;
  for (const Node child : node.children()) {
    if (child.data().field == static_cast<uint8_t>(Field::Subscript)) {
      keys.push_back(child);
    }
  }
  if (keys.size() == 1 && keys.front().Is(Kind::Slice)) {
    return SliceOf(object, keys.front(), RangeOf(node));
  }
  Collection tuple{CollectionKind::Tuple, {}};
  for (const Node key : keys) {
    const ValueId value = key.Is(Kind::Slice)
                              ? builder_.Add(Unknown{UnknownReason::Slice,
                                                     "slice", Operands(key)},
                                             RangeOf(key))
                              : Expression(key);
    tuple.entries.push_back({std::nullopt, value, false});
  }
  if (tuple.entries.size() == 1) {
    return builder_.Add(Element{object, tuple.entries.front().value},
                        RangeOf(node));
  }
  const ValueId key = builder_.Add(std::move(tuple), RangeOf(node));
  return builder_.Add(Element{object, key}, RangeOf(node));
}

ValueId PythonLowering::SliceOf(ValueId object, Node slice, TextRange range) {
  std::optional<ValueId> bounds[3];
  size_t at = 0;
  for (const Node child : slice.children()) {
    if (child.Is(Kind::TokenColon)) {
      at = at < 2 ? at + 1 : 2;
    } else if (IsExpression(child)) {
      bounds[at] = Expression(child);
    }
  }
  if (!bounds[2]) {
    return builder_.Add(Slice{object, bounds[0], bounds[1]}, range);
  }
  Unknown unknown{UnknownReason::Slice, "slice with a step", {object}};
  for (const auto& bound : bounds) {
    if (bound) {
      unknown.operands.push_back(*bound);
    }
  }
  return builder_.Add(std::move(unknown), range);
}

ValueId PythonLowering::ListOf(Node node, CollectionKind kind) {
  Collection list{kind, {}};
  for (const Node child : NamedChildren(node)) {
    list.entries.push_back({std::nullopt, Expression(child), IsSpread(child)});
  }
  return builder_.Add(std::move(list), RangeOf(node));
}

ValueId PythonLowering::DictionaryOf(Node node) {
  Collection dictionary{CollectionKind::Dictionary, {}};
  for (const Node child : NamedChildren(node)) {
    const auto key = child.Child(Field::Key);
    const auto value = child.Child(Field::Value);
    if (child.Is(Kind::Pair) && key && value) {
      const ValueId name = Expression(*key);
      dictionary.entries.push_back({name, Expression(*value), false});
    } else if (child.Is(Kind::DictionarySplat)) {
      for (const ValueId spread : Operands(child)) {
        dictionary.entries.push_back({std::nullopt, spread, true});
      }
    }
  }
  return builder_.Add(std::move(dictionary), RangeOf(node));
}

ValueId PythonLowering::ComprehensionOf(Node node, CollectionKind kind) {
  Comprehension made;
  made.kind = kind;
  ++comprehensions_;
  for (const Node child : node.children()) {
    if (child.Is(Kind::ForInClause)) {
      const auto left = child.Child(Field::Left);
      const auto right = child.Child(Field::Right);
      if (left && right) {
        Target target = TargetOf(*left);
        made.loops.push_back({std::move(target), Expression(*right), {}});
      }
    } else if (child.Is(Kind::IfClause) && !made.loops.empty()) {
      for (const ValueId condition : Operands(child)) {
        made.loops.back().conditions.push_back(condition);
      }
    }
  }
  const auto body = node.Child(Field::Body);
  const bool pair = body && body->Is(Kind::Pair);
  const auto key = pair ? body->Child(Field::Key) : std::nullopt;
  const auto value = pair ? body->Child(Field::Value) : body;
  if (key) {
    made.key = Expression(*key);
  }
  made.value =
      value ? Expression(*value) : NotUnderstood(node, "comprehension", {});
  --comprehensions_;
  return builder_.Add(std::move(made), RangeOf(node));
}

// `name := value` is an assignment before the statement. Inside a
// comprehension the name's value differs from round to round.
ValueId PythonLowering::AssignmentExpression(Node node) {
  const auto name = node.Child(Field::Name);
  const auto value = node.Child(Field::Value);
  if (!name || !value) {
    return NotUnderstood(node, "assignment expression", Operands(node));
  }
  const ValueId assigned = Expression(*value);
  Assign assign{NameTarget(TextAt(*name), *name), AssignOperator::Set,
                assigned};
  Declare(assign.target);
  if (comprehensions_ > 0) {
    assign.value =
        builder_.AddUnknown(UnknownReason::LoopVariable,
                            "assignment in a comprehension", RangeOf(node));
    Emit(std::move(assign), node);
    return assigned;
  }
  Emit(std::move(assign), node);
  return builder_.AddName(TextAt(*name), RangeOf(*name));
}

ValueId PythonLowering::YieldOf(Node node) {
  scopes_.back().generator = true;
  const std::vector<Node> values = NamedChildren(node);
  const ValueId value =
      values.empty()
          ? builder_.Add(Constant{ConstantKind::None, {}}, RangeOf(node))
          : Expression(values.front());
  if (node.FirstOf(Kind::TokenFrom)) {
    // `yield from x` yields each element of x.
    const std::string each = HiddenName("yielded");
    Declare(each);
    const ValueId element = builder_.AddName(each, RangeOf(node));
    Loop loop;
    loop.target = NameTarget(each, node);
    loop.iterable = value;
    loop.body = builder_.AddBlock({{{Yield{element}, RangeOf(node)}}});
    loop.else_block = EmptyBlock();
    Emit(std::move(loop), node);
  } else {
    Emit(Yield{value}, node);
  }
  return builder_.AddUnknown(UnknownReason::Parameter,
                             "value sent to a generator", RangeOf(node));
}

bool PythonLowering::IsExpression(Node node) {
  if (!node.named() || node.error()) {
    return node.error();
  }
  switch (node.As<Kind>()) {
    case Kind::Comment:
    case Kind::LineContinuation:
    case Kind::Other:
    case Kind::Block:
    case Kind::TypeConversion:
    case Kind::FormatSpecifier:
    case Kind::KeywordSeparator:
    case Kind::PositionalSeparator:
    case Kind::Parameters:
    case Kind::LambdaParameters:
    case Kind::ArgumentList:
    case Kind::StringStart:
    case Kind::StringEnd:
    case Kind::ImportPrefix:
    case Kind::WildcardImport:
    case Kind::Type:
      return false;
    default:
      return true;
  }
}

}  // namespace pgpact
