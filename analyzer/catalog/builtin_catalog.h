// BuiltinCatalog: what every PostgreSQL database has (pg_catalog and
// information_schema), read from the data file that
// builtin/write_builtin.py makes from a running server. Entrance:
// LoadBuiltinCatalog.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/catalog/lazy_objects.h"
#include "analyzer/catalog/objects.h"

namespace pgpact {

// An operator; `left` is kUnknownTypeId for a prefix operator.
struct BuiltinOperator {
  TypeId left;
  TypeId right;
  TypeId result;
};
enum class CastContext : uint8_t { Implicit, Assignment, Explicit };

// Look-ups search the sorted lines of the file; an object is made when it is
// first asked for and stays. Ids are places in the file, from 1. Thread-safe.
class BuiltinCatalog {
 public:
  // `data` is the text of a file as write_builtin.py writes it, and must
  // outlive the catalog.
  explicit BuiltinCatalog(std::string_view data);

  std::optional<SchemaId> FindSchema(std::string_view name) const;
  const Schema& schema(SchemaId id) const;
  std::optional<RelationId> FindRelation(SchemaId schema,
                                         std::string_view name) const;
  const Relation& relation(RelationId id) const;
  std::optional<TypeId> FindType(SchemaId schema, std::string_view name) const;
  const Type& type(TypeId id) const;
  std::vector<RoutineId> FindRoutines(SchemaId schema,
                                      std::string_view name) const;
  const Routine& routine(RoutineId id) const;
  // By name order.
  std::vector<RelationId> Relations(SchemaId schema) const;
  // Kinds as in the file's section @named: "collation".
  bool HasNamedObject(std::string_view kind, std::string_view schema,
                      std::string_view name,
                      std::string_view detail = "") const;
  // All operators of that name.
  std::vector<BuiltinOperator> Operators(std::string_view name) const;
  // The cast of pg_cast between the two, if there is one.
  std::optional<CastContext> FindCast(TypeId source, TypeId target) const;

  // The highest ids; the objects of a Catalog begin after them.
  uint32_t schema_count() const { return schemas_.count(); }
  uint32_t relation_count() const { return relations_.count(); }
  uint32_t type_count() const { return types_.count(); }
  uint32_t routine_count() const { return routines_.count(); }

 private:
  // The lines of a section.
  using Lines = std::vector<std::string_view>;
  // Numbers of the lines [first, second) that begin with the fields.
  static std::pair<uint32_t, uint32_t> Range(const Lines& lines,
                                             std::string_view first,
                                             std::string_view second);
  std::optional<uint32_t> Find(const Lines& lines, SchemaId schema,
                               std::string_view name) const;
  TypeId TypeOf(std::string_view written) const;
  Relation MakeRelation(uint32_t line) const;
  Type MakeType(uint32_t line) const;
  Routine MakeRoutine(uint32_t line) const;

  Lines schema_lines_, type_lines_, relation_lines_, routine_lines_,
      operator_lines_, cast_lines_, named_lines_;
  LazyObjects<Schema> schemas_;
  LazyObjects<Type> types_;
  LazyObjects<Relation> relations_;
  LazyObjects<Routine> routines_;
};

// The built-in objects of PostgreSQL `major` ("15"); of another major those
// of the newest that we have. Made at the first call, valid for the life of
// the program, at most 5 ms and 10 MB. Thread-safe.
const BuiltinCatalog& LoadBuiltinCatalog(std::string_view major);

}  // namespace pgpact
