#include "analyzer/bodies/text_value.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/base/overloaded.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/plpgsql/parse_plpgsql.h"
#include "analyzer/sql/identifier.h"

namespace pgpact {
namespace {

constexpr uint32_t kMaximumDepth = 200;
constexpr size_t kMaximumBytes = size_t{1} << 20U;

class Evaluator {
 public:
  Evaluator(const ParsedStatement& statement, const ValueLookup& lookup)
      : statement_(statement), lookup_(lookup) {}

  KnownValue Value(ExprId id) {
    if (depth_ > kMaximumDepth) {
      return {};
    }
    ++depth_;
    const Expr& expr = statement_.tree.expr(id);
    KnownValue value = std::visit(
        Overloaded{[&](const Const& node) { return OfConst(node, expr); },
                   [&](const ColumnRef& node) { return OfName(node); },
                   [&](const TypeCast& node) { return Value(node.argument); },
                   [&](const AExpr& node) { return OfOperator(node); },
                   [&](const FuncCall& node) { return OfCall(node); },
                   [&](const ArrayExpr& node) { return OfArray(node); },
                   [](const auto&) { return KnownValue(); }},
        expr.node);
    --depth_;
    return value;
  }

  TextValue Text(ExprId id) {
    const Expr& expr = statement_.tree.expr(id);
    std::string name;
    if (const auto* ref = std::get_if<ColumnRef>(&expr.node)) {
      name = ref->parts.empty() ? "" : ref->parts.back().name;
    }
    return AsText(Value(id), name, Place(expr.location));
  }

 private:
  Location Place(uint32_t at) const {
    return statement_.text.map.At(at == kNoLocation ? 0 : at)
        .value_or(Location());
  }

  TextValue Fixed(std::string_view text, uint32_t at) const {
    MappedText mapped;
    mapped.Append(text, Place(at));
    TextValue value;
    value.pieces.emplace_back(std::move(mapped));
    return value;
  }

  // A string's text where it stands, its escapes decoded.
  KnownValue OfConst(const Const& node, const Expr& expr) const {
    if (node.kind == ConstKind::Null) {
      return {};
    }
    if (node.kind == ConstKind::String && expr.location != kNoLocation) {
      Lexer lexer(std::string_view(statement_.text.text).substr(expr.location));
      const auto token = lexer.Next();
      if (token) {
        auto text =
            BodyText(statement_.text, {expr.location + token->range.begin,
                                       expr.location + token->range.end});
        if (text && text->text == node.value) {
          TextValue value;
          value.pieces.emplace_back(std::move(*text));
          return value;
        }
      }
    }
    return Fixed(node.value, expr.location);
  }

  KnownValue OfName(const ColumnRef& node) const {
    return node.star || node.parts.empty() ? KnownValue() : lookup_(node.parts);
  }

  KnownValue OfOperator(const AExpr& node) {
    const bool joins = node.kind == AExprKind::Op && node.name.size() == 1 &&
                       node.name[0].name == "||" && node.left && node.right;
    if (!joins) {
      return {};
    }
    TextValue value = Text(*node.left);
    value.Append(Text(*node.right));
    return Bounded(std::move(value));
  }

  static KnownValue Bounded(TextValue value) {
    size_t bytes = 0;
    for (const auto& piece : value.pieces) {
      const auto* text = std::get_if<MappedText>(&piece);
      bytes += text == nullptr ? 1 : text->text.size();
    }
    return bytes > kMaximumBytes ? KnownValue() : KnownValue(std::move(value));
  }

  KnownValue OfArray(const ArrayExpr& node) {
    ArrayValue array;
    for (const ExprId element : node.elements) {
      array.push_back(Text(element));
    }
    return array;
  }

  KnownValue OfCall(const FuncCall& node) {
    if (node.name.empty()) {
      return {};
    }
    const std::string& name = node.name.back().name;
    std::vector<ExprId> arguments;
    for (const FuncArgument& argument : node.arguments) {
      arguments.push_back(argument.value);
    }
    if (name == "format" && !arguments.empty() && !node.variadic) {
      return Format(arguments);
    }
    if (name == "concat") {
      TextValue value;
      for (const ExprId argument : arguments) {
        value.Append(Text(argument));
      }
      return Bounded(std::move(value));
    }
    if (arguments.size() != 1) {
      return {};
    }
    TextValue value = Text(arguments[0]);
    if (name == "quote_ident") {
      return Quoted(value, HoleForm::Identifier);
    }
    if (name == "quote_literal" || name == "quote_nullable") {
      return Quoted(value, HoleForm::Quoted);
    }
    const auto whole = value.Whole();
    if ((name == "lower" || name == "upper") && whole) {
      std::string text = whole->text;
      const char first = name == "lower" ? 'A' : 'a';
      std::transform(text.begin(), text.end(), text.begin(), [&](char c) {
        return c >= first && c <= first + 25 ? static_cast<char>(c ^ 0x20) : c;
      });
      MappedText mapped;
      mapped.text = text;
      mapped.map = whole->map;
      TextValue made;
      made.pieces.emplace_back(std::move(mapped));
      return made;
    }
    return {};
  }

