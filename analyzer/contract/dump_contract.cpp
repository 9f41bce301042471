// DumpContract: the text form of a contract, for `--print contract`.
#include "analyzer/binder/reference_names.h"
#include "analyzer/contract/required_objects.h"

namespace pgpact {

namespace {

class Dumper {
 public:
  explicit Dumper(const SourceSet& sources) : sources_(sources) {}

  std::string Dump(const Contract& contract) && {
    for (const RequiredSchema& schema : contract.schemas) {
      Line(0, "schema " + schema.name, schema.status);
      for (const Use& use : schema.created_by_code) {
        AddUse("created", use);
      }
    }
    for (const RequiredRelation& relation : contract.relations) {
      AddRelation(relation);
    }
    AddObjects("function ", contract.functions);
    AddObjects("sequence ", contract.sequences);
    AddObjects("type ", contract.types);
    for (const RequiredPrivilege& privilege : contract.privileges) {
      text_ += "privilege " + privilege.service + " " + privilege.object + ":";
      AddNames(privilege.privileges);
      text_ += '\n';
    }
    return std::move(text_);
  }

 private:
  static std::string Qualified(const std::string& schema,
                               const std::string& name) {
    return schema.empty() ? name : schema + "." + name;
  }

  void Line(size_t indent, const std::string& what, ObjectStatus status) {
    text_ += std::string(indent, ' ') + what + ": " +
             std::string(ObjectStatusName(status)) + "\n";
  }

  void AddNames(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      text_ += " " + name;
    }
  }

  void AddPlace(Location location) {
    if (location.file.index >= sources_.size()) {
      return;
    }
    const SourceFile& file = sources_.file(location.file);
    const Position at = file.PositionAt(location.range.begin);
    text_ += file.path() + ":" + std::to_string(at.line) + ":" +
             std::to_string(at.column);
  }

  void AddUse(const std::string& verb, const Use& use) {
    text_ += "    " + verb + " ";
    AddPlace(use.location);
    if (!use.function.empty()) {
      text_ += " in " + use.function;
    }
    if (!use.services.empty()) {
      text_ += " by";
      AddNames(use.services);
    }
    text_ += '\n';
  }

  void AddUses(const std::vector<Use>& uses) {
    for (const Use& use : uses) {
      AddUse(std::string(ReferenceAccessName(use.access)), use);
    }
  }

  void AddRelation(const RequiredRelation& relation) {
    Line(0, relation.kind + " " + Qualified(relation.schema, relation.name),
         relation.status);
    for (const Use& use : relation.created_by_code) {
      AddUse("created", use);
    }
    for (const Filler& filler : relation.filled_by) {
      AddUse("filled",
             {filler.location, 0, filler.function, {}, filler.services});
    }
    AddUses(relation.uses);
    for (const RequiredColumn& column : relation.columns) {
      std::string what = column.name;
      if (!column.type.empty()) {
        what += " " + column.type + (column.type_inferred ? " (inferred)" : "");
      }
      Line(2, what, column.status);
      AddUses(column.uses);
    }
  }

  void AddObjects(const std::string& kind,
                  const std::vector<RequiredObject>& objects) {
    for (const RequiredObject& object : objects) {
      Line(0, kind + Qualified(object.schema, object.name), object.status);
      AddUses(object.uses);
    }
  }

  const SourceSet& sources_;
  std::string text_;
};

}  // namespace

std::string DumpContract(const Contract& contract, const SourceSet& sources) {
  return Dumper(sources).Dump(contract);
}

}  // namespace pgpact
