#include "analyzer/contract/required_objects.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "analyzer/catalog/kind_names.h"
#include "analyzer/contract/created_objects.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

namespace {

using NamePair = std::pair<std::string, std::string>;

bool IsSystemSchema(std::string_view schema) {
  return schema == "pg_catalog" || schema == "information_schema" ||
         schema == "pg_toast" || schema == "pg_temp";
}

ObjectStatus StatusOf(ReferenceStatus status) {
  switch (status) {
    case ReferenceStatus::Provided:
      return ObjectStatus::Provided;
    case ReferenceStatus::Missing:
      return ObjectStatus::Missing;
    case ReferenceStatus::RunTime:
      return ObjectStatus::RunTime;
    case ReferenceStatus::Undecided:
      return ObjectStatus::Undecided;
  }
  return ObjectStatus::Undecided;
}

// Missing weighs more than what another statement could not tell.
void Worsen(ObjectStatus& status, ObjectStatus other) {
  const auto weight = [](ObjectStatus of) {
    switch (of) {
      case ObjectStatus::Unused:
        return 0;
      case ObjectStatus::Undecided:
        return 1;
      case ObjectStatus::Provided:
        return 2;
      case ObjectStatus::RunTime:
        return 3;
      case ObjectStatus::Missing:
        return 4;
    }
    return 0;
  };
  if (weight(other) > weight(status)) {
    status = other;
  }
}

class Collector {
 public:
  Collector(Code& code, const LoadedSchema& installation)
      : code_(code),
        catalog_(installation.catalog),
        created_(CreatedObjects(code)) {
    AddProvided();
    for (uint32_t i = 0; i < code.statements.size(); ++i) {
      AddStatement(i);
    }
    for (const InstalledRows& rows : installation.filled) {
      AddInstalledRows(rows);
    }
    AddCreated();
    AddWildFillers();
  }

  Contract Finish();

 private:
  struct Relation {
    RequiredRelation required;
    std::map<std::string, RequiredColumn> columns;
  };

  void AddProvided();
  void AddProvidedRelation(const std::string& schema, RelationId id);
  void AddStatement(uint32_t index);
  void AddReference(uint32_t index, Reference& reference);
  void AddRelationUse(const Use& use, const Reference& reference);
  void AddColumnUse(const Use& use, const Reference& reference);
  void AddObjectUse(std::map<NamePair, RequiredObject>& objects, const Use& use,
                    const Reference& reference);
  void AddSchemaUse(const std::string& name, ObjectStatus status);
  void AddPrivilege(const Use& use, const Reference& reference);
  void AddInstalledRows(const InstalledRows& rows);
  void AddCreated();
  void AddWildFillers();
  void AddSchemasOfRelations();
  Filler FillerOf(const Use& use) const;
  Relation& RelationOf(const std::string& schema, const std::string& name);