  // One value as %I and %L write it.
  static TextValue Quoted(const TextValue& value, HoleForm form) {
    TextValue made;
    if (const auto whole = value.Whole()) {
      const std::string text = form == HoleForm::Identifier
                                   ? QuoteIdentifier(whole->text)
                                   : QuoteLiteral(whole->text);
      if (text == whole->text) {
        return value;
      }
      MappedText mapped;
      const auto range =
          TextRange{0, static_cast<uint32_t>(whole->text.size())};
      mapped.Append(text, whole->map.ToSource(range).value_or(Location()));
      made.pieces.emplace_back(std::move(mapped));
      return made;
    }
    Hole hole;
    for (const auto& piece : value.pieces) {
      if (const auto* one = std::get_if<Hole>(&piece)) {
        hole = *one;
      }
    }
    hole.form = form;
    made.pieces.emplace_back(std::move(hole));
    return made;
  }

  // A directive of format(): %I, %2$L, %-10s.
  struct Directive {
    char kind = '%';
    std::optional<size_t> position;
    uint32_t end = 0;
  };
  static Directive DirectiveAt(std::string_view text, uint32_t begin) {
    Directive directive;
    size_t number = 0;
    uint32_t end = begin + 1;
    for (; end < text.size(); ++end) {
      const char c = text[end];
      if (c >= '0' && c <= '9') {
        number = number * 10 + static_cast<size_t>(c - '0');
      } else if (c == '$') {
        directive.position = std::exchange(number, 0);
      } else if (c != '-') {
        directive.kind = c;
        break;
      }
    }
    directive.end = std::min(end + 1, static_cast<uint32_t>(text.size()));
    return directive;
  }
  TextValue Formatted(const TextValue& argument, char kind) const {
    switch (kind) {
      case 'I':
        return Quoted(argument, HoleForm::Identifier);
      case 'L':
        return Quoted(argument, HoleForm::Quoted);
      default:
        return argument;
    }
  }

  KnownValue Format(const std::vector<ExprId>& arguments) {
    const auto pattern = Text(arguments[0]).Whole();
    if (!pattern) {
      return {};
    }
    TextValue value;
    size_t next = 1;
    const std::string& text = pattern->text;
    uint32_t run = 0;
    const auto size = static_cast<uint32_t>(text.size());
    for (uint32_t i = 0; i < size;) {
      if (text[i] != '%') {
        ++i;
        continue;
      }
      if (run < i) {
        value.pieces.emplace_back(pattern->Slice({run, i}));
      }
      const Directive directive = DirectiveAt(text, i);
      if (directive.kind == '%') {
        value.pieces.emplace_back(pattern->Slice({i, i + 1}));
      } else {
        const size_t index = directive.position.value_or(next);
        next = index + 1;
        if (index >= arguments.size()) {
          return {};
        }
        value.Append(Formatted(Text(arguments[index]), directive.kind));
      }
      i = directive.end;
      run = i;
    }
    if (run < size) {
      value.pieces.emplace_back(pattern->Slice({run, size}));
    }
    return Bounded(std::move(value));
  }

  const ParsedStatement& statement_;
  const ValueLookup& lookup_;
  uint32_t depth_ = 0;
};

}  // namespace

std::optional<MappedText> TextValue::Whole() const {
  MappedText whole;
  for (const auto& piece : pieces) {
    const auto* text = std::get_if<MappedText>(&piece);
    if (text == nullptr) {
      return std::nullopt;
    }
    whole.Append(*text);
  }
  return whole;
}

KnownValue EvaluateExpr(const ParsedStatement& statement, ExprId id,
                        const ValueLookup& lookup) {
  return Evaluator(statement, lookup).Value(id);
}

KnownValue EvaluateKnown(const ParsedStatement& select,
                         const ValueLookup& lookup) {
  if (select.error || select.tree.statements.empty()) {
    return {};
  }
  const auto* root = std::get_if<SelectStatement>(&select.tree.root().node);
  if (root == nullptr) {
    return {};
  }
  const SelectStmt& node = select.tree.select(root->select);
  const bool plain = node.target_list.size() == 1 && node.from.empty() &&
                     node.target_list[0].value.has_value() && !node.where &&
                     node.operation == SetOperation::None;
  return plain ? EvaluateExpr(select, *node.target_list[0].value, lookup)
               : KnownValue();
}

TextValue AsText(const KnownValue& value, std::string_view name,
                 Location location) {
  if (const auto* text = std::get_if<TextValue>(&value)) {
    return *text;
  }
  Hole hole;
  hole.name = name;
  hole.location = location;
  TextValue unknown;
  unknown.pieces.emplace_back(std::move(hole));
  return unknown;
}

Template AsTemplate(const TextValue& value) {
  Template made;
  Sequence sequence;
  MappedText run;
  const auto add = [&](TemplateNode node) {
    made.nodes.push_back(std::move(node));
    sequence.parts.push_back(made.root());
  };
  const auto flush = [&] {
    if (!run.text.empty()) {
      add({FixedText{std::move(run)}});
    }
    run = {};
  };
  for (const auto& piece : value.pieces) {
    if (const auto* text = std::get_if<MappedText>(&piece)) {
      run.Append(*text);
    } else {
      flush();
      add({std::get<Hole>(piece)});
    }
  }
  if (sequence.parts.empty()) {
    made.nodes.push_back({FixedText{std::move(run)}});
    return made;
  }
  flush();
  if (sequence.parts.size() > 1) {
    made.nodes.push_back({std::move(sequence)});
  }
  return made;
}

}  // namespace pgpact
