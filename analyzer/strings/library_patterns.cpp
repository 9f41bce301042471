// LibraryCalls: regular expressions on texts that are known.
#include <algorithm>
#include <string>

#include "analyzer/strings/library_calls.h"

namespace pgpact {

namespace {

// Stands for a hole while a pattern is looked for: a byte that no class has.
constexpr std::string_view kHoleMark = "\x01";

bool HasHole(const std::vector<std::pair<uint32_t, AbstractId>>& holes,
             TextRange range) {
  return std::ranges::any_of(holes, [&](const auto& hole) {
    return hole.first >= range.begin && hole.first < range.end;
  });
}

std::optional<RegexFlags> FlagsNamed(std::string_view path) {
  RegexFlags flags;
  while (!path.empty()) {
    const std::string_view one = path.substr(0, path.find('|'));
    path.remove_prefix(std::min(one.size() + 1, path.size()));
    if (one == "re.I" || one == "re.IGNORECASE") {
      flags.ignore_case = true;
    } else if (one == "re.M" || one == "re.MULTILINE") {
      flags.multi_line = true;
    } else if (one == "re.S" || one == "re.DOTALL") {
      flags.dot_all = true;
    } else if (one == "re.X" || one == "re.VERBOSE") {
      flags.verbose = true;
    } else if (one != "re.U" && one != "re.UNICODE") {
      return std::nullopt;
    }
  }
  return flags;
}

}  // namespace

bool LibraryCalls::IsPattern(AbstractId value) const {
  if (store_.kind(value) != AbstractKind::Partial) {
    return false;
  }
  const AbstractId callee{store_.node(value).a};
  return store_.kind(callee) == AbstractKind::Library &&
         store_.name({store_.node(callee).a}) == "re.compile";
}

std::optional<Regex> LibraryCalls::RegexOf(AbstractId pattern,
                                           AbstractId flags) {
  if (IsPattern(pattern)) {
    const Arguments& compiled = run_.partials_[store_.node(pattern).b];
    return RegexOf(run_.ArgumentAt({0, "pattern"}, compiled),
                   run_.ArgumentAt({1, "flags"}, compiled));
  }
  const auto text = store_.AsFixed(
      pattern == store_.unset() ? pattern : run_.AsOneText(pattern));
  std::optional<RegexFlags> known;
  if (flags == store_.unset() || NumberIn(flags) == 0) {
    known = RegexFlags();
  } else if (store_.kind(flags) == AbstractKind::Library) {
    known = FlagsNamed(store_.name({store_.node(flags).a}));
  }
  return text && known ? ReadRegex(*text, *known) : std::nullopt;
}

// `pattern.sub(by, text)`, `re.sub(pattern, by, text)`
AbstractId LibraryCalls::Substituted(AbstractId receiver) {
  const bool method = receiver != store_.unset() &&
                      store_.kind(receiver) != AbstractKind::Library;
  const int first = method ? 0 : 1;
  const AbstractId by = Given(first, "repl");
  const AbstractId text = Given(first + 1, "string");
  const auto most = NumberOr(Given(first + 2, "count"), 0);
  const auto regex = RegexOf(method ? receiver : Given(0, "pattern"),
                             method ? store_.unset() : Given(4, "flags"));
  if (text == store_.unset()) {
    return Unknown("sub", receiver);
  }
  bool changes = false;
  const AbstractId made = ChangeEach(text, [&](const Parts& way) {
    const bool whole = way.size() == 1;
    if (whole && store_.IsHole(way[0])) {
      return way[0];
    }
    if (regex && most) {
      return SubstituteAround(*regex, way, by, *most, changes);
    }
    changes = true;
    const auto excerpt = whole ? run_.ExcerptOf(way[0]) : std::nullopt;
    return excerpt ? *excerpt : Unknown("sub", store_.unset());
  });
  return changes || store_.IsHole(made) ? made : text;
}

// Of a pattern for single characters the parts do not depend on each other.
AbstractId LibraryCalls::SubstituteInEach(const Regex& regex, Parts way,
                                          AbstractId replacement,
                                          bool& changes) {
  for (AbstractId& part : way) {
    if (!store_.IsHole(part)) {
      part = SubstituteAround(regex, {part}, replacement, 0, changes);
    }
  }
  return store_.MakeSequence(way);
}

// In a text with holes, which are taken to hold no match: a match across one
// makes the whole unknown. Sets `changes` unless the text stays as it is.
AbstractId LibraryCalls::SubstituteAround(const Regex& regex, const Parts& way,
                                          AbstractId replacement, long count,
                                          bool& changes) {
  if (regex.one_set && count == 0 && way.size() > 1) {
    return SubstituteInEach(regex, way, replacement, changes);
  }
  MappedText text;
  HolePlaces holes;
  for (const AbstractId part : way) {
    if (store_.IsHole(part)) {
      holes.emplace_back(static_cast<uint32_t>(text.text.size()), part);
      text.Append(kHoleMark, site_.location);
    } else {
      text.Append(run_.TextOf(part));
    }
  }
  const auto matches = FindMatches(regex, text.text);
  if (!matches) {
    changes = true;
    return Unknown("sub", store_.unset());
  }
  Parts parts;
  uint32_t at = 0;
  long done = 0;
  for (const RegexMatch& match : *matches) {
    if (count > 0 && done++ >= count) {
      break;
    }
    const TextRange found = *match[0];
    if (HasHole(holes, found)) {
      changes = true;
      return Unknown("sub", store_.unset());
    }
    AddPieces(text, {at, found.begin}, holes, parts);
    const AbstractId by = Replacement(regex, text, match, replacement);
    changes = changes ||
              store_.AsFixed(by) != text.text.substr(found.begin, found.size());
    parts.push_back(by);
    at = found.end;
  }
  AddPieces(text, {at, static_cast<uint32_t>(text.text.size())}, holes, parts);
  return run_.AsOneText(store_.MakeSequence(parts));
}

// A range of a text, with its holes where the marks stand.
void LibraryCalls::AddPieces(const MappedText& text, TextRange range,
                             const HolePlaces& holes, Parts& parts) {
  for (const auto& [place, hole] : holes) {
    if (place < range.begin || place >= range.end) {
      continue;
    }
    parts.push_back(store_.MakeOwned(text.Slice({range.begin, place})));
    parts.push_back(hole);
    range.begin = place + static_cast<uint32_t>(kHoleMark.size());
  }
  parts.push_back(store_.MakeOwned(text.Slice(range)));
}

AbstractId LibraryCalls::Replacement(const Regex& regex, const MappedText& text,
                                     const RegexMatch& match,
                                     AbstractId replacement) {
  const TextRange range = site_.location.range;
  if (!store_.IsText(replacement)) {
    Arguments found = run_.NoArguments();
    found.positional.push_back(
        run_.MakeHole(UnknownReason::UnknownElement, "match", range));
    return run_.ToText(run_.CallValue(replacement, found, site_), range);
  }
  const auto fixed = store_.AsFixed(run_.AsOneText(replacement));
  const auto parts = fixed ? ReadReplacement(regex, *fixed) : std::nullopt;
  if (!parts) {
    return Unknown("sub", store_.unset());
  }
  MappedText made;
  for (const ReplacementPart& part : *parts) {
    made.Append(part.text, site_.location);
    if (part.group && match[*part.group]) {
      made.Append(text.Slice(*match[*part.group]));
    }
  }
  return store_.MakeOwned(std::move(made));
}

// `pattern.split(text)`, `re.split(pattern, text)`
AbstractId LibraryCalls::SplitByPattern(AbstractId receiver) {
  const bool method = IsPattern(receiver);
  const AbstractId text = Given(method ? 0 : 1, "string");
  const bool all = Given(method ? 1 : 2, "maxsplit") == store_.unset();
  const auto regex = RegexOf(method ? receiver : Given(0, "pattern"),
                             method ? store_.unset() : Given(3, "flags"));
  if (text == store_.unset()) {
    return Unknown("split", receiver);
  }
  return ChangeEach(text, [&](const Parts& way) {
    // What a program makes of its own files is looked up by name.
    if (const auto excerpt = run_.ExcerptOf(way[0]); excerpt) {
      return *excerpt;
    }
    const auto fixed = way.size() == 1 ? store_.AsFixed(way[0]) : std::nullopt;
    const auto matches =
        fixed && regex && all ? FindMatches(*regex, *fixed) : std::nullopt;
    return matches ? PiecesBetween(run_.TextOf(way[0]), *matches)
                   : AnyPieces(way[0]);
  });
}

// The list of what stands between the matches, and what their groups took.
AbstractId LibraryCalls::PiecesBetween(const MappedText& whole,
                                       std::span<const RegexMatch> matches) {
  Parts items;
  uint32_t at = 0;
  for (const RegexMatch& match : matches) {
    items.push_back(store_.MakeOwned(whole.Slice({at, match[0]->begin})));
    for (size_t group = 1; group < match.size(); ++group) {
      items.push_back(match[group]
                          ? store_.MakeOwned(whole.Slice(*match[group]))
                          : store_.none());
    }
    at = match[0]->end;
  }
  items.push_back(store_.MakeOwned(
      whole.Slice({at, static_cast<uint32_t>(whole.text.size())})));
  return run_.NewList(store_.MakeParts(AbstractKind::Items, items));
}

}  // namespace pgpact
