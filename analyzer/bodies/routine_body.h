// BindBody: every SQL of a routine's body, bound as it is when the routine
// runs: with its parameters and variables in scope.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/binder/bind.h"
#include "analyzer/binder/session.h"
#include "analyzer/catalog/catalog.h"
#include "analyzer/sql/parsed_sql.h"

namespace pgpact {

// The text of a routine's body; its places lead to the host file.
struct RoutineBody {
  RoutineId routine;
  MappedText text;
};

// What bodies have around them.
struct BodySurroundings {
  SearchPath search_path;
  // Tables that some body or the program makes at run time.
  std::vector<SessionTable> tables;
  // The tables whose triggers run a function.
  std::map<RoutineId, std::vector<RelationId>> triggers;
  // Names that triggers give their transition tables.
  std::map<RoutineId, std::vector<std::string>> transition_tables;
};

struct BodyStatement {
  ParsedStatement parsed;
  BoundStatement bound;
};

// REQUIRES: the bodies' routines are in the catalog
[[nodiscard]] BodySurroundings SurroundingsOf(
    std::span<const RoutineBody> bodies, const Catalog& catalog,
    const SearchPath& search_path);

// In the order of the text. What is not known whole is undecided.
[[nodiscard]] std::vector<BodyStatement> BindBody(
    const RoutineBody& body, const Catalog& catalog,
    const BodySurroundings& surroundings);

// The parameters of the routine, as its body sees them. `level` gets them by
// name and PL/pgSQL's $n.
VariableLevel ParameterLevel(const Catalog& catalog, const Routine& routine);
// The same for what a trigger function has beside.
void AddTriggerVariables(const Catalog& catalog,
                         std::span<const RelationId> relations, bool event,
                         VariableLevel& level);

}  // namespace pgpact
