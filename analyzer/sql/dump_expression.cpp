// Expressions of the text form.
#include "analyzer/sql/dump_tree.h"

namespace pgpact {

namespace {

std::string_view SubLinkWord(SubLinkKind kind) {
  switch (kind) {
    case SubLinkKind::Exists:
      return "exists";
    case SubLinkKind::Any:
      return "any";
    case SubLinkKind::All:
      return "all";
    case SubLinkKind::Expr:
      return "subquery";
    case SubLinkKind::MultiExpr:
      return "multi-subquery";
    case SubLinkKind::Array:
      return "array-subquery";
  }
  return "";
}

std::string_view GroupingWord(GroupingSetKind kind) {
  switch (kind) {
    case GroupingSetKind::Empty:
      return "empty-set";
    case GroupingSetKind::Simple:
      return "simple-set";
    case GroupingSetKind::Rollup:
      return "rollup";
    case GroupingSetKind::Cube:
      return "cube";
    case GroupingSetKind::Sets:
      return "grouping-sets";
  }
  return "";
}

}  // namespace

void TreeWriter::Write(const std::vector<SortBy>& sorts) {
  if (sorts.empty()) {
    return;
  }
  const List list(*this, "order-by");
  for (const SortBy& sort : sorts) {
    Write(sort.expression);
    Flag(sort.descending, "desc");
    Names("using", sort.using_operator);
  }
}

void TreeWriter::Write(const WindowDef& window) {
  const List list(*this, "window");
  Name(window.name);
  Named("reference", window.reference);
  Write(window.partition_by, "partition-by");
  Write(window.order_by);
  Write(window.start_offset, "start");
  Write(window.end_offset, "end");
}

void TreeWriter::Write(const std::vector<IndirectionStep>& steps) {
  for (const IndirectionStep& step : steps) {
    switch (step.kind) {
      case IndirectionStep::Kind::Field:
        Names("field", {step.field});
        break;
      case IndirectionStep::Kind::Star:
        Word(".*");
        break;
      case IndirectionStep::Kind::Index:
        Write(step.upper, "index");
        break;
      case IndirectionStep::Kind::Slice:
        Write(step.lower, "from");
        Write(step.upper, "to");
        break;
    }
  }
}

void TreeWriter::WriteCall(const FuncCall& call) {
  const List list(*this, "call");
  Dotted(call.name);
  Flag(call.star, "*");
  Flag(call.distinct, "distinct");
  Flag(call.variadic, "variadic");
  for (const FuncArgument& argument : call.arguments) {
    Named("name", argument.name);
    Write(argument.value);
  }
  Write(call.order_by);
  Write(call.filter, "filter");
  if (call.over) {
    Write(*call.over);
  }
}

void TreeWriter::Show(const Const& node) {
  Word(node.kind == ConstKind::Null     ? "null"
       : node.kind == ConstKind::String ? QuoteLiteral(node.value)
                                        : node.value);
}

void TreeWriter::Show(const ColumnRef& node) {
  std::vector<Identifier> parts = node.parts;
  if (!parts.empty()) {
    Dotted(parts);
    out_ += node.star ? ".*" : "";
  } else {
    Word("*");
  }
}

void TreeWriter::Show(const ParamRef& node) {
  Word("$" + std::to_string(node.number));
}

void TreeWriter::Show(const TypeCast& node) {
  const List list(*this, "cast");
  Write(node.argument);
  Type(node.type);
}

void TreeWriter::Show(const AExpr& node) {
  static constexpr const char* kWords[] = {
      "op",      "any",  "all",   "distinct", "not-distinct", "nullif",
      "in-list", "like", "ilike", "similar",  "between"};
  const List list(*this, kWords[static_cast<int>(node.kind)]);
  Word(node.name.empty() ? "" : node.name.back().name);
  if (node.left) {
    Write(*node.left);
  }
  if (node.right) {
    Write(*node.right);
  }
}

void TreeWriter::Show(const BoolExpr& node) {
  Write(node.arguments, node.op == BoolOperator::And  ? "and"
                        : node.op == BoolOperator::Or ? "or"
                                                      : "not");
}

void TreeWriter::Show(const NullTest& node) {
  Write(std::optional(node.argument), "null-test");
}

void TreeWriter::Show(const BooleanTest& node) {
  Write(std::optional(node.argument), "boolean-test");
}

void TreeWriter::Show(const SubLink& node) {
  const List list(*this, SubLinkWord(node.kind));
  if (node.test) {
    Write(*node.test);
  }
  Write(node.select);
}

void TreeWriter::Show(const FuncCall& node) {
  WriteCall(node);
}

void TreeWriter::Show(const CaseExpr& node) {
  const List list(*this, "case");
  Write(node.argument, "of");
  for (const CaseWhen& when : node.whens) {
    Write(std::vector<ExprId>{when.condition, when.result}, "when");
  }
  Write(node.default_result, "else");
}

void TreeWriter::Show(const CoalesceExpr& node) {
  Write(node.arguments, "coalesce");
}

void TreeWriter::Show(const MinMaxExpr& node) {
  Write(node.arguments, node.greatest ? "greatest" : "least");
}

void TreeWriter::Show(const RowExpr& node) {
  const List list(*this, "row");
  for (const ExprId argument : node.arguments) {
    Write(argument);
  }
}

void TreeWriter::Show(const ArrayExpr& node) {
  const List list(*this, "array");
  for (const ExprId element : node.elements) {
    Write(element);
  }
}

void TreeWriter::Show(const ListExpr& node) {
  Write(node.items, "list");
}

void TreeWriter::Show(const Indirection& node) {
  const List list(*this, "indirection");
  Write(node.argument);
  Write(node.steps);
}

void TreeWriter::Show(const CollateClause& node) {
  const List list(*this, "collate");
  Write(node.argument);
  Dotted(node.collation);
}

void TreeWriter::Show(const SqlValueFunction& node) {
  Word(node.name);
}

void TreeWriter::Show(const SetToDefault& /*node*/) {
  Word("default");
}

void TreeWriter::Show(const CurrentOf& node) {
  Names("current-of", {node.cursor});
}

void TreeWriter::Show(const GroupingFunc& node) {
  Write(node.arguments, "grouping");
}

void TreeWriter::Show(const GroupingSet& node) {
  const List list(*this, GroupingWord(node.kind));
  for (const ExprId item : node.content) {
    Write(item);
  }
}

void TreeWriter::Show(const MultiAssignRef& node) {
  const List list(*this, "column-" + std::to_string(node.column));
  Write(node.source);
}

void TreeWriter::Show(const OtherExpr& node) {
  const List list(*this, node.tag);
  if (node.type) {
    Type(*node.type);
  }
  for (const ExprId child : node.children) {
    Write(child);
  }
}

void TreeWriter::Write(ExprId id) {
  if (depth_ >= kShownDepth) {
    Word("…");
    return;
  }
  ++depth_;
  std::visit([&](const auto& node) { Show(node); }, tree_.expr(id).node);
  --depth_;
}

}  // namespace pgpact
