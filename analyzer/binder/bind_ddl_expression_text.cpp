// Expressions of DDL as pg_get_expr spells them: DefaultText, ExpressionText.

#include <algorithm>

#include "analyzer/binder/bind_ddl_expression.h"
#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/identifier.h"

namespace pgpact {
namespace {

constexpr uint32_t kMaximumDepth = 200;

bool IsBuiltinType(const DdlContext& context, TypeId type,
                   std::string_view name) {
  return type == context.catalog().Builtin(name);
}

std::string Upper(std::string_view text) {
  std::string upper(text);
  std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return upper;
}

std::optional<std::string> BooleanText(std::string_view text) {
  for (const std::string_view word : {"t", "true", "y", "yes", "on", "1"}) {
    if (word == text) {
      return "true";
    }
  }
  for (const std::string_view word : {"f", "false", "n", "no", "off", "0"}) {
    if (word == text) {
      return "false";
    }
  }
  return std::nullopt;
}

// Spells one expression; gives up (nothing) on what it does not know.
class Speller {
 public:
  Speller(const DdlContext& context, const Relation* relation)
      : context_(context), relation_(relation) {}

  // `wanted` is the type that the place needs, kUnknownTypeId for any.
  std::optional<std::string> Spell(ExprId id, TypeId wanted, uint32_t depth);

 private:
  std::optional<std::string> SpellConst(const Const& constant, TypeId wanted);
  std::optional<std::string> SpellString(const std::string& text,
                                         TypeId wanted);
  std::optional<std::string> SpellCast(const TypeCast& cast, uint32_t depth);
  std::optional<std::string> SpellCall(const FuncCall& call, uint32_t depth);
  std::optional<std::string> SpellArray(const ArrayExpr& array, TypeId wanted,
                                        uint32_t depth);
  std::optional<std::string> SpellOperator(const AExpr& node, uint32_t depth);
  TypeId SideType(TypeId side, TypeId other, std::string_view name) const;
  std::optional<std::string> SpellSide(ExprId id, TypeId type, TypeId wanted,
                                       uint32_t depth);
  std::optional<std::string> SpellBool(const BoolExpr& node, uint32_t depth);

