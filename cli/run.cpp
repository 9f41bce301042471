// What a run hands on: to the rules, to the reports.

#include <cstdint>
#include <set>
#include <utility>

#include "analyzer/sql/parse_template.h"
#include "cli/pipeline.h"
#include "cli/version.h"

namespace pgpact {

Analysis Run::MakeAnalysis() const {
  return {sources,
          code,
          contract,
          *schema,
          installation.scripts,
          services,
          has_services,
          suppressions,
          installation.missing_files};
}

Secrets Run::CollectSecrets(SecretFiles files) const {
  std::vector<SecretSource> statements;
  for (const CodeStatement& statement : code.statements) {
    statements.push_back(
        {&statement.parsed, code.calls[statement.call].sink.call});
  }
  for (const ParsedStatement& statement : installation.statements) {
    statements.push_back({&statement, {}});
  }
  std::set<SourceFileId> read;
  for (const Finding& finding : findings) {
    read.insert(finding.location.file);
    for (const RelatedPlace& place : finding.related) {
      read.insert(place.location.file);
    }
  }
  if (files == SecretFiles::All) {
    for (uint32_t i = 0; i < sources.size(); ++i) {
      read.insert(SourceFileId{i});
    }
  }
  return {sources, statements, read};
}

Report Run::MakeReport() const {
  Report report = {std::string(kVersion),
                   std::string(GrammarVersion()),
                   sources,
                   code,
                   contract,
                   *schema,
                   services,
                   {},
                   notices,
                   findings,
                   summary,
                   CollectSecrets(SecretFiles::OfFindings)};
  for (const InstallationSource& source : installation.sources) {
    InstallationSummary one = {source.name, 0, 0};
    for (uint32_t i = source.first_script; i < source.last_script; ++i) {
      one.statements +=
          i < schema->statement_counts.size() ? schema->statement_counts[i] : 0;
    }
    for (const InstallationProblem& problem : schema->problems) {
      one.problems += problem.script >= source.first_script &&
                              problem.script < source.last_script
                          ? 1
                          : 0;
    }
    report.installation_sources.push_back(std::move(one));
  }
  return report;
}

}  // namespace pgpact
