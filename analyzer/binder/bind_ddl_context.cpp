#include "analyzer/binder/bind_ddl_context.h"

#include <algorithm>

#include "analyzer/catalog/kind_names.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

// The longest prefix of at most `bytes` bytes that ends with a character.
std::string_view ClipCharacters(std::string_view text, size_t bytes) {
  if (text.size() <= bytes) {
    return text;
  }
  while (bytes > 0 &&
         (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) {
    --bytes;
  }
  return text.substr(0, bytes);
}

}  // namespace

bool DdlContext::Fail(std::string_view sqlstate, std::string message,
                      TextRange range) {
  if (failed()) {
    return false;
  }
  result.verdict = Verdict::Error;
  result.problem.sqlstate = sqlstate;
  result.problem.message = std::move(message);
  result.problem.range = range;
  return false;
}

bool DdlContext::FailAt(std::string_view sqlstate, std::string message,
                        TextRange range) {
  if (!failed()) {
    result.problem.server_offset = range.begin;
  }
  return Fail(sqlstate, std::move(message), range);
}

bool DdlContext::FailColumn(const Relation& table, const Identifier& column,
                            std::string_view told) {
  if (failed()) {
    return false;
  }
  result.problem.kind = ReferenceKind::Column;
  result.problem.schema = SchemaName(table.schema);
  result.problem.relation = table.name;
  result.problem.name = column.name;
  std::string message = "column \"" + column.name + "\"";
  if (told.empty()) {
    message += " of relation \"" + table.name + "\" does not exist";
  }
  message += told;
  return Fail(sqlstate::kUndefinedColumn, std::move(message), column.range);
}

bool DdlContext::Undecide(std::string_view open_schema) {
  if (!failed()) {
    result.verdict = Verdict::Undecided;
    result.operations.emplace_back(
        OpenSchemaName{std::string(open_schema), ""});
  }
  return false;
}

bool DdlContext::FailExisting(std::string_view sqlstate, std::string message,
                              TextRange range, const ExistingObject& existing) {
  if (!failed()) {
    result.existing = existing;
  }
  return Fail(sqlstate, std::move(message), range);
}

std::optional<RelationId> DdlContext::LookUp(const QualifiedName& name) const {
  if (!name.schema.empty()) {
    const auto schema = catalog().FindSchema(name.schema.name);
    return schema ? draft.FindRelation(*schema, name.name.name) : std::nullopt;
  }
  for (const SchemaId schema : SchemasOnPath(catalog(), path())) {
    if (const auto id = draft.FindRelation(schema, name.name.name)) {
      return id;
    }
  }
  return std::nullopt;
}

std::optional<RelationId> DdlContext::FindRelation(const QualifiedName& name,
                                                   bool missing_ok) {
  if (IsWildName(name.name.name) || IsWildName(name.schema.name)) {
    Undecide(IsWildName(name.schema.name) ? "" : name.schema.name);
    return std::nullopt;
  }
  const auto id = LookUp(name);
  if (id || missing_ok || MayBeElsewhere(name.schema.name)) {
    return id;
  }
  result.problem.schema = name.schema.name;
  result.problem.name = name.name.name;
  if (!name.schema.empty() && !catalog().FindSchema(name.schema.name)) {
    result.problem.kind = ReferenceKind::Schema;
    result.problem.schema_missing = true;
    result.problem.near_names = catalog().NearSchemas(name.schema.name);
    Fail(sqlstate::kInvalidSchemaName,
         "schema \"" + name.schema.name + "\" does not exist",
         name.schema.range);
    return std::nullopt;
  }
  result.problem.near_names = catalog().NearRelations(
      name.schema.empty() ? "public" : name.schema.name, name.name.name);
  Fail(sqlstate::kUndefinedTable,
       "relation \"" + ShowName(name) + "\" does not exist", name.name.range);
  return std::nullopt;
}

std::optional<SchemaId> DdlContext::CreationSchema(const QualifiedName& name,
                                                   Persistence persistence) {
  if (IsWildName(name.name.name) || IsWildName(name.schema.name)) {
    Undecide(IsWildName(name.schema.name) ? "" : name.schema.name);
    return std::nullopt;
  }
  if (persistence == Persistence::Temporary &&
      (name.schema.empty() || name.schema.name == kTemporarySchema)) {
    if (const auto id = catalog().FindSchema(kTemporarySchema)) {
      return id;
    }
    Schema schema;
    schema.name = kTemporarySchema;
    return draft.Add(std::move(schema));
  }
  if (!name.schema.empty()) {
    return FindSchema(name.schema);
  }
  const auto id = pgpact::CreationSchema(catalog(), path());
  if (!id && !MayBeElsewhere("")) {
    FailAt(sqlstate::kInvalidSchemaName,
           "no schema has been selected to create in", name.range);
  }
  return id;
}

