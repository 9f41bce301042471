#include "analyzer/psql/variable_reference.h"

#include <array>
#include <string>

#include "analyzer/lexer/lexer.h"

namespace pgpact {

namespace {

bool IsVariableCharacter(char c) {
  return c != '$' && IsIdentifierPart(c);
}

// The offset after the name that begins at `from`.
uint32_t EndOfName(std::string_view text, uint32_t from) {
  while (from < text.size() && IsVariableCharacter(text[from])) {
    ++from;
  }
  return from;
}

// The value between quotes, with the characters in `doubled` written twice.
void AppendQuoted(const MarkedText& value, std::string_view quote,
                  std::string_view doubled, std::optional<Location> source,
                  MarkedTextBuilder& out) {
  const std::string_view text = value.text.text;
  out.Append(quote, source);
  uint32_t begin = 0;
  while (true) {
    const size_t found = text.find_first_of(doubled, begin);
    if (found == std::string_view::npos) {
      break;
    }
    const auto at = static_cast<uint32_t>(found);
    out.Append(value, {begin, at + 1});
    out.Append(text.substr(at, 1), PlaceOf(value, {at, at + 1}));
    begin = at + 1;
  }
  out.Append(value, {begin, static_cast<uint32_t>(text.size())});
  out.Append(quote.substr(quote.size() - 1), source);
}

}  // namespace

std::optional<VariableReference> VariableReferenceAt(std::string_view text,
                                                     uint32_t offset) {
  struct Shape {
    std::string_view open;
    std::string_view close;
    VariableForm form;
  };
  constexpr std::array<Shape, 4> kShapes = {{
      {"'", "'", VariableForm::Literal},
      {"\"", "\"", VariableForm::Identifier},
      {"{?", "}", VariableForm::IsSet},
      {"", "", VariableForm::Plain},
  }};
  for (const Shape& shape : kShapes) {
    if (!text.substr(offset + 1).starts_with(shape.open)) {
      continue;
    }
    const auto begin = static_cast<uint32_t>(offset + 1 + shape.open.size());
    const uint32_t end = EndOfName(text, begin);
    if (end == begin || !text.substr(end).starts_with(shape.close)) {
      return std::nullopt;
    }
    return VariableReference{
        shape.form,
        text.substr(begin, end - begin),
        {offset, static_cast<uint32_t>(end + shape.close.size())}};
  }
  return std::nullopt;
}

bool AppendVariable(const VariableReference& reference,
                    const MarkedText& source, PsqlSession& session,
                    MarkedTextBuilder& out) {
  const std::optional<Location> place = PlaceOf(source, reference.range);
  const MarkedText* value = session.Find(reference.name);
  if (reference.form == VariableForm::IsSet) {
    if (value == nullptr && session.unknown_names()) {
      out.AppendHole(session.NextMarker(),
                     {UnknownReason::Query, HoleForm::Text,
                      std::string(reference.name), place.value_or(Location{})});
    } else {
      out.Append(value != nullptr ? "TRUE" : "FALSE", place);
    }
    return true;
  }
  if (value == nullptr) {
    if (!session.unknown_names() || !IsIdentifierStart(reference.name[0])) {
      return false;
    }
    session.SetUnknown(reference.name, UnknownReason::Query, place);
    value = session.Find(reference.name);
  }
  if (!session.TakeInterpolated(value->text.text.size())) {
    out.AppendHole(session.NextMarker(),
                   {UnknownReason::LimitReached, HoleForm::Text,
                    std::string(reference.name), place.value_or(Location{})});
    return true;
  }
  switch (reference.form) {
    case VariableForm::Literal: {
      const bool escape = value->text.text.find('\\') != std::string::npos;
      AppendQuoted(*value, escape ? " E'" : "'", escape ? "'\\" : "'", place,
                   out);
      break;
    }
    case VariableForm::Identifier:
      AppendQuoted(*value, "\"", "\"", place, out);
      break;
    case VariableForm::Plain:
    case VariableForm::IsSet:
      out.Append(*value);
      break;
  }
  return true;
}

}  // namespace pgpact
