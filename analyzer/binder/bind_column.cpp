// Column references: which entry of which level a name means, by the rules of
// parse_relation.c and transformColumnRef.

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/binder/binder.h"
#include "analyzer/binder/suggest.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6>
    kSystemColumns{{{"ctid", "tid"},
                    {"xmin", "xid"},
                    {"cmin", "cid"},
                    {"xmax", "xid"},
                    {"cmax", "cid"},
                    {"tableoid", "oid"}}};

// Whether FROM may hold an entry of any name.
bool MayHoldAnyName(const RangeTableEntry& entry) {
  return entry.openness == Openness::Wild && !entry.has_alias &&
         IsWildName(entry.name);
}

}  // namespace

const RangeColumn* Binder::SystemColumn(const RangeTableEntry& entry,
                                        std::string_view name) {
  if (entry.kind != RangeTableKind::Relation) {
    return nullptr;
  }
  if (entry.relation != nullptr &&
      (entry.relation->kind == RelationKind::View ||
       entry.relation->kind == RelationKind::CompositeType)) {
    return nullptr;
  }
  for (const auto& [column_name, type] : kSystemColumns) {
    if (column_name == name) {
      RangeColumn& column = system_columns_.emplace_back();
      column.name = column_name;
      column.type.type = Known(type);
      column.origin = &entry;
      column.origin_column = column_name;
      return &column;
    }
  }
  return nullptr;
}

Binder::ColumnMatch Binder::FindInEntry(RangeTableEntry& entry,
                                        std::string_view name) {
  ColumnMatch match;
  for (const RangeColumn& column : entry.columns) {
    if (column.name == name) {
      match.ambiguous = match.column != nullptr;
      match.column = &column;
      if (match.ambiguous) {
        return match;
      }
    }
  }
  if (match.column == nullptr) {
    match.column = SystemColumn(entry, name);
  }
  if (match.column == nullptr && entry.open()) {
    match.open = true;
    match.open_entry = &entry;
  }
  return match;
}

bool Binder::ReportLateral(const NamespaceItem& item, const Identifier& name,
                           uint32_t location) {
  if (!item.lateral_only || item.lateral_ok) {
    return false;
  }
  BindProblem problem =
      Problem(sqlstate::kInvalidColumnReference,
              "invalid reference to FROM-clause entry for table \"" +
                  std::string(item.entry->name) + "\"",
              name.range, location);
  problem.name = item.entry->name;
  Report(std::move(problem));
  return true;
}

Binder::ColumnMatch Binder::FindColumn(Scope& scope, const Identifier& name,
                                       uint32_t location, bool local_only) {
  for (Scope* level = &scope; level != nullptr; level = level->parent) {
    ColumnMatch found;
    ColumnMatch open;
    for (NamespaceItem& item : level->items) {
      if (!item.columns_visible ||
          (item.lateral_only && !level->lateral_active)) {
        continue;
      }
      const ColumnMatch match = FindInEntry(*item.entry, name.name);
      if (match.open) {
        open = match;
        open.item = &item;
      }
      if (match.column == nullptr) {
        continue;
      }
      if (found.column != nullptr || match.ambiguous) {
        found.ambiguous = true;
        found.column = match.column;
        return found;
      }
      if (ReportLateral(item, name, location)) {
        found.failed = true;
        return found;
      }
      found = match;
      found.item = &item;
    }
    if (found.column != nullptr) {
      level->first_use = std::min(level->first_use, location);
      return found;
    }
    if (open.open || level->loose) {
      open.open = true;
      // A table that does not exist, and nothing else that it could be of.
      if (level->items.size() != 1 || level->parent != nullptr) {
        open.open_entry = nullptr;
      }
      return open;
    }
    if (local_only) {
      break;
    }
  }
  return {};
}

Binder::ItemMatch Binder::FindItem(Scope& scope, const Identifier& schema,
                                   const Identifier& name, uint32_t location,
                                   bool report) {
  ItemMatch result;
  std::optional<RelationId> id;
  if (!schema.empty() && schema.name != "pg_temp") {
    const auto schema_id = catalog_.FindSchema(schema.name);
    if (schema_id.has_value()) {
      id = catalog_.FindRelation(*schema_id, name.name);
    }
  }
  for (Scope* level = &scope; level != nullptr; level = level->parent) {
    for (NamespaceItem& item : level->items) {
      if (!item.relation_visible ||
          (item.lateral_only && !level->lateral_active)) {
        continue;
      }
      RangeTableEntry& entry = *item.entry;
      result.loose = result.loose || MayHoldAnyName(entry);
      bool same = entry.name == name.name;
      if (!schema.empty()) {
        same = same && entry.kind == RangeTableKind::Relation &&
               !entry.has_alias &&
               (id.has_value() ? entry.relation_id == id
                               : entry.schema == schema.name);
      }
      if (!same) {
        continue;
      }
      if (result.item != nullptr) {
        result.failed = true;
        if (report) {
          BindProblem problem =
              Problem(sqlstate::kAmbiguousAlias,
                      "table reference \"" + name.name + "\" is ambiguous",
                      name.range, location);
          problem.name = name.name;
          Report(std::move(problem));
        }
        return result;
      }
      if (report && ReportLateral(item, name, location)) {
        result.failed = true;
        return result;
      }
      result.item = &item;
      level->first_use = std::min(level->first_use, location);
    }
    result.loose = result.loose || level->loose;
    if (result.item != nullptr) {
      return result;
    }
  }
  return result;
}

