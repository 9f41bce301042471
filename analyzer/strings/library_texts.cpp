// LibraryCalls on texts.
//
// A text that is known in parts is looked at in every way that its choices
// may fall, while these are few. A way without holes is a text like any
// other; one with holes is followed where what happens to a part does not
// hang on its neighbours.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string>

#include "analyzer/strings/library_calls.h"
#include "analyzer/strings/value_formats.h"

namespace pgpact {

namespace {

constexpr size_t kMostWays = 32;

}  // namespace

AbstractId LibraryCalls::Unknown(std::string_view name, AbstractId base) {
  return run_.Derived(base, UnknownReason::UnknownCall, name,
                      site_.location.range);
}

std::optional<long> LibraryCalls::NumberOr(AbstractId value,
                                           long absent) const {
  return value == store_.unset() ? std::optional(absent) : NumberIn(value);
}

std::optional<long> LibraryCalls::NumberIn(AbstractId value) const {
  if (store_.kind(value) != AbstractKind::Number) {
    return std::nullopt;
  }
  const std::string spelling(store_.name({store_.node(value).a}));
  char* end = nullptr;
  const long number = std::strtol(spelling.c_str(), &end, 10);
  return *end == '\0' ? std::optional(number) : std::nullopt;
}

AbstractId LibraryCalls::Given(int position, std::string_view name) const {
  return run_.ArgumentAt({position, std::string(name)}, arguments_);
}

void LibraryCalls::AddPart(AbstractId part, std::vector<Parts>& ways,
                           bool& few) {
  if (!few) {
    return;
  }
  switch (store_.kind(part)) {
    case AbstractKind::Fixed:
    case AbstractKind::Hole:
      for (Parts& way : ways) {
        way.push_back(part);
      }
      return;
    case AbstractKind::Sequence: {
      const Parts inner(store_.parts(part).begin(), store_.parts(part).end());
      for (const AbstractId one : inner) {
        AddPart(one, ways, few);
      }
      return;
    }
    case AbstractKind::Choose: {
      const Parts options(store_.parts(part).begin(), store_.parts(part).end());
      std::vector<Parts> all;
      for (const AbstractId option : options) {
        std::vector<Parts> some = ways;
        AddPart(option, some, few);
        few = few && all.size() + some.size() <= kMostWays;
        all.insert(all.end(), some.begin(), some.end());
      }
      ways = std::move(all);
      return;
    }
    default:
      few = false;
  }
}

std::optional<std::vector<LibraryCalls::Parts>> LibraryCalls::WaysOf(
    AbstractId text) {
  std::vector<Parts> ways(1);
  bool few = true;
  AddPart(text, ways, few);
  if (!few) {
    return std::nullopt;
  }
  // Texts side by side are one.
  for (Parts& way : ways) {
    Parts merged;
    MappedText open;
    const auto close = [&] {
      if (!open.text.empty()) {
        merged.push_back(store_.MakeOwned(std::exchange(open, {})));
      }
    };
    for (const AbstractId part : way) {
      if (store_.IsHole(part)) {
        close();
        merged.push_back(part);
      } else {
        open.Append(run_.TextOf(part));
      }
    }
    close();
    if (merged.empty()) {
      merged.push_back(store_.empty());
    }
    way = std::move(merged);
  }
  return ways;
}

// Applies `change` to every way that a text may be; None is no text.
AbstractId LibraryCalls::ChangeEach(AbstractId text, const Change& change) {
  if (store_.kind(text) == AbstractKind::Choose && !store_.IsText(text)) {
    std::vector<AbstractId> changed;
    const Parts options(store_.parts(text).begin(), store_.parts(text).end());
    for (const AbstractId option : options) {
      if (store_.kind(option) != AbstractKind::None) {
        changed.push_back(ChangeEach(option, change));
      }
    }
    return changed.empty() ? Unknown("", text) : store_.MakeChoose(changed);
  }
  const auto ways = WaysOf(text);
  if (!ways) {
    return Unknown("", text);
  }
  std::vector<AbstractId> changed;
  for (const Parts& way : *ways) {
    ++run_.steps_;
    changed.push_back(change(way));
  }
  return store_.MakeChoose(changed);
}

AbstractId LibraryCalls::Run(TextOperation operation, AbstractId receiver) {
  using enum TextOperation;
  switch (operation) {
    case Filter:
      return Filtered();
    case Chain:
      return Chained(arguments_.positional);
    case ChainLists: {
      const auto lists = run_.KnownElements(Given(0, "iterable"));
      return lists ? Chained(*lists) : Unknown("from_iterable", store_.unset());
    }
    case Reduce:
      return Reduced();
    case AttributeOf:
      return Attribute();
    case DefaultDictionary:
      return WithDefault();
    case LayeredDictionary:
      return Layered();
    case OneOfThem:
      return OneOf();
    case CopyRecord:
      return CopyOfRecord(Given(0, "obj"));
    case RecordDictionary:
      return DictionaryOfRecord(Given(0, "obj"));
    default:
      return RunOnText(operation, receiver);
  }
}

AbstractId LibraryCalls::RunOnText(TextOperation operation,
                                   AbstractId receiver) {
  using enum TextOperation;
  switch (operation) {
    case Partition:
    case PartitionEnd:
      return this->Partition(receiver, operation == PartitionEnd);
    case Split:
    case SplitEnd:
      return IsPattern(receiver) ? SplitByPattern(receiver)
                                 : SplitSome(receiver, operation == SplitEnd);
    case PadLeft:
    case PadZeros:
      return Padded(receiver, '>', operation == PadZeros);
    case PadRight:
      return Padded(receiver, '<', false);
    case CharacterTable:
      return TableOfCharacters();
    case Translate:
      return Translated(receiver);
    case RegexCompile:
      return run_.MakePartial(store_.Make({AbstractKind::Library,
                                           store_.Intern("re.compile").index}),
                              arguments_);
    case RegexReplace:
      return Substituted(receiver);
    case RegexSplit:
      return SplitByPattern(receiver);
    case FormatValue: {
      const AbstractId spec = Given(1, "format_spec");
      const auto text = store_.AsFixed(spec);
      return run_.PutConverted(run_.Argument0(arguments_), false,
                               spec == store_.unset() ? ReadBracesSpec("")
                               : text                 ? ReadBracesSpec(*text)
                                                      : std::nullopt,
                               "", site_.location.range);
    }
    default:
      return Unknown("", receiver);
  }
}

AbstractId LibraryCalls::Partition(AbstractId text, bool last) {
  const auto given = store_.AsFixed(Given(0, "sep"));
  const std::string separator(given ? *given : "");
  return ChangeEach(text, [&](const Parts& way) {
    const bool known =
        way.size() == 1 && store_.kind(way[0]) == AbstractKind::Fixed;
    if (!known || separator.empty()) {
      const AbstractId any =
          run_.Derived(way[0], UnknownReason::Slice, "", site_.location.range);
      const AbstractId three[] = {any, any, any};
      return run_.NewTuple(three);
    }
    const MappedText whole = run_.TextOf(way[0]);
    const size_t at =
        last ? whole.text.rfind(separator) : whole.text.find(separator);
    const auto size = static_cast<uint32_t>(whole.text.size());
    const bool absent = at == std::string::npos;
    const uint32_t begin =
        absent ? (last ? 0 : size) : static_cast<uint32_t>(at);
    const uint32_t end =
        absent ? begin : begin + static_cast<uint32_t>(separator.size());
    const AbstractId three[] = {store_.MakeOwned(whole.Slice({0, begin})),
                                store_.MakeOwned(whole.Slice({begin, end})),
                                store_.MakeOwned(whole.Slice({end, size}))};
    return run_.NewTuple(three);
  });
}

// What a split gives whose pieces are not known.
AbstractId LibraryCalls::AnyPieces(AbstractId text) {
  const AbstractId any =
      run_.Derived(text, UnknownReason::Slice, "", site_.location.range);
  const AbstractId pieces[] = {
      store_.Make({AbstractKind::AnyTimes, any.index})};
  return run_.NewList(store_.MakeParts(AbstractKind::Items, pieces));
}

namespace {

// The pieces of a text that is divided at its first places, or at its last; a
// negative `most` is all places.
std::vector<MappedText> PiecesOf(const MappedText& whole,
                                 const std::string& separator, long most,
                                 bool from_end) {
  std::vector<MappedText> pieces;
  uint32_t begin = 0;
  auto end = static_cast<uint32_t>(whole.text.size());
  const auto width = static_cast<uint32_t>(separator.size());
  for (long left = most; left != 0 && end >= begin + width; --left) {
    const size_t at = from_end ? whole.text.rfind(separator, end - width)
                               : whole.text.find(separator, begin);
    if (at == std::string::npos || at < begin) {
      break;
    }
    const auto place = static_cast<uint32_t>(at);
    if (from_end) {
      pieces.push_back(whole.Slice({place + width, end}));
      end = place;
    } else {
      pieces.push_back(whole.Slice({begin, place}));
      begin = place + width;
    }
  }
  pieces.push_back(whole.Slice({begin, end}));
  if (from_end) {
    std::ranges::reverse(pieces);
  }
  return pieces;
}

}  // namespace

// A split that stops after some places.
AbstractId LibraryCalls::SplitSome(AbstractId text, bool from_end) {
  const auto given = store_.AsFixed(Given(0, "sep"));
  const std::string separator(given ? *given : "");
  const auto most = NumberOr(Given(1, "maxsplit"), -1);
  return ChangeEach(text, [&](const Parts& way) {
    const bool known = way.size() == 1 &&
                       store_.kind(way[0]) == AbstractKind::Fixed && most &&
                       !separator.empty();
    if (!known) {
      return AnyPieces(way[0]);
    }
    Parts items;
    for (MappedText& piece :
         PiecesOf(run_.TextOf(way[0]), separator, *most, from_end)) {
      items.push_back(store_.MakeOwned(std::move(piece)));
    }
    return run_.NewList(store_.MakeParts(AbstractKind::Items, items));
  });
}

AbstractId LibraryCalls::Padded(AbstractId text, char align, bool zeros) {
  const auto width = NumberIn(Given(0, "width"));
  const AbstractId given = Given(1, "fillchar");
  const auto fill = given == store_.unset()
                        ? std::optional<std::string_view>(" ")
                        : store_.AsFixed(given);
  std::optional<FormatSpec> spec;
  if (width && *width >= 0 && *width <= 1'000 && fill) {
    spec = FormatSpec();
    spec->width = static_cast<uint32_t>(*width);
    spec->align = align;
    spec->fill = zeros ? "0" : std::string(*fill);
  }
  return ChangeEach(text, [&](const Parts& way) {
    const auto whole = way.size() == 1 ? store_.AsFixed(way[0]) : std::nullopt;
    const bool sign =
        zeros && whole && (whole->starts_with('-') || whole->starts_with('+'));
    return whole && !sign
               ? WriteFormatted(store_, way[0], spec, "", site_.location)
               : Unknown("", way[0]);
  });
}

// str.maketrans
AbstractId LibraryCalls::TableOfCharacters() {
  if (arguments_.positional.size() == 1) {
    return arguments_.positional[0];
  }
  const auto from = store_.AsFixed(Given(0, ""));
  const auto to = store_.AsFixed(Given(1, ""));
  const AbstractId third = Given(2, "");
  const auto gone = third == store_.unset()
                        ? std::optional<std::string_view>("")
                        : store_.AsFixed(third);
  const auto plain = [](std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  };
  if (!from || !to || !gone || from->size() != to->size() || !plain(*from) ||
      !plain(*to) || !plain(*gone)) {
    return Unknown("maketrans", store_.unset());
  }
  std::vector<AbstractId> entries;
  for (size_t i = 0; i < from->size(); ++i) {
    entries.push_back(store_.MakeText(from->substr(i, 1), site_.location));
    entries.push_back(store_.MakeText(to->substr(i, 1), site_.location));
  }
  for (size_t i = 0; i < gone->size(); ++i) {
    entries.push_back(store_.MakeText(gone->substr(i, 1), site_.location));
    entries.push_back(store_.none());
  }
  return run_.NewObject(AbstractKind::Dictionary,
                        store_.MakeParts(AbstractKind::Entries, entries));
}

AbstractId LibraryCalls::Translated(AbstractId text) {
  const AbstractId table = Given(0, "table");
  const bool known = store_.kind(table) == AbstractKind::Dictionary &&
                     run_.KnownElements(table).has_value();
  return ChangeEach(text, [&](const Parts& way) {
    Parts changed = way;
    for (AbstractId& part : changed) {
      part = store_.IsHole(part) ? part
             : known             ? TranslatedPart(part, run_.Content(table))
                                 : Unknown("translate", part);
    }
    return store_.MakeSequence(changed);
  });
}

AbstractId LibraryCalls::TranslatedPart(AbstractId part, AbstractId entries) {
  const MappedText whole = run_.TextOf(part);
  MappedText changed;
  for (uint32_t at = 0; at < whole.text.size(); ++at) {
    const AbstractId key =
        store_.MakeText(whole.text.substr(at, 1), site_.location);
    const AbstractId code = store_.MakeNumber(
        std::to_string(static_cast<unsigned char>(whole.text[at])));
    std::optional<AbstractId> becomes;
    for (size_t i = 0; i + 1 < store_.parts(entries).size(); i += 2) {
      const AbstractId known = store_.parts(entries)[i];
      if (run_.SameKey(known, key) || run_.SameKey(known, code)) {
        becomes = store_.parts(entries)[i + 1];
      }
    }
    if (!becomes) {
      changed.Append(whole.Slice({at, at + 1}));
      continue;
    }
    const auto text = store_.AsFixed(*becomes);
    if (!text && store_.kind(*becomes) != AbstractKind::None) {
      return Unknown("translate", part);
    }
    changed.Append(text ? *text : "", site_.location);
  }
  return store_.MakeOwned(std::move(changed));
}

}  // namespace pgpact
