// Function calls, what they are sorted by and their windows.
#include "analyzer/sql/lower.h"

namespace pgpact {

ExprId Lowering::LowerFuncCall(Fields node) {
  const uint32_t location = LocationOf(node);
  FuncCall call;
  call.name = NamesAt(node, "funcname", location);
  ForEachNode(node, "args", [&](JsonNode item) {
    FuncArgument argument;
    if (item.tag == "NamedArgExpr") {
      const Fields fields = item.fields;
      argument.name = cursor_.TakeAt(
          cursor_.tokens().IndexAt(LocationOf(fields)), Text(fields, "name"));
      argument.value = LowerExpr(NodeOf(*Child(fields, "arg")));
    } else {
      argument.value = LowerExpr(item);
    }
    call.arguments.push_back(std::move(argument));
  });
  RefuseFieldParameter(call);
  call.star = Flag(node, "agg_star");
  call.distinct = Flag(node, "agg_distinct");
  call.variadic = Flag(node, "func_variadic");
  call.within_group = Flag(node, "agg_within_group");
  call.order_by = Sorts(node, "agg_order");
  call.filter = OptionalExpr(node, "agg_filter");
  if (const std::optional<Fields> over = pgpact::Fields(node, "over")) {
    call.over = Window(*over);
  }
  return AddExpr(std::move(call), location);
}

// EXTRACT($1 FROM …)
void Lowering::RefuseFieldParameter(const FuncCall& call) {
  if (call.arguments.size() != 2 || call.name.back().name != "extract") {
    return;
  }
  const Expr& field = tree_.expr(call.arguments.front().value);
  const StatementTokens& tokens = cursor_.tokens();
  if (std::holds_alternative<ParamRef>(field.node) && !misplaced_parameter_ &&
      tokens.IsWord(tokens.IndexAt(field.location) + 1, "from")) {
    misplaced_parameter_ = field.location;
  }
}

std::vector<SortBy> Lowering::Sorts(Fields node, std::string_view key) {
  std::vector<SortBy> sorts;
  ForEachNode(node, key, [&](JsonNode item) {
    const Fields fields = item.fields;
    SortBy sort;
    sort.expression = LowerExpr(NodeOf(*Child(fields, "node")));
    sort.descending = Text(fields, "sortby_dir") == "SORTBY_DESC";
    const std::string_view nulls = Text(fields, "sortby_nulls");
    sort.nulls = nulls == "SORTBY_NULLS_FIRST"  ? SortNulls::First
                 : nulls == "SORTBY_NULLS_LAST" ? SortNulls::Last
                                                : SortNulls::Default;
    sort.using_operator = OperatorNames(fields, "useOp", LocationOf(fields));
    sorts.push_back(std::move(sort));
  });
  return sorts;
}

// OVER w, OVER (…) and WINDOW w AS (…).
WindowDef Lowering::Window(Fields node) {
  WindowDef window;
  const StatementTokens& tokens = cursor_.tokens();
  const uint32_t location = LocationOf(node);
  const uint32_t index =
      location == kNoLocation ? kNoToken : tokens.IndexAt(location);
  const bool parenthesised = tokens.IsMark(index, '(');
  const std::string_view name = Text(node, "name");
  if (!name.empty()) {
    const uint32_t back = parenthesised && index >= 2 ? index - 2 : index;
    window.name = cursor_.TakeAt(back, name);
    window.range = window.name.range;
  }
  if (parenthesised) {
    const uint32_t partner = tokens.partners[index];
    window.range = {tokens.tokens[index].range.begin,
                    partner == kNoToken ? tokens.tokens[index].range.end
                                        : tokens.tokens[partner].range.end};
    cursor_.Pass(location);
  }
  const std::string_view reference = Text(node, "refname");
  if (!reference.empty()) {
    window.reference = cursor_.TakeAt(index + 1, reference);
  }
  window.partition_by = Exprs(node, "partitionClause");
  window.order_by = Sorts(node, "orderClause");
  window.start_offset = OptionalExpr(node, "startOffset");
  window.end_offset = OptionalExpr(node, "endOffset");
  return window;
}

}  // namespace pgpact
