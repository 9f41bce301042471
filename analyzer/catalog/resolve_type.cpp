#include "analyzer/catalog/resolve_type.h"

#include <algorithm>

#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

TypeResolution Problem(std::string_view sqlstate, std::string message) {
  TypeResolution resolution;
  resolution.sqlstate = sqlstate;
  resolution.message = std::move(message);
  return resolution;
}

bool AnyWild(const TypeName& name) {
  return std::any_of(
      name.names.begin(), name.names.end(),
      [](const Identifier& part) { return IsWildName(part.name); });
}

constexpr int64_t kMaximumVarchar = 10485760;

// atttypmod of a built-in type from the numbers in parentheses; nothing when
// they are out of range.
std::optional<int32_t> ModifierOf(std::string_view type,
                                  const std::vector<int64_t>& numbers) {
  if (numbers.empty()) {
    return -1;
  }
  const int64_t first = numbers[0];
  if (type == "varchar" || type == "bpchar") {
    if (first < 1 || first > kMaximumVarchar) {
      return std::nullopt;
    }
    return static_cast<int32_t>(first) + 4;
  }
  if (type == "bit" || type == "varbit") {
    return first < 1 ? std::nullopt
                     : std::optional(static_cast<int32_t>(first));
  }
  if (type == "numeric") {
    const int64_t scale = numbers.size() > 1 ? numbers[1] : 0;
    if (first < 1 || first > 1000 || scale < -1000 || scale > 1000) {
      return std::nullopt;
    }
    return static_cast<int32_t>(((first << 16) | (scale & 0x7FF)) + 4);
  }
  if (type == "interval") {
    const int64_t precision =
        numbers.size() > 1 ? std::clamp<int64_t>(numbers[1], 0, 6) : 0xFFFF;
    return static_cast<int32_t>(precision | ((first & 0x7FFF) << 16));
  }
  if (type == "time" || type == "timetz" || type == "timestamp" ||
      type == "timestamptz") {
    return first < 0 ? std::nullopt
                     : std::optional(
                           static_cast<int32_t>(std::min<int64_t>(first, 6)));
  }
  return -1;
}

TypeResolution PercentType(const Catalog& catalog, const SearchPath& path,
                           const TypeName& name) {
  const size_t parts = name.names.size();
  const std::string& column = name.names[parts - 1].name;
  std::optional<RelationId> relation;
  if (parts == 2) {
    relation = FindOnPath(catalog, path, name.names[0].name);
  } else if (parts >= 3) {
    const auto schema = catalog.FindSchema(name.names[parts - 3].name);
    relation = schema
                   ? catalog.FindRelation(*schema, name.names[parts - 2].name)
                   : std::nullopt;
  }
  const std::string shown =
      ShowTypeName(name).substr(0, ShowTypeName(name).rfind('.'));
  if (!relation) {
    if (MayBeElsewhere(catalog, path,
                       parts >= 3 ? name.names[parts - 3].name : "")) {
      return {};
    }
    return Problem(sqlstate::kUndefinedTable,
                   "relation \"" + shown + "\" does not exist");
  }
  const Column* found = catalog.relation(*relation).FindColumn(column);
  if (found == nullptr) {
    if (catalog.relation(*relation).incomplete) {
      return {};
    }
    return Problem(sqlstate::kUndefinedColumn,
                   "column \"" + column + "\" of relation \"" +
                       catalog.relation(*relation).name + "\" does not exist");
  }
  TypeResolution resolution;
  resolution.use.type = found->type.type;
  return resolution;
}

// Whether it holds of the schema, or of one on the path when none is given.
template <typename Holds>
bool InSchemaOrOnPath(const SearchPath& path, std::string_view schema,
                      const Holds& holds) {
  if (!schema.empty()) {
    return holds(std::string(schema));
  }
  return holds("") ||
         std::any_of(path.schemas.begin(), path.schemas.end(),
                     [&](const std::string& listed) {
                       return holds(listed == "$user" ? path.role : listed);
                     });
}

// Whether the type may be made by something that is not known.
bool MayBeMade(const Catalog& catalog, const SearchPath& path,
               std::string_view schema, std::string_view type) {
  return InSchemaOrOnPath(path, schema, [&](const std::string& name) {
    return catalog.open_schemas().count(name) != 0 ||
           (!name.empty() && catalog.FindSchema(name) &&
            catalog.MayHold(name, type));
  });
}

}  // namespace

bool MayBeElsewhere(const Catalog& catalog, const SearchPath& path,
                    std::string_view schema) {
  return InSchemaOrOnPath(path, schema, [&](const std::string& name) {
    return catalog.MayHold(name, "") || catalog.HasExtensionIn(name);
  });
}

std::string ShowTypeName(const TypeName& name) {
  std::string text;
  for (const Identifier& part : name.names) {
    text += text.empty() ? part.name : "." + part.name;
  }
  if (name.percent_type) {
    text += "%TYPE";
  }
  for (uint32_t i = 0; i < name.array_dimensions; ++i) {
    text += "[]";
  }
  return text;
}

TypeResolution ResolveTypeName(const Catalog& catalog, const SearchPath& path,
                               const TypeName& name) {
  if (name.names.empty() || AnyWild(name)) {
    return {};
  }
  if (name.percent_type) {
    return PercentType(catalog, path, name);
  }
  const size_t parts = name.names.size();
  const std::string& last = name.names[parts - 1].name;
  const std::string schema_name = parts > 1 ? name.names[parts - 2].name : "";
  std::optional<TypeId> id;
  if (parts == 1) {
    id = FindTypeOnPath(catalog, path, last);
  } else if (const auto schema = catalog.FindSchema(schema_name)) {
    id = catalog.FindType(*schema, last);
  } else if (!MayBeElsewhere(catalog, path, schema_name)) {
    return Problem(sqlstate::kInvalidSchemaName,
                   "schema \"" + schema_name + "\" does not exist");
  }
  if (!id) {
    if (MayBeMade(catalog, path, schema_name, last)) {
      return {};
    }
    return Problem(sqlstate::kUndefinedObject,
                   "type \"" + ShowTypeName(name) + "\" does not exist");
  }
  TypeResolution resolution;
  resolution.use.type = *id;
  const Type& type = catalog.type(*id);
  if (type.schema == catalog.builtin_schema()) {
    const auto modifier = ModifierOf(type.name, name.modifiers);
    if (!modifier) {
      return Problem("22023", "invalid type modifier");
    }
    resolution.use.modifier = *modifier;
  }
  if (name.array_dimensions > 0) {
    resolution.use.type = type.array;
  }
  return resolution;
}

}  // namespace pgpact
