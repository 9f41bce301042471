#include "analyzer/catalog/search_path.h"

#include <algorithm>

#include "analyzer/sql/identifier.h"

namespace pgpact {
namespace {

std::string_view RealName(const SearchPath& path, std::string_view listed) {
  return listed == "$user" ? std::string_view(path.role) : listed;
}

bool Lists(const SearchPath& path, std::string_view schema) {
  return std::find(path.schemas.begin(), path.schemas.end(), schema) !=
         path.schemas.end();
}

}  // namespace

std::string ShowSearchPath(const SearchPath& path) {
  std::string shown;
  for (const std::string& schema : path.schemas) {
    shown += (shown.empty() ? "" : ", ") + QuoteIdentifier(schema);
  }
  return shown.empty() ? "\"\"" : shown;
}

std::vector<SchemaId> SchemasOnPath(const Catalog& catalog,
                                    const SearchPath& path) {
  std::vector<SchemaId> ids;
  const auto add = [&](std::string_view name) {
    const auto id = catalog.FindSchema(name);
    if (id && std::find(ids.begin(), ids.end(), *id) == ids.end()) {
      ids.push_back(*id);
    }
  };
  if (!Lists(path, kTemporarySchema)) {
    add(kTemporarySchema);
  }
  if (!Lists(path, "pg_catalog")) {
    add("pg_catalog");
  }
  for (const std::string& listed : path.schemas) {
    add(RealName(path, listed));
  }
  return ids;
}

std::optional<RelationId> FindOnPath(const Catalog& catalog,
                                     const SearchPath& path,
                                     std::string_view relation) {
  for (const SchemaId schema : SchemasOnPath(catalog, path)) {
    if (const auto id = catalog.FindRelation(schema, relation)) {
      return id;
    }
  }
  return std::nullopt;
}

std::optional<TypeId> FindTypeOnPath(const Catalog& catalog,
                                     const SearchPath& path,
                                     std::string_view type) {
  for (const SchemaId schema : SchemasOnPath(catalog, path)) {
    if (const auto id = catalog.FindType(schema, type)) {
      return id;
    }
  }
  return std::nullopt;
}

std::vector<RoutineId> FindRoutinesOnPath(const Catalog& catalog,
                                          const SearchPath& path,
                                          std::string_view routine) {
  std::vector<RoutineId> ids;
  const auto temporary = catalog.FindSchema(kTemporarySchema);
  for (const SchemaId schema : SchemasOnPath(catalog, path)) {
    if (schema != temporary) {
      const std::vector<RoutineId> more = catalog.FindRoutines(schema, routine);
      ids.insert(ids.end(), more.begin(), more.end());
    }
  }
  return ids;
}

std::optional<SchemaId> CreationSchema(const Catalog& catalog,
                                       const SearchPath& path) {
  for (const std::string& listed : path.schemas) {
    if (const auto id = catalog.FindSchema(RealName(path, listed))) {
      return id;
    }
  }
  return std::nullopt;
}

}  // namespace pgpact
