// Texts: literals, literals side by side and f-strings.
#include <algorithm>
#include <utility>

#include "analyzer/frontends/python/lowering.h"

namespace pgpact {

ValueId PythonLowering::TextOf(Node node) {
  TextParts text;
  text.literal_range = RangeOf(node);
  if (node.Is(Kind::ConcatenatedString)) {
    for (const Node child : node.children()) {
      if (child.Is(Kind::String)) {
        AddLiteral(child, text);
      }
    }
  } else {
    AddLiteral(node, text);
  }
  if (text.parts.empty()) {
    return builder_.Add(Literal{std::move(text.literal), text.bytes},
                        RangeOf(node));
  }
  EndLiteral(text);
  return builder_.Add(Interpolate{std::move(text.parts)}, RangeOf(node));
}

void PythonLowering::AddLiteral(Node literal, TextParts& to) {
  const auto start = literal.FirstOf(Kind::StringStart);
  const auto end = literal.FirstOf(Kind::StringEnd);
  if (!start) {
    return;
  }
  const StringPrefix prefix = ReadStringPrefix(start->text());
  to.bytes |= prefix.bytes;
  uint32_t at = start->range().end;
  for (const Node child : literal.children()) {
    if (child.Is(Kind::Interpolation)) {
      AddDecoded({at, child.range().begin}, prefix, to);
      AddField(child, to);
      at = child.range().end;
    }
  }
  const uint32_t last = end ? end->range().begin : literal.range().end;
  AddDecoded({at, std::max(at, last)}, prefix, to);
}

// A text with a character that is not known is not known.
void PythonLowering::AddDecoded(TextRange range, StringPrefix prefix,
                                TextParts& to) {
  MappedText text;
  if (AppendDecoded(source_, range, prefix, text)) {
    to.literal.Append(text);
    return;
  }
  EndLiteral(to);
  to.parts.push_back(builder_.AddUnknown(UnknownReason::UnsupportedSyntax,
                                         "character by an unusual name",
                                         source_.InFile(range)));
}

// A replacement field: `{value=!r:>{width}}`.
void PythonLowering::AddField(Node field, TextParts& to) {
  const auto expression = field.Child(Field::Expression);
  const auto conversion = field.Child(Field::TypeConversion);
  const auto spec = field.Child(Field::FormatSpecifier);
  const auto equals = field.FirstOf(Kind::TokenAssign);
  if (equals) {
    uint32_t end = equals->range().end;
    while (end < field.range().end && source_.text()[end] == ' ') {
      ++end;
    }
    source_.Copy({field.range().begin + 1, end}, to.literal);
  }
  EndLiteral(to);
  ValueId value = expression
                      ? Expression(*expression)
                      : NotUnderstood(field, "empty replacement field", {});
  const bool quoted = conversion ? conversion->text() != "!s"
                                 : equals.has_value() && !spec.has_value();
  if (quoted || spec) {
    const std::string written = spec ? TextAt(*spec).substr(1) : std::string();
    value = builder_.Add(Formatted{value, quoted, written}, RangeOf(field));
  }
  to.parts.push_back(value);
}

void PythonLowering::EndLiteral(TextParts& to) {
  if (to.literal.text.empty()) {
    return;
  }
  const auto& pieces = to.literal.map.pieces();
  const TextRange range{pieces.front().source.range.begin,
                        pieces.back().source.range.end};
  to.parts.push_back(
      builder_.Add(Literal{std::exchange(to.literal, {}), to.bytes}, range));
}

}  // namespace pgpact
