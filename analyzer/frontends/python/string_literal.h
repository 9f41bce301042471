// What the characters between a Python literal's quotes stand for, with the
// place of each byte. Entrances: ReadStringPrefix, AppendDecoded.
#pragma once

#include <cstdint>
#include <string_view>

#include "analyzer/frontends/python/source_text.h"
#include "analyzer/text/location.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

// The letters before a literal's quotes.
struct StringPrefix {
  bool raw = false;
  bool bytes = false;
  // An f-string, in which doubled braces stand for one.
  bool formatted = false;
};

// `start` is the literal up to and with its opening quotes: `rb"""`.
StringPrefix ReadStringPrefix(std::string_view start);

// Appends what the source in `range` (no quotes, no replacement fields)
// stands for. A plain byte maps to itself, an escape as a whole to its
// character; a line continuation leaves nothing. Returns false when a
// character is not known, for which one stands that no SQL has.
bool AppendDecoded(const SourceText& source, TextRange range,
                   StringPrefix prefix, MappedText& to);

}  // namespace pgpact
