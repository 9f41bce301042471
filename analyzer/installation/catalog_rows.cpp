#include "analyzer/installation/catalog_rows.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/identifier.h"

namespace pgpact {
namespace {

// The most particular first.
constexpr std::array<std::string_view, 28> kViews = {"pg_enum",
                                                     "pg_attribute",
                                                     "columns",
                                                     "pg_constraint",
                                                     "table_constraints",
                                                     "pg_trigger",
                                                     "triggers",
                                                     "pg_policies",
                                                     "pg_policy",
                                                     "pg_indexes",
                                                     "pg_index",
                                                     "pg_proc",
                                                     "routines",
                                                     "pg_type",
                                                     "pg_tables",
                                                     "pg_views",
                                                     "pg_matviews",
                                                     "pg_sequences",
                                                     "sequences",
                                                     "tables",
                                                     "views",
                                                     "domains",
                                                     "pg_class",
                                                     "pg_extension",
                                                     "pg_roles",
                                                     "pg_namespace",
                                                     "schemata",
                                                     "pg_user"};

std::string KindLetter(RelationKind kind) {
  switch (kind) {
    case RelationKind::Table:
      return "r";
    case RelationKind::PartitionedTable:
      return "p";
    case RelationKind::View:
      return "v";
    case RelationKind::MaterializedView:
      return "m";
    case RelationKind::ForeignTable:
      return "f";
    case RelationKind::Sequence:
      return "S";
    case RelationKind::CompositeType:
      return "c";
    case RelationKind::Index:
      return "i";
  }
  return "r";
}

std::string ConstraintLetter(TableConstraint::Kind kind) {
  switch (kind) {
    case TableConstraint::Kind::PrimaryKey:
      return "p";
    case TableConstraint::Kind::Unique:
      return "u";
    case TableConstraint::Kind::ForeignKey:
      return "f";
    case TableConstraint::Kind::Check:
      return "c";
    case TableConstraint::Kind::Exclusion:
      return "x";
  }
  return "c";
}

std::string ConstraintWord(TableConstraint::Kind kind) {
  switch (kind) {
    case TableConstraint::Kind::PrimaryKey:
      return "PRIMARY KEY";
    case TableConstraint::Kind::Unique:
      return "UNIQUE";
    case TableConstraint::Kind::ForeignKey:
      return "FOREIGN KEY";
    case TableConstraint::Kind::Check:
      return "CHECK";
    case TableConstraint::Kind::Exclusion:
      return "EXCLUDE";
  }
  return "CHECK";
}

// schema.name or name, as ::regclass reads it.
std::pair<std::string, std::string> Split(std::string_view text) {
  std::vector<std::string> names;
  for (const Token& token : Tokenize(text)) {
    const std::string_view written =
        text.substr(token.range.begin, token.range.size());
    if (token.kind == TokenKind::Identifier) {
      names.push_back(FoldIdentifier(written));
    } else if (token.kind == TokenKind::QuotedIdentifier) {
      names.push_back(UnquoteIdentifier(written));
    }
  }
  if (names.empty()) {
    return {};
  }
  return {names.size() > 1 ? names[names.size() - 2] : "", names.back()};
}

class Maker {
 public:
  Maker(const Catalog& catalog, std::string_view view,
        const std::optional<std::string>& name)
      : catalog_(catalog), view_(view), name_(name) {}

  std::vector<CatalogRow> Rows() && {
    if (Is({"pg_namespace", "schemata"})) {
      Schemas();
    } else if (Is({"pg_type", "pg_enum", "domains"})) {
      Types();
    } else if (Is({"pg_proc", "routines"})) {
      Routines();
    } else if (Is({"pg_extension"})) {
      for (const std::string& extension : catalog_.extensions()) {
        rows_.push_back({{"extname", extension}});
      }
    } else if (Is({"pg_roles", "pg_user"})) {
      for (const std::string& role : catalog_.roles()) {
        rows_.push_back({{"rolname", role}, {"usename", role}});
      }
    } else {
      for (const RelationId id : catalog_.UserRelations()) {
        OfRelation(id);
      }
    }
    return std::move(rows_);
  }

 private:
  bool Is(std::initializer_list<std::string_view> views) const {
    return std::find(views.begin(), views.end(), view_) != views.end();
  }
  bool Wanted(const std::string& name) const {
    return !name_ || *name_ == name;
  }

