// ReplacePlaceholders: what a driver makes of its placeholders, before the
// text is split and parsed.
#pragma once

#include "analyzer/sql/parse_template.h"
#include "analyzer/sql/slot.h"

namespace pgpact {

// Server binding puts $n in their place, client binding a slot for a value.
// Drivers that format (percent styles) look inside quotes and comments too,
// the others do not.
SlottedText ReplacePlaceholders(const MarkedText& text,
                                const TextPolicy& policy);

}  // namespace pgpact
