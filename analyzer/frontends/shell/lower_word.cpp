// Words: quotes are off, expansions become values.
#include <algorithm>
#include <utility>

#include "analyzer/frontends/shell/shell_lowering.h"

namespace pgpact {

namespace {

bool IsName(std::string_view text) {
  return !text.empty() && !(text[0] >= '0' && text[0] <= '9') &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  (c >= '0' && c <= '9') || c == '_';
         });
}

bool HasPattern(std::string_view text) {
  return text.find_first_of("*?[\\") != std::string_view::npos;
}

}  // namespace

ValueId ShellLowering::Text(std::string_view text, TextRange place) {
  MappedText mapped;
  mapped.Append(text, {file_.id(), place});
  return builder_.Add(Literal{std::move(mapped), false}, place);
}

ValueId ShellLowering::WordValue(const ShellWord& word) {
  const std::string_view text = word.source->Text(word.range);
  if (text.starts_with("<(") || text.starts_with(">(")) {
    return UnknownValue(UnknownReason::UnsupportedSyntax,
                        "process substitution", word.place());
  }
  return PiecesValue(*word.source, word.pieces, word.place());
}

// A path of the command line, seen from the root.
ValueId ShellLowering::PathValue(const ShellWord& word) {
  const ValueId value = WordValue(word);
  const std::string_view head = word.Head();
  if (folder_.empty() || head.empty() || head.starts_with('/')) {
    return value;
  }
  const TextRange place = word.place();
  const TextRange before{place.begin, place.begin};
  return builder_.Add(Interpolate{{Text(folder_ + "/", before), value}}, place);
}

ValueId ShellLowering::PiecesValue(const ShellSource& source,
                                   const std::vector<WordPiece>& pieces,
                                   TextRange place) {
  std::vector<ValueId> parts;
  for (const WordPiece& piece : pieces) {
    if (piece.is_expansion()) {
      parts.push_back(Expansion(source, piece.expansion));
    } else {
      const std::optional<Location> where = piece.literal.map.ToSource(
          {0, static_cast<uint32_t>(piece.literal.text.size())});
      parts.push_back(builder_.Add(Literal{piece.literal, false},
                                   where ? where->range : place));
    }
  }
  if (parts.empty()) {
    return Text("", place);
  }
  return parts.size() == 1 ? parts[0]
                           : builder_.Add(Interpolate{std::move(parts)}, place);
}

ValueId ShellLowering::Expansion(const ShellSource& source, TextRange range) {
  const TextRange place = source.Place(range);
  if (const std::optional<std::string> path = ScriptIdiom(source, range)) {
    return Text(*path, place);
  }
  const std::string_view text = source.Text(range);
  if (text.starts_with("$((")) {
    return UnknownValue(UnknownReason::Number, "arithmetic", place);
  }
  if (text.starts_with("$(")) {
    return Substitution(source, range, {range.begin + 2, range.end - 1});
  }
  if (text.starts_with('`')) {
    return Substitution(source, range, {range.begin + 1, range.end - 1});
  }
  return text.starts_with("${") ? Braces(source, range)
                                : Variable(text.substr(1), place);
}

ValueId ShellLowering::Variable(std::string_view name, TextRange place) {
  if (IsName(name)) {
    return builder_.AddName(std::string(name), place);
  }
  return Positional(name, place);
}

// $1, $@, $#, $?
ValueId ShellLowering::Positional(std::string_view name, TextRange place) {
  const bool all = name == "@" || name == "*";
  const bool digits = !name.empty() && name[0] >= '1' && name[0] <= '9';
  if (scope_ != nullptr && all) {
    return builder_.AddName("@", place);
  }
  if (scope_ != nullptr && digits && !scope_->rest) {
    return builder_.AddName(std::string(name), place);
  }
  if (scope_ != nullptr && digits && name.size() == 1) {
    const std::string index(1, static_cast<char>(name[0] - 1));
    const ValueId key =
        builder_.Add(Constant{ConstantKind::Integer, index}, place);
    return builder_.Add(Element{builder_.AddName("@", place), key}, place);
  }
  if (name == "#" || name == "?" || name == "$" || name == "!") {
    return UnknownValue(UnknownReason::Number, "$" + std::string(name), place);
  }
  return UnknownValue(UnknownReason::Environment,
                      "argument $" + std::string(name), place);
}

