// ORDER BY, GROUP BY, DISTINCT ON by name, position or expression; windows;
// FOR UPDATE OF.

#include <algorithm>
#include <array>

#include "analyzer/binder/binder.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

std::string ClauseName(SortClause clause) {
  switch (clause) {
    case SortClause::OrderBy:
      return "ORDER BY";
    case SortClause::GroupBy:
      return "GROUP BY";
    case SortClause::DistinctOn:
      return "DISTINCT ON";
  }
  return {};
}

enum class Equal { No, Yes, Perhaps };

Equal SameValue(const ParseTree& tree, const TargetEntry& a,
                const TargetEntry& b) {
  if (a.info.column != nullptr || b.info.column != nullptr) {
    return a.info.column != nullptr && b.info.column != nullptr &&
                   SameVariable(*a.info.column, *b.info.column)
               ? Equal::Yes
               : Equal::No;
  }
  if (!a.expr.has_value() || !b.expr.has_value()) {
    return Equal::Perhaps;
  }
  const Expr& one = tree.expr(*a.expr);
  const Expr& other = tree.expr(*b.expr);
  if (one.node.index() != other.node.index()) {
    return Equal::No;
  }
  const auto* left = std::get_if<Const>(&one.node);
  const auto* right = std::get_if<Const>(&other.node);
  if (left != nullptr && right != nullptr) {
    return left->kind == right->kind && left->value == right->value ? Equal::Yes
                                                                    : Equal::No;
  }
  return Equal::Perhaps;
}

}  // namespace

bool Binder::MatchTargetName(const ColumnRef& ref, uint32_t location,
                             SortClause clause, TargetList& list,
                             Scope& scope) {
  const Identifier& name = ref.parts.front();
  if (clause == SortClause::GroupBy) {
    const ColumnMatch match = FindColumn(scope, name, location, true);
    if (match.column != nullptr || match.failed || match.open) {
      const bool in_list = std::any_of(
          list.entries.begin(), list.entries.end(),
          [&](const TargetEntry& entry) { return entry.name == name.name; });
      // What is not known may hold it; so may the list.
      return match.open && in_list;
    }
  }
  const TargetEntry* found = nullptr;
  for (const TargetEntry& entry : list.entries) {
    if (entry.name != name.name) {
      continue;
    }
    if (found == nullptr) {
      found = &entry;
      continue;
    }
    const Equal equal = SameValue(tree_, *found, entry);
    if (equal == Equal::Yes) {
      continue;
    }
    BindProblem problem =
        Problem(sqlstate::kAmbiguousColumn,
                ClauseName(clause) + " \"" + name.name + "\" is ambiguous",
                name.range, location);
    problem.kind = ReferenceKind::Column;
    problem.name = name.name;
    problem.uncertain = equal == Equal::Perhaps;
    Report(std::move(problem));
    return true;
  }
  return found != nullptr;
}

bool Binder::MatchTargetPosition(const Const& constant, uint32_t location,
                                 SortClause clause, const TargetList& list) {
  if (constant.kind != ConstKind::Integer) {
    BindProblem problem =
        Problem(sqlstate::kSyntaxError,
                "non-integer constant in " + ClauseName(clause), {}, location);
    problem.uncertain = IsPasted(location);
    Report(std::move(problem));
    return true;
  }
  if (list.open) {
    return true;
  }
  constexpr size_t kMostDigits = 9;
  const size_t position = constant.value.size() > kMostDigits
                              ? SIZE_MAX
                              : std::stoul(constant.value);
  if (position == 0 || position > list.entries.size()) {
    const auto begin = location == kNoLocation ? 0 : location;
    Report(
        Problem(sqlstate::kInvalidColumnReference,
                ClauseName(clause) + " position " + constant.value +
                    " is not in select list",
                {begin, begin + static_cast<uint32_t>(constant.value.size())},
                location));
  }
  return true;
}

uint32_t Binder::BindSortItem(ExprId id, SortClause clause, TargetList& list,
                              Scope& scope) {
  const Expr& expr = tree_.expr(id);
  if (const auto* ref = std::get_if<ColumnRef>(&expr.node)) {
    if (ref->parts.size() == 1 && !ref->star &&
        MatchTargetName(*ref, expr.location, clause, list, scope)) {
      return expr.location;
    }
  }
  if (const auto* constant = std::get_if<Const>(&expr.node)) {
    MatchTargetPosition(*constant, expr.location, clause, list);
    return expr.location;
  }
  // A list that is not known whole may give the name.
  if (list.open) {
    const auto* ref = std::get_if<ColumnRef>(&expr.node);
    if (ref != nullptr && ref->parts.size() == 1 && !ref->star &&
        FindColumn(scope, ref->parts.front(), expr.location, false).column ==
            nullptr) {
      Undecide("the select list is not known");
      return expr.location;
    }
  }
  return BindExpr(id, scope).location;
}

