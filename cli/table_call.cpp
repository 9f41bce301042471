#include "cli/table_call.h"

#include <utility>

#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

namespace {

// Appends the template's text; a hole makes the whole partial.
std::string AppendName(const Template& name, TableCallNames& names,
                       TextRange& range) {
  const Expansion expansion = Expand(name, {.texts = 2});
  if (expansion.texts.empty()) {
    names.partial = true;
    return "";
  }
  const MarkedText& text = expansion.texts.front();
  names.partial = names.partial || expansion.texts.size() > 1 ||
                  expansion.bounded || !text.holes.empty();
  range.begin = static_cast<uint32_t>(names.text.text.size());
  names.text.Append(text.text);
  range.end = static_cast<uint32_t>(names.text.text.size());
  return text.text.text;
}

class Resolver {
 public:
  Resolver(const TableCallNames& names, const SinkSpec& sink,
           const Catalog& catalog, const SearchPath& search_path)
      : names_(names),
        sink_(sink),
        catalog_(catalog),
        search_path_(search_path) {}

  BoundStatement Run() && {
    bound_.objects_only = true;
    if (sink_.action == SinkAction::CallRoutine) {
      ResolveRoutine();
    } else {
      ResolveTable();
    }
    if (names_.partial && bound_.verdict == Verdict::Ok) {
      bound_.verdict = Verdict::Undecided;
      bound_.undecided_reason = "a name that is not known";
    }
    return std::move(bound_);
  }

 private:
  Reference MakeReference(ReferenceKind kind, std::string name,
                          TextRange range) const {
    Reference reference;
    reference.kind = kind;
    reference.schema = names_.schema;
    reference.name = std::move(name);
    reference.range = range;
    reference.access =
        sink_.writes ? ReferenceAccess::Insert : ReferenceAccess::Read;
    return reference;
  }

  void Fail(std::string_view state, std::string message,
            const Reference& reference, bool schema_missing,
            std::vector<std::string> near) {
    BindProblem problem;
    problem.sqlstate = state;
    problem.message = std::move(message);
    problem.range = reference.range;
    problem.kind = reference.kind;
    problem.schema = reference.schema;
    problem.relation = reference.relation;
    problem.name = reference.name;
    problem.schema_missing = schema_missing;
    problem.near_names = std::move(near);
    bound_.problems.push_back(std::move(problem));
    bound_.verdict = Verdict::Error;
  }

  bool IsOpen(const std::string& schema) const {
    return catalog_.MayHold(schema, names_.table);
  }

  void ResolveTable() {
    if (IsWildName(names_.table) || IsWildName(names_.schema)) {
      Reference wild =
          MakeReference(ReferenceKind::Table, names_.table, names_.table_range);
      wild.status = ReferenceStatus::Undecided;
      bound_.references.push_back(std::move(wild));
      return;
    }
    std::optional<SchemaId> schema;
    std::optional<RelationId> relation;
    if (names_.schema.empty()) {
      relation = FindOnPath(catalog_, search_path_, names_.table);
    } else {
      schema = catalog_.FindSchema(names_.schema);
      relation =
          schema ? catalog_.FindRelation(*schema, names_.table) : std::nullopt;
    }
    Reference reference =
        MakeReference(ReferenceKind::Table, names_.table, names_.table_range);
    if (!relation) {
      MissingTable(std::move(reference), schema.has_value());
      return;
    }
    const auto& found = catalog_.relation(*relation);
    reference.schema = catalog_.schema(found.schema).name;
    reference.status = ReferenceStatus::Provided;
    bound_.references.push_back(reference);
    ResolveColumns(found, reference.schema);
  }

  void MissingTable(Reference reference, bool schema_exists) {
    const bool open = names_.schema.empty()
                          ? search_path_.open || IsOpen("public")
                          : IsOpen(names_.schema);
    reference.status =
        open ? ReferenceStatus::Undecided : ReferenceStatus::Missing;
    bound_.references.push_back(reference);
    if (open || (sink_.makes && (names_.schema.empty() || schema_exists))) {
      bound_.verdict = open ? Verdict::Undecided : Verdict::Ok;
      return;
    }
    const std::string shown = names_.schema.empty()
                                  ? names_.table
                                  : names_.schema + "." + names_.table;
    Fail(sqlstate::kUndefinedTable, "relation \"" + shown + "\" does not exist",
         reference, !names_.schema.empty() && !schema_exists,
         catalog_.NearRelations(names_.schema, names_.table));
  }

