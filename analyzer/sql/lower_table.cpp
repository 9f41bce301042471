// Schemas, tables, views and indexes; ALTER TABLE.
#include <array>

#include "analyzer/sql/lower.h"

namespace pgpact {

namespace {

struct ConstraintRow {
  std::string_view word;
  ConstraintKind kind;
};
constexpr std::array<ConstraintRow, 10> kConstraints = {{
    {"CONSTR_NULL", ConstraintKind::Null},
    {"CONSTR_NOTNULL", ConstraintKind::NotNull},
    {"CONSTR_DEFAULT", ConstraintKind::Default},
    {"CONSTR_IDENTITY", ConstraintKind::Identity},
    {"CONSTR_GENERATED", ConstraintKind::Generated},
    {"CONSTR_CHECK", ConstraintKind::Check},
    {"CONSTR_PRIMARY", ConstraintKind::PrimaryKey},
    {"CONSTR_UNIQUE", ConstraintKind::Unique},
    {"CONSTR_EXCLUSION", ConstraintKind::Exclusion},
    {"CONSTR_FOREIGN", ConstraintKind::ForeignKey},
}};

// Bits of TableLikeOption in parsenodes.h.
constexpr int64_t kLikeConstraints = 1 << 2;
constexpr int64_t kLikeDefaults = 1 << 3;
constexpr int64_t kLikeGenerated = 1 << 4;
constexpr int64_t kLikeIdentity = 1 << 5;
constexpr int64_t kLikeIndexes = 1 << 6;

}  // namespace

StatementId Lowering::LowerCreateSchema(Fields node) {
  CreateSchemaStmt create;
  create.if_not_exists = Flag(node, "if_not_exists");
  const std::string_view name = Text(node, "schemaname");
  create.name = cursor_.Take(name);
  create.owner = Role(pgpact::Fields(node, "authrole"));
  if (name.empty()) {
    create.name = create.owner;
  }
  ForEachNode(node, "schemaElts", [&](JsonNode element) {
    create.elements.push_back(LowerNode(element));
  });
  return Add(std::move(create));
}

StatementId Lowering::LowerCreate(Fields node) {
  return Add(Create(node));
}

StatementId Lowering::LowerCreateForeignTable(Fields node) {
  CreateStmt create = Create(*pgpact::Fields(node, "base"));
  create.foreign_server = cursor_.Take(Text(node, "servername"));
  return Add(std::move(create));
}

CreateStmt Lowering::Create(Fields node) {
  CreateStmt create;
  const Fields relation = *pgpact::Fields(node, "relation");
  create.relation = Range(relation);
  create.persistence = PersistenceOf(relation);
  create.if_not_exists = Flag(node, "if_not_exists");
  create.of_type = OptionalType(node, "ofTypename");
  const bool partition = Has(node, "partbound");
  if (partition) {
    create.inherits = Ranges(node, "inhRelations");
  }
  ForEachNode(node, "tableElts", [&](JsonNode element) {
    if (element.tag == "ColumnDef") {
      create.elements.push_back({Column(element.fields)});
    } else if (element.tag == "TableLikeClause") {
      create.elements.push_back({Like(element.fields)});
    } else if (element.tag == "Constraint") {
      if (auto constraint = LowerConstraint(element.fields)) {
        create.elements.push_back({*std::move(constraint)});
      }
    }
  });
  if (!partition) {
    create.inherits = Ranges(node, "inhRelations");
  }
  LowerPartitioning(node, create);
  return create;
}

void Lowering::LowerPartitioning(Fields node, CreateStmt& create) {
  if (const auto bound = pgpact::Fields(node, "partbound")) {
    create.partition_bound = Bound(*bound);
  }
  const std::optional<Fields> spec = pgpact::Fields(node, "partspec");
  if (!spec) {
    return;
  }
  create.partitioned = true;
  ForEachNode(*spec, "partParams", [&](JsonNode element) {
    const uint32_t location = LocationOf(element.fields);
    const std::string_view name = Text(element.fields, "name");
    if (name.empty()) {
      if (const auto key = OptionalExpr(element.fields, "expr")) {
        create.partition_keys.push_back(*key);
      }
      return;
    }
    ColumnRef column;
    column.parts.push_back(
        cursor_.TakeAt(cursor_.tokens().IndexAt(location), name));
    create.partition_keys.push_back(AddExpr(std::move(column), location));
  });
}

PartitionBound Lowering::Bound(Fields node) {
  PartitionBound bound;
  bound.is_default = Flag(node, "is_default");
  for (const std::string_view key :
       {"listdatums", "lowerdatums", "upperdatums"}) {
    for (const ExprId value : Exprs(node, key)) {
      bound.values.push_back(value);
    }
  }
  return bound;
}

TableLike Lowering::Like(Fields node) {
  TableLike like;
  like.relation = Range(*pgpact::Fields(node, "relation")).name;
  const int64_t options = Integer(node, "options");
  like.defaults = (options & kLikeDefaults) != 0;
  like.constraints = (options & kLikeConstraints) != 0;
  like.indexes = (options & kLikeIndexes) != 0;
  like.identity = (options & kLikeIdentity) != 0;
  like.generated = (options & kLikeGenerated) != 0;
  return like;
}

ColumnDef Lowering::Column(Fields node) {
  ColumnDef column;
  column.location = LocationOf(node);
  const std::string_view name = Text(node, "colname");
  if (!name.empty()) {
    column.name =
        column.location == kNoLocation
            ? cursor_.Take(name)
            : cursor_.TakeAt(cursor_.tokens().IndexAt(column.location), name);
  }
  if (const auto type = pgpact::Fields(node, "typeName")) {
    column.type = Type(*type);
  }
  if (const auto clause = pgpact::Fields(node, "collClause")) {
    column.collation = CollationNames(*clause);
  }
  ForEachNode(node, "constraints", [&](JsonNode item) {
    if (auto constraint = LowerConstraint(item.fields)) {
      column.constraints.push_back(*std::move(constraint));
    }
  });
  return column;
}

std::optional<Constraint> Lowering::LowerConstraint(Fields node) {
  const std::string_view word = Text(node, "contype");
  Constraint constraint;
  bool known = false;
  for (const ConstraintRow& row : kConstraints) {
    if (row.word == word) {
      constraint.kind = row.kind;
      known = true;
    }
  }
  if (!known) {
    return std::nullopt;
  }
  constraint.location = LocationOf(node);
  cursor_.Reach(constraint.location);
  constraint.name = cursor_.Take(Text(node, "conname"));
  constraint.identity_always = Text(node, "generated_when") == "a";
  constraint.not_valid = Flag(node, "skip_validation");
  constraint.expression = OptionalExpr(node, "raw_expr");
  LowerConstraintKeys(node, constraint);
  return constraint;
}

void Lowering::LowerConstraintKeys(Fields node, Constraint& constraint) {
  constraint.columns =
      EachAhead(node, constraint.kind == ConstraintKind::ForeignKey ? "fk_attrs"
                                                                    : "keys");
  ForEachNode(node, "exclusions", [&](JsonNode pair) {
    ForEachNode(pair.fields, "items", [&](JsonNode item) {
      if (item.tag != "IndexElem") {
        return;
      }
      IndexElement element = LowerIndexElement(item.fields);
      if (element.expression) {
        constraint.exclusion_expressions.push_back(*element.expression);
      } else {
        const uint32_t location = element.column.range.begin;
        ColumnRef column;
        column.parts.push_back(std::move(element.column));
        constraint.exclusion_expressions.push_back(
            AddExpr(std::move(column), location));
      }
    });
  });
  constraint.including = EachAhead(node, "including");
  constraint.exclusion_where = OptionalExpr(node, "where_clause");
  constraint.index_name = cursor_.Take(Text(node, "indexname"));
  if (const auto referenced = pgpact::Fields(node, "pktable")) {
    constraint.referenced = Range(*referenced).name;
    constraint.referenced_columns = EachAhead(node, "pk_attrs");
  }
}

StatementId Lowering::LowerCreateTableAs(Fields node) {
  CreateTableAsStmt create;
  const Fields into = *pgpact::Fields(node, "into");
  create.into = Into(into);
  if (const auto relation = pgpact::Fields(into, "rel")) {
    create.persistence = PersistenceOf(*relation);
  }
  create.if_not_exists = Flag(node, "if_not_exists");
  create.materialized_view = Text(node, "objtype") == "OBJECT_MATVIEW";
  create.with_no_data = Flag(into, "skipData");
  create.query = LowerNode(NodeOf(*Child(node, "query")));
  return Add(std::move(create));
}

StatementId Lowering::LowerView(Fields node) {
  ViewStmt view;
  const Fields relation = *pgpact::Fields(node, "view");
  view.view = Range(relation);
  view.persistence = PersistenceOf(relation);
  view.aliases = EachAhead(node, "aliases");
  view.replace = Flag(node, "replace");
  view.query = LowerNode(NodeOf(*Child(node, "query")));
  return Add(std::move(view));
}

IndexElement Lowering::LowerIndexElement(Fields node) {
  IndexElement element;
  element.column = cursor_.Take(Text(node, "name"));
  element.expression = OptionalExpr(node, "expr");
  element.collation = NamesAhead(node, "collation");
  element.operator_class = NamesAhead(node, "opclass");
  return element;
}

StatementId Lowering::LowerIndex(Fields node) {
  IndexStmt index;
  index.name = cursor_.Take(Text(node, "idxname"));
  index.relation = Range(*pgpact::Fields(node, "relation"));
  index.access_method = Text(node, "accessMethod");
  ForEachNode(node, "indexParams", [&](JsonNode element) {
    index.elements.push_back(LowerIndexElement(element.fields));
  });
  ForEachNode(node, "indexIncludingParams", [&](JsonNode element) {
    index.including.push_back(LowerIndexElement(element.fields).column);
  });
  index.where = OptionalExpr(node, "whereClause");
  index.unique = Flag(node, "unique");
  index.if_not_exists = Flag(node, "if_not_exists");
  index.concurrently = Flag(node, "concurrent");
  return Add(std::move(index));
}

}  // namespace pgpact