std::optional<SchemaId> DdlContext::FindSchema(const Identifier& name) {
  if (IsWildName(name.name)) {
    Undecide("");
    return std::nullopt;
  }
  const auto id = catalog().FindSchema(name.name);
  if (id) {
    return id;
  }
  if (MayBeElsewhere(name.name)) {
    Undecide(name.name);
    return std::nullopt;
  }
  result.problem.kind = ReferenceKind::Schema;
  result.problem.name = name.name;
  result.problem.schema_missing = true;
  result.problem.near_names = catalog().NearSchemas(name.name);
  FailAt(sqlstate::kInvalidSchemaName,
         "schema \"" + name.name + "\" does not exist", name.range);
  return std::nullopt;
}

std::optional<TypeUse> DdlContext::ResolveType(const TypeName& name) {
  const TypeResolution resolution = ResolveTypeName(catalog(), path(), name);
  if (resolution.ok()) {
    return resolution.use;
  }
  result.problem.kind = ReferenceKind::Type;
  result.problem.name = name.names.back().name;
  if (name.names.size() > 1) {
    result.problem.schema = name.names[name.names.size() - 2].name;
  }
  FailAt(resolution.sqlstate, resolution.message, name.range);
  return std::nullopt;
}

DefinedAt DdlContext::At(TextRange range) const {
  return statement.text.map.ToSource(range);
}
DefinedAt DdlContext::At(uint32_t offset) const {
  return offset == kNoLocation ? DefinedAt() : statement.text.map.At(offset);
}

std::string DdlContext::Text(TextRange range) const {
  return statement.text.text.substr(range.begin, range.size());
}

std::string DdlContext::TextOfType(TypeUse use) const {
  static constexpr std::string_view kShown = "public";
  const std::string shown(kShown);
  return catalog().FormatType(use, {&shown, 1});
}

void DdlContext::NameRole(const Identifier& role) {
  static constexpr std::string_view kNoRoles[] = {
      "public", "current_user", "session_user", "current_role", "postgres", ""};
  if (std::find(std::begin(kNoRoles), std::end(kNoRoles), role.name) ==
          std::end(kNoRoles) &&
      role.name.substr(0, 3) != "pg_" && !IsWildName(role.name)) {
    result.roles.push_back(role.name);
  }
}

std::string DdlContext::ChooseRelationName(std::string_view first,
                                           std::string_view second,
                                           std::string_view label,
                                           SchemaId schema) const {
  std::string tried_label(label);
  for (uint32_t pass = 1;; ++pass) {
    std::string name = MakeObjectName(first, second, tried_label);
    if (!draft.FindRelation(schema, name)) {
      return name;
    }
    tried_label = std::string(label) + std::to_string(pass);
  }
}

std::string MakeObjectName(std::string_view first, std::string_view second,
                           std::string_view label) {
  size_t overhead = 0;
  if (!second.empty()) {
    ++overhead;
  }
  if (!label.empty()) {
    overhead += label.size() + 1;
  }
  const size_t room = kMaximumIdentifierBytes - overhead;
  size_t first_bytes = first.size();
  size_t second_bytes = second.size();
  while (first_bytes + second_bytes > room) {
    if (first_bytes > second_bytes) {
      --first_bytes;
    } else {
      --second_bytes;
    }
  }
  std::string name(ClipCharacters(first, first_bytes));
  if (!second.empty()) {
    name += "_" + std::string(ClipCharacters(second, second_bytes));
  }
  if (!label.empty()) {
    name += "_" + std::string(label);
  }
  return name;
}

std::string ShowName(const QualifiedName& name) {
  std::string text;
  if (!name.catalog.empty()) {
    text += name.catalog.name + ".";
  }
  if (!name.schema.empty()) {
    text += name.schema.name + ".";
  }
  return text + name.name.name;
}

std::string_view KindWord(RelationKind kind) {
  return kind == RelationKind::PartitionedTable ? "table"
                                                : RelationKindName(kind);
}

std::string DisplayName(const CatalogDraft& draft, SchemaId schema,
                        std::string_view name) {
  const std::string& schema_name = draft.schema(schema).name;
  return schema_name == "public" || schema_name == "pg_catalog"
             ? QuoteIdentifier(name)
             : QuoteQualified(schema_name, name);
}

}  // namespace pgpact
