// Sequences, types, domains and extensions.
#include "analyzer/sql/lower.h"

namespace pgpact {

// The number of INCREMENT BY -1, MINVALUE -5: after its words.
std::string Lowering::NegativeAhead() const {
  const StatementTokens& tokens = cursor_.tokens();
  const uint32_t begin = cursor_.position();
  for (uint32_t i = begin; i < tokens.size() && i < begin + 2; ++i) {
    if (tokens.Text(i) == "-") {
      return NegativeAt(tokens.tokens[i].range.begin);
    }
  }
  return "0";
}

std::vector<SequenceOption> Lowering::SequenceOptions(Fields node) {
  std::vector<SequenceOption> options;
  ForEachNode(node, "options", [&](JsonNode item) {
    SequenceOption option;
    option.name = Text(item.fields, "defname");
    cursor_.Pass(LocationOf(item.fields));
    const std::optional<JsonElement> value = Child(item.fields, "arg");
    option.value = Spelled(value);
    if (option.value == "0") {
      option.value = NegativeAhead();
    }
    const JsonNode argument = value ? NodeOf(*value) : JsonNode{};
    if (argument.tag == "TypeName") {
      option.type = Type(argument.fields);
    } else if (argument.tag == "List" && option.name == "owned_by") {
      std::vector<Identifier> parts = NamesAhead(argument.fields, "items");
      if (parts.size() > 1) {
        option.owned_column = std::move(parts.back());
        parts.pop_back();
        option.owned_table = QualifiedOf(std::move(parts));
      }
    }
    options.push_back(std::move(option));
  });
  return options;
}

StatementId Lowering::LowerCreateSeq(Fields node) {
  CreateSeqStmt create;
  const Fields sequence = *pgpact::Fields(node, "sequence");
  create.sequence = Range(sequence);
  create.persistence = PersistenceOf(sequence);
  create.if_not_exists = Flag(node, "if_not_exists");
  create.options = SequenceOptions(node);
  return Add(std::move(create));
}

StatementId Lowering::LowerAlterSeq(Fields node) {
  AlterSeqStmt alter;
  alter.sequence = Range(*pgpact::Fields(node, "sequence"));
  alter.missing_ok = Flag(node, "missing_ok");
  alter.options = SequenceOptions(node);
  return Add(std::move(alter));
}

StatementId Lowering::LowerCreateEnum(Fields node) {
  CreateEnumStmt create;
  create.name = QualifiedAhead(node, "typeName");
  create.labels = Strings(node, "vals");
  return Add(std::move(create));
}

StatementId Lowering::LowerAlterEnum(Fields node) {
  AlterEnumStmt alter;
  alter.name = QualifiedAhead(node, "typeName");
  alter.old_label = Text(node, "oldVal");
  alter.new_label = Text(node, "newVal");
  alter.neighbour = Text(node, "newValNeighbor");
  alter.after = Flag(node, "newValIsAfter");
  alter.if_not_exists = Flag(node, "skipIfNewValExists");
  return Add(std::move(alter));
}

StatementId Lowering::LowerCompositeType(Fields node) {
  CompositeTypeStmt create;
  create.name = Range(*pgpact::Fields(node, "typevar")).name;
  ForEachNode(node, "coldeflist", [&](JsonNode column) {
    create.columns.push_back(Column(column.fields));
  });
  return Add(std::move(create));
}

StatementId Lowering::LowerCreateRange(Fields node) {
  CreateRangeStmt create;
  create.name = QualifiedAhead(node, "typeName");
  ForEachNode(node, "params", [&](JsonNode option) {
    const std::string_view name = Text(option.fields, "defname");
    const std::optional<JsonElement> value = Child(option.fields, "arg");
    if (!value || NodeOf(*value).tag != "TypeName") {
      return;
    }
    TypeName type = Type(NodeOf(*value).fields);
    if (name == "subtype") {
      create.subtype = std::move(type);
    } else if (name == "multirange_type_name") {
      create.multirange = QualifiedOf(std::move(type.names));
    }
  });
  return Add(std::move(create));
}

StatementId Lowering::LowerCreateDomain(Fields node) {
  CreateDomainStmt create;
  create.name = QualifiedAhead(node, "domainname");
  if (const auto type = pgpact::Fields(node, "typeName")) {
    create.base = Type(*type);
  }
  ForEachNode(node, "constraints", [&](JsonNode item) {
    if (auto constraint = LowerConstraint(item.fields)) {
      create.constraints.push_back(*std::move(constraint));
    }
  });
  return Add(std::move(create));
}

// The subtypes are single letters: T default, N drop not null, O set not
// null, C add, X drop, V validate.
StatementId Lowering::LowerAlterDomain(Fields node) {
  AlterDomainStmt alter;
  alter.name = QualifiedAhead(node, "typeName");
  alter.missing_ok = Flag(node, "missing_ok");
  const std::string_view subtype = Text(node, "subtype");
  const std::optional<JsonElement> definition = Child(node, "def");
  if (subtype == "T") {
    Constraint constraint;
    constraint.kind = ConstraintKind::Default;
    constraint.expression = OptionalExpr(node, "def");
    alter.added = std::move(constraint);
  } else if (subtype == "N" || subtype == "O") {
    Constraint constraint;
    constraint.kind =
        subtype == "O" ? ConstraintKind::NotNull : ConstraintKind::Null;
    alter.added = std::move(constraint);
  } else if (subtype == "C" && definition) {
    alter.added = LowerConstraint(NodeOf(*definition).fields);
  } else {
    alter.dropped = cursor_.Take(Text(node, "name"));
  }
  return Add(std::move(alter));
}

StatementId Lowering::LowerCreateExtension(Fields node) {
  CreateExtensionStmt create;
  create.name = cursor_.Take(Text(node, "extname"));
  create.if_not_exists = Flag(node, "if_not_exists");
  ForEachNode(node, "options", [&](JsonNode option) {
    if (Text(option.fields, "defname") == "schema") {
      cursor_.Pass(LocationOf(option.fields));
      create.schema = cursor_.Take(Spelled(Child(option.fields, "arg")));
    }
  });
  return Add(std::move(create));
}

}  // namespace pgpact