ValueId ShellLowering::EnvironmentOr(std::string_view name,
                                     std::optional<ValueId> other,
                                     TextRange place) {
  std::vector<Argument> arguments = {
      {ArgumentKind::Positional, "", Text(name, place)}};
  if (other) {
    arguments.push_back({ArgumentKind::Positional, "", *other});
  }
  return builder_.Add(
      Call{builder_.AddName("getenv()", place), std::move(arguments)}, place);
}

// ${…}
ValueId ShellLowering::Braces(const ShellSource& source, TextRange range) {
  const TextRange place = source.Place(range);
  const std::string_view text = source.Text(range);
  const std::string_view inside =
      text.substr(2, text.size() - (text.ends_with('}') ? 3 : 2));
  if (inside.empty() || inside[0] == '!' ||
      (inside[0] == '#' && inside.size() > 1)) {
    return UnknownValue(inside.starts_with('#')
                            ? UnknownReason::Number
                            : UnknownReason::UnsupportedSyntax,
                        "indirect expansion", place);
  }
  size_t end = 0;
  while (end < inside.size() && IsName("_" + std::string(1, inside[end]))) {
    ++end;
  }
  end = std::max<size_t>(end, 1);
  const std::string_view name = inside.substr(0, end);
  const uint32_t base = range.begin + 2;
  if (end < inside.size() && inside[end] == '[') {
    const size_t close = std::min(inside.find(']', end), inside.size());
    const std::string_view key = inside.substr(end + 1, close - end - 1);
    const ValueId object = builder_.AddName(std::string(name), place);
    if (key == "@" || key == "*") {
      return object;
    }
    const ShellWord index(source, {base + static_cast<uint32_t>(end) + 1,
                                   base + static_cast<uint32_t>(close)});
    const bool number =
        !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
          return c >= '0' && c <= '9';
        });
    const ValueId at =
        number ? builder_.Add(Constant{ConstantKind::Integer, std::string(key)},
                              place)
               : WordValue(index);
    return builder_.Add(Element{object, at}, place);
  }
  if (end == inside.size()) {
    return Variable(name, place);
  }
  return BraceOperation(source, range, name,
                        {base + static_cast<uint32_t>(end),
                         base + static_cast<uint32_t>(inside.size())});
}

// ${name OPERATOR rest}; `rest` begins with the operator.
ValueId ShellLowering::BraceOperation(const ShellSource& source,
                                      TextRange whole, std::string_view name,
                                      TextRange rest) {
  const TextRange place = source.Place(whole);
  const std::string_view text = source.Text(rest);
  const uint32_t colon = text.starts_with(':') ? 1 : 0;
  const char op = text.size() > colon ? text[colon] : '\0';
  const ShellWord word(source, {rest.begin + colon + 1, rest.end});
  switch (op) {
    case '-':
    case '=': {
      const ValueId other = WordValue(word);
      const bool known =
          variables_.contains(name) || sources_others_ || !IsName(name);
      return known ? builder_.Add(Choice{ChoiceKind::Or,
                                         std::nullopt,
                                         {Variable(name, place), other}},
                                  place)
                   : EnvironmentOr(name, other, place);
    }
    case '?':
      return Variable(name, place);
    case '+':
      return builder_.Add(Choice{ChoiceKind::Conditional,
                                 std::nullopt,
                                 {WordValue(word), Text("", place)}},
                          place);
    case '^':
      return TextMethod(name, "upper", {}, place);
    case ',':
      return TextMethod(name, "lower", {}, place);
    case '%':
    case '#':
    case '/':
      return PatternOperation(source, name, rest, place);
    default:
      return UnknownValue(UnknownReason::Slice, std::string(name), place);
  }
}

