// CatalogDraft: a catalog as it will be after the changes of one statement,
// kept beside the catalog itself until the statement is known to succeed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/catalog/catalog.h"
#include "analyzer/catalog/ddl_operation.h"

namespace pgpact {

// The drafted objects of one kind by id; nothing stands for a removed one.
template <typename T>
struct DraftedObjects {
  // The first id that is new; the next one to give.
  uint32_t first_new = 0;
  uint32_t next = 0;
  std::map<uint32_t, std::optional<T>> objects;
};

class CatalogDraft {
 public:
  // `catalog` must outlive the draft and stay as it is.
  explicit CatalogDraft(const Catalog& catalog);

  const Catalog& catalog() const { return catalog_; }

  // As it will be.
  std::optional<RelationId> FindRelation(SchemaId schema,
                                         std::string_view name) const;
  std::optional<TypeId> FindType(SchemaId schema, std::string_view name) const;
  // REQUIRES: not removed
  const Schema& schema(SchemaId id) const;
  const Relation& relation(RelationId id) const;
  const Type& type(TypeId id) const;
  const Routine& routine(RoutineId id) const;
  bool Removed(RelationId id) const;
  bool Removed(TypeId id) const;
  bool Removed(RoutineId id) const;

  // The object, to be altered; a copy that the draft owns. References stay.
  Schema& Change(SchemaId id);
  Relation& Change(RelationId id);
  Type& Change(TypeId id);
  Routine& Change(RoutineId id);

  SchemaId Add(Schema schema);
  // Adds the row type and its array type too, for kinds that have one.
  RelationId Add(Relation relation);
  // The type alone.
  TypeId Add(Type type);
  // The type and the array type over it; gives the type.
  TypeId AddWithArray(Type type);
  RoutineId Add(Routine routine);

  void Remove(SchemaId id);
  // Removes the row type and its array type too.
  void Remove(RelationId id);
  // Removes the array type too.
  void Remove(TypeId id);
  void Remove(RoutineId id);

  // What is neither a schema, relation, type nor routine.
  void Record(DdlOperation operation) {
    others_.push_back(std::move(operation));
  }

  // What leads from the catalog to the draft.
  std::vector<DdlOperation> TakeOperations();

 private:
  const Catalog& catalog_;
  DraftedObjects<Schema> schemas_;
  DraftedObjects<Relation> relations_;
  DraftedObjects<Type> types_;
  DraftedObjects<Routine> routines_;
  std::vector<DdlOperation> others_;
};

// Whether a relation of that kind has a row type.
bool HasRowType(RelationKind kind);

}  // namespace pgpact