bool Binder::IsVariable(std::string_view name) const {
  return !session_.variables.empty() &&
         session_.variables.contains(std::string(name));
}

ExprInfo Binder::UseMatch(const RangeColumn& column, TextRange range,
                          uint32_t location) {
  UseColumn(column, ReferenceAccess::Read, range);
  ExprInfo info;
  info.type = column.type;
  info.nullability = column.nullability;
  info.column = &column;
  info.row = column.row;
  info.row_copied = true;
  info.location = location;
  info.opaque = column.type.type == kUnknownTypeId;
  return info;
}

ExprInfo Binder::WholeRow(RangeTableEntry& entry, uint32_t location) {
  for (const RangeColumn& column : entry.columns) {
    UseColumn(column, ReferenceAccess::Read, {});
  }
  ExprInfo info;
  info.row = &entry;
  info.location = location;
  info.opaque = true;
  if (entry.kind == RangeTableKind::Relation && entry.relation != nullptr) {
    info.type.type = entry.relation->row_type;
  }
  return info;
}

ExprInfo Binder::UnknownColumn(const RangeTableEntry* entry,
                               const Identifier& name) {
  const bool missing = entry != nullptr && entry->openness == Openness::Missing;
  ExprInfo info;
  info.opaque = true;
  const uint32_t reference = UseMissingColumn(
      entry, name, ReferenceAccess::Read,
      missing ? ReferenceStatus::Missing : ReferenceStatus::Undecided);
  if (missing) {
    info.missing = reference;
  } else {
    Undecide("a column may be of what is not known");
  }
  return info;
}

ExprInfo Binder::BindSimpleColumn(const Identifier& name, uint32_t location,
                                  Scope& scope) {
  ExprInfo unknown;
  unknown.opaque = true;
  unknown.location = location;
  if (IsWildName(name.name)) {
    UseMissingColumn(nullptr, name, ReferenceAccess::Read,
                     ReferenceStatus::Undecided);
    Undecide("a column's name is not known");
    return unknown;
  }
  const ColumnMatch match = FindColumn(scope, name, location, false);
  if (match.failed) {
    return unknown;
  }
  if (match.ambiguous) {
    BindProblem problem =
        Problem(sqlstate::kAmbiguousColumn,
                "column reference \"" + name.name + "\" is ambiguous",
                name.range, location);
    problem.kind = ReferenceKind::Column;
    problem.name = name.name;
    Report(std::move(problem));
    return unknown;
  }
  if (match.column != nullptr) {
    return UseMatch(*match.column, name.range, location);
  }
  if (IsVariable(name.name)) {
    return unknown;
  }
  const ItemMatch row = FindItem(scope, {}, name, location);
  if (row.failed) {
    return unknown;
  }
  if (row.item != nullptr) {
    return WholeRow(*row.item->entry, location);
  }
  if (match.open) {
    ExprInfo info = UnknownColumn(match.open_entry, name);
    info.location = location;
    return info;
  }
  const RangeTableEntry* only =
      scope.items.size() == 1 ? scope.items.front().entry : nullptr;
  unknown.missing = UseMissingColumn(only, name, ReferenceAccess::Read,
                                     ReferenceStatus::Missing);
  ReportMissingColumn({}, name, location, only, scope);
  return unknown;
}

void Binder::ReportMissingEntry(const Identifier& schema,
                                const Identifier& name, uint32_t location,
                                Scope& scope) {
  std::optional<RelationId> id;
  const QualifiedName full{{}, schema, name, name.range};
  id = FindRelation(full).id;
  bool found = false;
  const CommonTable* common =
      schema.empty() ? FindCommonTable(name.name, scope) : nullptr;
  if (common != nullptr) {
    id.reset();
  }
  std::vector<std::string> names;
  for (const Scope* level = &scope; level != nullptr; level = level->parent) {
    for (const RangeTableEntry* entry : level->range_table) {
      found = found || entry->name == name.name ||
              (id.has_value() && entry->relation_id == id) ||
              (common != nullptr && entry->common_table == common) ||
              (entry->openness == Openness::Missing &&
               entry->relation_name == name.name);
      names.emplace_back(entry->name);
    }
  }
  BindProblem problem =
      Problem(sqlstate::kUndefinedTable,
              (found ? "invalid reference to FROM-clause entry for table \""
                     : "missing FROM-clause entry for table \"") +
                  name.name + "\"",
              name.range, location);
  problem.schema = schema.name;
  problem.name = name.name;
  problem.near_names = NearNames(name.name, names);
  Report(std::move(problem));
}

