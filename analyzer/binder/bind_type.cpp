// Type names: what typenameType finds or refuses.

#include "analyzer/binder/binder.h"
#include "analyzer/binder/suggest.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

// Bytes of a varlena's header, which the modifiers of varchar and numeric
// count in.
constexpr int64_t kHeader = 4;

std::string Spell(const TypeName& type) {
  std::string text;
  for (const Identifier& name : type.names) {
    text += (text.empty() ? "" : ".") + name.name;
  }
  if (type.percent_type) {
    text += "%TYPE";
  }
  if (type.array_dimensions > 0) {
    text += "[]";
  }
  return text;
}

int32_t ModifierOf(const Type& type, const TypeName& written) {
  const auto& given = written.modifiers;
  if (given.empty()) {
    return -1;
  }
  if (type.name == "varchar" || type.name == "bpchar") {
    return static_cast<int32_t>(given[0] + kHeader);
  }
  if (type.name == "numeric") {
    constexpr int64_t kScaleMask = 0x7ff;
    constexpr int kPrecisionShift = 16;
    const int64_t scale = given.size() > 1 ? given[1] : 0;
    return static_cast<int32_t>(
        ((given[0] << kPrecisionShift) | (scale & kScaleMask)) + kHeader);
  }
  if (type.name == "interval") {
    constexpr int64_t kFullPrecision = 0xffff;
    constexpr int kRangeShift = 16;
    const int64_t precision = given.size() > 1 ? given[1] : kFullPrecision;
    return static_cast<int32_t>((given[0] << kRangeShift) | precision);
  }
  return given.size() == 1 ? static_cast<int32_t>(given[0]) : -1;
}

}  // namespace

void Binder::ReportMissingType(const TypeName& type) {
  const std::string& name = type.names.back().name;
  BindProblem problem = Problem(sqlstate::kUndefinedObject,
                                "type \"" + Spell(type) + "\" does not exist",
                                type.names.back().range, type.range.begin);
  problem.kind = ReferenceKind::Type;
  problem.name = name;
  if (type.names.size() == 2) {
    problem.schema = type.names.front().name;
  }
  Reference reference;
  reference.kind = ReferenceKind::Type;
  reference.schema = problem.schema;
  reference.name = name;
  reference.status = ReferenceStatus::Missing;
  reference.range = problem.range;
  AddReference(std::move(reference));
  Report(std::move(problem));
}

TypeUse Binder::BindTypeName(const TypeName& type) {
  if (type.empty()) {
    return {};
  }
  for (const Identifier& name : type.names) {
    if (IsWildName(name.name)) {
      Undecide("a type's name is not known");
      return {};
    }
  }
  if (type.percent_type || type.names.size() > 2) {
    return {};
  }
  const std::string& name = type.names.back().name;
  std::optional<TypeId> found;
  bool undecided = false;
  if (type.names.size() == 2) {
    const std::string& schema_name = type.names.front().name;
    const auto schema = catalog_.FindSchema(schema_name);
    undecided = catalog_.MayHold(schema_name, name) || schema_name == "pg_temp";
    if (!schema.has_value() && !undecided) {
      BindProblem problem =
          Problem(sqlstate::kInvalidSchemaName,
                  "schema \"" + schema_name + "\" does not exist",
                  type.names.front().range, type.range.begin);
      problem.kind = ReferenceKind::Schema;
      problem.name = schema_name;
      problem.near_names = catalog_.NearSchemas(schema_name);
      Report(std::move(problem));
      return {};
    }
    if (schema.has_value()) {
      found = catalog_.FindType(*schema, name);
    }
  } else {
    found = FindTypeOnPath(catalog_, session_.search_path, name);
    undecided = PathMayHold(name) || FindSessionTable(name) != nullptr;
  }
  if (found.has_value()) {
    const Type& known = catalog_.type(*found);
    if (known.defined.has_value() && known.kind != TypeKind::Array) {
      Reference reference;
      reference.kind = ReferenceKind::Type;
      reference.schema = catalog_.schema(known.schema).name;
      reference.name = known.name;
      reference.range = type.names.back().range;
      AddReference(std::move(reference));
    }
    TypeUse use{*found, ModifierOf(known, type)};
    if (type.array_dimensions > 0) {
      use.type = known.kind == TypeKind::Array ? *found : known.array;
    }
    return use;
  }
  if (undecided) {
    Undecide("a type may be made by what is not known");
    return {};
  }
  ReportMissingType(type);
  return {};
}

}  // namespace pgpact
