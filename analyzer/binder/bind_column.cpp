// Column references: what a name means, by the rules of transformColumnRef.

#include <algorithm>
#include <array>

#include "analyzer/binder/binder.h"
#include "analyzer/binder/suggest.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

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

void Binder::ReportAmbiguous(const Identifier& name, uint32_t location) {
  BindProblem problem =
      Problem(sqlstate::kAmbiguousColumn,
              "column reference \"" + name.name + "\" is ambiguous", name.range,
              location);
  problem.kind = ReferenceKind::Column;
  problem.name = name.name;
  Report(std::move(problem));
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
  const VariableMatch variable = FindVariable({&name, 1}, false);
  if (variable.found() && session_.conflict == NameConflict::Variable) {
    return UseVariable(variable, name, location);
  }
  const ColumnMatch match = FindColumn(scope, name, location, false);
  if (match.failed) {
    return unknown;
  }
  if (match.ambiguous) {
    ReportAmbiguous(name, location);
    return unknown;
  }
  if (match.column != nullptr) {
    if (IsTwofold(variable, name, location)) {
      return unknown;
    }
    return UseMatch(*match.column, name.range, location);
  }
  const ItemMatch row = FindItem(scope, {}, name, location);
  if (row.failed) {
    return unknown;
  }
  if (row.item != nullptr) {
    return IsTwofold(variable, name, location)
               ? unknown
               : WholeRow(*row.item->entry, location);
  }
  if (variable.found()) {
    return UseVariable(variable, name, location);
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
  QualifiedName full;
  full.schema = schema;
  full.name = name;
  full.range = name.range;
  id = FindRelation(full).id;
  bool found = false;
  const CommonTable* common =
      schema.empty() ? FindCommonTable(name.name, scope) : nullptr;
  if (common != nullptr) {
    id.reset();
  }
  std::vector<std::string> names;
  const RangeTableEntry* aliased = nullptr;
  for (const Scope* level = &scope; level != nullptr; level = level->parent) {
    for (const RangeTableEntry* entry : level->range_table) {
      const bool same = entry->name == name.name ||
                        (id.has_value() && entry->relation_id == id) ||
                        (common != nullptr && entry->common_table == common) ||
                        (entry->openness == Openness::Missing &&
                         entry->relation_name == name.name);
      if (same && !found && entry->name != name.name) {
        aliased = entry;
      }
      found = found || same;
      names.emplace_back(entry->name);
    }
  }
  // The server looks for the alias, to hint at it; and may fail at that.
  if (aliased != nullptr) {
    const Identifier alias{std::string(aliased->name), name.range};
    if (FindItem(scope, {}, alias, location).failed) {
      return;
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
  problem.qualifier = true;
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

// database.schema.relation.column, or more names than there can be.
void Binder::ReportDatabase(const ColumnRef& ref, size_t names,
                            uint32_t location) {
  constexpr size_t kMostNames = 3;
  if (names <= kMostNames) {
    Undecide("the database's name is not known");
    return;
  }
  std::string spelled;
  for (const Identifier& part : ref.parts) {
    spelled += (spelled.empty() ? "" : ".") + part.name;
  }
  Report(Problem(sqlstate::kSyntaxError,
                 "improper qualified name (too many dotted names): " + spelled,
                 ref.parts.front().range, location));
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
    ReportDatabase(ref, names, location);
    return unknown;
  }
  const VariableMatch variable = FindVariable(parts, ref.star);
  if (variable.found() && session_.conflict == NameConflict::Variable) {
    return UseVariable(variable, parts.back(), location);
  }
  const ItemMatch match = FindItem(scope, schema, relation, location);
  if (match.failed) {
    return unknown;
  }
  if (match.item == nullptr) {
    if (variable.found()) {
      return UseVariable(variable, parts.back(), location);
    }
    if (IsWildName(relation.name) || IsWildName(schema.name) || match.loose) {
      UseMissingEntry(ref);
      Undecide("a name in FROM is not known");
    } else {
      ReportMissingEntry(schema, relation, location, scope);
    }
    return unknown;
  }
  RangeTableEntry& entry = *match.item->entry;
  const bool column =
      ref.star || FindInEntry(entry, parts.back().name).column != nullptr;
  if (variable.found() && !column) {
    return UseVariable(variable, parts.back(), location);
  }
  if (IsTwofold(variable, parts.back(), location)) {
    return unknown;
  }
  if (ref.star) {
    return WholeRow(entry, location);
  }
  return BindColumnOf(entry, relation, parts.back(), location, scope);
}

ExprInfo Binder::BindColumnOf(RangeTableEntry& entry,
                              const Identifier& relation,
                              const Identifier& name, uint32_t location,
                              Scope& scope) {
  ExprInfo unknown;
  unknown.opaque = true;
  unknown.location = location;
  if (IsWildName(name.name)) {
    UseMissingColumn(&entry, name, ReferenceAccess::Read,
                     ReferenceStatus::Undecided);
    Undecide("a column's name is not known");
    return unknown;
  }
  const ColumnMatch column = FindInEntry(entry, name.name);
  if (column.ambiguous) {
    ReportAmbiguous(name, location);
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
