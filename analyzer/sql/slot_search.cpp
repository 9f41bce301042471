// The search goes by the parser's error: it is the nearest slot before the
// error, or one before that, whose text has to change. Slots after the error
// start afresh; so every choice is tried at most once.
#include "analyzer/sql/slot_search.h"

#include <algorithm>

#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/candidates.h"
#include "analyzer/sql/fingerprint.h"
#include "analyzer/sql/parse_statement.h"

namespace pgpact {

namespace {

using Choice = std::vector<uint32_t>;

// A text with one choice made, and where each slot's text stands in it.
struct Composed {
  std::string text;
  std::vector<TextRange> ranges;
  // Where the statement's own text goes on after each slot, and ends: blanks
  // at either end go with a slot that is left out.
  std::vector<uint32_t> resumes;
  uint32_t end = 0;
};

uint32_t SkipBlanks(std::string_view text, uint32_t from) {
  while (from < text.size() && IsSqlSpace(text[from])) {
    ++from;
  }
  return from;
}

Composed Compose(const SlottedText& statement, const Choice& choice) {
  Composed composed;
  const std::string_view text = statement.text.text;
  uint32_t from = 0;
  for (size_t i = 0; i < statement.slots.size(); ++i) {
    const Slot& slot = statement.slots[i];
    composed.text += text.substr(from, slot.range.begin - from);
    const auto begin = static_cast<uint32_t>(composed.text.size());
    composed.text += slot.candidates[choice[i]];
    composed.ranges.push_back(
        {begin, static_cast<uint32_t>(composed.text.size())});
    from = composed.text.empty() ? SkipBlanks(text, slot.range.end)
                                 : slot.range.end;
    composed.resumes.push_back(from);
  }
  composed.end = static_cast<uint32_t>(text.size());
  const bool open_end = from == composed.end && !composed.ranges.empty() &&
                        composed.ranges.back().empty();
  composed.text += text.substr(from);
  while (open_end && !composed.text.empty() &&
         IsSqlSpace(composed.text.back())) {
    composed.text.pop_back();
  }
  const auto size = static_cast<uint32_t>(composed.text.size());
  for (TextRange& range : composed.ranges) {
    range = {std::min(range.begin, size), std::min(range.end, size)};
  }
  return composed;
}

MappedText Map(const SlottedText& statement, const Composed& composed) {
  MappedText mapped;
  uint32_t from = 0;
  for (size_t i = 0; i < statement.slots.size(); ++i) {
    const Slot& slot = statement.slots[i];
    mapped.Append(statement.text.Slice({from, slot.range.begin}));
    const TextRange range = composed.ranges[i];
    const Location source =
        slot.kind == SlotKind::Hole
            ? slot.hole.location
            : statement.text.map.ToSource(slot.range).value_or(Location{});
    mapped.Append(
        std::string_view(composed.text).substr(range.begin, range.size()),
        source);
    from = composed.resumes[i];
  }
  mapped.Append(statement.text.Slice({from, composed.end}));
  const auto size = static_cast<uint32_t>(composed.text.size());
  return size == mapped.text.size() ? mapped : mapped.Slice({0, size});
}

// The next choice after an error there; false when all have been tried.
bool Advance(const SlottedText& statement, const Composed& composed,
             uint32_t error_begin, Choice& choice) {
  size_t slot = choice.size();
  while (slot > 0 && composed.ranges[slot - 1].begin > error_begin) {
    --slot;
  }
  while (slot > 0) {
    --slot;
    if (choice[slot] + 1 < statement.slots[slot].candidates.size()) {
      ++choice[slot];
      std::fill(choice.begin() + static_cast<std::ptrdiff_t>(slot) + 1,
                choice.end(), 0);
      return true;
    }
  }
  return false;
}

// The error stands before everything that is not known, and not in a pasted
// value: no other choice can mend it.
bool IsCertain(const SlottedText& statement, const Composed& composed,
               const SyntaxError& error) {
  if (!error.position) {
    return true;
  }
  for (size_t i = 0; i < composed.ranges.size(); ++i) {
    const TextRange range = composed.ranges[i];
    const bool before =
        error.range.end <= range.begin && error.range.begin < error.range.end;
    if (before) {
      return true;
    }
    const bool touches =
        error.range.begin < range.end && range.begin < error.range.end;
    if (statement.slots[i].kind != SlotKind::Value || touches) {
      return false;
    }
  }
  return true;
}

// The marker within the slot's text; all of it when the text has none.
TextRange MarkerRange(const Slot& slot, const Composed& composed,
                      TextRange range) {
  const size_t at = slot.marker.empty() ? std::string::npos
                                        : std::string_view(composed.text)
                                              .substr(range.begin, range.size())
                                              .find(slot.marker);
  if (at == std::string::npos) {
    return range;
  }
  const auto begin = static_cast<uint32_t>(range.begin + at);
  return {begin, begin + static_cast<uint32_t>(slot.marker.size())};
}

void Describe(const SlottedText& statement, const Composed& composed,
              ParsedStatement& parsed) {
  parsed.placeholders = static_cast<uint32_t>(statement.placeholders.size());
  for (size_t i = 0; i < statement.slots.size(); ++i) {
    const Slot& slot = statement.slots[i];
    const TextRange range = composed.ranges[i];
    if (slot.kind == SlotKind::Hole) {
      parsed.completeness = Completeness::Partial;
      parsed.holes.push_back({slot.hole, MarkerRange(slot, composed, range)});
    } else {
      parsed.pasted.push_back(range);
    }
    if (slot.kind == SlotKind::InsideText) {
      parsed.completeness = Completeness::Partial;
    }
  }
}

ParsedStatement Search(const SlottedText& statement, const TextPolicy& policy) {
  Choice choice(statement.slots.size(), 0);
  Composed composed = Compose(statement, choice);
  const Composed first = composed;
  ParsedText found = ParseOne(composed.text, Tokenize(composed.text));
  std::optional<ParsedText> first_failure;
  for (uint32_t parses = 1; found.error; ++parses) {
    const bool placed = found.error->position.has_value();
    const uint32_t at = found.error->range.begin;
    if (!first_failure) {
      first_failure = std::move(found);
    }
    if (!placed || parses >= policy.parses ||
        !Advance(statement, composed, at, choice)) {
      found = *std::move(first_failure);
      composed = first;
      break;
    }
    composed = Compose(statement, choice);
    found = ParseOne(composed.text, Tokenize(composed.text));
  }
  ParsedStatement parsed;
  Describe(statement, composed, parsed);
  parsed.error_uncertain =
      found.error && !IsCertain(statement, composed, *found.error);
  parsed.text = Map(statement, composed);
  parsed.tree = std::move(found.tree);
  parsed.error = std::move(found.error);
  parsed.fingerprint = found.fingerprint;
  return parsed;
}

}  // namespace

ParsedStatement ParseSlotted(SlottedText statement, std::vector<Token> tokens,
                             const TextPolicy& policy) {
  ParsedStatement parsed;
  if (statement.slots.empty()) {
    ParsedText text = ParseOne(statement.text.text, std::move(tokens));
    parsed.text = std::move(statement.text);
    parsed.placeholders = static_cast<uint32_t>(statement.placeholders.size());
    parsed.tree = std::move(text.tree);
    parsed.error = std::move(text.error);
    parsed.fingerprint = text.fingerprint;
    return parsed;
  }
  const StatementTokens study =
      StudyTokens(statement.text.text, std::move(tokens));
  if (!HasFixedText(study, statement.slots)) {
    parsed.completeness = Completeness::None;
    for (const Slot& slot : statement.slots) {
      parsed.holes.push_back({slot.hole, slot.range});
    }
    parsed.fingerprint = Fingerprint(study);
    parsed.text = std::move(statement.text);
    return parsed;
  }
  FillCandidates(statement.slots, study, policy);
  return Search(statement, policy);
}

}  // namespace pgpact
