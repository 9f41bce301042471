// Evaluator: SQL that a driver's own means put together: psycopg's sql module,
// mogrify, quoted names. What is composed stays a text of which each part is
// one of the things composed, so that `join` still finds them.
#include <algorithm>
#include <string_view>

#include "analyzer/lexer/keyword.h"
#include "analyzer/strings/evaluator.h"

namespace pgpact {

AbstractId Evaluator::OperateOnQuoted(TextOperation operation,
                                      const Arguments& arguments,
                                      const CallSite& site) {
  return AsComposed(ComposeText(operation, arguments, site));
}

// What stands in a field of a composed text: a plain value is a literal. The
// older driver takes none, so that there something else made a part of it.
AbstractId Evaluator::ComposedField(AbstractId value, TextRange range) {
  if (Imports(frame_->module, "psycopg2")) {
    // Whatever that is, a word that means something by itself it is not.
    const bool reserved =
        store_.kind(value) == AbstractKind::Fixed && !IsComposed(value) &&
        KeywordKindOf(store_.fixed(value).view()) == KeywordKind::Reserved;
    return reserved ? MakeHole(UnknownReason::UnknownCall, "", range)
                    : ToText(value, range);
  }
  switch (store_.kind(value)) {
    case AbstractKind::Fixed:
      return value == store_.empty() || IsComposed(value)
                 ? value
                 : LiteralText(value, range);
    case AbstractKind::Number:
    case AbstractKind::None:
    case AbstractKind::True:
    case AbstractKind::False:
      return LiteralText(value, range);
    case AbstractKind::Choose: {
      std::vector<AbstractId> options(store_.parts(value).begin(),
                                      store_.parts(value).end());
      for (AbstractId& option : options) {
        option = ComposedField(option, range);
      }
      return store_.MakeChoose(options);
    }
    default:
      return ToText(value, range);
  }
}

AbstractId Evaluator::ComposeText(TextOperation operation,
                                  const Arguments& arguments,
                                  const CallSite& site) {
  const TextRange range = site.location.range;
  using enum TextOperation;
  switch (operation) {
    case SqlComposed:
      return Compose(Argument0(arguments), range);
    case SqlPlaceholder:
      return PlaceholderText(arguments, range);
    case SqlLiteral:
      return LiteralText(Argument0(arguments), range);
    case QuoteName:
      return QuoteIdentifier(Argument0(arguments), range);
    case Mogrify:
      return MogrifyText(arguments, range);
    case Identifier:
      return IdentifierText(arguments, range);
    default:
      return Argument0(arguments);
  }
}

AbstractId Evaluator::Compose(AbstractId given, TextRange range) {
  if (given == store_.unset() || store_.IsText(given)) {
    return given == store_.unset() ? store_.empty() : given;
  }
  if (store_.kind(given) == AbstractKind::Choose) {
    std::vector<AbstractId> composed;
    const std::vector<AbstractId> options(store_.parts(given).begin(),
                                          store_.parts(given).end());
    composed.reserve(options.size());
    for (const AbstractId option : options) {
      composed.push_back(Compose(option, range));
    }
    return store_.MakeChoose(composed);
  }
  const AbstractId content = ItemsOf(given, range);
  std::vector<AbstractId> parts(store_.parts(content).begin(),
                                store_.parts(content).end());
  for (AbstractId& part : parts) {
    const AbstractKind kind = store_.kind(part);
    const AbstractId text = ToText(Plain(part), range);
    part = kind == AbstractKind::Optional ? OrNothing(text)
           : kind == AbstractKind::AnyTimes
               ? store_.MakeRepeat(text, store_.empty(), 0)
               : text;
  }
  return parts.empty() ? store_.empty()
                       : store_.MakeParts(AbstractKind::Sequence, parts);
}

// `separator.join(list)`; what was composed is joined part by part, in
// `composed.join(separator)` too, and a text letter by letter.
AbstractId Evaluator::JoinParts(AbstractId receiver, AbstractId list,
                                TextRange range) {
  if (!store_.IsText(list)) {
    return JoinTexts(receiver, list, range);
  }
  switch (store_.kind(list)) {
    case AbstractKind::Choose: {
      std::vector<AbstractId> joined;
      const std::vector<AbstractId> options(store_.parts(list).begin(),
                                            store_.parts(list).end());
      joined.reserve(options.size());
      for (const AbstractId option : options) {
        joined.push_back(JoinParts(receiver, option, range));
      }
      return store_.MakeChoose(joined);
    }
    case AbstractKind::Sequence:
    case AbstractKind::Repeat:
      return JoinTexts(receiver, ComposedParts(list), range);
    default:
      break;
  }
  if (store_.kind(receiver) == AbstractKind::Sequence ||
      store_.kind(receiver) == AbstractKind::Repeat) {
    return JoinTexts(list, ComposedParts(receiver), range);
  }
  const MappedText text = TextOf(list);
  if (text.text.size() > options_.limits.unrolled) {
    return JoinTexts(receiver, list, range);
  }
  std::vector<AbstractId> letters;
  for (uint32_t i = 0; i < text.text.size(); ++i) {
    letters.push_back(store_.MakeOwned(text.Slice({i, i + 1})));
  }
  return JoinTexts(receiver, NewTuple(letters), range);
}

AbstractId Evaluator::ComposedParts(AbstractId composed) {
  std::vector<AbstractId> items;
  if (store_.kind(composed) == AbstractKind::Repeat) {
    items.push_back(composed);
  } else {
    items.assign(store_.parts(composed).begin(), store_.parts(composed).end());
  }
  for (AbstractId& item : items) {
    const AbstractNode node = store_.node(item);
    const bool any = node.kind == AbstractKind::Repeat &&
                     AbstractId{node.b} == store_.empty();
    item = any ? store_.Make({AbstractKind::AnyTimes, node.a}) : item;
  }
  return NewTuple(items);
}

// Placeholder(), Placeholder("name"), psycopg 3's Placeholder(format="b")
AbstractId Evaluator::PlaceholderText(const Arguments& arguments,
                                      TextRange range) {
  const AbstractId name = ArgumentAt({0, "name"}, arguments);
  const AbstractId format = ArgumentAt({1, "format"}, arguments);
  const Location place = module().At(range);
  std::string end = "s";
  if (const auto letter = store_.AsFixed(format)) {
    end = *letter;
  }
  if (name == store_.unset() || name == store_.none() ||
      store_.AsFixed(name) == std::optional<std::string_view>("")) {
    return store_.MakeText("%" + end, place);
  }
  if (const auto known = store_.AsFixed(name)) {
    return store_.MakeText("%(" + std::string(*known) + ")" + end, place);
  }
  const AbstractId parts[] = {store_.MakeText("%(", place), ToText(name, range),
                              store_.MakeText(")" + end, place)};
  return store_.MakeSequence(parts);
}

// A text with a backslash is written in another way by each driver.
AbstractId Evaluator::LiteralText(AbstractId value, TextRange range) {
  const Location place = module().At(range);
  const auto known = value == store_.unset() ? std::nullopt : KeyText(value);
  if (known && known->find('\\') == std::string::npos) {
    return store_.MakeText(QuoteLiteral(*known), place);
  }
  return store_.MakeHole(
      {UnknownReason::Parameter, HoleForm::Quoted, NameOfHole(value), place});
}

AbstractId Evaluator::IdentifierText(const Arguments& arguments,
                                     TextRange range) {
  if (arguments.any_positional != store_.unset()) {
    return QuoteIdentifier(Derived(arguments.any_positional,
                                   UnknownReason::UnknownElement, "", range),
                           range);
  }
  std::vector<AbstractId> parts;
  for (const AbstractId part : arguments.positional) {
    if (!parts.empty()) {
      parts.push_back(store_.MakeText(".", module().At(range)));
    }
    parts.push_back(QuoteIdentifier(part, range));
  }
  return store_.MakeSequence(parts);
}

// Without values the text is left as it stands.
AbstractId Evaluator::MogrifyText(const Arguments& arguments, TextRange range) {
  const AbstractId text = ToText(Argument0(arguments), range);
  const bool values = arguments.positional.size() > 1
                          ? arguments.positional[1] != store_.none()
                          : !arguments.named.empty() ||
                                arguments.any_positional != store_.unset();
  return values ? FormatLiterals(text, range) : text;
}

AbstractId Evaluator::QuoteIdentifier(AbstractId part, TextRange range) {
  switch (store_.kind(part)) {
    case AbstractKind::Fixed: {
      const FixedPart& fixed = store_.fixed(part);
      MappedText quoted;
      const Location place =
          fixed.text->map.At(fixed.range.begin).value_or(module().At(range));
      quoted.Append("\"", place);
      for (uint32_t i = fixed.range.begin; i < fixed.range.end; ++i) {
        const MappedText letter = fixed.text->Slice({i, i + 1});
        if (letter.text == "\"") {
          quoted.Append(letter);
        }
        quoted.Append(letter);
      }
      quoted.Append("\"", place);
      return store_.MakeOwned(std::move(quoted));
    }
    case AbstractKind::Choose: {
      std::vector<AbstractId> quoted;
      const std::vector<AbstractId> options(store_.parts(part).begin(),
                                            store_.parts(part).end());
      for (const AbstractId option : options) {
        if (store_.kind(option) != AbstractKind::None) {
          quoted.push_back(QuoteIdentifier(option, range));
        }
      }
      return store_.MakeChoose(quoted);
    }
    case AbstractKind::Hole: {
      Hole hole = store_.hole(part);
      hole.form = HoleForm::Identifier;
      return store_.MakeHole(hole);
    }
    default:
      return MakeHole(UnknownReason::UnknownCall, "", range,
                      HoleForm::Identifier);
  }
}

std::string ValueTools::QuoteLiteral(std::string_view key) {
  if (!key.starts_with('\'')) {
    return key == "None" ? "NULL" : std::string(key);
  }
  std::string quoted = "'";
  for (const char c : key.substr(1)) {
    quoted += c;
    if (c == '\'') {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace pgpact
