// SearchPath: which schema an unqualified name is looked for in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/catalog/catalog.h"

namespace pgpact {

// As SHOW search_path lists it; pg_temp and pg_catalog are looked at first
// (the first for relations and types only) unless they are listed. "$user" is
// the current role's schema.
struct SearchPath {
  std::vector<std::string> schemas = {"$user", "public"};
  std::string role;
  // Schemas that are not known may be on it too.
  bool open = false;
  bool operator==(const SearchPath&) const = default;
};
// "app, public", for people.
std::string ShowSearchPath(const SearchPath& path);

std::optional<RelationId> FindOnPath(const Catalog& catalog,
                                     const SearchPath& path,
                                     std::string_view relation);
std::optional<TypeId> FindTypeOnPath(const Catalog& catalog,
                                     const SearchPath& path,
                                     std::string_view type);
// All overloads that the path shows, a schema's before the next one's.
std::vector<RoutineId> FindRoutinesOnPath(const Catalog& catalog,
                                          const SearchPath& path,
                                          std::string_view routine);
// Where CREATE without a schema puts things: the first schema of the path
// that exists.
std::optional<SchemaId> CreationSchema(const Catalog& catalog,
                                       const SearchPath& path);
// The schemas of the path that exist, pg_catalog included in its place.
std::vector<SchemaId> SchemasOnPath(const Catalog& catalog,
                                    const SearchPath& path);

}  // namespace pgpact
