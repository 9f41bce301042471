// Regex: Python's regular expressions as programs use them on their texts:
// groups, classes, repetition, anchors and looking ahead. What else a pattern
// may hold (looking behind, references back) makes it unknown, and so does a
// match that takes too long.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

struct RegexFlags {
  bool ignore_case = false;
  bool multi_line = false;
  bool dot_all = false;
  bool verbose = false;
};

// A set of characters: ranges, and whether it is all but those.
struct RegexSet {
  std::vector<std::pair<char32_t, char32_t>> ranges;
  bool negated = false;
  // Holds a class whose members beyond ASCII are not listed here.
  bool named = false;
};

struct RegexStep {
  enum class Kind {
    Character,  // a: set
    Split,      // a: tried first, b: then
    Jump,       // a
    Save,       // a: slot
    Begin,      // of the text or, with several lines, of a line
    End,
    TextBegin,
    TextEnd,
    WordEdge,
    NotWordEdge,
    Ahead,     // a: where it goes on; what is between must match here
    NotAhead,  // the same, and must not
    Mark,      // a: slot that keeps the place where a turn of a loop begins
    Moved,     // a: that slot; a turn that takes nothing ends the loop
    Match
  };
  Kind kind = Kind::Match;
  uint32_t a = 0;
  uint32_t b = 0;
};

struct Regex {
  RegexFlags flags;
  std::vector<RegexStep> steps;
  std::vector<RegexSet> sets;
  // Of the groups with a name: "name", number.
  std::vector<std::pair<std::string, uint32_t>> names;
  uint32_t groups = 0;
  uint32_t slots = 0;
  // Matches nothing but characters of one set, one or more.
  bool one_set = false;
};

std::optional<Regex> ReadRegex(std::string_view pattern, RegexFlags flags);

// Byte ranges of the whole match and of each group; an absent group is
// nothing.
using RegexMatch = std::vector<std::optional<TextRange>>;

// Every match from left to right, as `sub` and `split` find them. Nothing
// when that is not known.
std::optional<std::vector<RegexMatch>> FindMatches(const Regex& regex,
                                                   std::string_view text);

// A replacement text: pieces of it and numbers of groups, in order.
struct ReplacementPart {
  std::string text;
  std::optional<uint32_t> group;
};
std::optional<std::vector<ReplacementPart>> ReadReplacement(
    const Regex& regex, std::string_view replacement);

}  // namespace pgpact
