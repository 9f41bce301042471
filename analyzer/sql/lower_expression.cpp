// Expressions.
#include <array>

#include "analyzer/sql/lower.h"

namespace pgpact {

namespace {

AExprKind AExprKindOf(std::string_view word) {
  struct Row {
    std::string_view word;
    AExprKind kind;
  };
  constexpr std::array<Row, 10> kRows = {{
      {"AEXPR_OP", AExprKind::Op},
      {"AEXPR_OP_ANY", AExprKind::OpAny},
      {"AEXPR_OP_ALL", AExprKind::OpAll},
      {"AEXPR_DISTINCT", AExprKind::Distinct},
      {"AEXPR_NOT_DISTINCT", AExprKind::NotDistinct},
      {"AEXPR_NULLIF", AExprKind::NullIf},
      {"AEXPR_IN", AExprKind::In},
      {"AEXPR_LIKE", AExprKind::Like},
      {"AEXPR_ILIKE", AExprKind::ILike},
      {"AEXPR_SIMILAR", AExprKind::Similar},
  }};
  for (const Row& row : kRows) {
    if (row.word == word) {
      return row.kind;
    }
  }
  return AExprKind::Between;
}

SubLinkKind SubLinkKindOf(std::string_view word) {
  if (word == "EXISTS_SUBLINK") {
    return SubLinkKind::Exists;
  }
  if (word == "ANY_SUBLINK") {
    return SubLinkKind::Any;
  }
  if (word == "ALL_SUBLINK") {
    return SubLinkKind::All;
  }
  if (word == "MULTIEXPR_SUBLINK") {
    return SubLinkKind::MultiExpr;
  }
  return word == "ARRAY_SUBLINK" ? SubLinkKind::Array : SubLinkKind::Expr;
}

GroupingSetKind GroupingSetKindOf(std::string_view word) {
  if (word == "GROUPING_SET_EMPTY") {
    return GroupingSetKind::Empty;
  }
  if (word == "GROUPING_SET_ROLLUP") {
    return GroupingSetKind::Rollup;
  }
  if (word == "GROUPING_SET_CUBE") {
    return GroupingSetKind::Cube;
  }
  return word == "GROUPING_SET_SETS" ? GroupingSetKind::Sets
                                     : GroupingSetKind::Simple;
}

// "SVFOP_CURRENT_TIME_N" -> "current_time"
std::string ValueFunctionName(std::string_view word) {
  constexpr std::string_view kPrefix = "SVFOP_";
  if (word.substr(0, kPrefix.size()) == kPrefix) {
    word.remove_prefix(kPrefix.size());
  }
  if (word.size() > 2 && word.substr(word.size() - 2) == "_N") {
    word.remove_suffix(2);
  }
  return FoldIdentifier(word);
}

}  // namespace

std::optional<ExprId> Lowering::OptionalExpr(Fields node,
                                             std::string_view key) {
  const std::optional<JsonElement> child = Child(node, key);
  return child ? std::optional<ExprId>(LowerExpr(NodeOf(*child)))
               : std::nullopt;
}

std::vector<ExprId> Lowering::Exprs(Fields node, std::string_view key) {
  std::vector<ExprId> exprs;
  ForEachNode(node, key,
              [&](JsonNode item) { exprs.push_back(LowerExpr(item)); });
  return exprs;
}

ExprId Lowering::LowerExpr(JsonNode node) {
  if (node.tag.empty()) {
    return AddExpr(OtherExpr{}, kNoLocation);
  }
  if (const std::optional<ExprId> simple = SimpleExpr(node)) {
    return *simple;
  }
  if (const std::optional<ExprId> compound = CompoundExpr(node)) {
    return *compound;
  }
  if (const std::optional<ExprId> rare = RareExpr(node)) {
    return *rare;
  }
  return LowerOther(node);
}

// The commonest ones, first.
std::optional<ExprId> Lowering::SimpleExpr(JsonNode node) {
  const Fields fields = node.fields;
  if (node.tag == "ColumnRef") {
    return LowerColumnRef(fields);
  }
  if (node.tag == "A_Const") {
    return LowerConst(fields);
  }
  if (node.tag == "A_Expr") {
    return LowerAExpr(fields);
  }
  if (node.tag == "ParamRef") {
    const uint32_t location = LocationOf(fields);
    cursor_.Pass(location);
    return AddExpr(ParamRef{static_cast<uint32_t>(Integer(fields, "number"))},
                   location);
  }
  if (node.tag == "FuncCall") {
    return LowerFuncCall(fields);
  }
  if (node.tag == "BoolExpr") {
    return LowerBoolExpr(fields);
  }
  if (node.tag == "TypeCast") {
    return LowerTypeCast(fields);
  }
  if (node.tag == "SubLink") {
    return LowerSubLink(fields);
  }
  if (node.tag == "SetToDefault") {
    const uint32_t location = LocationOf(fields);
    cursor_.Pass(location);
    return AddExpr(SetToDefault{}, location);
  }
  if (node.tag == "SQLValueFunction") {
    const uint32_t location = LocationOf(fields);
    cursor_.Pass(location);
    return AddExpr(SqlValueFunction{ValueFunctionName(Text(fields, "op"))},
                   location);
  }
  return std::nullopt;
}

std::optional<ExprId> Lowering::CompoundExpr(JsonNode node) {
  const Fields fields = node.fields;
  const uint32_t location = LocationOf(fields);
  if (node.tag == "NullTest") {
    const ExprId argument = LowerExpr(NodeOf(*Child(fields, "arg")));
    cursor_.Pass(location);
    return AddExpr(NullTest{argument}, location);
  }
  if (node.tag == "BooleanTest") {
    const ExprId argument = LowerExpr(NodeOf(*Child(fields, "arg")));
    cursor_.Pass(location);
    return AddExpr(BooleanTest{argument}, location);
  }
  if (node.tag == "CaseExpr") {
    return LowerCase(fields);
  }
  if (node.tag == "CoalesceExpr") {
    cursor_.Pass(location);
    return AddExpr(CoalesceExpr{Exprs(fields, "args")}, location);
  }
  if (node.tag == "MinMaxExpr") {
    cursor_.Pass(location);
    return AddExpr(
        MinMaxExpr{Text(fields, "op") == "IS_GREATEST", Exprs(fields, "args")},
        location);
  }
  if (node.tag == "RowExpr") {
    return AddExpr(RowExpr{Exprs(fields, "args")}, location);
  }
  if (node.tag == "A_ArrayExpr") {
    cursor_.Pass(location);
    return AddExpr(ArrayExpr{Exprs(fields, "elements")}, location);
  }
  if (node.tag == "List") {
    return AddExpr(ListExpr{Exprs(fields, "items")}, kNoLocation);
  }
  return std::nullopt;
}

std::optional<ExprId> Lowering::RareExpr(JsonNode node) {
  const Fields fields = node.fields;
  const uint32_t location = LocationOf(fields);
  if (node.tag == "A_Indirection") {
    return LowerIndirection(fields);
  }
  if (node.tag == "CollateClause") {
    const std::optional<JsonElement> argument = Child(fields, "arg");
    const ExprId value = LowerExpr(argument ? NodeOf(*argument) : JsonNode{});
    return AddExpr(CollateClause{value, CollationNames(fields)}, location);
  }
  if (node.tag == "CurrentOfExpr") {
    return AddExpr(CurrentOf{cursor_.Take(Text(fields, "cursor_name"))},
                   kNoLocation);
  }
  if (node.tag == "GroupingFunc") {
    cursor_.Pass(location);
    return AddExpr(GroupingFunc{Exprs(fields, "args")}, location);
  }
  if (node.tag == "GroupingSet") {
    return LowerGroupingSet(fields);
  }
  if (node.tag == "MultiAssignRef") {
    return LowerMultiAssign(fields);
  }
  return std::nullopt;
}

namespace {

struct ConstField {
  std::string_view key;
  ConstKind kind;
};
constexpr std::array<ConstField, 3> kTextConstants = {{
    {"sval", ConstKind::String},
    {"fval", ConstKind::Float},
    {"bsval", ConstKind::BitString},
}};

}  // namespace

Const Lowering::ConstOf(Fields node) const {
  for (const ConstField& field : kTextConstants) {
    if (const auto text = pgpact::Fields(node, field.key)) {
      return {field.kind, std::string(Text(*text, field.key))};
    }
  }
  if (const auto truth = pgpact::Fields(node, "boolval")) {
    return {ConstKind::Boolean, Flag(*truth, "boolval") ? "true" : "false"};
  }
  const std::optional<Fields> number = pgpact::Fields(node, "ival");
  if (!number) {
    return {};
  }
  const int64_t value = Integer(*number, "ival");
  const uint32_t location = LocationOf(node);
  return {ConstKind::Integer,
          value == 0 ? NegativeAt(location) : std::to_string(value)};
}

// libpg_query leaves out what is not above 0: the text has it.
std::string Lowering::NegativeAt(uint32_t location) const {
  const StatementTokens& tokens = cursor_.tokens();
  const uint32_t index =
      location == kNoLocation ? kNoToken : tokens.IndexAt(location);
  const bool negative = index < tokens.size() && index + 1 < tokens.size() &&
                        tokens.Text(index) == "-";
  return negative ? "-" + std::string(tokens.Text(index + 1)) : "0";
}

ExprId Lowering::LowerConst(Fields node) {
  const uint32_t location = LocationOf(node);
  cursor_.Pass(location);
  Const constant = ConstOf(node);
  const bool negative =
      constant.kind == ConstKind::Integer && constant.value.front() == '-';
  if (negative) {
    cursor_.Pass(location + 1);
  }
  return AddExpr(std::move(constant), location);
}

ExprId Lowering::LowerColumnRef(Fields node) {
  ColumnRef column;
  const uint32_t location = LocationOf(node);
  uint32_t index =
      location == kNoLocation ? kNoToken : cursor_.tokens().IndexAt(location);
  ForEachNode(node, "fields", [&](JsonNode field) {
    if (field.tag == "A_Star") {
      column.star = true;
    } else if (index == kNoToken) {
      column.parts.push_back({std::string(Text(field.fields, "sval")), {}});
    } else {
      column.parts.push_back(cursor_.TakeAt(index, Text(field.fields, "sval")));
      index += 2;
    }
  });
  cursor_.Pass(location);
  return AddExpr(std::move(column), location);
}

// Chains of operators lean to the left: they are walked down and built up
// without recursion.
ExprId Lowering::LowerAExpr(Fields node) {
  std::vector<Fields> chain = {node};
  std::optional<ExprId> left;
  while (true) {
    const std::optional<JsonElement> child = Child(chain.back(), "lexpr");
    if (!child) {
      break;
    }
    const JsonNode inner = NodeOf(*child);
    if (inner.tag != "A_Expr") {
      left = LowerExpr(inner);
      break;
    }
    chain.push_back(inner.fields);
  }
  while (!chain.empty()) {
    left = FinishAExpr(chain.back(), left);
    chain.pop_back();
  }
  return *left;
}

ExprId Lowering::FinishAExpr(Fields node, std::optional<ExprId> left) {
  const uint32_t location = LocationOf(node);
  AExpr expr;
  expr.kind = AExprKindOf(Text(node, "kind"));
  expr.left = left;
  expr.name = OperatorNames(node, "name", location);
  cursor_.Pass(location);
  expr.right = OptionalExpr(node, "rexpr");
  return AddExpr(std::move(expr), location);
}

ExprId Lowering::LowerBoolExpr(Fields node) {
  const std::string_view word = Text(node, "boolop");
  BoolExpr expr;
  expr.op = word == "AND_EXPR"  ? BoolOperator::And
            : word == "OR_EXPR" ? BoolOperator::Or
                                : BoolOperator::Not;
  expr.arguments = Exprs(node, "args");
  return AddExpr(std::move(expr), LocationOf(node));
}

ExprId Lowering::LowerTypeCast(Fields node) {
  const ExprId argument = LowerExpr(NodeOf(*Child(node, "arg")));
  const Fields type_fields = *pgpact::Fields(node, "typeName");
  const Expr& value = tree_.expr(argument);
  // `int $1`; not `$1::int` and CAST($1 AS int).
  if (std::holds_alternative<ParamRef>(value.node) &&
      LocationOf(type_fields) < value.location && !misplaced_parameter_) {
    misplaced_parameter_ = value.location;
  }
  TypeName type = Type(type_fields);
  return AddExpr(TypeCast{argument, std::move(type)}, LocationOf(node));
}

ExprId Lowering::LowerSubLink(Fields node) {
  const std::optional<ExprId> test = OptionalExpr(node, "testexpr");
  const uint32_t location = LocationOf(node);
  cursor_.Reach(location);
  const JsonNode select = NodeOf(*Child(node, "subselect"));
  return AddExpr(SubLink{SubLinkKindOf(Text(node, "subLinkType")), test,
                         LowerSelect(select.fields)},
                 location);
}

ExprId Lowering::LowerCase(Fields node) {
  const uint32_t location = LocationOf(node);
  cursor_.Pass(location);
  CaseExpr expr;
  expr.argument = OptionalExpr(node, "arg");
  ForEachNode(node, "args", [&](JsonNode when) {
    const ExprId condition = LowerExpr(NodeOf(*Child(when.fields, "expr")));
    const ExprId result = LowerExpr(NodeOf(*Child(when.fields, "result")));
    expr.whens.push_back({condition, result});
  });
  expr.default_result = OptionalExpr(node, "defresult");
  return AddExpr(std::move(expr), location);
}

std::vector<IndirectionStep> Lowering::Steps(Fields node,
                                             std::string_view key) {
  std::vector<IndirectionStep> steps;
  ForEachNode(node, key, [&](JsonNode step) {
    IndirectionStep made;
    if (step.tag == "A_Star") {
      made.kind = IndirectionStep::Kind::Star;
    } else if (step.tag == "A_Indices") {
      made.kind = Flag(step.fields, "is_slice") ? IndirectionStep::Kind::Slice
                                                : IndirectionStep::Kind::Index;
      made.lower = OptionalExpr(step.fields, "lidx");
      made.upper = OptionalExpr(step.fields, "uidx");
    } else {
      made.field = cursor_.Take(Text(step.fields, "sval"),
                                IdentifierCursor::Before::Dot);
    }
    steps.push_back(std::move(made));
  });
  return steps;
}

// The server points at what the steps start from.
ExprId Lowering::LowerIndirection(Fields node) {
  const ExprId argument = LowerExpr(NodeOf(*Child(node, "arg")));
  const uint32_t location = tree_.expr(argument).location;
  return AddExpr(Indirection{argument, Steps(node, "indirection")}, location);
}

ExprId Lowering::LowerGroupingSet(Fields node) {
  cursor_.Pass(LocationOf(node));
  return AddExpr(GroupingSet{GroupingSetKindOf(Text(node, "kind")),
                             Exprs(node, "content")},
                 LocationOf(node));
}

// libpg_query repeats the source with each column; it is lowered once.
ExprId Lowering::LowerMultiAssign(Fields node) {
  MultiAssignRef assign;
  assign.column = static_cast<uint32_t>(Integer(node, "colno"));
  assign.columns = static_cast<uint32_t>(Integer(node, "ncolumns"));
  if (assign.column <= 1) {
    assignment_source_ = LowerExpr(NodeOf(*Child(node, "source")));
  }
  assign.source = assignment_source_;
  const uint32_t location = tree_.expr(assignment_source_).location;
  return AddExpr(assign, location);
}

void Lowering::AddChild(JsonNode node, OtherExpr& other) {
  if (node.tag == "ResTarget") {
    if (const std::optional<ExprId> value = OptionalExpr(node.fields, "val")) {
      other.children.push_back(*value);
    }
  } else if (!node.tag.empty() && node.tag != "String") {
    other.children.push_back(LowerExpr(node));
  }
}

// Every expression below a node that is not understood, type names apart; an
// XmlExpr is told by its operation.
ExprId Lowering::LowerOther(JsonNode node) {
  OtherExpr other;
  other.tag = node.tag == "XmlExpr" ? Text(node.fields, "op") : node.tag;
  other.type = OptionalType(node.fields, "typeName");
  for (const auto& [key, value] : node.fields) {
    simdjson::dom::array list;
    Fields object;
    if (value.get(list) == simdjson::SUCCESS) {
      for (const JsonElement element : list) {
        AddChild(NodeOf(element), other);
      }
    } else if (key != "typeName" && value.get(object) == simdjson::SUCCESS) {
      AddChild(NodeOf(value), other);
    }
  }
  return AddExpr(std::move(other), LocationOf(node.fields));
}

}  // namespace pgpact
