#include "rules/statement_rule.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "analyzer/binder/reference_names.h"
#include "analyzer/contract/created_objects.h"
#include "analyzer/sql/identifier.h"
#include "rules/shown_statement.h"

namespace pgpact {

namespace {

// Where several paths may hold: that the name is on none of them.
void AddSearchPaths(const BoundStatement& bound, const BindProblem& problem,
                    Finding& finding) {
  if (bound.search_paths.size() < 2 || !problem.schema.empty() ||
      problem.kind == ReferenceKind::Column) {
    return;
  }
  std::string list;
  for (const std::string& path : bound.search_paths) {
    list += (list.empty() ? "" : "; ") + path;
  }
  finding.help.push_back("it is on none of the search paths that may hold: " +
                         list);
}

Finding FindingFor(const Analysis& analysis, const CodeStatement& statement,
                   const BindProblem& problem) {
  const CodeCall& call = analysis.code.calls[statement.call];
  Finding finding;
  finding.sqlstate = problem.sqlstate;
  finding.message = problem.message;
  if (!problem.name.empty()) {
    finding.object =
        FindingObject{std::string(ReferenceKindName(problem.kind)),
                      problem.schema, problem.relation, problem.name};
  }
  if (call.body) {
    finding.help.push_back("in the body of " + call.sink.function);
  }
  finding.location = statement.At(problem.range);
  finding.services = call.services;
  finding.sql = ShownStatement(statement.parsed);
  finding.sql_parts =
      static_cast<uint32_t>(statement.parsed.text.map.pieces().size());
  finding.statement = statement.location;
  finding.statement_fingerprint = statement.parsed.fingerprint;
  AddSearchPaths(statement.bound, problem, finding);
  return finding;
}

// Whether an earlier statement of the same text makes what is missing: a
// script's statements run one after another.
bool IsMadeBefore(const Analysis& analysis, uint32_t index,
                  const BindProblem& problem) {
  const uint32_t call = analysis.code.statements[index].call;
  if (analysis.code.calls[call].sink.sql.AsFixed() == nullptr) {
    return false;
  }
  const auto wanted = WantedBy(problem);
  return std::any_of(
      analysis.contract.created.begin(), analysis.contract.created.end(),
      [&](const CreatedObject& object) {
        return object.use.statement < index &&
               analysis.code.statements[object.use.statement].call == call &&
               std::any_of(
                   wanted.begin(), wanted.end(),
                   [&](const WantedObject& one) { return Makes(object, one); });
      });
}

}  // namespace

std::vector<Finding> StatementRule::Check(const Analysis& analysis) const {
  std::vector<Finding> findings;
  for (uint32_t i = 0; i < analysis.code.statements.size(); ++i) {
    const CodeStatement& statement = analysis.code.statements[i];
    for (const BindProblem& problem : statement.bound.problems) {
      if (problem.uncertain || !Covers(problem) ||
          IsMadeBefore(analysis, i, problem)) {
        continue;
      }
      Finding finding = FindingFor(analysis, statement, problem);
      finding.label = text_.label;
      Explain(analysis, problem, finding);
      findings.push_back(std::move(finding));
    }
  }
  return findings;
}

void StatementRule::Explain(const Analysis& /*analysis*/,
                            const BindProblem& /*problem*/,
                            Finding& /*finding*/) const {}

void ConditionRule::Explain(const Analysis& analysis,
                            const BindProblem& problem,
                            Finding& finding) const {
  AddCreations(analysis, problem, finding);
  AddSuggestion(problem, finding);
}

std::string ObjectDisplay(std::string_view schema, std::string_view name) {
  return QuoteQualified(schema, name);
}

void AddSuggestion(const BindProblem& problem, Finding& finding) {
  if (problem.near_names.empty()) {
    return;
  }
  finding.suggestion = problem.near_names.front();
  std::string help = "did you mean ";
  const size_t count = std::min<size_t>(problem.near_names.size(), 3);
  for (size_t i = 0; i < count; ++i) {
    if (i != 0) {
      help += i + 1 == count ? " or " : ", ";
    }
    help += '"' + problem.near_names[i] + '"';
  }
  finding.help.push_back(help + "?");
}

bool AddCreations(const Analysis& analysis, const BindProblem& problem,
                  Finding& finding) {
  bool any = false;
  for (const WantedObject& wanted : WantedBy(problem)) {
    for (const CreatedObject& object : analysis.contract.created) {
      if (!Makes(object, wanted)) {
        continue;
      }
      any = true;
      std::string what = "the application creates it here";
      if (!object.extension.empty()) {
        what = "the application creates the extension that brings it here";
      } else if (wanted.kind == ReferenceKind::Schema) {
        what = "the application creates the schema here";
      } else if (wanted.kind == ReferenceKind::Column) {
        what = "the application adds it here";
      }
      finding.related.push_back(
          {what + ", the installation does not", object.use.location});
    }
  }
  if (any) {
    finding.message += problem.kind == ReferenceKind::Column
                           ? ", only the application adds it"
                           : ", only the application creates it";
  }
  return any;
}

void AddDefinition(const Analysis& analysis, std::string_view schema,
                   std::string_view relation, Finding& finding) {
  const RequiredRelation* found =
      analysis.contract.FindRelation(schema, relation);
  if (found == nullptr || !found->provided) {
    return;
  }
  const Catalog& catalog = analysis.installation.catalog;
  std::string message = found->kind + " defined here";
  if (const auto schema_id = catalog.FindSchema(schema)) {
    if (const auto id = catalog.FindRelation(*schema_id, relation)) {
      const size_t columns = catalog.relation(*id).columns.size();
      message += ", " + std::to_string(columns) +
                 (columns == 1 ? " column" : " columns");
    }
  }
  finding.related.push_back({std::move(message), *found->provided});
}

}  // namespace pgpact
