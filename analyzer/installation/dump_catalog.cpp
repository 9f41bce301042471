// DumpCatalog: the catalog as text for `--print catalog` and
// `schema --format text`. One object a line, its parts below it, by name.

#include <algorithm>

#include "analyzer/catalog/kind_names.h"
#include "analyzer/installation/load_schema.h"
#include "analyzer/sql/identifier.h"

namespace pgpact {
namespace {

std::string TypeText(const Catalog& catalog, TypeUse use) {
  const std::string shown = "public";
  return use.type == kUnknownTypeId ? "?"
                                    : catalog.FormatType(use, {&shown, 1});
}

void DumpColumn(const Catalog& catalog, const Column& column,
                std::string& text) {
  text += "    " + QuoteIdentifier(column.name) + " " +
          TypeText(catalog, column.type);
  if (!column.collation.empty()) {
    text += " collate " + QuoteIdentifier(column.collation);
  }
  if (column.not_null) {
    text += " not null";
  }
  if (column.identity != Column::Identity::None) {
    text += column.identity == Column::Identity::Always
                ? " identity always"
                : " identity by default";
  }
  if (column.default_expression) {
    text += column.generated ? " generated (" + *column.default_expression + ")"
                             : " default " + *column.default_expression;
  }
  text += "\n";
}

void DumpRelation(const Catalog& catalog, const Relation& relation,
                  std::string& text) {
  if (relation.kind == RelationKind::Index) {
    return;
  }
  text += "  " + std::string(RelationKindName(relation.kind)) + " " +
          QuoteIdentifier(relation.name) +
          (relation.incomplete ? " (not known whole)" : "") + "\n";
  if (relation.kind == RelationKind::Sequence) {
    return;
  }
  for (const Column& column : relation.columns) {
    DumpColumn(catalog, column, text);
  }
  for (const TableConstraint& constraint : relation.constraints) {
    text += "    constraint " + QuoteIdentifier(constraint.name) + " " +
            constraint.definition + "\n";
  }
  for (const Index& index : relation.indexes) {
    const bool of_constraint = std::any_of(
        relation.constraints.begin(), relation.constraints.end(),
        [&](const TableConstraint& one) { return one.name == index.name; });
    if (!of_constraint) {
      text += std::string("    ") + (index.unique ? "unique " : "") + "index " +
              QuoteIdentifier(index.name) + "\n";
    }
  }
  for (const Trigger& trigger : relation.triggers) {
    text += "    trigger " + QuoteIdentifier(trigger.name) + "\n";
  }
}

void DumpType(const Catalog& catalog, const Type& type, std::string& text) {
  switch (type.kind) {
    case TypeKind::Enum:
      text += "  enum " + QuoteIdentifier(type.name) + " (";
      for (size_t i = 0; i < type.labels.size(); ++i) {
        text += (i == 0 ? "" : ", ") + QuoteLiteral(type.labels[i]);
      }
      text += ")\n";
      return;
    case TypeKind::Domain:
      text += "  domain " + QuoteIdentifier(type.name) + " " +
              TypeText(catalog, type.base) + type.constraints + "\n";
      return;
    case TypeKind::Range:
      text += "  range " + QuoteIdentifier(type.name) + " of " +
              TypeText(catalog, {type.element}) + "\n";
      return;
    case TypeKind::Base:
    case TypeKind::Pseudo:
      text += "  type " + QuoteIdentifier(type.name) + "\n";
      return;
    case TypeKind::Composite:
    case TypeKind::MultiRange:
    case TypeKind::Array:
      return;
  }
}

void DumpRoutine(const Catalog& catalog, const Routine& routine,
                 std::string& text) {
  static constexpr std::string_view kKinds[] = {"function", "procedure",
                                                "aggregate", "window"};
  static constexpr std::string_view kModes[] = {"", "out ", "inout ",
                                                "variadic ", "table "};
  text += "  " + std::string(kKinds[static_cast<size_t>(routine.kind)]) + " " +
          QuoteIdentifier(routine.name) + "(";
  bool first = true;
  for (const RoutineArgument& argument : routine.arguments) {
    text += first ? "" : ", ";
    first = false;
    text += kModes[static_cast<size_t>(argument.mode)];
    if (!argument.name.empty()) {
      text += QuoteIdentifier(argument.name) + " ";
    }
    text += TypeText(catalog, {argument.type});
    text += argument.has_default ? " default" : "";
  }
  text += ")";
  if (routine.kind != RoutineKind::Procedure) {
    text += std::string(" returns ") + (routine.returns_set ? "setof " : "") +
            TypeText(catalog, {routine.returns});
  }
  text += "\n";
}

}  // namespace

std::string DumpCatalog(const Catalog& catalog) {
  std::string text;
  for (const SchemaId schema : catalog.UserSchemas()) {
    std::string inside;
    for (const TypeId id : catalog.UserTypes()) {
      if (catalog.type(id).schema == schema) {
        DumpType(catalog, catalog.type(id), inside);
      }
    }
    for (const RelationId id : catalog.Relations(schema)) {
      DumpRelation(catalog, catalog.relation(id), inside);
    }
    for (const RoutineId id : catalog.UserRoutines()) {
      if (catalog.routine(id).schema == schema) {
        DumpRoutine(catalog, catalog.routine(id), inside);
      }
    }
    const std::string& name = catalog.schema(schema).name;
    if (!inside.empty() || name != "public") {
      text += "schema " + QuoteIdentifier(name) + "\n" + inside;
    }
  }
  std::vector<std::string> others;
  for (const NamedObject& object : catalog.named_objects()) {
    others.push_back(object.kind + " " +
                     QuoteQualified(object.schema, object.name) + "\n");
  }
  for (const std::string& extension : catalog.extensions()) {
    others.push_back("extension " + QuoteIdentifier(extension) + "\n");
  }
  std::sort(others.begin(), others.end());
  for (const std::string& other : others) {
    text += other;
  }
  return text;
}

}  // namespace pgpact
