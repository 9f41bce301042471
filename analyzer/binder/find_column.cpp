// Look-ups in scopes: which entry a relation's name means, which column a
// column's name means; what is ambiguous and what LATERAL may not see.

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/binder/binder.h"
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

}  // namespace pgpact
