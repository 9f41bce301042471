// Entries of the range table: relations by name, their columns, aliases.

#include <algorithm>

#include "analyzer/binder/binder.h"
#include "analyzer/binder/suggest.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

bool IsWildRelation(const QualifiedName& name) {
  return IsWildName(name.schema.name) || IsWildName(name.name.name) ||
         IsWildName(name.catalog.name);
}

std::string Spell(const QualifiedName& name) {
  std::string text;
  if (!name.catalog.empty()) {
    text += name.catalog.name + ".";
  }
  if (!name.schema.empty()) {
    text += name.schema.name + ".";
  }
  return text + name.name.name;
}

bool HasStorage(const Relation& relation) {
  return relation.kind != RelationKind::View &&
         relation.kind != RelationKind::CompositeType;
}

}  // namespace

RangeTableEntry& Binder::NewEntry(RangeTableKind kind, std::string_view name) {
  RangeTableEntry& entry = entries_.emplace_back();
  entry.kind = kind;
  entry.name = name;
  return entry;
}

const SessionTable* Binder::FindSessionTable(std::string_view name) const {
  for (const SessionTable& table : session_.temporary_tables) {
    if (table.name == name) {
      return &table;
    }
  }
  return nullptr;
}

bool Binder::PathMayHold(std::string_view name) const {
  if (session_.search_path.open || catalog_.open_schemas().contains("")) {
    return true;
  }
  const auto schemas = SchemasOnPath(catalog_, session_.search_path);
  return std::any_of(schemas.begin(), schemas.end(), [&](SchemaId id) {
    return catalog_.MayHold(catalog_.schema(id).name, name);
  });
}

Binder::RelationMatch Binder::FindRelation(const QualifiedName& name) const {
  RelationMatch match;
  const std::string& relation = name.name.name;
  if (name.schema.empty()) {
    const auto& path = session_.search_path.schemas;
    const bool temporary_last =
        std::find(path.begin(), path.end(), kTemporarySchema) != path.end() &&
        path.front() != kTemporarySchema;
    if (!temporary_last) {
      match.session_table = FindSessionTable(relation);
    }
    if (match.session_table == nullptr) {
      match.id = FindOnPath(catalog_, session_.search_path, relation);
    }
    if (temporary_last && !match.id.has_value()) {
      match.session_table = FindSessionTable(relation);
    }
    match.undecided = !match.id.has_value() && match.session_table == nullptr &&
                      PathMayHold(relation);
    return match;
  }
  if (name.schema.name == kTemporarySchema) {
    match.session_table = FindSessionTable(relation);
    if (match.session_table != nullptr) {
      return match;
    }
  }
  const auto schema = catalog_.FindSchema(name.schema.name);
  if (schema.has_value()) {
    match.id = catalog_.FindRelation(*schema, relation);
  }
  match.schema_missing =
      !schema.has_value() && name.schema.name != kTemporarySchema;
  match.undecided =
      !match.id.has_value() && catalog_.MayHold(name.schema.name, relation);
  return match;
}

void Binder::FillColumns(RangeTableEntry& entry) {
  if (entry.session_table != nullptr) {
    entry.columns.reserve(entry.session_table->columns.size());
    for (const std::string& name : entry.session_table->columns) {
      RangeColumn& column = entry.columns.emplace_back();
      column.name = name;
      column.origin = &entry;
      column.origin_column = name;
    }
    if (entry.session_table->incomplete) {
      entry.openness = Openness::Incomplete;
    }
    return;
  }
  const Relation& relation = *entry.relation;
  const bool stored = HasStorage(relation);
  entry.columns.resize(relation.columns.size());
  for (size_t i = 0; i < relation.columns.size(); ++i) {
    const Column& from = relation.columns[i];
    RangeColumn& column = entry.columns[i];
    column.name = from.name;
    column.type = from.type;
    column.direct = true;
    column.origin = &entry;
    column.origin_column = from.name;
    if (stored) {
      column.nullability =
          from.not_null ? Nullability::NotNull : Nullability::Nullable;
    }
  }
  if (relation.incomplete) {
    entry.openness = Openness::Incomplete;
  }
}

RangeTableEntry& Binder::EntryOf(RelationId id) {
  const Relation& relation = catalog_.relation(id);
  RangeTableEntry& entry = NewEntry(RangeTableKind::Relation, relation.name);
  entry.relation = &relation;
  entry.relation_id = id;
  entry.relation_name = relation.name;
  entry.schema = catalog_.schema(relation.schema).name;
  FillColumns(entry);
  return entry;
}

void Binder::ReportMissingRelation(const RangeVar& variable,
                                   RelationMatch match,
                                   RangeTableEntry& entry) {
  const QualifiedName& name = variable.name;
  BindProblem problem =
      Problem(sqlstate::kUndefinedTable,
              "relation \"" + Spell(name) + "\" does not exist",
              name.name.range, name.range.begin);
  problem.schema = name.schema.name;
  problem.name = name.name.name;
  problem.schema_missing = match.schema_missing;
  if (match.schema_missing) {
    problem.near_names = catalog_.NearSchemas(name.schema.name);
    problem.range = name.schema.range;
  } else {
    problem.near_names =
        catalog_.NearRelations(name.schema.name, name.name.name);
  }
  entry.openness = Openness::Missing;
  Report(std::move(problem));
}

