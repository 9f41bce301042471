// DdlOperation: what a DDL statement does to a catalog, names resolved. Floor
// `binder` makes them (bind_ddl.h), ApplyDdl carries them out.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "analyzer/catalog/catalog.h"

namespace pgpact {

// New objects come in the order of the ids that they are to get: the first
// of a kind gets the catalog's next id, as other objects of the same
// operations already call it.
template <typename T>
struct AddObject {
  T object;
};
template <typename T>
struct ChangeObject {
  uint32_t id = 0;
  T object;
};
template <typename T>
struct RemoveObject {
  uint32_t id = 0;
};
struct AddNamed {
  NamedObject object;
};
struct RemoveNamed {
  NamedObject object;
};
struct AddExtensionName {
  std::string name;
};
struct AddRoleName {
  std::string name;
};
struct RemoveRoleName {
  std::string name;
};
// What is not found in the schema from here on is undecided; "" for all. With
// an extension only what that one makes, when it is known.
struct OpenSchemaName {
  std::string name;
  std::string extension;
};
struct SetDefaultPath {
  std::vector<std::string> path;
};

using DdlOperation =
    std::variant<AddObject<Schema>, AddObject<Relation>, AddObject<Routine>,
                 AddObject<Type>, ChangeObject<Schema>, ChangeObject<Relation>,
                 ChangeObject<Routine>, ChangeObject<Type>,
                 RemoveObject<Schema>, RemoveObject<Relation>,
                 RemoveObject<Routine>, RemoveObject<Type>, AddNamed,
                 RemoveNamed, AddExtensionName, AddRoleName, RemoveRoleName,
                 OpenSchemaName, SetDefaultPath>;

// REQUIRES: the operations were made for the catalog as it is now
void ApplyDdl(std::vector<DdlOperation> operations, Catalog& catalog);

}  // namespace pgpact
