// Slot: a place of a statement's text for which several texts can stand: a
// hole, or a value that the client pastes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/strings/template.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

enum class SlotKind {
  Hole,
  // A placeholder that the client replaces by a literal.
  Value,
  // The same within quotes, or as a part of a name: text, never a value.
  InsideText,
};

struct Slot {
  SlotKind kind = SlotKind::Hole;
  TextRange range;
  // Of a hole the text that stands at `range` now: its marker.
  std::string marker;
  Hole hole;
  // Texts to try, the likeliest first; made by CandidatesOf.
  std::vector<std::string> candidates;
};

// A text in which placeholders are replaced and holes are marked.
struct SlottedText {
  MappedText text;
  // In the order of their ranges, which do not overlap.
  std::vector<Slot> slots;
  // Where placeholders stood, in order.
  std::vector<uint32_t> placeholders;

  SlottedText Slice(TextRange range) const;
};

}  // namespace pgpact