// Composite arguments that a call of one argument takes: t.f is f(t).
bool Binder::IsRowFunction(const Identifier& name,
                           const RangeTableEntry& entry) {
  static constexpr std::array<std::string_view, 7> kAnyRow{
      "any",           "anyelement", "anynonarray",
      "anycompatible", "record",     "anycompatiblenonarray",
      "\"any\""};
  for (const RoutineId id :
       FindRoutinesOnPath(catalog_, session_.search_path, name.name)) {
    const Routine& routine = catalog_.routine(id);
    if (routine.MinimumArguments() > 1 || routine.MaximumArguments() < 1 ||
        routine.arguments.empty()) {
      continue;
    }
    const TypeId argument = routine.arguments.front().type;
    if (argument == kUnknownTypeId) {
      return true;
    }
    const Type& type = catalog_.type(argument);
    const bool any =
        std::find(kAnyRow.begin(), kAnyRow.end(), type.name) != kAnyRow.end();
    const bool own =
        type.kind == TypeKind::Composite &&
        (entry.relation == nullptr || type.relation == entry.relation_id ||
         !entry.relation->parents.empty());
    if (any || own) {
      return true;
    }
  }
  return false;
}

ExprInfo Binder::BindQualifiedColumn(const ColumnRef& ref, uint32_t location,
                                     Scope& scope) {
  const auto& parts = ref.parts;
  const size_t names = parts.size() - (ref.star ? 0 : 1);
  const Identifier none;
  const Identifier& relation = parts[names - 1];
  const Identifier& schema = names > 1 ? parts[names - 2] : none;
  ExprInfo unknown;
  unknown.opaque = true;
  unknown.location = location;
  if (names > 2) {
    if (names > 3) {
      std::string spelled;
      for (const Identifier& part : parts) {
        spelled += (spelled.empty() ? "" : ".") + part.name;
      }
      Report(
          Problem(sqlstate::kSyntaxError,
                  "improper qualified name (too many dotted names): " + spelled,
                  parts.front().range, location));
    } else {
      Undecide("the database's name is not known");
    }
    return unknown;
  }
  const ItemMatch match = FindItem(scope, schema, relation, location);
  if (match.failed) {
    return unknown;
  }
  if (match.item == nullptr) {
    if (IsWildName(relation.name) || IsWildName(schema.name) || match.loose) {
      UseMissingEntry(ref);
      Undecide("a name in FROM is not known");
    } else if (!IsVariable(relation.name) &&
               !(parts.size() == 2 && !ref.star &&
                 IsVariable(relation.name + "." + parts[1].name))) {
      ReportMissingEntry(schema, relation, location, scope);
    }
    return unknown;
  }
  RangeTableEntry& entry = *match.item->entry;
  if (ref.star) {
    return WholeRow(entry, location);
  }
  const Identifier& name = parts.back();
  if (IsWildName(name.name)) {
    UseMissingColumn(&entry, name, ReferenceAccess::Read,
                     ReferenceStatus::Undecided);
    Undecide("a column's name is not known");
    return unknown;
  }
  const ColumnMatch column = FindInEntry(entry, name.name);
  if (column.ambiguous) {
    BindProblem problem =
        Problem(sqlstate::kAmbiguousColumn,
                "column reference \"" + name.name + "\" is ambiguous",
                name.range, location);
    problem.kind = ReferenceKind::Column;
    problem.name = name.name;
    Report(std::move(problem));
    return unknown;
  }
  if (column.column != nullptr) {
    return UseMatch(*column.column, name.range, location);
  }
  if (column.open) {
    ExprInfo info = UnknownColumn(&entry, name);
    info.location = location;
    return info;
  }
  if (IsRowFunction(name, entry)) {
    return unknown;
  }
  unknown.missing = UseMissingColumn(&entry, name, ReferenceAccess::Read,
                                     ReferenceStatus::Missing);
  ReportMissingColumn(relation, name, location, &entry, scope);
  return unknown;
}

void Binder::UseMissingEntry(const ColumnRef& ref) {
  if (ref.star || ref.parts.size() < 2) {
    return;
  }
  Reference reference;
  reference.kind = ReferenceKind::Column;
  reference.relation = ref.parts[ref.parts.size() - 2].name;
  reference.name = ref.parts.back().name;
  reference.status = ReferenceStatus::Undecided;
  reference.range = ref.parts.back().range;
  AddReference(std::move(reference));
}

ExprInfo Binder::BindNode(const ColumnRef& node, const Expr& expr,
                          Scope& scope) {
  if (node.parts.empty()) {
    // A bare * inside an expression; the parser let it through.
    return {};
  }
  if (node.parts.size() == 1 && !node.star) {
    return BindSimpleColumn(node.parts.front(), expr.location, scope);
  }
  return BindQualifiedColumn(node, expr.location, scope);
}

}  // namespace pgpact