// ${name%text}, ${name#text}, ${name/text/other}, when the pattern is a text.
ValueId ShellLowering::PatternOperation(const ShellSource& source,
                                        std::string_view name, TextRange rest,
                                        TextRange place) {
  const std::string_view text = source.Text(rest);
  const char op = text[0];
  const uint32_t skip = text.substr(1).starts_with(op) ? 2 : 1;
  const size_t slash = op == '/' ? text.find('/', skip) : text.size();
  const auto cut = static_cast<uint32_t>(std::min(slash, text.size()));
  const ShellWord pattern(source, {rest.begin + skip, rest.begin + cut});
  if (HasPattern(source.Text(pattern.range))) {
    return UnknownValue(UnknownReason::Slice, std::string(name), place);
  }
  if (op != '/') {
    return TextMethod(name, op == '%' ? "removesuffix" : "removeprefix",
                      {WordValue(pattern)}, place);
  }
  const ShellWord other(source,
                        {std::min(rest.begin + cut + 1, rest.end), rest.end});
  return TextMethod(name, "replace", {WordValue(pattern), WordValue(other)},
                    place);
}

// A call of a text's method on a variable.
ValueId ShellLowering::TextMethod(std::string_view name,
                                  std::string_view method,
                                  const std::vector<ValueId>& operands,
                                  TextRange place) {
  std::vector<Argument> arguments;
  arguments.reserve(operands.size());
  for (const ValueId operand : operands) {
    arguments.push_back({ArgumentKind::Positional, "", operand});
  }
  const ValueId member =
      builder_.Add(Member{Variable(name, place), std::string(method)}, place);
  return builder_.Add(Call{member, std::move(arguments)}, place);
}

// $(command): what it prints; its commands run before the statement at hand.
ValueId ShellLowering::Substitution(const ShellSource& source, TextRange whole,
                                    TextRange inside) {
  const TextRange place = source.Place(whole);
  inside.end = std::max(inside.begin, inside.end);
  const auto key = std::pair(&source, whole.begin);
  if (const auto known = substitutions_.find(key);
      known != substitutions_.end()) {
    return known->second;
  }
  if (depth_ >= kShellDepth || sources_.size() > 100'000) {
    return UnknownValue(UnknownReason::LimitReached, "command substitution",
                        place);
  }
  depth_ += 20;
  const ShellSource* const nested = AddSource(source.mapped().Slice(inside));
  const ShellNode root{nested, nested->root()};
  Block body;
  Outcome outcome = Outcome::Quiet;
  Input printed;
  const std::string folder = folder_;
  for (const NodeView child : root.view.children()) {
    if (child.named()) {
      const Outcome one = LowerRaw(root.With(child), {}, body);
      outcome = one == Outcome::MayFail ? one : outcome;
      for (InputPart& part : OutputOf(root.With(child), {})) {
        printed.push_back(std::move(part));
      }
    }
  }
  folder_ = folder;
  depth_ -= 20;
  if (!body.statements.empty() && current_ != nullptr) {
    std::move(body.statements.begin(), body.statements.end(),
              std::back_inserter(current_->statements));
    substituted_ = outcome == Outcome::MayFail ? outcome : substituted_;
  }
  const ValueId value =
      outcome == Outcome::MayFail
          ? UnknownValue(UnknownReason::Query, "output of a command", place)
          : ValueOf(printed, place);
  substitutions_.emplace(key, value);
  return value;
}

// Lowers the commands in the word's `$(…)`, whatever becomes of the word.
void ShellLowering::RunSubstitutions(const ShellWord& word) {
  for (const WordPiece& piece : word.pieces) {
    const std::string_view text = word.source->Text(piece.expansion);
    if (text.starts_with("$(") || text.starts_with('`')) {
      Expansion(*word.source, piece.expansion);
    }
  }
}

// The words that a word becomes: arrays and unquoted lists are spread.
std::vector<Entry> ShellLowering::Elements(const ShellWord& word) {
  const ValueId value = WordValue(word);
  if (word.pieces.size() != 1 || !word.pieces[0].is_expansion()) {
    return {{std::nullopt, value, false}};
  }
  const std::string_view text = word.source->Text(word.pieces[0].expansion);
  const bool all = text == "$@" || text == "$*" || text.ends_with("[@]}") ||
                   text.ends_with("[*]}");
  if (all) {
    return {{std::nullopt, value, true}};
  }
  if (word.pieces[0].quoted) {
    return {{std::nullopt, value, false}};
  }
  const TextRange place = word.place();
  const ValueId member = builder_.Add(Member{value, "split"}, place);
  return {{std::nullopt, builder_.Add(Call{member, {}}, place), true}};
}

}  // namespace pgpact
