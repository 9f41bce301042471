// LibraryCalls: regular expressions on texts that are known.
#include <algorithm>
#include <string>

#include "analyzer/strings/library_calls.h"

namespace pgpact {

namespace {

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
  return ChangeEach(text, [&](const Parts& way) {
    const bool whole = way.size() == 1;
    if (whole && store_.IsHole(way[0])) {
      return way[0];
    }
    if (regex && most && (whole || (regex->one_set && *most == 0))) {
      return SubstituteInEach(*regex, way, by, *most);
    }
    const auto excerpt = whole ? run_.ExcerptOf(way[0]) : std::nullopt;
    return excerpt ? *excerpt : Unknown("sub", store_.unset());
  });
}

AbstractId LibraryCalls::SubstituteInEach(const Regex& regex, const Parts& way,
                                          AbstractId replacement, long count) {
  Parts changed = way;
  for (AbstractId& part : changed) {
    if (!store_.IsHole(part)) {
      part = SubstituteIn(regex, part, replacement, count);
    }
  }
  return store_.MakeSequence(changed);
}

AbstractId LibraryCalls::SubstituteIn(const Regex& regex, AbstractId text,
                                      AbstractId replacement, long count) {
  const MappedText whole = run_.TextOf(text);
  const auto matches = FindMatches(regex, whole.text);
  if (!matches) {
    return Unknown("sub", store_.unset());
  }
  if (matches->empty()) {
    return text;
  }
  Parts parts;
  uint32_t at = 0;
  long done = 0;
  for (const RegexMatch& match : *matches) {
    if (count > 0 && done++ >= count) {
      break;
    }
    parts.push_back(store_.MakeOwned(whole.Slice({at, match[0]->begin})));
    parts.push_back(Replacement(regex, text, match, replacement));
    at = match[0]->end;
  }
  parts.push_back(store_.MakeOwned(
      whole.Slice({at, static_cast<uint32_t>(whole.text.size())})));
  return run_.AsOneText(store_.MakeSequence(parts));
}

AbstractId LibraryCalls::Replacement(const Regex& regex, AbstractId text,
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
  const MappedText whole = run_.TextOf(text);
  for (const ReplacementPart& part : *parts) {
    made.Append(part.text, site_.location);
    if (part.group && match[*part.group]) {
      made.Append(whole.Slice(*match[*part.group]));
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

// What stands between the matches, and what their groups matched.
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
