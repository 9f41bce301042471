// `check --format json`: the findings for other programs.
#include <string>
#include <vector>

#include "reports/fingerprint.h"
#include "reports/json_values.h"
#include "reports/reporter_list.h"

namespace pgpact {

namespace {

Json ObjectJson(const FindingObject& object) {
  Json json;
  json["kind"] = object.kind;
  json["schema"] = object.schema.empty() ? Json(nullptr) : Json(object.schema);
  json["relation"] =
      object.relation.empty() ? Json(nullptr) : Json(object.relation);
  json["name"] = object.name;
  return json;
}

Json SummaryJson(const Report& report) {
  const StatementCounts& counts = report.summary.statements;
  Json statements;
  statements["checked"] = counts.checked;
  statements["partial"] = counts.partial;
  statements["not_understood"] = counts.not_understood;
  statements["other_dialect"] = counts.other_dialect + counts.other_version;
  uint32_t errors = 0;
  uint32_t warnings = 0;
  uint32_t infos = 0;
  for (const Finding& finding : report.findings) {
    errors += finding.severity == Severity::Error ? 1 : 0;
    warnings += finding.severity == Severity::Warning ? 1 : 0;
    infos += finding.severity == Severity::Info ? 1 : 0;
  }
  Json json;
  json["files"] = report.summary.files;
  json["statements"] = statements;
  json["bodies"] = {{"checked", report.summary.bodies.checked},
                    {"partial", report.summary.bodies.partial}};
  json["findings"] = {
      {"error", errors}, {"warning", warnings}, {"info", infos}};
  json["reasons"] = report.summary.reasons;
  json["mapped_classes"] = report.summary.mapped_classes;
  Json skipped = Json::array();
  for (const SkippedFile& file : report.summary.skipped) {
    skipped.push_back({{"file", file.path}, {"reason", file.reason}});
  }
  json["skipped"] = skipped;
  json["unsupported"] = report.summary.unsupported;
  json["seconds"] =
      report.summary.seconds ? Json(*report.summary.seconds) : Json(nullptr);
  return json;
}

Json FindingJson(const Report& report, const Finding& finding,
                 const std::string& fingerprint) {
  Json json;
  json["rule"] = finding.rule;
  json["sqlstate"] = TextOrNull(finding.sqlstate);
  json["severity"] = SeverityName(finding.severity);
  const auto shown = [&](const std::string& text) {
    return report.secrets.MaskMessage(text, finding.location);
  };
  json["message"] = shown(finding.message);
  json["object"] = finding.object ? ObjectJson(*finding.object) : Json(nullptr);
  json["location"] = LocationJson(report.sources, finding.location);
  Json related = Json::array();
  for (const RelatedPlace& place : finding.related) {
    related.push_back(
        {{"message", place.message},
         {"location", LocationJson(report.sources, place.location)}});
  }
  json["related"] = related;
  json["services"] = finding.services;
  json["suggestion"] = TextOrNull(finding.suggestion);
  Json help = Json::array();
  for (const std::string& line : finding.help) {
    help.push_back(shown(line));
  }
  json["help"] = help;
  json["fingerprint"] = fingerprint;
  return json;
}

class CheckJsonReporter final : public Reporter {
 public:
  std::string_view command() const override { return "check"; }
  std::string_view format() const override { return "json"; }

  void Write(const Report& report, const ReportOptions& /*options*/,
             std::ostream& output) const override {
    Json json;
    json["contract"] = 1;
    json["tool"] = "pgpact";
    json["version"] = report.version;
    json["grammar"] = report.grammar;
    Json sources = Json::array();
    for (const InstallationSummary& source : report.installation_sources) {
      sources.push_back({{"file", source.name},
                         {"statements", source.statements},
                         {"problems", source.problems}});
    }
    json["installation"] = sources;
    json["assumed_roles"] = report.installation.assumed_roles;
    json["notices"] = report.notices;
    json["summary"] = SummaryJson(report);
    const std::vector<std::string> fingerprints =
        Fingerprints(report.findings, report.sources);
    Json findings = Json::array();
    for (size_t i = 0; i < report.findings.size(); ++i) {
      findings.push_back(
          FindingJson(report, report.findings[i], fingerprints[i]));
    }
    json["findings"] = findings;
    output << WriteJson(json, 2) << '\n';
  }
};

}  // namespace

const Reporter& CheckJson() {
  static const CheckJsonReporter reporter;
  return reporter;
}

}  // namespace pgpact