  CatalogRow InSchema(SchemaId id) const {
    const std::string& schema = catalog_.schema(id).name;
    CatalogRow row;
    for (const std::string_view column :
         {"nspname", "schemaname", "table_schema", "constraint_schema",
          "trigger_schema", "routine_schema", "sequence_schema", "schema_name",
          "domain_schema", "event_object_schema", "specific_schema"}) {
      row.emplace(column, schema);
    }
    for (const std::string_view column :
         {"relnamespace", "typnamespace", "pronamespace", "connamespace"}) {
      row.emplace(column, SchemaKey(schema));
    }
    return row;
  }

  void Schemas() {
    for (const std::string_view name :
         {"public", "pg_catalog", "information_schema"}) {
      if (const auto id = catalog_.FindSchema(name)) {
        rows_.push_back(InSchema(*id));
        rows_.back()["oid"] = SchemaKey(name);
      }
    }
    for (const SchemaId id : catalog_.UserSchemas()) {
      rows_.push_back(InSchema(id));
      rows_.back()["oid"] = SchemaKey(catalog_.schema(id).name);
    }
  }

  // pg_type.typtype
  static std::string_view LetterOf(TypeKind kind) {
    switch (kind) {
      case TypeKind::Enum:
        return "e";
      case TypeKind::Composite:
        return "c";
      case TypeKind::Domain:
        return "d";
      case TypeKind::Range:
        return "r";
      default:
        return "b";
    }
  }

  void Types() {
    for (const TypeId id : catalog_.UserTypes()) {
      const Type& type = catalog_.type(id);
      if (view_ == "domains" && type.kind != TypeKind::Domain) {
        continue;
      }
      CatalogRow row = InSchema(type.schema);
      row["typname"] = type.name;
      row["domain_name"] = type.name;
      row["oid"] = TypeKey(id);
      row["enumtypid"] = TypeKey(id);
      row["typtype"] = LetterOf(type.kind);
      if (view_ != "pg_enum") {
        if (Wanted(type.name)) {
          rows_.push_back(std::move(row));
        }
        continue;
      }
      for (const std::string& label : type.labels) {
        row["enumlabel"] = label;
        rows_.push_back(row);
      }
    }
  }

  void Routines() {
    for (const RoutineId id : catalog_.UserRoutines()) {
      const Routine& routine = catalog_.routine(id);
      if (Wanted(routine.name)) {
        CatalogRow row = InSchema(routine.schema);
        row["proname"] = routine.name;
        row["routine_name"] = routine.name;
        rows_.push_back(std::move(row));
      }
    }
  }

  bool ShowsRelation(RelationKind kind) const {
    using enum RelationKind;
    if (view_ == "pg_tables") {
      return kind == Table || kind == PartitionedTable;
    }
    if (Is({"tables", "columns"})) {
      return kind == Table || kind == PartitionedTable || kind == View ||
             kind == ForeignTable;
    }
    if (Is({"views", "pg_views"})) {
      return kind == View;
    }
    if (view_ == "pg_matviews") {
      return kind == MaterializedView;
    }
    if (Is({"sequences", "pg_sequences"})) {
      return kind == Sequence;
    }
    return true;
  }

  CatalogRow RelationRow(RelationId id) const {
    const Relation& relation = catalog_.relation(id);
    CatalogRow row = InSchema(relation.schema);
    for (const std::string_view column :
         {"relname", "tablename", "viewname", "matviewname", "sequencename",
          "table_name", "sequence_name", "event_object_table"}) {
      row.emplace(column, relation.name);
    }
    for (const std::string_view column :
         {"oid", "attrelid", "conrelid", "tgrelid", "polrelid", "indrelid"}) {
      row.emplace(column, RelationKey(id));
    }
    row["relkind"] = KindLetter(relation.kind);
    row["table_type"] = relation.kind == RelationKind::View ? "VIEW"
                        : relation.kind == RelationKind::ForeignTable
                            ? "FOREIGN"
                            : "BASE TABLE";
    row["attisdropped"] = "false";
    row["tgisinternal"] = "false";
    return row;
  }

  template <typename Parts, typename Fill>
  void OfParts(RelationId id, const Parts& parts, Fill fill) {
    for (const auto& part : parts) {
      if (Wanted(part.name)) {
        rows_.push_back(RelationRow(id));
        fill(part, rows_.back());
      }
    }
  }