void Binder::BindGroupItem(ExprId id, TargetList& list, Scope& scope) {
  Depth depth(*this, 1);
  if (!depth.Enter()) {
    return;
  }
  const Expr& expr = tree_.expr(id);
  if (const auto* set = std::get_if<GroupingSet>(&expr.node)) {
    for (const ExprId content : set->content) {
      BindGroupItem(content, list, scope);
    }
    return;
  }
  // GROUP BY (a, b) is GROUP BY a, b; ROW(a, b) is not told apart and means
  // the same names but for aliases.
  if (const auto* row = std::get_if<RowExpr>(&expr.node)) {
    for (const ExprId content : row->arguments) {
      BindGroupItem(content, list, scope);
    }
    return;
  }
  BindSortItem(id, SortClause::GroupBy, list, scope);
}

void Binder::UseWindow(const WindowDef& window, Scope& scope) {
  if (window.name.empty()) {
    scope.windows.push_back(&window);
    return;
  }
  const bool found = std::any_of(
      scope.windows.begin(), scope.windows.end(), [&](const WindowDef* one) {
        return one->name.name == window.name.name && one->range != window.range;
      });
  if (!found && !IsWildName(window.name.name)) {
    BindProblem problem =
        Problem(sqlstate::kUndefinedObject,
                "window \"" + window.name.name + "\" does not exist",
                window.name.range, window.name.range.begin);
    problem.name = window.name.name;
    Report(std::move(problem));
  }
}

void Binder::BindWindow(const WindowDef& window, Scope& scope,
                        std::span<const WindowDef* const> earlier) {
  const auto named = [&](std::string_view name) {
    return std::any_of(
        earlier.begin(), earlier.end(),
        [&](const WindowDef* one) { return one->name.name == name; });
  };
  if (!window.name.empty() && named(window.name.name)) {
    Report(Problem(sqlstate::kWindowingError,
                   "window \"" + window.name.name + "\" is already defined",
                   window.name.range, window.range.begin));
  }
  if (!window.reference.empty() && !named(window.reference.name) &&
      !IsWildName(window.reference.name)) {
    BindProblem problem =
        Problem(sqlstate::kUndefinedObject,
                "window \"" + window.reference.name + "\" does not exist",
                window.reference.range, window.range.begin);
    problem.name = window.reference.name;
    Report(std::move(problem));
  }
  for (const SortBy& sort : window.order_by) {
    BindExpr(sort.expression, scope);
  }
  for (const ExprId id : window.partition_by) {
    BindExpr(id, scope);
  }
  for (const auto& offset : {window.start_offset, window.end_offset}) {
    if (offset.has_value()) {
      BindExpr(*offset, scope);
    }
  }
}

void Binder::BindWindows(const SelectStmt& /*select*/, Scope& scope) {
  for (size_t i = 0; i < scope.windows.size(); ++i) {
    const std::vector<const WindowDef*> earlier(
        scope.windows.begin(),
        scope.windows.begin() + static_cast<std::ptrdiff_t>(i));
    BindWindow(*scope.windows[i], scope, earlier);
  }
}

// "FOR NO KEY UPDATE" before the OF in which a name stands.
std::string Binder::LockClauseAt(uint32_t offset) const {
  static constexpr std::array<std::string_view, 4> kStrengths{
      "FOR NO KEY UPDATE", "FOR UPDATE", "FOR KEY SHARE", "FOR SHARE"};
  std::string words;
  std::string clause = "FOR UPDATE";
  for (const Token& token : Tokenize(Text().substr(0, offset))) {
    std::string word(Text().substr(token.range.begin, token.range.size()));
    for (char& c : word) {
      c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    if (word == "FOR") {
      words = word;
    } else if (!words.empty()) {
      words += " " + word;
      for (const std::string_view strength : kStrengths) {
        clause = words == strength ? words : clause;
      }
    }
  }
  return clause;
}

void Binder::BindLocking(const SelectStmt& select, Scope& scope) {
  for (const RangeVar& locked : select.locked) {
    const QualifiedName& name = locked.name;
    if (!name.schema.empty()) {
      Report(Problem(sqlstate::kSyntaxError,
                     LockClauseAt(name.range.begin) +
                         " must specify unqualified relation names",
                     name.name.range, name.range.begin));
      continue;
    }
    const bool found =
        scope.loose || IsWildName(name.name.name) ||
        std::any_of(scope.range_table.begin(), scope.range_table.end(),
                    [&](const RangeTableEntry* entry) {
                      return entry->name == name.name.name ||
                             IsWildName(entry->name);
                    });
    if (found) {
      continue;
    }
    BindProblem problem = Problem(sqlstate::kUndefinedTable,
                                  "relation \"" + name.name.name + "\" in " +
                                      LockClauseAt(name.range.begin) +
                                      " clause not found in FROM clause",
                                  name.name.range, name.range.begin);
    problem.name = name.name.name;
    Report(std::move(problem));
  }
}

}  // namespace pgpact
