// WITH: plain lists one after another, recursive ones in the order of their
// needs, SEARCH and CYCLE columns.

#include <algorithm>

#include "analyzer/binder/binder.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/sql/statement_tokens.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

bool HasNoReturning(const SqlStatement& statement) {
  const auto* insert = std::get_if<InsertStmt>(&statement.node);
  const auto* update = std::get_if<UpdateStmt>(&statement.node);
  const auto* remove = std::get_if<DeleteStmt>(&statement.node);
  return (insert != nullptr && insert->returning.empty()) ||
         (update != nullptr && update->returning.empty()) ||
         (remove != nullptr && remove->returning.empty());
}

// The SEARCH or CYCLE in whose list the byte stands.
struct ListClause {
  uint32_t begin = kNoLocation;
  std::string name = "search";
};
ListClause ClauseOf(std::string_view text, uint32_t offset) {
  ListClause clause;
  for (const Token& token : Tokenize(text.substr(0, offset))) {
    for (const std::string_view word : {"search", "cycle"}) {
      if (IsWord(text, token, word)) {
        clause = {token.range.begin, std::string(word)};
      }
    }
  }
  return clause;
}

// The end of the first parentheses with a query in them from `begin` on.
uint32_t EndOfQuery(std::string_view text, uint32_t begin) {
  int depth = 0;
  bool as = false;
  for (const Token& token : Tokenize(text.substr(begin))) {
    const char mark = token.kind == TokenKind::Punctuation
                          ? text[begin + token.range.begin]
                          : ' ';
    as = as || IsWord(text.substr(begin), token, "as");
    depth += mark == '(' ? 1 : 0;
    depth -= mark == ')' ? 1 : 0;
    if (as && mark == ')' && depth == 0) {
      return begin + token.range.end;
    }
  }
  return static_cast<uint32_t>(text.size());
}

}  // namespace

void Binder::AddSearchColumns(CommonTable& table) {
  for (const Identifier& name : table.node->added_columns) {
    RangeColumn& column = table.columns.emplace_back();
    column.name = name.name;
    ++table.added;
  }
}

void Binder::SetCommonColumns(CommonTable& table, const TargetList& targets) {
  const auto& names = table.node->columns;
  RangeTableEntry probe;
  AddColumns(probe, targets);
  table.columns = std::move(probe.columns);
  table.open = targets.open;
  table.has_columns = true;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i < table.columns.size()) {
      table.columns[i].name = names[i].name;
    } else if (table.open) {
      table.columns.emplace_back().name = names[i].name;
    } else {
      BindProblem problem = Problem(
          sqlstate::kInvalidColumnReference,
          "WITH query \"" + table.node->name.name + "\" has " +
              std::to_string(table.columns.size()) + " columns available but " +
              std::to_string(names.size()) + " columns specified",
          names[i].range, table.node->location);
      problem.kind = ReferenceKind::Column;
      problem.relation = table.node->name.name;
      problem.name = names[i].name;
      Report(std::move(problem));
      break;
    }
  }
  if (table.recursive) {
    // Its first branch may be null where the second is not, and so on.
    for (RangeColumn& column : table.columns) {
      column.origin = nullptr;
      column.nullability = Nullability::Unknown;
    }
  }
  AddSearchColumns(table);
}

void Binder::BindCommonTable(CommonTable& table, Scope& scope) {
  const CommonTableExpr& node = *table.node;
  Scope* parent = &scope;
  table.binding = true;
  const TargetList targets = BindQueryStatement(
      node.query, parent, table.recursive ? &table : nullptr);
  table.binding = false;
  if (!table.has_columns) {
    SetCommonColumns(table, targets);
  }
  if (scope.parent != nullptr && !std::holds_alternative<SelectStatement>(
                                     tree_.statement(node.query).node)) {
    Report(Problem(sqlstate::kFeatureNotSupported,
                   "WITH clause containing a data-modifying statement must be "
                   "at the top level",
                   node.name.range, node.location));
  }
  for (const Identifier& name : node.named_columns) {
    const bool found = std::any_of(
        table.columns.begin(),
        table.columns.end() - static_cast<std::ptrdiff_t>(table.added),
        [&](const RangeColumn& column) { return column.name == name.name; });
    if (found || table.open || IsWildName(name.name)) {
      continue;
    }
    const ListClause clause = ClauseOf(Text(), name.range.begin);
    BindProblem problem = Problem(sqlstate::kSyntaxError,
                                  clause.name + " column \"" + name.name +
                                      "\" not in WITH query column list",
                                  name.range, clause.begin);
    problem.kind = ReferenceKind::Column;
    problem.name = name.name;
    problem.relation = node.name.name;
    Report(std::move(problem));
  }
}

// Whether the query of `table` names `other`.
bool Binder::Names(const CommonTableExpr& table, std::string_view other) const {
  // The query of CREATE RECURSIVE VIEW is all of the statement.
  const uint32_t begin = table.location == kNoLocation ? 0 : table.location;
  const TextRange query{begin, EndOfQuery(Text(), begin)};
  return std::any_of(tree_.from_items.begin(), tree_.from_items.end(),
                     [&](const FromItem& item) {
                       const auto* relation = std::get_if<RangeVar>(&item.node);
                       return relation != nullptr &&
                              relation->name.schema.empty() &&
                              relation->name.name.name == other &&
                              query.Contains(relation->name.range);
                     });
}

// Queries before those that name them.
std::vector<size_t> Binder::OrderOfRecursive(const WithClause& with) const {
  const size_t count = with.queries.size();
  std::vector<size_t> order;
  std::vector<bool> done(count, false);
  const auto ready = [&](size_t index) {
    for (size_t other = 0; other < count; ++other) {
      if (other != index && !done[other] &&
          Names(with.queries[index], with.queries[other].name.name)) {
        return false;
      }
    }
    return true;
  };
  while (order.size() < count) {
    size_t next = 0;
    while (next < count && (done[next] || !ready(next))) {
      ++next;
    }
    if (next == count) {
      // Queries that need one another: the server refuses them.
      next = static_cast<size_t>(std::find(done.begin(), done.end(), false) -
                                 done.begin());
    }
    done[next] = true;
    order.push_back(next);
  }
  return order;
}

void Binder::BindWith(const std::optional<WithClause>& with, Scope& scope) {
  if (!with.has_value()) {
    return;
  }
  std::vector<CommonTable*> tables;
  for (const CommonTableExpr& query : with->queries) {
    for (const CommonTable* earlier : tables) {
      if (earlier->node->name.name == query.name.name) {
        BindProblem problem = Problem(sqlstate::kDuplicateAlias,
                                      "WITH query name \"" + query.name.name +
                                          "\" specified more than once",
                                      query.name.range, query.location);
        problem.name = query.name.name;
        Report(std::move(problem));
      }
    }
    CommonTable& table = common_tables_.emplace_back();
    table.node = &query;
    table.no_returning = HasNoReturning(tree_.statement(query.query));
    tables.push_back(&table);
  }
  if (!with->recursive) {
    for (CommonTable* table : tables) {
      BindCommonTable(*table, scope);
      scope.common_tables.push_back(table);
    }
    return;
  }
  scope.common_tables = tables;
  for (const size_t index : OrderOfRecursive(*with)) {
    CommonTable& table = *tables[index];
    table.recursive = Names(*table.node, table.node->name.name);
    const auto* select =
        std::get_if<SelectStatement>(&tree_.statement(table.node->query).node);
    table.set_operation =
        select != nullptr &&
        tree_.select(select->select).operation != SetOperation::None;
    BindCommonTable(table, scope);
  }
}

}  // namespace pgpact
