#include "rules/statement_rule.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "analyzer/binder/reference_names.h"
#include "analyzer/sql/identifier.h"
#include "rules/shown_statement.h"

namespace pgpact {

namespace {

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
  return finding;
}

}  // namespace

std::vector<Finding> StatementRule::Check(const Analysis& analysis) const {
  std::vector<Finding> findings;
  for (const CodeStatement& statement : analysis.code.statements) {
    for (const BindProblem& problem : statement.bound.problems) {
      if (problem.uncertain || !Covers(problem)) {
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

void ConditionRule::Explain(const Analysis& /*analysis*/,
                            const BindProblem& problem,
                            Finding& finding) const {
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
