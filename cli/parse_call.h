// ParseCall: what one call sends, parsed: with the marks of its driver, of a
// layer above that, or as psql reads it.
#pragma once

#include <optional>
#include <span>

#include "analyzer/sql/parsed_sql.h"
#include "analyzer/strings/evaluate.h"
#include "analyzer/strings/expand.h"
#include "cli/table_call.h"

namespace pgpact {

// What a call sends, before it is bound.
struct ParsedCall {
  ParsedSql sql;
  std::optional<TableCallNames> names;
};

// `file` is the script that the call runs, if it runs one that was found;
// `included` what the script reads by \i.
[[nodiscard]] ParsedCall ParseCall(const SinkValue& sink,
                                   const MarkedText* file,
                                   std::span<const MarkedText> included);

}  // namespace pgpact
