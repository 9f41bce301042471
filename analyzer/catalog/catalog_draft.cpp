#include "analyzer/catalog/catalog_draft.h"

#include "analyzer/base/check.h"

namespace pgpact {
namespace {

template <typename T>
const T* Drafted(const DraftedObjects<T>& drafted, uint32_t id) {
  const auto found = drafted.objects.find(id);
  if (found == drafted.objects.end()) {
    return nullptr;
  }
  PGPACT_CHECK(found->second.has_value());
  return &*found->second;
}

template <typename T>
bool IsRemoved(const DraftedObjects<T>& drafted, uint32_t id) {
  const auto found = drafted.objects.find(id);
  return found != drafted.objects.end() && !found->second.has_value();
}

// The drafted object of that name, or what the catalog found if the draft
// does not touch that.
template <typename Id, typename T>
std::optional<Id> FindDrafted(const DraftedObjects<T>& drafted, SchemaId schema,
                              std::string_view name, std::optional<Id> found) {
  for (const auto& [id, object] : drafted.objects) {
    if (object && object->schema == schema && object->name == name) {
      return Id{id};
    }
  }
  if (found && drafted.objects.count(found->index) != 0) {
    return std::nullopt;
  }
  return found;
}

template <typename T>
T& DraftOf(DraftedObjects<T>& drafted, uint32_t id, const T& now) {
  std::optional<T>& object =
      drafted.objects.try_emplace(id, std::in_place, now).first->second;
  PGPACT_CHECK(object.has_value());
  return *object;
}

template <typename T>
uint32_t AddDraft(DraftedObjects<T>& drafted, T object) {
  drafted.objects.emplace(drafted.next, std::move(object));
  return drafted.next++;
}

template <typename T>
void TakeRemovals(DraftedObjects<T>& drafted,
                  std::vector<DdlOperation>& operations) {
  for (auto& [id, object] : drafted.objects) {
    if (!object && id < drafted.first_new) {
      operations.emplace_back(RemoveObject<T>{id});
    }
  }
}

template <typename T>
void TakePuts(DraftedObjects<T>& drafted,
              std::vector<DdlOperation>& operations) {
  for (auto& [id, object] : drafted.objects) {
    if (id >= drafted.first_new) {
      // Removed again in the same statement: the id must be used up.
      operations.emplace_back(AddObject<T>{object ? std::move(*object) : T()});
      if (!object) {
        operations.emplace_back(RemoveObject<T>{id});
      }
    } else if (object) {
      operations.emplace_back(ChangeObject<T>{id, std::move(*object)});
    }
  }
}

}  // namespace

bool HasRowType(RelationKind kind) {
  return kind != RelationKind::Index && kind != RelationKind::Sequence;
}

CatalogDraft::CatalogDraft(const Catalog& catalog) : catalog_(catalog) {
  schemas_.first_new = schemas_.next = catalog.next_schema().index;
  relations_.first_new = relations_.next = catalog.next_relation().index;
  types_.first_new = types_.next = catalog.next_type().index;
  routines_.first_new = routines_.next = catalog.next_routine().index;
}

std::optional<RelationId> CatalogDraft::FindRelation(
    SchemaId schema, std::string_view name) const {
  return FindDrafted(relations_, schema, name,
                     catalog_.FindRelation(schema, name));
}
std::optional<TypeId> CatalogDraft::FindType(SchemaId schema,
                                             std::string_view name) const {
  return FindDrafted(types_, schema, name, catalog_.FindType(schema, name));
}

const Schema& CatalogDraft::schema(SchemaId id) const {
  const Schema* drafted = Drafted(schemas_, id.index);
  return drafted != nullptr ? *drafted : catalog_.schema(id);
}
const Relation& CatalogDraft::relation(RelationId id) const {
  const Relation* drafted = Drafted(relations_, id.index);
  return drafted != nullptr ? *drafted : catalog_.relation(id);
}
const Type& CatalogDraft::type(TypeId id) const {
  const Type* drafted = Drafted(types_, id.index);
  return drafted != nullptr ? *drafted : catalog_.type(id);
}
const Routine& CatalogDraft::routine(RoutineId id) const {
  const Routine* drafted = Drafted(routines_, id.index);
  return drafted != nullptr ? *drafted : catalog_.routine(id);
}
bool CatalogDraft::Removed(RelationId id) const {
  return IsRemoved(relations_, id.index);
}
bool CatalogDraft::Removed(TypeId id) const {
  return IsRemoved(types_, id.index);
}
bool CatalogDraft::Removed(RoutineId id) const {
  return IsRemoved(routines_, id.index);
}

Schema& CatalogDraft::Change(SchemaId id) {
  return DraftOf(schemas_, id.index, schema(id));
}
Relation& CatalogDraft::Change(RelationId id) {
  return DraftOf(relations_, id.index, relation(id));
}
Type& CatalogDraft::Change(TypeId id) {
  return DraftOf(types_, id.index, type(id));
}
Routine& CatalogDraft::Change(RoutineId id) {
  return DraftOf(routines_, id.index, routine(id));
}

SchemaId CatalogDraft::Add(Schema schema) {
  return {AddDraft(schemas_, std::move(schema))};
}

RelationId CatalogDraft::Add(Relation relation) {
  if (!HasRowType(relation.kind)) {
    return {AddDraft(relations_, std::move(relation))};
  }
  Type row;
  row.schema = relation.schema;
  row.name = relation.name;
  row.kind = TypeKind::Composite;
  row.category = 'C';
  row.relation = RelationId{relations_.next};
  row.defined = relation.defined;
  relation.row_type = AddWithArray(std::move(row));
  return {AddDraft(relations_, std::move(relation))};
}

TypeId CatalogDraft::Add(Type type) {
  return {AddDraft(types_, std::move(type))};
}

TypeId CatalogDraft::AddWithArray(Type type) {
  constexpr size_t kMaximumBytes = 63;
  Type array;
  array.schema = type.schema;
  // As makeArrayTypeName: underscores before the name until it is free.
  array.name = "_" + type.name.substr(0, kMaximumBytes - 1);
  while (FindType(array.schema, array.name)) {
    array.name = "_" + array.name.substr(0, kMaximumBytes - 1);
  }
  array.kind = TypeKind::Array;
  array.category = 'A';
  array.element = TypeId{types_.next};
  array.defined = type.defined;
  type.array = TypeId{types_.next + 1};
  const TypeId id = Add(std::move(type));
  Add(std::move(array));
  return id;
}

RoutineId CatalogDraft::Add(Routine routine) {
  return {AddDraft(routines_, std::move(routine))};
}

void CatalogDraft::Remove(SchemaId id) {
  schemas_.objects[id.index] = std::nullopt;
}
void CatalogDraft::Remove(RelationId id) {
  const TypeId row = relation(id).row_type;
  relations_.objects[id.index] = std::nullopt;
  if (row != kUnknownTypeId && !Removed(row)) {
    Remove(row);
  }
}
void CatalogDraft::Remove(TypeId id) {
  const TypeId array = type(id).array;
  types_.objects[id.index] = std::nullopt;
  if (array != kUnknownTypeId && !Removed(array)) {
    types_.objects[array.index] = std::nullopt;
  }
}
void CatalogDraft::Remove(RoutineId id) {
  routines_.objects[id.index] = std::nullopt;
}

std::vector<DdlOperation> CatalogDraft::TakeOperations() {
  std::vector<DdlOperation> operations;
  TakeRemovals(relations_, operations);
  TakeRemovals(types_, operations);
  TakeRemovals(routines_, operations);
  TakeRemovals(schemas_, operations);
  TakePuts(schemas_, operations);
  TakePuts(types_, operations);
  TakePuts(relations_, operations);
  TakePuts(routines_, operations);
  for (DdlOperation& other : others_) {
    operations.push_back(std::move(other));
  }
  return operations;
}

}  // namespace pgpact
