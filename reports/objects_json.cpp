// `objects --format json`: the required database objects for other programs.
#include <string>

#include "analyzer/binder/reference_names.h"
#include "reports/json_values.h"
#include "reports/objects.h"
#include "reports/reporter_list.h"

namespace pgpact {

namespace {

class ContractWriter {
 public:
  explicit ContractWriter(const SourceSet& sources) : sources_(sources) {}

  Json Write(const Contract& contract) const {
    Json json;
    json["contract"] = 1;
    Json schemas = Json::array();
    for (const RequiredSchema& schema : contract.schemas) {
      schemas.push_back(SchemaJson(contract, schema));
    }
    json["schemas"] = schemas;
    json["functions"] = Objects(contract.functions);
    json["sequences"] = Objects(contract.sequences);
    json["types"] = Objects(contract.types);
    json["extensions"] = contract.extensions;
    Json privileges = Json::array();
    for (const RequiredPrivilege& privilege : contract.privileges) {
      privileges.push_back({{"service", privilege.service},
                            {"object", privilege.object},
                            {"privileges", privilege.privileges}});
    }
    json["privileges"] = privileges;
    return json;
  }

 private:
  Json Provided(const DefinedAt& provided) const {
    return provided ? FileLineJson(sources_, *provided) : Json(nullptr);
  }

  Json PlaceJson(const Location& location, const std::string& function) const {
    const SourceFile& file = sources_.file(location.file);
    const Position at = file.PositionAt(location.range.begin);
    Json json;
    json["file"] = file.path();
    json["line"] = at.line;
    json["column"] = at.column;
    json["function"] = TextOrNull(function);
    return json;
  }

  Json Uses(const std::vector<Use>& uses) const {
    Json list = Json::array();
    for (const Use& use : uses) {
      Json json = PlaceJson(use.location, use.function);
      json["access"] = ReferenceAccessName(use.access);
      json["services"] = use.services;
      list.push_back(std::move(json));
    }
    return list;
  }

  Json Fillers(const std::vector<Filler>& fillers) const {
    Json list = Json::array();
    for (const Filler& filler : fillers) {
      Json json = PlaceJson(filler.location, filler.function);
      json["services"] = filler.services;
      list.push_back(std::move(json));
    }
    return list;
  }

  Json RelationJson(const RequiredRelation& relation) const {
    Json json;
    json["name"] = relation.name;
    json["kind"] = relation.kind;
    json["status"] = ObjectStatusName(relation.status);
    json["provided"] = Provided(relation.provided);
    json["created_by_code"] = Uses(relation.created_by_code);
    json["filled_by"] = Fillers(relation.filled_by);
    json["uses"] = Uses(relation.uses);
    Json columns = Json::array();
    for (const RequiredColumn& column : relation.columns) {
      Json entry;
      entry["name"] = column.name;
      entry["type"] = TextOrNull(column.type);
      entry["type_from"] = column.type.empty()    ? Json(nullptr)
                           : column.type_inferred ? Json("inferred")
                                                  : Json("declared");
      entry["status"] = ObjectStatusName(column.status);
      entry["uses"] = Uses(column.uses);
      columns.push_back(std::move(entry));
    }
    json["columns"] = columns;
    return json;
  }

  Json SchemaJson(const Contract& contract,
                  const RequiredSchema& schema) const {
    Json json;
    json["name"] = TextOrNull(schema.name);
    json["status"] = ObjectStatusName(schema.status);
    json["provided"] = Provided(schema.provided);
    json["created_by_code"] = Uses(schema.created_by_code);
    Json relations = Json::array();
    for (const RequiredRelation& relation : contract.relations) {
      if (relation.schema == schema.name) {
        relations.push_back(RelationJson(relation));
      }
    }
    json["relations"] = relations;
    return json;
  }

  Json Objects(const std::vector<RequiredObject>& objects) const {
    Json list = Json::array();
    for (const RequiredObject& object : objects) {
      Json json;
      json["schema"] = TextOrNull(object.schema);
      json["name"] = object.name;
      json["status"] = ObjectStatusName(object.status);
      json["provided"] = Provided(object.provided);
      json["uses"] = Uses(object.uses);
      list.push_back(std::move(json));
    }
    return list;
  }

  const SourceSet& sources_;
};

class ObjectsJsonReporter final : public Reporter {
 public:
  std::string_view command() const override { return "objects"; }
  std::string_view format() const override { return "json"; }

  void Write(const Report& report, const ReportOptions& /*options*/,
             std::ostream& output) const override {
    const ContractWriter writer(report.sources);
    output << WriteJson(writer.Write(report.contract), 2) << '\n';
  }
};

}  // namespace

const Reporter& ObjectsJson() {
  static const ObjectsJsonReporter reporter;
  return reporter;
}

}  // namespace pgpact
