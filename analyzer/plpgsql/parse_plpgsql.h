// ParsePlpgsql: a body of PL/pgSQL as a block. BodyText: the body out of the
// string that holds it.
#pragma once

#include <optional>
#include <string_view>

#include "analyzer/plpgsql/plpgsql.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

// Never fails: what is not understood is an unknown statement with its range,
// and so is what is nested too deep.
[[nodiscard]] PlFunction ParsePlpgsql(std::string_view body);

// The value of the string constant that is the token at `range` of the text,
// with the place of each byte; nothing for what is no string.
[[nodiscard]] std::optional<MappedText> BodyText(const MappedText& text,
                                                 TextRange range);

}  // namespace pgpact
