// DdlContext: what every part of BindDdl works with: the statement, the draft
// of the catalog, the look-ups that utility statements make, and the error.
// The parts are the functions in bind_ddl_parts.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/binder/bind_ddl.h"
#include "analyzer/catalog/catalog_draft.h"
#include "analyzer/catalog/resolve_type.h"
#include "analyzer/sql/parsed_sql.h"

namespace pgpact {

class DdlContext {
 public:
  // All three must outlive the context.
  DdlContext(const ParsedStatement& bound, const Catalog& before,
             const Session& in_session)
      : statement(bound), session(in_session), draft(before) {}

  const ParsedStatement& statement;
  const Session& session;
  CatalogDraft draft;
  DdlResult result;

  const ParseTree& tree() const { return statement.tree; }
  const Catalog& catalog() const { return draft.catalog(); }
  const SearchPath& path() const { return session.search_path; }

  // ---- Errors. All give false, so that `return Fail(…)` reads as it is.
  bool Fail(std::string_view sqlstate, std::string message,
            TextRange range = {});
  // The same with the server's position at the range.
  bool FailAt(std::string_view sqlstate, std::string message, TextRange range);
  // 42703: the table has no such column. `told` is what the server says after
  // `column "name"`; without it, which relation does not have it.
  bool FailColumn(const Relation& table, const Identifier& column,
                  std::string_view told = {});
  // The statement's meaning hangs on something that is not known.
  bool Undecide(std::string_view open_schema);
  // 42P07 and its kin: the object that is there already is told too.
  bool FailExisting(std::string_view sqlstate, std::string message,
                    TextRange range, const ExistingObject& existing);
  bool failed() const { return result.verdict != Verdict::Ok; }

  // ---- Look-ups. Without a value either an error was recorded, or (only with
  // missing_ok, or when the catalog is open there) not.
  // As RangeVarGetRelid: 3F000 for a missing schema, 42P01 for a missing
  // relation.
  std::optional<RelationId> FindRelation(const QualifiedName& name,
                                         bool missing_ok);
  // The same without an error.
  std::optional<RelationId> LookUp(const QualifiedName& name) const;
  // Where CREATE puts an object of that name; 3F000 when there is no such.
  std::optional<SchemaId> CreationSchema(const QualifiedName& name,
                                         Persistence persistence);
  std::optional<SchemaId> FindSchema(const Identifier& name);
  // Nothing after an error; kUnknownTypeId when not known.
  std::optional<TypeUse> ResolveType(const TypeName& name);
  // Whether a missing thing of that schema (of the path when empty) may be
  // there unseen.
  bool MayBeElsewhere(std::string_view schema) const {
    return pgpact::MayBeElsewhere(catalog(), path(), schema);
  }

  // ---- Places and texts
  DefinedAt At(TextRange range) const;
  DefinedAt At(uint32_t offset) const;
  // The statement's text in the range.
  std::string Text(TextRange range) const;
  std::string TextOfType(TypeUse use) const;
  std::string SchemaName(SchemaId id) const { return draft.schema(id).name; }
  std::vector<std::string> PathNames() const { return path().schemas; }
  void NameRole(const Identifier& role);

  // ---- Names that the server makes up
  // As ChooseRelationName: t_a_key, t_a_key1 …
  std::string ChooseRelationName(std::string_view first,
                                 std::string_view second,
                                 std::string_view label, SchemaId schema) const;
};

// As makeObjectName: the parts joined by underscores and shortened to fit.
std::string MakeObjectName(std::string_view first, std::string_view second,
                           std::string_view label);
// "schema.name" as the server's messages show a name.
std::string ShowName(const QualifiedName& name);
// "table", "view", … as messages call the kind.
std::string_view KindWord(RelationKind kind);
// The schema that a user's display shows names without: public.
std::string DisplayName(const CatalogDraft& draft, SchemaId schema,
                        std::string_view name);

}  // namespace pgpact
