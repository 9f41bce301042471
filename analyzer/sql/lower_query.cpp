// SELECT, INSERT, UPDATE, DELETE, MERGE.
#include <algorithm>

#include "analyzer/sql/lower.h"

namespace pgpact {

namespace {

SetOperation SetOperationKind(std::string_view word) {
  if (word == "SETOP_UNION") {
    return SetOperation::Union;
  }
  if (word == "SETOP_INTERSECT") {
    return SetOperation::Intersect;
  }
  return word == "SETOP_EXCEPT" ? SetOperation::Except : SetOperation::None;
}

JoinKind JoinKindOf(std::string_view word) {
  if (word == "JOIN_LEFT") {
    return JoinKind::Left;
  }
  if (word == "JOIN_FULL") {
    return JoinKind::Full;
  }
  return word == "JOIN_RIGHT" ? JoinKind::Right : JoinKind::Inner;
}

MergeAction MergeActionOf(std::string_view word) {
  if (word == "CMD_INSERT") {
    return MergeAction::Insert;
  }
  if (word == "CMD_UPDATE") {
    return MergeAction::Update;
  }
  return word == "CMD_DELETE" ? MergeAction::Delete : MergeAction::Nothing;
}

// A clause of its own at this level keeps a branch out of its chain.
bool HasTail(JsonObject select) {
  return Has(select, "sortClause") || Has(select, "limitCount") ||
         Has(select, "limitOffset") || Has(select, "lockingClause") ||
         Has(select, "withClause");
}

}  // namespace

SelectId Lowering::LowerSelect(Fields node) {
  SelectStmt select;
  select.with = With(node);
  if (SetOperationKind(Text(node, "op")) != SetOperation::None) {
    SelectStmt operation = SetOperationOf(node);
    operation.with = std::move(select.with);
    select = std::move(operation);
  } else {
    LowerSelectClauses(node, select);
  }
  LowerTail(node, select);
  tree_.selects.push_back(std::move(select));
  return {static_cast<uint32_t>(tree_.selects.size() - 1)};
}

// Chains of one operation lean to the left: the branches are gathered going
// down and lowered in the order of the text.
SelectStmt Lowering::SetOperationOf(Fields node) {
  SelectStmt select;
  const std::string_view word = Text(node, "op");
  select.operation = SetOperationKind(word);
  select.all = Flag(node, "all");
  std::vector<Fields> branches;
  Fields inner = node;
  while (true) {
    const std::optional<Fields> right = pgpact::Fields(inner, "rarg");
    const std::optional<Fields> left = pgpact::Fields(inner, "larg");
    if (!left || !right) {
      break;
    }
    branches.push_back(*right);
    const bool same = Text(*left, "op") == word &&
                      Flag(*left, "all") == select.all && !HasTail(*left);
    if (!same) {
      branches.push_back(*left);
      break;
    }
    inner = *left;
  }
  std::reverse(branches.begin(), branches.end());
  for (const Fields branch : branches) {
    select.branches.push_back(LowerSelect(branch));
  }
  return select;
}

void Lowering::LowerSelectClauses(Fields node, SelectStmt& select) {
  ForEachNode(node, "distinctClause", [&](JsonNode item) {
    select.distinct = true;
    if (!item.tag.empty()) {
      select.distinct_on.push_back(LowerExpr(item));
    }
  });
  ForEachNode(node, "valuesLists", [&](JsonNode row) {
    select.values.push_back(Exprs(row.fields, "items"));
  });
  select.target_list = Outputs(node, "targetList");
  if (const std::optional<Fields> into = pgpact::Fields(node, "intoClause")) {
    select.into = Into(*into);
  }
  select.from = FromItems(node, "fromClause");
  select.where = OptionalExpr(node, "whereClause");
  select.group_by = Exprs(node, "groupClause");
  select.having = OptionalExpr(node, "havingClause");
  ForEachNode(node, "windowClause", [&](JsonNode window) {
    select.windows.push_back(Window(window.fields));
  });
}

void Lowering::LowerTail(Fields node, SelectStmt& select) {
  select.order_by = Sorts(node, "sortClause");
  select.limit = OptionalExpr(node, "limitCount");
  select.offset = OptionalExpr(node, "limitOffset");
  ForEachNode(node, "lockingClause", [&](JsonNode clause) {
    for (RangeVar& range : Ranges(clause.fields, "lockedRels")) {
      select.locked.push_back(std::move(range));
    }
  });
}

std::optional<WithClause> Lowering::With(Fields node) {
  const std::optional<Fields> fields = pgpact::Fields(node, "withClause");
  if (!fields) {
    return std::nullopt;
  }
  WithClause with;
  with.recursive = Flag(*fields, "recursive");
  ForEachNode(*fields, "ctes", [&](JsonNode item) {
    with.queries.push_back(CommonTable(item.fields));
  });
  return with;
}

CommonTableExpr Lowering::CommonTable(Fields node) {
  CommonTableExpr table;
  table.location = LocationOf(node);
  table.name = cursor_.TakeAt(cursor_.tokens().IndexAt(table.location),
                              Text(node, "ctename"));
  table.columns = EachAhead(node, "aliascolnames");
  table.query = LowerNode(NodeOf(*Child(node, "ctequery")));
  const auto take_columns = [&](Fields clause, std::string_view key) {
    for (Identifier& column : EachAhead(clause, key)) {
      table.named_columns.push_back(std::move(column));
    }
  };
  if (const auto search = pgpact::Fields(node, "search_clause")) {
    cursor_.Pass(LocationOf(*search));
    take_columns(*search, "search_col_list");
    table.added_columns.push_back(
        cursor_.Take(Text(*search, "search_seq_column")));
  }
  if (const auto cycle = pgpact::Fields(node, "cycle_clause")) {
    cursor_.Pass(LocationOf(*cycle));
    take_columns(*cycle, "cycle_col_list");
    for (const std::string_view key :
         {"cycle_mark_column", "cycle_path_column"}) {
      table.added_columns.push_back(cursor_.Take(Text(*cycle, key)));
    }
  }
  return table;
}

IntoClause Lowering::Into(Fields node) {
  IntoClause into;
  if (const std::optional<Fields> relation = pgpact::Fields(node, "rel")) {
    into.relation = Range(*relation);
    into.temporary = PersistenceOf(*relation) == Persistence::Temporary;
  }
  into.columns = EachAhead(node, "colNames");
  return into;
}

std::vector<ResTarget> Lowering::Outputs(Fields node, std::string_view key) {
  std::vector<ResTarget> targets;
  ForEachNode(node, key, [&](JsonNode item) {
    ResTarget target;
    target.location = LocationOf(item.fields);
    target.value = OptionalExpr(item.fields, "val");
    const std::string_view name = Text(item.fields, "name");
    if (!name.empty()) {
      target.name = cursor_.TakeOutputName(name);
    }
    targets.push_back(std::move(target));
  });
  return targets;
}

std::vector<ResTarget> Lowering::Assignments(Fields node,
                                             std::string_view key) {
  std::vector<ResTarget> targets;
  ForEachNode(node, key, [&](JsonNode item) {
    ResTarget target;
    target.location = LocationOf(item.fields);
    const std::string_view name = Text(item.fields, "name");
    target.name =
        target.location == kNoLocation
            ? Identifier{std::string(name), {}}
            : cursor_.TakeAt(cursor_.tokens().IndexAt(target.location), name);
    target.indirection = Steps(item.fields, "indirection");
    target.value = OptionalExpr(item.fields, "val");
    targets.push_back(std::move(target));
  });
  return targets;
}

std::vector<FromId> Lowering::FromItems(Fields node, std::string_view key) {
  std::vector<FromId> items;
  ForEachNode(node, key,
              [&](JsonNode item) { items.push_back(LowerFromItem(item)); });
  return items;
}

FromId Lowering::LowerFromItem(JsonNode node) {
  const Fields fields = node.fields;
  if (node.tag == "RangeVar") {
    return AddFrom(Range(fields), LocationOf(fields));
  }
  if (node.tag == "JoinExpr") {
    return LowerJoin(fields);
  }
  if (node.tag == "RangeFunction") {
    return LowerRangeFunction(fields);
  }
  if (node.tag == "RangeTableFunc") {
    return LowerTableFunction(fields);
  }
  if (node.tag == "RangeTableSample") {
    RangeTableSample sample;
    sample.relation = LowerFromItem(NodeOf(*Child(fields, "relation")));
    sample.method = NamesAt(fields, "method", LocationOf(fields));
    sample.arguments = Exprs(fields, "args");
    sample.repeatable = OptionalExpr(fields, "repeatable");
    return AddFrom(std::move(sample), LocationOf(fields));
  }
  RangeSubselect subselect;
  if (const std::optional<JsonElement> query = Child(fields, "subquery")) {
    subselect.select = LowerSelect(NodeOf(*query).fields);
  }
  subselect.alias = TakeAlias(fields, "alias");
  subselect.lateral = Flag(fields, "lateral");
  return AddFrom(std::move(subselect), kNoLocation);
}

FromId Lowering::LowerJoin(Fields node) {
  JoinExpr join;
  join.kind = JoinKindOf(Text(node, "jointype"));
  join.natural = Flag(node, "isNatural");
  join.left = LowerFromItem(NodeOf(*Child(node, "larg")));
  join.right = LowerFromItem(NodeOf(*Child(node, "rarg")));
  join.using_columns = EachAhead(node, "usingClause");
  join.using_alias = TakeAlias(node, "join_using_alias").name;
  join.condition = OptionalExpr(node, "quals");
  join.alias = TakeAlias(node, "alias");
  return AddFrom(std::move(join), kNoLocation);
}

std::vector<ColumnDefItem> Lowering::ColumnItems(Fields node,
                                                 std::string_view key) {
  std::vector<ColumnDefItem> columns;
  ForEachNode(node, key, [&](JsonNode item) {
    const Fields fields = item.fields;
    const uint32_t location = LocationOf(fields);
    ColumnDefItem column;
    column.name = cursor_.TakeAt(cursor_.tokens().IndexAt(location),
                                 Text(fields, "colname"));
    if (const auto type = pgpact::Fields(fields, "typeName")) {
      column.type = Type(*type);
    }
    columns.push_back(std::move(column));
  });
  return columns;
}

// Each function is a List of the call and the columns of its own AS (…).
FromId Lowering::LowerRangeFunction(Fields node) {
  RangeFunction range;
  ForEachNode(node, "functions", [&](JsonNode pair) {
    RangeFunctionItem item;
    uint32_t place = 0;
    ForEachNode(pair.fields, "items", [&](JsonNode part) {
      if (place == 0) {
        item.function = LowerExpr(part);
      } else if (part.tag == "List") {
        item.columns = ColumnItems(part.fields, "items");
      }
      ++place;
    });
    range.functions.push_back(std::move(item));
  });
  range.lateral = Flag(node, "lateral");
  range.with_ordinality = Flag(node, "ordinality");
  range.alias = TakeAlias(node, "alias");
  range.columns = ColumnItems(node, "coldeflist");
  const uint32_t location =
      range.functions.empty()
          ? kNoLocation
          : tree_.expr(range.functions.front().function).location;
  return AddFrom(std::move(range), location);
}

FromId Lowering::LowerTableFunction(Fields node) {
  RangeTableFunc function;
  const uint32_t location = LocationOf(node);
  cursor_.Pass(location);
  const auto take = [&](Fields fields, std::string_view key) {
    if (const std::optional<ExprId> expr = OptionalExpr(fields, key)) {
      function.inputs.push_back(*expr);
    }
  };
  ForEachNode(node, "namespaces",
              [&](JsonNode space) { take(space.fields, "val"); });
  take(node, "rowexpr");
  take(node, "docexpr");
  ForEachNode(node, "columns", [&](JsonNode item) {
    ColumnDefItem column;
    const uint32_t place = LocationOf(item.fields);
    column.name = cursor_.TakeAt(cursor_.tokens().IndexAt(place),
                                 Text(item.fields, "colname"));
    if (const auto type = pgpact::Fields(item.fields, "typeName")) {
      column.type = Type(*type);
    }
    function.columns.push_back(std::move(column));
    take(item.fields, "colexpr");
    take(item.fields, "coldefexpr");
  });
  function.lateral = Flag(node, "lateral");
  function.alias = TakeAlias(node, "alias");
  return AddFrom(std::move(function), location);
}

OnConflict Lowering::LowerOnConflict(Fields node) {
  OnConflict conflict;
  conflict.location = LocationOf(node);
  cursor_.Pass(conflict.location);
  conflict.do_update = Text(node, "action") == "ONCONFLICT_UPDATE";
  if (const std::optional<Fields> infer = pgpact::Fields(node, "infer")) {
    conflict.location = LocationOf(*infer);
    cursor_.Pass(conflict.location);
    ForEachNode(*infer, "indexElems", [&](JsonNode element) {
      ResTarget column;
      column.name = cursor_.Take(Text(element.fields, "name"));
      column.value = OptionalExpr(element.fields, "expr");
      conflict.index_columns.push_back(std::move(column));
    });
    conflict.index_where = OptionalExpr(*infer, "whereClause");
    conflict.constraint = cursor_.Take(Text(*infer, "conname"));
  }
  conflict.set = Assignments(node, "targetList");
  conflict.where = OptionalExpr(node, "whereClause");
  return conflict;
}

StatementId Lowering::LowerSelectStatement(Fields node) {
  const SelectId select = LowerSelect(node);
  return Add(SelectStatement{select});
}

StatementId Lowering::LowerInsert(Fields node) {
  InsertStmt insert;
  insert.with = With(node);
  insert.relation = Range(*pgpact::Fields(node, "relation"));
  insert.columns = Assignments(node, "cols");
  if (const std::optional<JsonElement> select = Child(node, "selectStmt")) {
    insert.select = LowerSelect(NodeOf(*select).fields);
  }
  if (const auto conflict = pgpact::Fields(node, "onConflictClause")) {
    insert.on_conflict = LowerOnConflict(*conflict);
  }
  insert.returning = Outputs(node, "returningList");
  return Add(std::move(insert));
}

StatementId Lowering::LowerUpdate(Fields node) {
  UpdateStmt update;
  update.with = With(node);
  update.relation = Range(*pgpact::Fields(node, "relation"));
  update.set = Assignments(node, "targetList");
  update.from = FromItems(node, "fromClause");
  update.where = OptionalExpr(node, "whereClause");
  update.returning = Outputs(node, "returningList");
  return Add(std::move(update));
}

StatementId Lowering::LowerDelete(Fields node) {
  DeleteStmt statement;
  statement.with = With(node);
  statement.relation = Range(*pgpact::Fields(node, "relation"));
  statement.using_items = FromItems(node, "usingClause");
  statement.where = OptionalExpr(node, "whereClause");
  statement.returning = Outputs(node, "returningList");
  return Add(std::move(statement));
}

StatementId Lowering::LowerMerge(Fields node) {
  MergeStmt merge;
  merge.with = With(node);
  merge.relation = Range(*pgpact::Fields(node, "relation"));
  merge.source = LowerFromItem(NodeOf(*Child(node, "sourceRelation")));
  merge.join_condition = LowerExpr(NodeOf(*Child(node, "joinCondition")));
  ForEachNode(node, "mergeWhenClauses", [&](JsonNode item) {
    const Fields fields = item.fields;
    MergeWhen when;
    when.matched = Flag(fields, "matched");
    when.action = MergeActionOf(Text(fields, "commandType"));
    when.condition = OptionalExpr(fields, "condition");
    when.targets = Assignments(fields, "targetList");
    when.values = Exprs(fields, "values");
    merge.whens.push_back(std::move(when));
  });
  return Add(std::move(merge));
}

}  // namespace pgpact
