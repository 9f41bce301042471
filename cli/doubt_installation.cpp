#include "cli/doubt_installation.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/contract/created_objects.h"
#include "analyzer/installation/discover.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/strings/expand.h"

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

// Whether the statement fails because what it makes is there already: nothing
// is missing for that.
bool IsRepeated(const InstallationProblem& problem) {
  static constexpr std::array<std::string_view, 5> kStates = {
      sqlstate::kDuplicateTable, sqlstate::kDuplicateObject,
      sqlstate::kDuplicateColumn, sqlstate::kDuplicateFunction,
      sqlstate::kDuplicateSchema};
  // A second primary key, an identity column that is one.
  const bool again =
      problem.message.find("multiple primary keys") != std::string::npos ||
      problem.message.find("already an identity") != std::string::npos;
  return again || std::find(kStates.begin(), kStates.end(), problem.sqlstate) !=
                      kStates.end();
}

size_t CountFailing(const LoadedSchema& installation, bool repeated) {
  return static_cast<size_t>(
      std::count_if(installation.problems.begin(), installation.problems.end(),
                    [&](const InstallationProblem& problem) {
                      return problem.kind == InstallationProblem::Kind::Fails &&
                             IsRepeated(problem) == repeated;
                    }));
}

size_t CountStatements(const LoadedSchema& installation) {
  const auto& counts = installation.statement_counts;
  return std::accumulate(counts.begin(), counts.end(), size_t{0});
}

bool AddColumn(Catalog& catalog, RelationId id, const std::string& name) {
  if (catalog.relation(id).FindColumn(name) != nullptr) {
    return false;
  }
  Relation changed = catalog.relation(id);
  if (IsWildName(name)) {
    changed.incomplete = true;
  } else {
    Column column;
    column.name = name;
    changed.columns.push_back(std::move(column));
  }
  catalog.ChangeRelation(id, std::move(changed));
  return true;
}

std::string Count(size_t part, size_t whole) {
  return std::to_string(part) + " of " + std::to_string(whole);
}

}  // namespace

std::optional<std::string> WhyDoubtful(const LoadedSchema& installation,
                                       const Contract& contract) {
  const size_t statements = CountStatements(installation);
  const size_t failing = CountFailing(installation, false);
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

std::optional<std::string> WhyRepeated(const LoadedSchema& installation) {
  const size_t repeated = CountFailing(installation, true);
  const size_t statements = CountStatements(installation);
  return repeated >= kFewestFailing && repeated * 5 >= statements
             ? std::optional(Count(repeated, statements))
             : std::nullopt;
}

bool AddDisputedColumns(const Code& code, const SourceSet& sources,
                        LoadedSchema& installation) {
  Catalog& catalog = installation.catalog;
  bool any = false;
  for (const InstallationProblem& problem : installation.problems) {
    const auto schema = catalog.FindSchema(problem.schema);
    const auto id =
        schema ? catalog.FindRelation(*schema, problem.name) : std::nullopt;
    for (const std::string& name : problem.wanted_columns) {
      any = (id && AddColumn(catalog, *id, name)) || any;
    }
  }
  std::vector<CreatedObject> created = CreatedObjects(code);
  // A test changes what it likes, and takes it back.
  std::erase_if(created, [&](const CreatedObject& object) {
    return object.column.empty() ||
           IsTest(sources.file(object.use.location.file).path());
  });
  for (const RelationId id : catalog.UserRelations()) {
    const std::string name = catalog.relation(id).name;
    const std::string schema = catalog.schema(catalog.relation(id).schema).name;
    for (const CreatedObject& object : created) {
      if (object.name == name &&
          (object.schema.empty() || object.schema == schema)) {
        any = AddColumn(catalog, id, object.column) || any;
      }
    }
  }
  return any;
}

}  // namespace pgpact