  void OfRelation(RelationId id) {
    const Relation& relation = catalog_.relation(id);
    if (!ShowsRelation(relation.kind)) {
      return;
    }
    if (Is({"pg_attribute", "columns"})) {
      OfParts(id, relation.columns, [](const Column& column, CatalogRow& row) {
        row["attname"] = column.name;
        row["column_name"] = column.name;
        row["is_nullable"] = column.not_null ? "NO" : "YES";
        row["attnotnull"] = column.not_null ? "true" : "false";
      });
    } else if (Is({"pg_constraint", "table_constraints"})) {
      OfParts(id, relation.constraints,
              [](const TableConstraint& constraint, CatalogRow& row) {
                row["conname"] = constraint.name;
                row["constraint_name"] = constraint.name;
                row["contype"] = ConstraintLetter(constraint.kind);
                row["constraint_type"] = ConstraintWord(constraint.kind);
              });
    } else if (Is({"pg_trigger", "triggers"})) {
      OfParts(id, relation.triggers,
              [](const Trigger& trigger, CatalogRow& row) {
                row["tgname"] = trigger.name;
                row["trigger_name"] = trigger.name;
              });
    } else if (Is({"pg_policies", "pg_policy"})) {
      OfParts(id, relation.policies,
              [](const TableRule& policy, CatalogRow& row) {
                row["policyname"] = policy.name;
                row["polname"] = policy.name;
              });
    } else if (view_ == "pg_indexes") {
      OfParts(id, relation.indexes, [](const Index& index, CatalogRow& row) {
        row["indexname"] = index.name;
      });
    } else if (Wanted(relation.name)) {
      rows_.push_back(RelationRow(id));
    }
  }

  const Catalog& catalog_;
  std::string_view view_;
  const std::optional<std::string>& name_;
  std::vector<CatalogRow> rows_;
};

}  // namespace

bool IsOwnName(std::string_view view, std::string_view column) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 21>
      kNames{{{"pg_type", "typname"},
              {"domains", "domain_name"},
              {"pg_attribute", "attname"},
              {"columns", "column_name"},
              {"pg_constraint", "conname"},
              {"table_constraints", "constraint_name"},
              {"pg_trigger", "tgname"},
              {"triggers", "trigger_name"},
              {"pg_policies", "policyname"},
              {"pg_policy", "polname"},
              {"pg_indexes", "indexname"},
              {"pg_proc", "proname"},
              {"routines", "routine_name"},
              {"pg_class", "relname"},
              {"pg_tables", "tablename"},
              {"pg_views", "viewname"},
              {"pg_matviews", "matviewname"},
              {"pg_sequences", "sequencename"},
              {"sequences", "sequence_name"},
              {"tables", "table_name"},
              {"views", "table_name"}}};
  return std::any_of(kNames.begin(), kNames.end(), [&](const auto& one) {
    return one.first == view && one.second == column;
  });
}

std::optional<std::string> RelationKeyOf(const Catalog& catalog,
                                         const SearchPath& path,
                                         std::string_view text) {
  const auto [schema, name] = Split(text);
  std::optional<RelationId> id;
  if (schema.empty()) {
    id = FindOnPath(catalog, path, name);
  } else if (const auto found = catalog.FindSchema(schema)) {
    id = catalog.FindRelation(*found, name);
  }
  return id ? std::optional(RelationKey(*id)) : std::nullopt;
}

std::optional<std::string> TypeKeyOf(const Catalog& catalog,
                                     const SearchPath& path,
                                     std::string_view text) {
  const auto [schema, name] = Split(text);
  std::optional<TypeId> id;
  if (schema.empty()) {
    id = FindTypeOnPath(catalog, path, name);
  } else if (const auto found = catalog.FindSchema(schema)) {
    id = catalog.FindType(*found, name);
  }
  return id ? std::optional(TypeKey(*id)) : std::nullopt;
}

std::string RelationKey(RelationId id) {
  return "r:" + std::to_string(id.index);
}

std::string TypeKey(TypeId id) {
  return "t:" + std::to_string(id.index);
}

std::string SchemaKey(std::string_view name) {
  return "n:" + std::string(name);
}

std::optional<std::vector<CatalogRow>> CatalogRows(
    const Catalog& catalog, std::string_view view,
    const std::optional<std::string>& name) {
  if (view == "pg_index" ||
      std::find(kViews.begin(), kViews.end(), view) == kViews.end()) {
    return std::nullopt;
  }
  return Maker(catalog, view, name).Rows();
}

std::optional<std::string> MainView(const std::vector<std::string>& views) {
  for (const std::string_view view : kViews) {
    if (std::find(views.begin(), views.end(), view) != views.end()) {
      return std::string(view);
    }
  }
  return std::nullopt;
}

}  // namespace pgpact
