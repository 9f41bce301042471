#include "cli/doubt_installation.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

#include "analyzer/sql/sqlstate.h"

namespace pgpact {

namespace {

// So many are never a slip in the code, whatever the share.
constexpr size_t kFewestMissing = 4;
constexpr size_t kFewestFailing = 10;
constexpr size_t kFewestLacking = 20;

// Whether the statement fails because something is not there: something else
// makes it, or makes it earlier.
bool IsLacking(const InstallationProblem& problem) {
  static constexpr std::array<std::string_view, 5> kStates = {
      sqlstate::kUndefinedTable, sqlstate::kUndefinedColumn,
      sqlstate::kUndefinedFunction, sqlstate::kUndefinedObject,
      sqlstate::kInvalidSchemaName};
  return std::find(kStates.begin(), kStates.end(), problem.sqlstate) !=
         kStates.end();
}

std::string Count(size_t part, size_t whole) {
  return std::to_string(part) + " of " + std::to_string(whole);
}

}  // namespace

std::optional<std::string> WhyDoubtful(const LoadedSchema& installation,
                                       const Contract& contract) {
  const auto& counts = installation.statement_counts;
  const size_t statements =
      std::accumulate(counts.begin(), counts.end(), size_t{0});
  const auto failing = static_cast<size_t>(
      std::count_if(installation.problems.begin(), installation.problems.end(),
                    [](const InstallationProblem& problem) {
                      return problem.kind == InstallationProblem::Kind::Fails;
                    }));
  if (failing >= kFewestFailing && failing * 5 >= statements) {
    return Count(failing, statements) + " of its statements fail";
  }
  const auto lacking = static_cast<size_t>(
      std::count_if(installation.problems.begin(), installation.problems.end(),
                    [](const InstallationProblem& problem) {
                      return problem.kind == InstallationProblem::Kind::Fails &&
                             IsLacking(problem);
                    }));
  if (lacking >= kFewestLacking) {
    return Count(lacking, statements) +
           " of its statements need what is not there by then";
  }
  size_t missing = 0;
  size_t named = 0;
  for (const RequiredRelation& relation : contract.relations) {
    if (relation.uses.empty()) {
      continue;
    }
    // Of a program that installs itself every table is made by the code.
    const bool lacks = relation.status == ObjectStatus::Missing ||
                       relation.status == ObjectStatus::RunTime;
    missing += lacks ? 1 : 0;
    named += lacks || relation.status == ObjectStatus::Provided ? 1 : 0;
  }
  if (missing >= kFewestMissing && missing * 3 >= named) {
    return "it lacks " + Count(missing, named) +
           " of the tables that the code names";
  }
  return std::nullopt;
}

}  // namespace pgpact