RangeTableEntry& Binder::OpenRelation(const RangeVar& variable,
                                      ReferenceAccess access, Scope& scope) {
  const QualifiedName& name = variable.name;
  RangeTableEntry& entry = NewEntry(RangeTableKind::Relation, name.name.name);
  entry.name_range = name.name.range;
  entry.schema = name.schema.name;
  entry.relation_name = name.name.name;
  entry.qualified = !name.schema.empty();
  Reference reference;
  reference.kind = ReferenceKind::Table;
  reference.access = access;
  reference.range = name.name.range;
  reference.status = ReferenceStatus::Undecided;
  if (IsWildRelation(name)) {
    entry.openness = Openness::Wild;
    Undecide("a relation's name is not known");
  } else {
    const RelationMatch match = FindRelation(name);
    if (match.session_table != nullptr) {
      entry.session_table = match.session_table;
      FillColumns(entry);
      const std::string assumed = "temporary table " + name.name.name;
      auto& assumes = bound_.assumes;
      if (std::find(assumes.begin(), assumes.end(), assumed) == assumes.end()) {
        assumes.push_back(assumed);
      }
      ApplyAlias(entry, variable.alias, "table");
      return entry;
    }
    if (match.id.has_value()) {
      entry.relation_id = match.id;
      entry.relation = &catalog_.relation(*match.id);
      entry.schema = catalog_.schema(entry.relation->schema).name;
      reference.status = ReferenceStatus::Provided;
      FillColumns(entry);
    } else if (match.undecided || !name.catalog.empty() ||
               (loose_with_ && name.schema.empty())) {
      entry.openness = Openness::Wild;
      Undecide(name.schema.empty() && session_.search_path.open
                   ? "the search_path is not known"
                   : "a relation may be made by what is not known");
    } else {
      reference.status = ReferenceStatus::Missing;
      ReportMissingRelation(variable, match, entry);
    }
  }
  reference.schema = entry.schema;
  reference.name = entry.relation_name;
  AddReference(std::move(reference));
  if (IsWildName(variable.alias.name.name)) {
    scope.loose = true;
    Undecide("part of FROM is not known");
  } else {
    ApplyAlias(entry, variable.alias, "table");
  }
  return entry;
}

void Binder::ApplyAlias(RangeTableEntry& entry, const Alias& alias,
                        std::string_view what) {
  if (alias.empty()) {
    return;
  }
  entry.has_alias = true;
  entry.name = alias.name.name;
  entry.name_range = alias.name.range;
  const bool wild = std::any_of(
      alias.columns.begin(), alias.columns.end(),
      [](const Identifier& column) { return IsWildName(column.name); });
  if (wild) {
    // There may be more of them.
    entry.openness = Openness::Incomplete;
  }
  const size_t known = std::min(alias.columns.size(), entry.columns.size());
  for (size_t i = 0; i < known; ++i) {
    entry.columns[i].name = alias.columns[i].name;
  }
  if (alias.columns.size() > known) {
    if (entry.open()) {
      for (size_t i = entry.columns.size(); i < alias.columns.size(); ++i) {
        entry.columns.emplace_back().name = alias.columns[i].name;
      }
      return;
    }
    BindProblem problem = Problem(
        sqlstate::kInvalidColumnReference,
        std::string(what) + " \"" + alias.name.name + "\" has " +
            std::to_string(entry.columns.size()) + " columns available but " +
            std::to_string(alias.columns.size()) + " columns specified",
        alias.columns[entry.columns.size()].range, std::nullopt);
    problem.kind = ReferenceKind::Column;
    problem.name = alias.columns[entry.columns.size()].name;
    problem.relation = alias.name.name;
    Report(std::move(problem));
  }
}

void Binder::AddColumns(RangeTableEntry& entry, const TargetList& targets) {
  entry.columns.reserve(targets.entries.size());
  for (const TargetEntry& target : targets.entries) {
    RangeColumn& column = entry.columns.emplace_back();
    if (target.info.column != nullptr) {
      column = *target.info.column;
      column.identity = nullptr;
      column.direct = false;
      column.hidden = false;
    }
    column.name = target.name;
    column.type = ResolveUnknown(target.info.type);
    column.nullability = target.info.nullability;
    column.row = target.info.row;
  }
  if (targets.open) {
    entry.openness = Openness::Incomplete;
  }
}

void Binder::AddToScope(RangeTableEntry& entry, Scope& scope,
                        NamespaceItem visibility) {
  visibility.entry = &entry;
  scope.items.push_back(visibility);
}

}  // namespace pgpact
