// DecideCondition: whether a condition of a block holds, told by the catalog:
// NOT EXISTS (SELECT … FROM pg_type WHERE typname = 'x') and its kin.
#pragma once

#include <optional>

#include "analyzer/bodies/text_value.h"
#include "analyzer/catalog/catalog.h"
#include "analyzer/catalog/search_path.h"
#include "analyzer/sql/parsed_sql.h"

namespace pgpact {

// `select` is a SELECT of the condition. Nothing when it cannot be told.
[[nodiscard]] std::optional<bool> DecideCondition(const ParsedStatement& select,
                                                  const Catalog& catalog,
                                                  const SearchPath& path,
                                                  const ValueLookup& lookup);

}  // namespace pgpact
