// What the binder says: problems, references, what is undecided and why.

#include <algorithm>

#include "analyzer/binder/binder.h"
#include "analyzer/binder/suggest.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/sqlstate.h"

namespace pgpact {
namespace {

constexpr uint32_t kMaximumDepth = 10'000;

}  // namespace

bool Binder::Depth::Enter() {
  if (binder_.depth_ <= kMaximumDepth) {
    return true;
  }
  if (!binder_.too_deep_) {
    binder_.too_deep_ = true;
    binder_.Undecide("the statement is nested too deep");
  }
  return false;
}

BindProblem Binder::Problem(std::string_view sqlstate, std::string message,
                            TextRange range,
                            std::optional<uint32_t> offset) const {
  BindProblem problem;
  problem.sqlstate = sqlstate;
  problem.message = std::move(message);
  problem.range = range;
  if (offset.has_value() && *offset != kNoLocation) {
    problem.server_offset = offset;
    if (range.empty() && *offset < Text().size()) {
      // The token that the server points at.
      Lexer lexer(Text().substr(*offset));
      const uint32_t size = lexer.Next().value_or(Token{}).range.end;
      problem.range = {*offset, *offset + size};
    }
  }
  return problem;
}

void Binder::Report(BindProblem problem) {
  if (problem.uncertain) {
    Undecide("the error hangs on a value that is not known");
  } else if (bound_.verdict == Verdict::Ok) {
    bound_.verdict = Verdict::Error;
  }
  bound_.problems.push_back(std::move(problem));
}

void Binder::Undecide(std::string_view reason) {
  if (bound_.verdict == Verdict::Ok) {
    bound_.verdict = Verdict::Undecided;
    bound_.undecided_reason = reason;
  }
}

uint32_t Binder::AddReference(Reference reference) {
  bound_.references.push_back(std::move(reference));
  return static_cast<uint32_t>(bound_.references.size() - 1);
}

void Binder::UseColumn(const RangeColumn& column, ReferenceAccess access,
                       TextRange range) {
  if (!column.direct || column.origin == nullptr) {
    return;
  }
  Reference& reference = bound_.references.emplace_back();
  reference.kind = ReferenceKind::Column;
  reference.schema = column.origin->schema;
  reference.relation = column.origin->relation_name;
  reference.name = column.origin_column;
  reference.access = access;
  reference.range = range;
}

uint32_t Binder::UseMissingColumn(const RangeTableEntry* entry,
                                  const Identifier& column,
                                  ReferenceAccess access,
                                  ReferenceStatus status) {
  Reference reference;
  reference.kind = ReferenceKind::Column;
  if (entry != nullptr) {
    const bool relation = entry->kind == RangeTableKind::Relation;
    reference.schema = relation ? entry->schema : std::string_view();
    reference.relation = relation ? entry->relation_name : entry->name;
  }
  reference.name = column.name;
  reference.access = access;
  reference.status = status;
  reference.range = column.range;
  return AddReference(std::move(reference));
}

void Binder::GiveHint(const ExprInfo& missing, const ExprInfo& told) {
  if (missing.missing != kNoReference) {
    GiveHint(missing, told.type);
  }
  if (told.missing != kNoReference) {
    GiveHint(told, missing.type);
  }
}

void Binder::GiveHint(const ExprInfo& missing, TypeUse told) {
  if (missing.missing == kNoReference || told.type == kUnknownTypeId) {
    return;
  }
  Reference& reference = bound_.references[missing.missing];
  if (reference.type_hint.empty()) {
    reference.type_hint = SpellType(ResolveUnknown(told));
  }
}

bool Binder::IsPasted(uint32_t location) const {
  return location != kNoLocation &&
         std::any_of(statement_.pasted.begin(), statement_.pasted.end(),
                     [&](TextRange range) {
                       return range.begin <= location && location < range.end;
                     });
}

std::string_view Binder::Keep(std::string text) {
  return kept_.emplace_back(std::move(text));
}

bool Binder::LooseHoleIn(uint32_t begin, uint32_t end) const {
  return std::any_of(
      loose_holes_.begin(), loose_holes_.end(),
      [&](uint32_t hole) { return begin <= hole && hole < end; });
}

std::vector<std::string> Binder::ColumnNamesInScope(const Scope& scope) const {
  std::vector<std::string> names;
  for (const NamespaceItem& item : scope.items) {
    if (item.columns_visible) {
      for (const RangeColumn& column : item.entry->columns) {
        names.emplace_back(column.name);
      }
    }
  }
  return names;
}

void Binder::ReportMissingColumn(const Identifier& qualifier,
                                 const Identifier& column, uint32_t location,
                                 const RangeTableEntry* entry, Scope& scope) {
  const std::string message =
      qualifier.empty()
          ? "column \"" + column.name + "\" does not exist"
          : "column " + qualifier.name + "." + column.name + " does not exist";
  BindProblem problem =
      Problem(sqlstate::kUndefinedColumn, message, column.range, location);
  problem.kind = ReferenceKind::Column;
  problem.name = column.name;
  std::vector<std::string> names;
  if (entry != nullptr) {
    const bool relation = entry->kind == RangeTableKind::Relation;
    problem.schema = relation ? entry->schema : std::string_view();
    problem.relation = relation ? entry->relation_name : entry->name;
    for (const RangeColumn& known : entry->columns) {
      names.emplace_back(known.name);
    }
  } else {
    names = ColumnNamesInScope(scope);
  }
  problem.near_names = NearNames(column.name, names);
  Report(std::move(problem));
}

}  // namespace pgpact
