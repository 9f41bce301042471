// Names of the statement's surroundings: variables of PL/pgSQL and parameters
// of functions, by the rules of plpgsql_ns_lookup and the hooks for column
// references.

#include <algorithm>
#include <optional>
#include <span>

#include "analyzer/binder/binder.h"
#include "analyzer/binder/suggest.h"
#include "analyzer/sql/sqlstate.h"

namespace pgpact {
namespace {

const SessionVariable* FindIn(const VariableLevel& level,
                              std::string_view name) {
  // Of two of a name (SQLSTATE of two handlers) the later one counts.
  const auto found = std::find_if(
      level.variables.rbegin(), level.variables.rend(),
      [&](const SessionVariable& one) { return one.name == name; });
  return found == level.variables.rend() ? nullptr : &*found;
}

const SessionField* FieldOf(const SessionVariable& variable,
                            std::string_view name) {
  const auto found = std::find_if(
      variable.fields.begin(), variable.fields.end(),
      [&](const SessionField& field) { return field.name == name; });
  return found == variable.fields.end() ? nullptr : &*found;
}

// The variable that the first of the names is, or the field of it that the
// second is. What is qualified by it, or taken from it, has to be a record.
std::optional<VariableMatch> MatchIn(const VariableLevel& level,
                                     std::span<const Identifier> parts,
                                     bool all) {
  const SessionVariable* variable = FindIn(level, parts[0].name);
  const bool qualified = parts.size() > 1 || all;
  if (variable == nullptr ||
      (qualified && variable->shape == SessionVariable::Shape::Scalar)) {
    return std::nullopt;
  }
  const bool is_field = qualified && !all;
  return VariableMatch{variable, is_field,
                       is_field ? FieldOf(*variable, parts[1].name) : nullptr};
}

}  // namespace

VariableMatch Binder::FindVariable(std::span<const Identifier> parts,
                                   bool all) const {
  for (size_t i = session_.variables.size(); i > 0; --i) {
    const VariableLevel& level = session_.variables[i - 1];
    if (const auto own = MatchIn(level, parts, all)) {
      return *own;
    }
    if (parts.size() > 1 && !level.label.empty() &&
        level.label == parts[0].name) {
      if (const auto labelled = MatchIn(level, parts.subspan(1), all)) {
        return *labelled;
      }
    }
  }
  return {};
}

// Whether a name that is a column's is a variable's too, which the server
// refuses.
bool Binder::IsTwofold(const VariableMatch& variable, const Identifier& name,
                       uint32_t location) {
  if (!variable.found() || session_.conflict != NameConflict::Error) {
    return false;
  }
  if (variable.is_field &&
      (variable.variable->shapeless || variable.field == nullptr)) {
    // What the record has when the statement runs is not known.
    Undecide("a name is a record's and a column's");
    return true;
  }
  ReportAmbiguous(name, location);
  return true;
}

ExprInfo Binder::UseVariable(const VariableMatch& match, const Identifier& name,
                             uint32_t location) {
  const SessionVariable& variable = *match.variable;
  ExprInfo info;
  info.location = location;
  info.opaque = true;
  if (match.is_field) {
    if (match.field != nullptr) {
      info.type = match.field->type;
      info.opaque = info.type.type == kUnknownTypeId;
    } else if (!variable.open) {
      BindProblem problem = Problem(
          sqlstate::kUndefinedColumn,
          "record \"" + variable.name + "\" has no field \"" + name.name + "\"",
          name.range, location);
      problem.kind = ReferenceKind::Column;
      problem.name = name.name;
      std::vector<std::string> names;
      for (const SessionField& field : variable.fields) {
        names.push_back(field.name);
      }
      problem.near_names = NearNames(name.name, names);
      Report(std::move(problem));
    }
    return info;
  }
  info.type = variable.type;
  if (variable.shape == SessionVariable::Shape::Scalar) {
    info.opaque = info.type.type == kUnknownTypeId;
    return info;
  }
  if (variable.shape == SessionVariable::Shape::Record) {
    RangeTableEntry& row = NewEntry(RangeTableKind::Subquery, variable.name);
    row.openness = variable.open ? Openness::Incomplete : Openness::Closed;
    row.columns.reserve(variable.fields.size());
    for (const SessionField& field : variable.fields) {
      RangeColumn& column = row.columns.emplace_back();
      column.name = field.name;
      column.type = field.type;
    }
    info.row = &row;
    info.row_copied = true;
  }
  return info;
}

}  // namespace pgpact