  Code& code_;
  const Catalog& catalog_;
  std::vector<CreatedObject> created_;
  std::map<std::string, RequiredSchema> schemas_;
  std::map<NamePair, Relation> relations_;
  std::map<NamePair, RequiredObject> functions_;
  std::map<NamePair, RequiredObject> sequences_;
  std::map<NamePair, RequiredObject> types_;
  std::map<NamePair, std::set<std::string>> privileges_;
  struct WildFiller {
    std::string schema;
    std::string name;
    Filler filler;
  };
  std::vector<WildFiller> wild_fillers_;
};

void Collector::AddProvided() {
  for (const SchemaId id : catalog_.UserSchemas()) {
    const Schema& schema = catalog_.schema(id);
    schemas_[schema.name] = {
        schema.name, ObjectStatus::Unused, schema.defined, {}};
    for (const RelationId relation : catalog_.Relations(id)) {
      AddProvidedRelation(schema.name, relation);
    }
  }
  for (const RoutineId id : catalog_.UserRoutines()) {
    const Routine& routine = catalog_.routine(id);
    const std::string& schema = catalog_.schema(routine.schema).name;
    functions_[{schema, routine.name}] = {
        schema, routine.name, ObjectStatus::Unused, routine.defined, {}};
  }
  for (const TypeId id : catalog_.UserTypes()) {
    const Type& type = catalog_.type(id);
    if (type.defined && !type.relation && type.kind != TypeKind::Array &&
        type.kind != TypeKind::MultiRange) {
      const std::string& schema = catalog_.schema(type.schema).name;
      types_[{schema, type.name}] = {
          schema, type.name, ObjectStatus::Unused, type.defined, {}};
    }
  }
}

void Collector::AddProvidedRelation(const std::string& schema, RelationId id) {
  const auto& relation = catalog_.relation(id);
  if (relation.kind == RelationKind::Index || relation.temporary) {
    return;
  }
  if (relation.kind == RelationKind::Sequence) {
    sequences_[{schema, relation.name}] = {
        schema, relation.name, ObjectStatus::Unused, relation.defined, {}};
    return;
  }
  if (relation.kind == RelationKind::CompositeType) {
    types_[{schema, relation.name}] = {
        schema, relation.name, ObjectStatus::Unused, relation.defined, {}};
    return;
  }
  Relation& entry = RelationOf(schema, relation.name);
  entry.required.kind = RelationKindName(relation.kind);
  entry.required.status = ObjectStatus::Unused;
  entry.required.provided = relation.defined;
  for (const Column& column : relation.columns) {
    RequiredColumn& required = entry.columns[column.name];
    required.name = column.name;
    required.type = catalog_.FormatType(column.type, {});
    required.status = ObjectStatus::Unused;
    required.provided = column.defined;
  }
}

Collector::Relation& Collector::RelationOf(const std::string& schema,
                                           const std::string& name) {
  Relation& entry = relations_[{schema, name}];
  if (entry.required.name.empty()) {
    entry.required.schema = schema;
    entry.required.name = name;
    entry.required.kind = "table";
    entry.required.status = ObjectStatus::Unused;
  }
  return entry;
}

void Collector::AddStatement(uint32_t index) {
  CodeStatement& statement = code_.statements[index];
  const Dialect dialect = code_.calls[statement.call].dialect;
  if (dialect != Dialect::PostgreSql && dialect != Dialect::Psql) {
    return;
  }
  for (Reference& reference : statement.bound.references) {
    AddReference(index, reference);
  }
  for (const BindProblem& problem : statement.bound.problems) {
    if (problem.schema_missing && !problem.schema.empty() &&
        !problem.uncertain) {
      AddSchemaUse(problem.schema, ObjectStatus::Missing);
      RelationOf(problem.schema, problem.name).required.schema_missing = true;
    }
  }
}

// At the table's name, or at the statement when the name stands elsewhere.
Filler Collector::FillerOf(const Use& use) const {
  const CodeStatement& statement = code_.statements[use.statement];
  const Location& call = code_.calls[statement.call].sink.call;
  const bool inside =
      call.file == use.location.file && call.range.Contains(use.location.range);
  return {inside ? use.location : statement.location, use.function,
          use.services};
}

void Collector::AddReference(uint32_t index, Reference& reference) {
  const CodeStatement& statement = code_.statements[index];
  const CodeCall& call = code_.calls[statement.call];
  if (IsSystemSchema(reference.schema)) {
    return;
  }
  const Use use = {statement.At(reference.range), index, call.sink.function,
                   reference.access, call.services};
  if (IsWildName(reference.name) || IsWildName(reference.schema) ||
      IsWildName(reference.relation)) {
    if (reference.kind == ReferenceKind::Table &&
        reference.access == ReferenceAccess::Insert) {
      wild_fillers_.push_back(
          {reference.schema, reference.name, FillerOf(use)});
    }
    return;
  }
  if (reference.status == ReferenceStatus::Missing &&
      IsCreated(created_, reference)) {
    reference.status = ReferenceStatus::RunTime;
  }
  switch (reference.kind) {
    case ReferenceKind::Schema:
      AddSchemaUse(reference.name, StatusOf(reference.status));
      break;
    case ReferenceKind::Table:
      AddRelationUse(use, reference);
      AddPrivilege(use, reference);
      break;
    case ReferenceKind::Column:
      AddColumnUse(use, reference);
      break;
    case ReferenceKind::Function:
      AddObjectUse(functions_, use, reference);
      break;
    case ReferenceKind::Type:
      AddObjectUse(types_, use, reference);
      break;
    case ReferenceKind::Sequence:
      AddObjectUse(sequences_, use, reference);
      break;
  }
}

void Collector::AddRelationUse(const Use& use, const Reference& reference) {
  if (sequences_.count({reference.schema, reference.name}) != 0) {
    AddObjectUse(sequences_, use, reference);
    return;
  }
  RequiredRelation& relation =
      RelationOf(reference.schema, reference.name).required;
  relation.uses.push_back(use);
  Worsen(relation.status, StatusOf(reference.status));
  if (reference.access == ReferenceAccess::Insert) {
    relation.filled_by.push_back(FillerOf(use));
  }
  if (!reference.schema.empty() &&
      reference.status == ReferenceStatus::Provided) {
    AddSchemaUse(reference.schema, ObjectStatus::Provided);
  }
}

void Collector::AddColumnUse(const Use& use, const Reference& reference) {
  if (reference.relation.empty()) {
    return;
  }
  Relation& relation = RelationOf(reference.schema, reference.relation);
  RequiredColumn& column = relation.columns[reference.name];
  column.name = reference.name;
  if (column.type.empty() && !reference.type_hint.empty()) {
    column.type = reference.type_hint;
    column.type_inferred = true;
  }
  if (column.uses.empty()) {
    column.status = ObjectStatus::Unused;
  }
  Worsen(column.status, StatusOf(reference.status));
  column.uses.push_back(use);
}

void Collector::AddObjectUse(std::map<NamePair, RequiredObject>& objects,
                             const Use& use, const Reference& reference) {
  const auto [entry, added] = objects.try_emplace(
      NamePair{reference.schema, reference.name},
      RequiredObject{
          reference.schema, reference.name, ObjectStatus::Unused, {}, {}});
  Worsen(entry->second.status, StatusOf(reference.status));
  entry->second.uses.push_back(use);
}

void Collector::AddSchemaUse(const std::string& name, ObjectStatus status) {
  const auto [entry, added] = schemas_.try_emplace(
      name, RequiredSchema{name, ObjectStatus::Unused, {}, {}});
  Worsen(entry->second.status, status);
}

void Collector::AddPrivilege(const Use& use, const Reference& reference) {
  static constexpr auto kNames = [](ReferenceAccess access) -> const char* {
    switch (access) {
      case ReferenceAccess::Read:
        return "SELECT";
      case ReferenceAccess::Insert:
        return "INSERT";
      case ReferenceAccess::Update:
        return "UPDATE";
      case ReferenceAccess::Delete:
        return "DELETE";
      case ReferenceAccess::Execute:
        return "EXECUTE";
      case ReferenceAccess::Ddl:
        return nullptr;
    }
    return nullptr;
  };
  const char* privilege = kNames(reference.access);
  if (privilege == nullptr) {
    return;
  }
  const std::string object = reference.schema.empty()
                                 ? reference.name
                                 : reference.schema + "." + reference.name;
  for (const std::string& service : use.services) {
    privileges_[{service, object}].insert(privilege);
  }
}

void Collector::AddInstalledRows(const InstalledRows& rows) {
  const auto found = relations_.find({rows.schema, rows.relation});
  if (found != relations_.end()) {
    found->second.required.filled_by.push_back(
        {rows.location, "", {"installation"}, true});
  }
}

void Collector::AddCreated() {
  for (const CreatedObject& object : created_) {
    if (!object.extension.empty() || IsWildName(object.name)) {
      continue;
    }
    if (object.kind == ReferenceKind::Schema) {
      AddSchemaUse(object.name, ObjectStatus::RunTime);
      schemas_[object.name].created_by_code.push_back(object.use);
      continue;
    }
    if (object.kind != ReferenceKind::Table) {
      continue;
    }
    // An unqualified name may be any schema's; it is the one that exists.
    for (auto& [name, relation] : relations_) {
      if (name.second == object.name &&
          (object.schema.empty() || name.first == object.schema ||
           (name.first.empty() && object.schema == "public"))) {
        relation.required.created_by_code.push_back(object.use);
      }
    }
  }
}

void Collector::AddWildFillers() {
  for (const WildFiller& wild : wild_fillers_) {
    for (auto& [name, relation] : relations_) {
      if (FitsWildName(wild.schema, name.first) &&
          FitsWildName(wild.name, name.second)) {
        relation.required.filled_by.push_back(wild.filler);
      }
    }
  }
}

std::vector<RequiredObject> Values(std::map<NamePair, RequiredObject>& from) {
  std::vector<RequiredObject> values;
  values.reserve(from.size());
  for (auto& [name, object] : from) {
    values.push_back(std::move(object));
  }
  return values;
}

void SortUses(std::vector<Use>& uses) {
  std::sort(uses.begin(), uses.end(), [](const Use& left, const Use& right) {
    return std::tie(left.location, left.statement) <
           std::tie(right.location, right.statement);
  });
}

void SortFillers(std::vector<Filler>& fillers) {
  std::sort(fillers.begin(), fillers.end(),
            [](const Filler& left, const Filler& right) {
              return std::tie(left.by_installation, left.location) <
                     std::tie(right.by_installation, right.location);
            });
  fillers.erase(std::unique(fillers.begin(), fillers.end(),
                            [](const Filler& left, const Filler& right) {
                              return left.by_installation ==
                                         right.by_installation &&
                                     left.location == right.location;
                            }),
                fillers.end());
}

// Every relation has a schema: one that is not missed itself, and for names
// that no schema of the search_path has the one without a name.
void Collector::AddSchemasOfRelations() {
  for (const auto& [name, relation] : relations_) {
    const ObjectStatus status = relation.required.status;
    AddSchemaUse(name.first,
                 name.first.empty() ? status : ObjectStatus::Unused);
  }
}

Contract Collector::Finish() {
  Contract contract;
  AddSchemasOfRelations();
  for (auto& [name, schema] : schemas_) {
    contract.schemas.push_back(std::move(schema));
  }
  for (auto& [name, relation] : relations_) {
    RequiredRelation& required = relation.required;
    SortUses(required.uses);
    SortUses(required.created_by_code);
    SortFillers(required.filled_by);
    for (auto& [column_name, column] : relation.columns) {
      SortUses(column.uses);
      required.columns.push_back(std::move(column));
    }
    contract.relations.push_back(std::move(required));
  }
  contract.functions = Values(functions_);
  contract.sequences = Values(sequences_);
  contract.types = Values(types_);
  contract.extensions.assign(catalog_.extensions().begin(),
                             catalog_.extensions().end());
  contract.created = std::move(created_);
  for (const auto& [name, privileges] : privileges_) {
    contract.privileges.push_back(
        {name.first, name.second, {privileges.begin(), privileges.end()}});
  }
  return contract;
}

}  // namespace

std::string_view ObjectStatusName(ObjectStatus status) {
  switch (status) {
    case ObjectStatus::Provided:
      return "provided";
    case ObjectStatus::Missing:
      return "missing";
    case ObjectStatus::RunTime:
      return "run-time";
    case ObjectStatus::Undecided:
      return "undecided";
    case ObjectStatus::Unused:
      return "unused";
  }
  return "undecided";
}

const RequiredRelation* Contract::FindRelation(std::string_view schema,
                                               std::string_view name) const {
  const auto found = std::lower_bound(
      relations.begin(), relations.end(), std::tie(schema, name),
      [](const RequiredRelation& relation, const auto& wanted) {
        return std::make_tuple(std::string_view(relation.schema),
                               std::string_view(relation.name)) <
               std::make_tuple(std::get<0>(wanted), std::get<1>(wanted));
      });
  const bool is_it = found != relations.end() && found->schema == schema &&
                     found->name == name;
  return is_it ? &*found : nullptr;
}

Contract Collect(Code& code, const LoadedSchema& installation) {
  return Collector(code, installation).Finish();
}

}  // namespace pgpact
