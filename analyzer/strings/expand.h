// Expand: the bounded set of texts that stands for a template, with a marker
// in the place of each hole.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/strings/template.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

// A hole in a text: `marker` stands there, and nowhere else, as its value.
struct HoleMark {
  std::string marker;
  // Where the marker stands in the text.
  TextRange range;
  Hole hole;
};

// A text with markers in the place of what is not known.
struct MarkedText {
  MappedText text;
  // In the order of their ranges.
  std::vector<HoleMark> holes;

  // The part [range.begin, range.end) with the holes inside it.
  MarkedText Slice(TextRange range) const;
};

// Which alternative of which choice or repeat (a node of the template) was
// taken.
struct ForkChoice {
  uint32_t node = 0;
  uint32_t alternative = 0;
  auto operator<=>(const ForkChoice&) const = default;
};
// One way to come to a text.
struct Variant {
  std::vector<ForkChoice> choices;
  // A repeat or an optional part was left out. Programs seldom send such a
  // text when it is none: `if changes:` stands before it.
  bool thinned = false;
};

struct ExpansionLimits {
  // Texts of one template.
  uint32_t texts = 24;
  // Bytes of one text.
  uint32_t text_bytes = 1U << 20U;
  // Bytes after which no other text is begun: whole scripts that are put
  // together on many ways.
  uint32_t all_bytes = 1U << 19U;
};

struct Expansion {
  std::vector<MarkedText> texts;
  // Of each text the ways that lead to it.
  std::vector<std::vector<Variant>> variants;
  // Not every combination of the template's choices is there; every fragment
  // still is, unless the texts are too long (all_bytes).
  bool bounded = false;
};

// Every fragment of the template occurs in at least one of the texts: all
// optional parts, none of them, each option once; all combinations when they
// are few. A Repeat occurs empty (when it may be), once and twice.
[[nodiscard]] Expansion Expand(const Template& expanded,
                               const ExpansionLimits& limits);

// The marker of the n-th hole: an identifier in lower case that no program
// uses. What is written next to it grows together with it, as in the program.
std::string HoleMarker(uint32_t number);
// Whether a marker stands in the name: nothing is known of such a name but
// the text around it.
bool IsWildName(std::string_view name);
// The name with `{…}` in the place of its markers, for messages.
std::string ShowWildName(std::string_view name);

}  // namespace pgpact
