// RewriteCopy: the COPY statement that psql makes of a \copy command.
// EndOfCopyData: where the data of a COPY … FROM STDIN end in a script.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "analyzer/psql/marked_text_builder.h"
#include "analyzer/text/location.h"

namespace pgpact {

struct RewrittenCopy {
  // "COPY t (a, b) FROM STDIN …"; what was written keeps its place.
  MarkedText statement;
  // The data follow in the script, up to the line `\.`.
  bool inline_data = false;
};

// `command` is the place of "\copy", `arguments` that of the rest of its
// line. Nothing when psql would not understand it.
std::optional<RewrittenCopy> RewriteCopy(const MarkedText& script,
                                         TextRange command,
                                         TextRange arguments);

// The offset after the line `\.` that ends the data beginning at `begin`;
// npos when no line does.
size_t EndOfCopyData(std::string_view text, size_t begin);

}  // namespace pgpact
