// ShownStatement: a statement as a report shows it.
#pragma once

#include <string>

#include "analyzer/sql/parsed_sql.h"

namespace pgpact {

// On one line, without comments; what is not known stands as `{name}`, or
// `{…}` when it has no name. Of a long one the beginning.
[[nodiscard]] std::string ShownStatement(const ParsedStatement& statement);

}  // namespace pgpact
