// `schema --format json`: what the installation made, for other programs.
#include <optional>
#include <string>

#include "analyzer/catalog/catalog.h"
#include "analyzer/catalog/kind_names.h"
#include "reports/json_values.h"
#include "reports/reporter_list.h"

namespace pgpact {

namespace {

// Types of pg_catalog are spelled without their schema.
const std::vector<std::string>& TypePath() {
  static const std::vector<std::string> path = {"pg_catalog"};
  return path;
}

std::string_view ConstraintKindName(TableConstraint::Kind kind) {
  switch (kind) {
    case TableConstraint::Kind::PrimaryKey:
      return "primary key";
    case TableConstraint::Kind::Unique:
      return "unique";
    case TableConstraint::Kind::ForeignKey:
      return "foreign key";
    case TableConstraint::Kind::Check:
      return "check";
    case TableConstraint::Kind::Exclusion:
      return "exclusion";
  }
  return "check";
}

std::string_view TypeKindName(TypeKind kind) {
  switch (kind) {
    case TypeKind::Base:
      return "base";
    case TypeKind::Composite:
      return "composite";
    case TypeKind::Domain:
      return "domain";
    case TypeKind::Enum:
      return "enum";
    case TypeKind::Pseudo:
      return "pseudo";
    case TypeKind::Range:
      return "range";
    case TypeKind::MultiRange:
      return "multirange";
    case TypeKind::Array:
      return "array";
  }
  return "base";
}

class CatalogWriter {
 public:
  explicit CatalogWriter(const Report& report)
      : report_(report), catalog_(report.installation.catalog) {}

  Json Write() const {
    Json json;
    json["contract"] = 1;
    Json schemas = Json::array();
    for (const SchemaId id : catalog_.UserSchemas()) {
      schemas.push_back(SchemaJson(id));
    }
    json["schemas"] = schemas;
    Json functions = Json::array();
    for (const RoutineId id : catalog_.UserRoutines()) {
      functions.push_back(RoutineJson(catalog_.routine(id)));
    }
    json["functions"] = functions;
    json["extensions"] = catalog_.extensions();
    json["assumed_roles"] = report_.installation.assumed_roles;
    json["problems"] = Problems();
    return json;
  }

 private:
  Json Defined(const DefinedAt& defined) const {
    return defined ? FileLineJson(report_.sources, *defined) : Json(nullptr);
  }

  Json SchemaJson(SchemaId id) const {
    Json json;
    json["name"] = catalog_.schema(id).name;
    Json relations = Json::array();
    Json sequences = Json::array();
    Json types = Json::array();
    for (const RelationId relation_id : catalog_.Relations(id)) {
      const Relation& relation = catalog_.relation(relation_id);
      if (relation.kind == RelationKind::Sequence) {
        sequences.push_back(
            {{"name", relation.name}, {"defined", Defined(relation.defined)}});
      } else if (relation.kind == RelationKind::CompositeType) {
        types.push_back(CompositeJson(relation));
      } else if (relation.kind != RelationKind::Index) {
        relations.push_back(RelationJson(relation));
      }
    }
    for (const TypeId type_id : catalog_.UserTypes()) {
      const Type& type = catalog_.type(type_id);
      if (type.schema == id && type.kind != TypeKind::Composite &&
          type.kind != TypeKind::Array) {
        types.push_back(TypeJson(type));
      }
    }
    json["relations"] = relations;
    json["types"] = types;
    json["sequences"] = sequences;
    return json;
  }

  Json ColumnJson(const Column& column) const {
    Json json;
    json["name"] = column.name;
    json["type"] = catalog_.FormatType(column.type, TypePath());
    json["nullable"] = !column.not_null;
    json["default"] = column.default_expression
                          ? Json(*column.default_expression)
                          : Json(nullptr);
    return json;
  }

  Json Columns(const Relation& relation) const {
    Json columns = Json::array();
    for (const Column& column : relation.columns) {
      columns.push_back(ColumnJson(column));
    }
    return columns;
  }

  Json RelationJson(const Relation& relation) const {
    Json json;
    json["name"] = relation.name;
    json["kind"] = RelationKindName(relation.kind);
    json["defined"] = Defined(relation.defined);
    json["columns"] = Columns(relation);
    Json constraints = Json::array();
    for (const TableConstraint& constraint : relation.constraints) {
      constraints.push_back({{"name", constraint.name},
                             {"kind", ConstraintKindName(constraint.kind)},
                             {"columns", constraint.columns}});
    }
    json["constraints"] = constraints;
    Json indexes = Json::array();
    for (const Index& index : relation.indexes) {
      indexes.push_back({{"name", index.name},
                         {"unique", index.unique},
                         {"columns", index.columns}});
    }
    json["indexes"] = indexes;
    return json;
  }

  Json CompositeJson(const Relation& relation) const {
    Json json;
    json["name"] = relation.name;
    json["kind"] = "composite";
    json["columns"] = Columns(relation);
    json["defined"] = Defined(relation.defined);
    return json;
  }

  Json TypeJson(const Type& type) const {
    Json json;
    json["name"] = type.name;
    json["kind"] = TypeKindName(type.kind);
    if (type.kind == TypeKind::Enum) {
      json["labels"] = type.labels;
    }
    if (type.kind == TypeKind::Domain) {
      json["base"] = catalog_.FormatType(type.base, TypePath());
    }
    json["defined"] = Defined(type.defined);
    return json;
  }

  Json RoutineJson(const Routine& routine) const {
    Json arguments = Json::array();
    for (const RoutineArgument& argument : routine.arguments) {
      if (argument.mode != ArgumentMode::Out &&
          argument.mode != ArgumentMode::Table) {
        arguments.push_back(
            catalog_.FormatType({argument.type, -1}, TypePath()));
      }
    }
    std::string returns =
        catalog_.FormatType({routine.returns, -1}, TypePath());
    if (routine.returns_set) {
      returns.insert(0, "SETOF ");
    }
    Json json;
    json["schema"] = catalog_.schema(routine.schema).name;
    json["name"] = routine.name;
    json["arguments"] = arguments;
    json["returns"] =
        routine.kind == RoutineKind::Procedure ? Json(nullptr) : Json(returns);
    return json;
  }

  Json Problems() const {
    Json problems = Json::array();
    for (const InstallationProblem& problem : report_.installation.problems) {
      const SourceFile& file = report_.sources.file(problem.location.file);
      const Position at = file.PositionAt(problem.location.range.begin);
      Json json;
      json["file"] = file.path();
      json["line"] = at.line;
      json["column"] = at.column;
      json["sqlstate"] = TextOrNull(problem.sqlstate);
      json["message"] =
          report_.secrets.MaskMessage(problem.message, problem.location);
      problems.push_back(std::move(json));
    }
    return problems;
  }

  const Report& report_;
  const Catalog& catalog_;
};

class SchemaJsonReporter final : public Reporter {
 public:
  std::string_view command() const override { return "schema"; }
  std::string_view format() const override { return "json"; }

  void Write(const Report& report, const ReportOptions& /*options*/,
             std::ostream& output) const override {
    output << WriteJson(CatalogWriter(report).Write(), 2) << '\n';
  }
};

}  // namespace

const Reporter& SchemaJson() {
  static const SchemaJsonReporter reporter;
  return reporter;
}

}  // namespace pgpact
