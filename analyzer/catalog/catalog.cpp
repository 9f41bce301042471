#include "analyzer/catalog/catalog.h"

#include <algorithm>

#include "analyzer/base/edit_distance.h"
#include "analyzer/base/overloaded.h"
#include "analyzer/catalog/builtin_catalog.h"
#include "analyzer/catalog/known_extensions.h"

namespace pgpact {
namespace {

// Nearest first, at most three.
std::vector<std::string> Nearest(std::string_view name,
                                 std::vector<std::string> candidates) {
  std::vector<std::string> near;
  while (near.size() < 3) {
    const auto one = NearestName(name, candidates);
    if (!one) {
      break;
    }
    std::erase(candidates, *one);
    near.push_back(*one);
  }
  return near;
}

// Every relation that the relation names, once for each time.
std::vector<uint32_t> ReferencesOf(const Relation& relation) {
  std::vector<uint32_t> ids;
  for (const RelationId id : relation.parents) {
    ids.push_back(id.index);
  }
  for (const RelationId id : relation.depends_on) {
    ids.push_back(id.index);
  }
  for (const TableConstraint& constraint : relation.constraints) {
    if (constraint.referenced) {
      ids.push_back(constraint.referenced->index);
    }
  }
  for (const Column& column : relation.columns) {
    if (column.sequence) {
      ids.push_back(column.sequence->index);
    }
  }
  if (relation.owner_table) {
    ids.push_back(relation.owner_table->index);
  }
  return ids;
}

template <typename Id>
std::vector<Id> TypedIds(const std::vector<uint32_t>& numbers) {
  std::vector<Id> ids;
  ids.reserve(numbers.size());
  for (const uint32_t number : numbers) {
    ids.push_back(Id{number});
  }
  return ids;
}

}  // namespace

Catalog::Catalog(const BuiltinCatalog& builtin)
    : builtin_(&builtin),
      schemas_(builtin.schema_count() + 1),
      relations_(builtin.relation_count() + 1),
      routines_(builtin.routine_count() + 1),
      types_(builtin.type_count() + 1) {
  Schema open;
  open.name = "public";
  AddSchema(std::move(open));
  ForgetJournal();
}

std::optional<SchemaId> Catalog::FindSchema(std::string_view name) const {
  if (const auto* ids = schemas_.Find(0, name)) {
    return SchemaId{ids->front()};
  }
  return builtin_->FindSchema(name);
}

const Schema& Catalog::schema(SchemaId id) const {
  return id.index <= builtin_->schema_count() ? builtin_->schema(id)
                                              : schemas_.Get(id.index);
}

std::vector<SchemaId> Catalog::UserSchemas() const {
  std::vector<SchemaId> ids;
  for (const uint32_t id : schemas_.Ids(std::nullopt)) {
    if (schemas_.Get(id).name != kTemporarySchema) {
      ids.push_back(SchemaId{id});
    }
  }
  return ids;
}

std::optional<RelationId> Catalog::FindRelation(SchemaId schema,
                                                std::string_view name) const {
  if (const auto* ids = relations_.Find(schema.index, name)) {
    return RelationId{ids->front()};
  }
  return builtin_->FindRelation(schema, name);
}

const Relation& Catalog::relation(RelationId id) const {
  return id.index <= builtin_->relation_count() ? builtin_->relation(id)
                                                : relations_.Get(id.index);
}

std::vector<RelationId> Catalog::Relations(SchemaId schema) const {
  std::vector<RelationId> ids =
      TypedIds<RelationId>(relations_.Ids(schema.index));
  if (schema.index <= builtin_->schema_count()) {
    const std::vector<RelationId> more = builtin_->Relations(schema);
    ids.insert(ids.end(), more.begin(), more.end());
  }
  return ids;
}

std::vector<RelationId> Catalog::UserRelations() const {
  return TypedIds<RelationId>(relations_.Ids(std::nullopt));
}

std::vector<RelationId> Catalog::Dependents(RelationId id) const {
  const auto found = dependents_.find(id.index);
  if (found == dependents_.end()) {
    return {};
  }
  std::vector<uint32_t> ids = found->second;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return TypedIds<RelationId>(ids);
}

std::vector<RelationId> Catalog::Children(RelationId parent) const {
  std::vector<RelationId> children = Dependents(parent);
  std::erase_if(children, [&](RelationId id) {
    const auto& parents = relation(id).parents;
    return std::find(parents.begin(), parents.end(), parent) == parents.end();
  });
  return children;
}

std::optional<TypeId> Catalog::FindType(SchemaId schema,
                                        std::string_view name) const {
  if (const auto* ids = types_.Find(schema.index, name)) {
    return TypeId{ids->front()};
  }
  return builtin_->FindType(schema, name);
}

const Type& Catalog::type(TypeId id) const {
  return id.index <= builtin_->type_count() ? builtin_->type(id)
                                            : types_.Get(id.index);
}

SchemaId Catalog::builtin_schema() const {
  return *builtin_->FindSchema("pg_catalog");
}

TypeId Catalog::Builtin(std::string_view name) const {
  const auto id = builtin_->FindType(builtin_schema(), name);
  PGPACT_CHECK(id.has_value());
  return *id;
}

std::vector<TypeId> Catalog::UserTypes() const {
  return TypedIds<TypeId>(types_.Ids(std::nullopt));
}

std::vector<RoutineId> Catalog::FindRoutines(SchemaId schema,
                                             std::string_view name) const {
  std::vector<RoutineId> ids = builtin_->FindRoutines(schema, name);
  if (const auto* own = routines_.Find(schema.index, name)) {
    for (const uint32_t id : *own) {
      ids.push_back(RoutineId{id});
    }
  }
  return ids;
}

const Routine& Catalog::routine(RoutineId id) const {
  return id.index <= builtin_->routine_count() ? builtin_->routine(id)
                                               : routines_.Get(id.index);
}

std::vector<RoutineId> Catalog::UserRoutines() const {
  return TypedIds<RoutineId>(routines_.Ids(std::nullopt));
}

bool Catalog::HasNamedObject(std::string_view kind, std::string_view schema,
                             std::string_view name,
                             std::string_view detail) const {
  return builtin_->HasNamedObject(kind, schema, name, detail) ||
         std::any_of(named_objects_.begin(), named_objects_.end(),
                     [&](const NamedObject& object) {
                       return object.kind == kind && object.schema == schema &&
                              object.name == name && object.detail == detail;
                     });
}

const std::vector<NamedObject>& Catalog::named_objects() const {
  return named_objects_;
}
const std::set<std::string>& Catalog::extensions() const {
  return settings_.extensions;
}
const std::set<std::string>& Catalog::roles() const {
  return settings_.roles;
}
bool Catalog::HasExtensionIn(std::string_view schema) const {
  const auto& known = settings_.extension_schemas;
  const auto found = known.lower_bound({std::string(schema), ""});
  return found != known.end() && found->first == schema;
}

bool Catalog::MayHold(std::string_view schema, std::string_view name) const {
  const std::set<std::string>& open = settings_.open_schemas;
  if (!open.empty() &&
      (open.count(std::string(schema)) != 0 || open.count("") != 0)) {
    return true;
  }
  if (settings_.schemas_unknown && !FindSchema(schema)) {
    return true;
  }
  const auto& known = settings_.extension_schemas;
  return std::any_of(known.begin(), known.end(), [&](const auto& entry) {
    return entry.first == schema && ExtensionMakes(entry.second, name);
  });
}

const std::set<std::string>& Catalog::open_schemas() const {
  return settings_.open_schemas;
}
const std::optional<std::vector<std::string>>& Catalog::default_search_path()
    const {
  return settings_.default_search_path;
}

std::vector<std::string> Catalog::NearRelations(std::string_view schema,
                                                std::string_view name) const {
  std::vector<std::string> names;
  const auto id = FindSchema(schema);
  if (!id) {
    return names;
  }
  for (const uint32_t relation_id : relations_.Ids(id->index)) {
    const Relation& one = relations_.Get(relation_id);
    if (one.kind != RelationKind::Index &&
        one.kind != RelationKind::CompositeType) {
      names.push_back(one.name);
    }
  }
  return Nearest(name, std::move(names));
}

std::vector<std::string> Catalog::NearSchemas(std::string_view name) const {
  std::vector<std::string> names;
  for (const SchemaId id : UserSchemas()) {
    names.push_back(schema(id).name);
  }
  return Nearest(name, std::move(names));
}

// ---- Changes

std::optional<Relation> Catalog::Exchange(uint32_t id,
                                          std::optional<Relation> object) {
  std::optional<Relation> former = relations_.Exchange(id, std::move(object));
  if (former) {
    for (const uint32_t referenced : ReferencesOf(*former)) {
      auto& list = dependents_[referenced];
      const auto found = std::find(list.begin(), list.end(), id);
      PGPACT_CHECK(found != list.end());
      list.erase(found);
    }
  }
  if (relations_.Holds(id)) {
    for (const uint32_t referenced : ReferencesOf(relations_.Get(id))) {
      dependents_[referenced].push_back(id);
    }
  }
  return former;
}

template <typename T>
void Catalog::Put(ObjectTable<T>& table, uint32_t id, std::optional<T> object) {
  std::optional<T> former;
  if constexpr (std::is_same_v<T, Relation>) {
    former = Exchange(id, std::move(object));
  } else {
    former = table.Exchange(id, std::move(object));
  }
  journal_.emplace_back(Former<T>{id, std::move(former)});
}

template <typename T>
uint32_t Catalog::Add(ObjectTable<T>& table, T object) {
  const uint32_t id = table.Reserve();
  Put(table, id, std::optional<T>(std::move(object)));
  return id;
}

SchemaId Catalog::AddSchema(Schema schema) {
  return {Add(schemas_, std::move(schema))};
}
RelationId Catalog::AddRelation(Relation relation) {
  return {Add(relations_, std::move(relation))};
}
RoutineId Catalog::AddRoutine(Routine routine) {
  return {Add(routines_, std::move(routine))};
}
TypeId Catalog::AddType(Type type) {
  return {Add(types_, std::move(type))};
}

void Catalog::ChangeSchema(SchemaId id, Schema changed) {
  Put(schemas_, id.index, std::optional(std::move(changed)));
}
void Catalog::ChangeRelation(RelationId id, Relation changed) {
  Put(relations_, id.index, std::optional(std::move(changed)));
}
void Catalog::ChangeRoutine(RoutineId id, Routine changed) {
  Put(routines_, id.index, std::optional(std::move(changed)));
}
void Catalog::ChangeType(TypeId id, Type changed) {
  Put(types_, id.index, std::optional(std::move(changed)));
}
void Catalog::RemoveSchema(SchemaId id) {
  Put(schemas_, id.index, std::optional<Schema>());
}
void Catalog::RemoveRelation(RelationId id) {
  Put(relations_, id.index, std::optional<Relation>());
}
void Catalog::RemoveRoutine(RoutineId id) {
  Put(routines_, id.index, std::optional<Routine>());
}
void Catalog::RemoveType(TypeId id) {
  Put(types_, id.index, std::optional<Type>());
}

void Catalog::AddNamedObject(NamedObject object) {
  journal_.emplace_back(FormerNamed{object, false});
  named_objects_.push_back(std::move(object));
}

std::vector<NamedObject>::iterator Catalog::FindNamed(
    const NamedObject& object) {
  return std::find_if(named_objects_.begin(), named_objects_.end(),
                      [&](const NamedObject& one) {
                        return one.kind == object.kind &&
                               one.schema == object.schema &&
                               one.name == object.name &&
                               one.detail == object.detail;
                      });
}

void Catalog::EraseNamed(const NamedObject& object) {
  const auto found = FindNamed(object);
  if (found != named_objects_.end()) {
    named_objects_.erase(found);
  }
}

void Catalog::RemoveNamedObject(const NamedObject& object) {
  const auto found = FindNamed(object);
  if (found != named_objects_.end()) {
    journal_.emplace_back(FormerNamed{*found, true});
    named_objects_.erase(found);
  }
}

Catalog::Settings& Catalog::ChangeSettings() {
  journal_.emplace_back(settings_);
  return settings_;
}
void Catalog::AddExtension(std::string name) {
  ChangeSettings().extensions.insert(std::move(name));
}
void Catalog::RemoveRole(const std::string& name) {
  ChangeSettings().roles.erase(name);
}
void Catalog::AddRole(std::string name) {
  ChangeSettings().roles.insert(std::move(name));
}
void Catalog::OpenSchema(std::string name) {
  if (settings_.open_schemas.count(name) == 0) {
    ChangeSettings().open_schemas.insert(std::move(name));
  }
}
void Catalog::OpenSchemaFor(std::string name, std::string extension) {
  if (IsKnownExtension(extension)) {
    ChangeSettings().extension_schemas.emplace(std::move(name),
                                               std::move(extension));
    return;
  }
  ChangeSettings().schemas_unknown = true;
  OpenSchema(std::move(name));
}
void Catalog::SetDefaultSearchPath(std::vector<std::string> path) {
  ChangeSettings().default_search_path = std::move(path);
}

Catalog::Journal Catalog::Mark() const {
  return journal_.size();
}

void Catalog::RollbackTo(Journal mark) {
  PGPACT_CHECK(mark <= journal_.size());
  while (journal_.size() > mark) {
    Undo undo = std::move(journal_.back());
    journal_.pop_back();
    std::visit(
        Overloaded{[&](Former<Schema>& former) {
                     schemas_.Exchange(former.id, std::move(former.object));
                   },
                   [&](Former<Relation>& former) {
                     Exchange(former.id, std::move(former.object));
                   },
                   [&](Former<Routine>& former) {
                     routines_.Exchange(former.id, std::move(former.object));
                   },
                   [&](Former<Type>& former) {
                     types_.Exchange(former.id, std::move(former.object));
                   },
                   [&](FormerNamed& former) {
                     if (former.was_there) {
                       named_objects_.push_back(std::move(former.object));
                     } else {
                       EraseNamed(former.object);
                     }
                   },
                   [&](Settings& former) { settings_ = std::move(former); }},
        undo);
  }
}

void Catalog::ForgetJournal() {
  journal_.clear();
}

}  // namespace pgpact
