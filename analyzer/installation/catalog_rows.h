// CatalogRows: what system views would show of a catalog, as far as scripts
// ask them whether something is there.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/catalog/catalog.h"
#include "analyzer/catalog/search_path.h"

namespace pgpact {

// Column -> value, columns of what is usually joined with it included. Ids are
// "r:12" (relations), "t:12" (types), "n:name" (schemas).
using CatalogRow = std::map<std::string, std::string, std::less<>>;

std::string RelationKey(RelationId id);
std::string TypeKey(TypeId id);
std::string SchemaKey(std::string_view name);

// What 'schema.name'::regclass and ::regtype give.
std::optional<std::string> RelationKeyOf(const Catalog& catalog,
                                         const SearchPath& path,
                                         std::string_view text);
std::optional<std::string> TypeKeyOf(const Catalog& catalog,
                                     const SearchPath& path,
                                     std::string_view text);
// Whether the column has the name of the objects that the view's rows are of.
bool IsOwnName(std::string_view view, std::string_view column);

// The rows of pg_class, information_schema.columns, …; nothing for a view that
// is not known here. Rows that cannot have `name` as their object's name may
// be left out when one is given.
[[nodiscard]] std::optional<std::vector<CatalogRow>> CatalogRows(
    const Catalog& catalog, std::string_view view,
    const std::optional<std::string>& name);

// Which of several joined views the rows are of: one that has the others'
// columns. Nothing when none of them is known.
[[nodiscard]] std::optional<std::string> MainView(
    const std::vector<std::string>& views);

}  // namespace pgpact
