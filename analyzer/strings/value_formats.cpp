// WriteFormatted.
#include "analyzer/strings/value_formats.h"

#include <string>
#include <vector>

namespace pgpact {

namespace {

AbstractId HoleFor(ValueStore& store, AbstractId value, UnknownReason reason,
                   std::string_view name, Location place, HoleForm form) {
  Hole hole{reason, form, std::string(name), place};
  if (store.IsHole(value)) {
    hole.reason = store.hole(value).reason;
    hole.name = name.empty() ? store.hole(value).name : hole.name;
  }
  return store.MakeHole(hole);
}

// Applies `write` to each thing that the value may be; None is no text.
template <typename Write>
AbstractId WriteEach(ValueStore& store, AbstractId value, Write write) {
  if (store.kind(value) != AbstractKind::Choose) {
    return write(value);
  }
  std::vector<AbstractId> options(store.parts(value).begin(),
                                  store.parts(value).end());
  for (AbstractId& option : options) {
    option = write(option);
  }
  return store.MakeChoose(options);
}

AbstractId WritePadded(ValueStore& store, AbstractId text,
                       const PaddedText& padded, Location place) {
  const FixedPart& part = store.fixed(text);
  const TextRange kept{part.range.begin, part.range.begin + padded.kept};
  const AbstractId parts[] = {
      store.MakeText(padded.before, place),
      kept == part.range ? text : store.MakeOwned(part.text->Slice(kept)),
      store.MakeText(padded.after, place)};
  return store.MakeSequence(parts);
}

}  // namespace

AbstractId WriteFormatted(ValueStore& store, AbstractId value,
                          const std::optional<FormatSpec>& spec,
                          std::string_view name, Location place) {
  return WriteEach(store, value, [&](AbstractId option) {
    const AbstractKind kind = store.kind(option);
    if (spec && kind == AbstractKind::Fixed) {
      if (const auto padded = PadText(store.fixed(option).view(), *spec)) {
        return WritePadded(store, option, *padded, place);
      }
    }
    if (spec && kind == AbstractKind::Number) {
      const std::string spelling(store.name({store.node(option).a}));
      if (const auto written = WriteNumber(spelling, *spec)) {
        return store.MakeText(*written, place);
      }
    }
    const bool number =
        spec &&
        (spec->IsNumeric() || kind == AbstractKind::Number ||
         (store.IsHole(option) && store.hole(option).form == HoleForm::Number));
    if (number && spec->type != 'c' && spec->type != '%') {
      return store.MakeHole(
          {UnknownReason::Number, HoleForm::Number, std::string(name), place});
    }
    const bool none = kind == AbstractKind::None;
    return HoleFor(
        store, option,
        none ? UnknownReason::FormatMismatch : UnknownReason::UnknownCall, name,
        place, HoleForm::Text);
  });
}

}  // namespace pgpact