  const DdlContext& context_;
  const Relation* relation_;
};

std::optional<std::string> Speller::SpellString(const std::string& text,
                                                TypeId wanted) {
  TypeId type =
      wanted == kUnknownTypeId ? context_.catalog().Builtin("text") : wanted;
  if (context_.draft.type(type).kind == TypeKind::Domain) {
    type = context_.draft.type(type).base.type;
  }
  if (IsBuiltinType(context_, type, "bool")) {
    return BooleanText(text);
  }
  if (IsBuiltinType(context_, type, "int4") && !text.empty() &&
      text.front() != '-') {
    return text;
  }
  return QuoteLiteral(text) + "::" + context_.TextOfType({type});
}

std::optional<std::string> Speller::SpellConst(const Const& constant,
                                               TypeId wanted) {
  switch (constant.kind) {
    case ConstKind::Null:
      return std::nullopt;
    case ConstKind::Boolean:
      return constant.value;
    case ConstKind::String:
      return SpellString(constant.value, wanted);
    case ConstKind::Integer:
      return constant.value.front() == '-' ? "'" + constant.value + "'::integer"
                                           : constant.value;
    case ConstKind::Float: {
      if (IsWholeBigint(constant.value)) {
        return "'" + constant.value + "'::bigint";
      }
      const bool exponent =
          constant.value.find_first_of("eE") != std::string::npos;
      if (exponent) {
        return std::nullopt;
      }
      const std::string value =
          constant.value.front() == '.' ? "0" + constant.value : constant.value;
      const bool bare = value.front() >= '0' && value.front() <= '9' &&
                        value.find('.') != std::string::npos;
      return bare ? value : "'" + value + "'::numeric";
    }
    case ConstKind::BitString:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::string> Speller::SpellCast(const TypeCast& cast,
                                              uint32_t depth) {
  const TypeResolution type =
      ResolveTypeName(context_.catalog(), context_.path(), cast.type);
  if (!type.ok() || type.use.type == kUnknownTypeId) {
    return std::nullopt;
  }
  const std::string type_text = context_.TextOfType(type.use);
  const Expr& argument = context_.tree().expr(cast.argument);
  if (const auto* constant = std::get_if<Const>(&argument.node)) {
    if (constant->kind == ConstKind::Null) {
      return "NULL::" + context_.TextOfType({type.use.type});
    }
    if (constant->kind == ConstKind::String) {
      const auto plain = SpellString(constant->value, type.use.type);
      return plain && type.use.modifier >= 0
                 ? std::optional("(" + *plain + ")::" + type_text)
                 : plain;
    }
  }
  if (const auto* array = std::get_if<ArrayExpr>(&argument.node)) {
    return array->elements.empty() ? std::optional("ARRAY[]::" + type_text)
                                   : SpellArray(*array, type.use.type, depth);
  }
  const TypeId inner = TypeOfExpression(context_, cast.argument, relation_);
  const auto text = Spell(cast.argument, kUnknownTypeId, depth + 1);
  if (!text || (inner == type.use.type && type.use.modifier < 0)) {
    return text;
  }
  return "(" + *text + ")::" + type_text;
}

std::optional<std::string> Speller::SpellArray(const ArrayExpr& array,
                                               TypeId wanted, uint32_t depth) {
  TypeId element = kUnknownTypeId;
  if (wanted != kUnknownTypeId &&
      context_.draft.type(wanted).kind == TypeKind::Array) {
    element = context_.draft.type(wanted).element;
  }
  std::string text;
  for (const ExprId id : array.elements) {
    const auto one = Spell(id, element, depth + 1);
    if (!one) {
      return std::nullopt;
    }
    text += text.empty() ? *one : ", " + *one;
  }
  return "ARRAY[" + text + "]";
}

std::optional<std::string> Speller::SpellCall(const FuncCall& call,
                                              uint32_t depth) {
  const std::vector<RoutineId> candidates = CallCandidates(context_, call);
  if (call.star || call.distinct || call.over || call.filter ||
      candidates.empty()) {
    return std::nullopt;
  }
  const Routine& routine = context_.draft.routine(candidates.front());
  std::vector<std::string> arguments;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    TypeId wanted = kUnknownTypeId;
    if (candidates.size() == 1 && i < routine.arguments.size() &&
        routine.arguments[i].type != kUnknownTypeId &&
        context_.draft.type(routine.arguments[i].type).kind !=
            TypeKind::Pseudo) {
      wanted = routine.arguments[i].type;
    }
    const auto one = Spell(call.arguments[i].value, wanted, depth + 1);
    if (!one || !call.arguments[i].name.empty()) {
      return std::nullopt;
    }
    arguments.push_back(*one);
  }
  const bool by_syntax = call.name.size() == 2;
  if (by_syntax && routine.name == "timezone" && arguments.size() == 2) {
    return "(" + arguments[1] + " AT TIME ZONE " + arguments[0] + ")";
  }
  if (by_syntax && routine.name == "extract" && arguments.size() == 2) {
    const auto* field =
        std::get_if<Const>(&context_.tree().expr(call.arguments[0].value).node);
    return field == nullptr ? std::nullopt
                            : std::optional("EXTRACT(" + field->value +
                                            " FROM " + arguments[1] + ")");
  }
  std::string text = DisplayName(context_.draft, routine.schema, routine.name);
  text += "(";
  for (size_t i = 0; i < arguments.size(); ++i) {
    text += (i == 0 ? "" : ", ") + arguments[i];
  }
  return text + ")";
}

// The type that an operator's side is cast to without a word, as the text
// shows it: numeric beside an integer, text for varchar.
TypeId Speller::SideType(TypeId side, TypeId other,
                         std::string_view name) const {
  if (side == kUnknownTypeId) {
    return kUnknownTypeId;
  }
  const BuiltinCatalog& builtin = context_.catalog().builtin();
  const auto operators = builtin.Operators(name);
  const auto takes = [&](TypeId left, TypeId right) {
    return std::any_of(operators.begin(), operators.end(),
                       [&](const BuiltinOperator& one) {
                         return one.left == left && one.right == right;
                       });
  };
  const TypeId text = context_.catalog().Builtin("text");
  if (IsBuiltinType(context_, side, "varchar") && takes(text, text)) {
    return text;
  }
  const bool exact = other == kUnknownTypeId || takes(side, other);
  const bool castable = !exact && takes(other, other) &&
                        builtin.FindCast(side, other) == CastContext::Implicit;
  return castable ? other : side;
}

std::optional<std::string> Speller::SpellSide(ExprId id, TypeId type,
                                              TypeId wanted, uint32_t depth) {
  const auto text = Spell(id, wanted, depth + 1);
  return !text || type == kUnknownTypeId || type == wanted
             ? text
             : std::optional("(" + *text +
                             ")::" + context_.TextOfType({wanted}));
}

std::optional<std::string> Speller::SpellOperator(const AExpr& node,
                                                  uint32_t depth) {
  if (node.kind != AExprKind::Op || node.name.size() != 1 || !node.right) {
    return std::nullopt;
  }
  const std::string& name = node.name[0].name;
  const TypeId right_type = TypeOfExpression(context_, *node.right, relation_);
  if (!node.left) {
    const auto only = Spell(*node.right, kUnknownTypeId, depth + 1);
    return only ? std::optional("(" + name + " " + *only + ")") : std::nullopt;
  }
  const TypeId left_type = TypeOfExpression(context_, *node.left, relation_);
  TypeId left_wanted = SideType(left_type, right_type, name);
  TypeId right_wanted = SideType(right_type, left_type, name);
  if (left_type == kUnknownTypeId) {
    left_wanted = right_wanted;
  } else if (right_type == kUnknownTypeId) {
    right_wanted = left_wanted;
  }
  const auto left = SpellSide(*node.left, left_type, left_wanted, depth);
  const auto right = SpellSide(*node.right, right_type, right_wanted, depth);
  if (!left || !right) {
    return std::nullopt;
  }
  return "(" + *left + " " + name + " " + *right + ")";
}

std::optional<std::string> Speller::SpellBool(const BoolExpr& node,
                                              uint32_t depth) {
  std::string text;
  for (const ExprId id : node.arguments) {
    const auto one = Spell(id, kUnknownTypeId, depth + 1);
    if (!one) {
      return std::nullopt;
    }
    if (node.op == BoolOperator::Not) {
      return "(NOT " + *one + ")";
    }
    text += (text.empty()                   ? ""
             : node.op == BoolOperator::And ? " AND "
                                            : " OR ") +
            *one;
  }
  return "(" + text + ")";
}

std::optional<std::string> Speller::Spell(ExprId id, TypeId wanted,
                                          uint32_t depth) {
  if (depth > kMaximumDepth) {
    return std::nullopt;
  }
  const Expr& expr = context_.tree().expr(id);
  if (const auto* constant = std::get_if<Const>(&expr.node)) {
    return SpellConst(*constant, wanted);
  }
  if (const auto* cast = std::get_if<TypeCast>(&expr.node)) {
    return SpellCast(*cast, depth);
  }
  if (const auto* call = std::get_if<FuncCall>(&expr.node)) {
    return SpellCall(*call, depth);
  }
  if (const auto* function = std::get_if<SqlValueFunction>(&expr.node)) {
    return Upper(function->name);
  }
  if (const auto* array = std::get_if<ArrayExpr>(&expr.node)) {
    return SpellArray(*array, wanted, depth);
  }
  if (const auto* node = std::get_if<AExpr>(&expr.node)) {
    return SpellOperator(*node, depth);
  }
  if (const auto* node = std::get_if<BoolExpr>(&expr.node)) {
    return SpellBool(*node, depth);
  }
  if (const auto* column = std::get_if<ColumnRef>(&expr.node)) {
    return column->star
               ? std::nullopt
               : std::optional(QuoteIdentifier(column->parts.back().name));
  }
  return std::nullopt;
}

bool IsNull(const DdlContext& context, ExprId expression) {
  const auto* constant =
      std::get_if<Const>(&context.tree().expr(expression).node);
  return constant != nullptr && constant->kind == ConstKind::Null;
}

// NULL::type without a modifier is a constant too.
bool IsNullDefault(const DdlContext& context, ExprId expression, TypeUse type) {
  if (IsNull(context, expression)) {
    return true;
  }
  const auto* cast =
      std::get_if<TypeCast>(&context.tree().expr(expression).node);
  return cast != nullptr && IsNull(context, cast->argument) &&
         type.modifier < 0 &&
         ResolveTypeName(context.catalog(), context.path(), cast->type)
                 .use.type == type.type;
}

}  // namespace

std::optional<std::string> DefaultText(const DdlContext& context,
                                       ExprId expression, TypeUse type) {
  if (IsNullDefault(context, expression, type)) {
    return std::nullopt;
  }
  return Speller(context, nullptr).Spell(expression, type.type, 0).value_or("");
}

std::string ExpressionText(const DdlContext& context, ExprId expression,
                           const Relation* relation, TextRange written) {
  const auto text =
      Speller(context, relation).Spell(expression, kUnknownTypeId, 0);
  return text ? *text : context.Text(written);
}

namespace {

bool EndsDefault(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "NOT",        "NULL",       "UNIQUE",     "PRIMARY",
      "CHECK",      "REFERENCES", "CONSTRAINT", "GENERATED",
      "DEFERRABLE", "INITIALLY",  "DEFAULT"};
  const std::string upper = Upper(word);
  return std::find(std::begin(kWords), std::end(kWords), upper) !=
         std::end(kWords);
}

}  // namespace

TextRange WrittenExpression(const DdlContext& context,
                            const Constraint& constraint) {
  if (constraint.location == kNoLocation) {
    return {};
  }
  const std::string_view text = context.statement.text.text;
  const bool in_parentheses = constraint.kind != ConstraintKind::Default;
  Lexer lexer(text.substr(constraint.location));
  TextRange range;
  int depth = 0;
  bool begun = false;
  bool first = true;
  while (const auto token = lexer.Next()) {
    const TextRange here = {token->range.begin + constraint.location,
                            token->range.end + constraint.location};
    const std::string_view word = text.substr(here.begin, here.size());
    if (first || token->is_comment()) {
      // DEFAULT, CHECK, GENERATED or CONSTRAINT itself.
      first = false;
      continue;
    }
    if (!begun && in_parentheses && word != "(") {
      continue;
    }
    if (word == ")" && depth == 0) {
      break;
    }
    if (begun && depth == 0 && !in_parentheses &&
        (word == "," || EndsDefault(word))) {
      break;
    }
    if (!begun) {
      range.begin = here.begin;
      begun = true;
    }
    range.end = here.end;
    depth += word == "(" || word == "[" ? 1 : 0;
    depth -= word == ")" || word == "]" ? 1 : 0;
    if (in_parentheses && depth == 0) {
      // Without the outer parentheses.
      return {range.begin + 1, range.end - 1};
    }
  }
  return range;
}

}  // namespace pgpact
