// Catalog: everything a database holds, found by name as the server finds it.
//
// A catalog made from the built-in one shares nothing with it that changes:
// built-in objects have the low ids and are never altered. Look-ups are by
// exact name (already folded). Changes go through the Add, Change and Remove
// verbs, which keep a journal: RollbackTo(mark) undoes all since Mark().
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "analyzer/catalog/object_table.h"
#include "analyzer/catalog/objects.h"

namespace pgpact {

class BuiltinCatalog;

// The schema of temporary tables, one for all sessions; it is there once
// something is in it.
inline constexpr std::string_view kTemporarySchema = "pg_temp";

class Catalog {
 public:
  // What every database has; `builtin` must outlive the catalog.
  explicit Catalog(const BuiltinCatalog& builtin);

  // ---- Schemas
  std::optional<SchemaId> FindSchema(std::string_view name) const;
  const Schema& schema(SchemaId id) const;
  // The installation's own and "public", by name.
  std::vector<SchemaId> UserSchemas() const;

  // ---- Relations (tables, views, sequences, indexes, composite types: one
  // name space a schema)
  std::optional<RelationId> FindRelation(SchemaId schema,
                                         std::string_view name) const;
  const Relation& relation(RelationId id) const;
  // All relations of the schema by name, those of every database included.
  std::vector<RelationId> Relations(SchemaId schema) const;
  // User relations that have `parent` among their parents.
  std::vector<RelationId> Children(RelationId parent) const;
  // User relations that name `id` among their parents, their depends_on, as
  // referenced by a constraint, as a column's sequence or as owner_table.
  std::vector<RelationId> Dependents(RelationId id) const;
  // Every user relation, by schema and name.
  std::vector<RelationId> UserRelations() const;

  // ---- Types
  std::optional<TypeId> FindType(SchemaId schema, std::string_view name) const;
  const Type& type(TypeId id) const;
  // pg_catalog's type of that name. REQUIRES: there is one
  TypeId Builtin(std::string_view name) const;
  // The installation's own types, arrays and row types included.
  std::vector<TypeId> UserTypes() const;
  // As format_type spells it: "character varying(20)", "integer[]"; the schema
  // is shown when `search_path` would not find the type.
  std::string FormatType(TypeUse use,
                         std::span<const std::string> search_path) const;

  // ---- Routines: all overloads of that name in the schema
  std::vector<RoutineId> FindRoutines(SchemaId schema,
                                      std::string_view name) const;
  const Routine& routine(RoutineId id) const;
  std::vector<RoutineId> UserRoutines() const;

  // ---- Others
  bool HasNamedObject(std::string_view kind, std::string_view schema,
                      std::string_view name,
                      std::string_view detail = "") const;
  const std::vector<NamedObject>& named_objects() const;
  const std::set<std::string>& extensions() const;
  const std::set<std::string>& roles() const;
  // Schemas that an unknown extension or an undecided statement may have
  // filled: what is not found there is undecided. "" stands for all.
  const std::set<std::string>& open_schemas() const;
  // Whether an extension brought something into the schema.
  bool HasExtensionIn(std::string_view schema) const;
  // Whether the schema may hold what is not found in it by this name: it is
  // open, or a known extension in it makes such a thing. What an extension
  // that is not known makes may have schemas of its own.
  bool MayHold(std::string_view schema, std::string_view name) const;
  // ALTER DATABASE or ALTER ROLE … SET search_path, when one was given.
  const std::optional<std::vector<std::string>>& default_search_path() const;

  // Names near to a missing one, for "did you mean": nearest first, at most
  // three.
  std::vector<std::string> NearRelations(std::string_view schema,
                                         std::string_view name) const;
  std::vector<std::string> NearSchemas(std::string_view name) const;

  // ---- Changes (floor `installation` through apply_*; see ddl_operation.h)
  SchemaId AddSchema(Schema schema);
  RelationId AddRelation(Relation relation);
  RoutineId AddRoutine(Routine routine);
  TypeId AddType(Type type);
  void AddNamedObject(NamedObject object);
  void AddExtension(std::string name);
  void AddRole(std::string name);
  void RemoveRole(const std::string& name);
  void OpenSchema(std::string name);
  void OpenSchemaFor(std::string name, std::string extension);
  void SetDefaultSearchPath(std::vector<std::string> path);
  // Replaces the object; its name and schema may change.
  void ChangeSchema(SchemaId id, Schema changed);
  void ChangeRelation(RelationId id, Relation changed);
  void ChangeRoutine(RoutineId id, Routine changed);
  void ChangeType(TypeId id, Type changed);
  void RemoveSchema(SchemaId id);
  void RemoveRelation(RelationId id);
  void RemoveRoutine(RoutineId id);
  void RemoveType(TypeId id);
  // Nothing happens when it is not there, or is built in.
  void RemoveNamedObject(const NamedObject& object);

  // A point to come back to; costs nothing. Marks nest.
  using Journal = uint64_t;
  Journal Mark() const;
  // Undoes every change since the mark. REQUIRES: mark was given by this
  // catalog and not undone since
  void RollbackTo(Journal mark);
  // Nothing before this will be undone: all marks are void.
  void ForgetJournal();

  const BuiltinCatalog& builtin() const { return *builtin_; }
  // pg_catalog
  SchemaId builtin_schema() const;
  // The ids that the next additions get.
  SchemaId next_schema() const { return {schemas_.next()}; }
  RelationId next_relation() const { return {relations_.next()}; }
  TypeId next_type() const { return {types_.next()}; }
  RoutineId next_routine() const { return {routines_.next()}; }

 private:
  struct Settings {
    std::set<std::string> extensions;
    std::set<std::string> roles;
    std::set<std::string> open_schemas;
    // Known extensions by the schema that they are in.
    std::set<std::pair<std::string, std::string>> extension_schemas;
    // An extension that is not known was created.
    bool schemas_unknown = false;
    std::optional<std::vector<std::string>> default_search_path;
  };
  // What undoes one change: the object that stood at an id before, …
  template <typename T>
  struct Former {
    uint32_t id = 0;
    std::optional<T> object;
  };
  // … the named object to add again or to take away, the settings before.
  struct FormerNamed {
    NamedObject object;
    bool was_there = false;
  };
  using Undo = std::variant<Former<Schema>, Former<Relation>, Former<Routine>,
                            Former<Type>, FormerNamed, Settings>;

  template <typename T>
  uint32_t Add(ObjectTable<T>& table, T object);
  template <typename T>
  void Put(ObjectTable<T>& table, uint32_t id, std::optional<T> object);
  std::optional<Relation> Exchange(uint32_t id, std::optional<Relation> object);
  Settings& ChangeSettings();
  std::vector<NamedObject>::iterator FindNamed(const NamedObject& object);
  void EraseNamed(const NamedObject& object);

  const BuiltinCatalog* builtin_;
  ObjectTable<Schema> schemas_;
  ObjectTable<Relation> relations_;
  ObjectTable<Routine> routines_;
  ObjectTable<Type> types_;
  std::vector<NamedObject> named_objects_;
  Settings settings_;
  // Referenced relation -> those that name it, once for each time.
  std::map<uint32_t, std::vector<uint32_t>> dependents_;
  std::vector<Undo> journal_;
};

}  // namespace pgpact