  void ResolveColumns(const Relation& relation, const std::string& schema) {
    for (const TableCallNames::Name& column : names_.columns) {
      Reference reference =
          MakeReference(ReferenceKind::Column, column.name, column.range);
      reference.schema = schema;
      reference.relation = relation.name;
      const bool known = relation.FindColumn(column.name) != nullptr;
      const bool unsure = IsWildName(column.name) || relation.incomplete;
      reference.status = known    ? ReferenceStatus::Provided
                         : unsure ? ReferenceStatus::Undecided
                                  : ReferenceStatus::Missing;
      bound_.references.push_back(reference);
      if (!known && !unsure) {
        Fail(sqlstate::kUndefinedColumn,
             "column \"" + column.name + "\" of relation \"" + relation.name +
                 "\" does not exist",
             reference, false, {});
      }
    }
  }

  void ResolveRoutine() {
    Reference reference = MakeReference(ReferenceKind::Function, names_.table,
                                        names_.table_range);
    reference.access = ReferenceAccess::Execute;
    if (IsWildName(names_.table)) {
      reference.status = ReferenceStatus::Undecided;
      bound_.references.push_back(std::move(reference));
      return;
    }
    std::vector<RoutineId> routines;
    if (names_.schema.empty()) {
      routines = FindRoutinesOnPath(catalog_, search_path_, names_.table);
    } else if (const auto schema = catalog_.FindSchema(names_.schema)) {
      routines = catalog_.FindRoutines(*schema, names_.table);
    }
    if (!routines.empty()) {
      reference.schema =
          catalog_.schema(catalog_.routine(routines.front()).schema).name;
      bound_.references.push_back(std::move(reference));
      return;
    }
    const bool open = IsOpen(names_.schema.empty() ? "public" : names_.schema);
    reference.status =
        open ? ReferenceStatus::Undecided : ReferenceStatus::Missing;
    bound_.references.push_back(reference);
    if (open) {
      bound_.verdict = Verdict::Undecided;
    } else {
      Fail(sqlstate::kUndefinedFunction,
           "function " + names_.table + " does not exist", reference, false,
           {});
    }
  }

  const TableCallNames& names_;
  const SinkSpec& sink_;
  const Catalog& catalog_;
  const SearchPath& search_path_;
  BoundStatement bound_;
};

}  // namespace

std::optional<TableCallNames> NamesOfTableCall(const SinkValue& sink) {
  TableCallNames names;
  if (sink.schema) {
    names.schema = AppendName(*sink.schema, names, names.schema_range);
    names.text.Append(".", sink.call);
  }
  names.table = AppendName(sink.sql, names, names.table_range);
  const size_t dot = names.table.find('.');
  if (!sink.schema && dot != std::string::npos) {
    const uint32_t begin = names.table_range.begin;
    const auto middle = begin + static_cast<uint32_t>(dot);
    names.schema = names.table.substr(0, dot);
    names.schema_range = {begin, middle};
    names.table.erase(0, dot + 1);
    names.table_range.begin = middle + 1;
  }
  for (const Template& column : sink.columns) {
    names.text.Append(" ", sink.call);
    TextRange range;
    std::string name = AppendName(column, names, range);
    names.columns.push_back({std::move(name), range});
  }
  names.partial =
      names.partial || (sink.spec.action == SinkAction::Table &&
                        sink.spec.columns.position >= 0 &&
                        !sink.columns_known && !sink.columns.empty());
  const bool wholly_unknown =
      names.table.empty() || (IsWildName(names.table) &&
                              ShowWildName(names.table) == "{\xE2\x80\xA6}");
  return wholly_unknown ? std::nullopt : std::optional(std::move(names));
}

BoundStatement BindTableCall(const TableCallNames& names, const SinkSpec& sink,
                             const Catalog& catalog,
                             const SearchPath& search_path) {
  return Resolver(names, sink, catalog, search_path).Run();
}

}  // namespace pgpact
