#include "reports/coverage.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "reports/terminal_text.h"

namespace pgpact {

namespace {

std::string Plain(std::string_view text) {
  return EscapeControls(text);
}

std::string InstallationNotes(const Report& report) {
  std::string notes;
  for (const InstallationSummary& source : report.installation_sources) {
    notes += "installation: " + Plain(source.name) + ", " +
             Counted(source.statements, "statement");
    if (source.problems != 0) {
      notes += ", " + Counted(source.problems, "problem");
    }
    notes += '\n';
  }
  std::string roles;
  for (const std::string& role : report.installation.assumed_roles) {
    roles += (roles.empty() ? "" : ", ") + Plain(role);
  }
  if (!roles.empty()) {
    notes += "assumed: the cluster has the role" +
             std::string(report.installation.assumed_roles.size() == 1 ? " "
                                                                       : "s ") +
             roles + '\n';
  }
  return notes;
}

std::string ReasonNotes(const Report& report, bool verbose) {
  std::string notes;
  std::vector<std::pair<uint32_t, std::string>> reasons;
  for (const auto& [reason, count] : report.summary.reasons) {
    reasons.emplace_back(count, reason);
  }
  std::stable_sort(
      reasons.begin(), reasons.end(),
      [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [count, reason] : reasons) {
    notes +=
        "not understood: " + reason + " (" + Counted(count, "call") + ")\n";
  }
  if (!verbose) {
    return notes;
  }
  for (const CodeCall& call : report.code.calls) {
    if (!call.not_understood) {
      continue;
    }
    const SourceFile& file = report.sources.file(call.sink.call.file);
    const Position at = file.PositionAt(call.sink.call.range.begin);
    notes += "  " + Plain(file.path()) + ':' + std::to_string(at.line) + ':' +
             std::to_string(at.column) + ": " + Plain(call.sink.sink) + ": " +
             std::string(ReasonText(*call.not_understood)) + '\n';
  }
  return notes;
}

std::string MappedClassNotes(const Report& report) {
  std::string notes;
  for (const auto& [mapper, classes] : report.summary.mapped_classes) {
    notes += "not read: " + WithThousands(classes.size()) +
             (classes.size() == 1 ? " class" : " classes") + " mapped by " +
             mapper + " (";
    const size_t shown = std::min<size_t>(classes.size(), 5);
    for (size_t i = 0; i < shown; ++i) {
      notes += (i == 0 ? "" : ", ") + Plain(classes[i]);
    }
    notes += shown < classes.size() ? ", ...)\n" : ")\n";
  }
  return notes;
}

std::string BodyCounts(const Report& report) {
  const StatementCounts& counts = report.summary.bodies;
  if (counts.checked + counts.partial == 0) {
    return "";
  }
  return Counted(counts.checked, "statement") + " of routines checked, " +
         WithThousands(counts.partial) + " partly; ";
}

std::string OtherVersion(const StatementCounts& counts) {
  return counts.other_version == 0 ? ""
                                   : WithThousands(counts.other_version) +
                                         " for another version of PostgreSQL; ";
}

}  // namespace

std::string CoverageLine(const Report& report) {
  const StatementCounts& counts = report.summary.statements;
  uint32_t errors = 0;
  uint32_t warnings = 0;
  for (const Finding& finding : report.findings) {
    errors += finding.severity == Severity::Error ? 1 : 0;
    warnings += finding.severity == Severity::Warning ? 1 : 0;
  }
  std::string line = Counted(report.summary.files, "file") + ", " +
                     Counted(counts.checked, "statement") + " checked, " +
                     WithThousands(counts.partial) + " partly (dynamic), " +
                     WithThousands(counts.not_understood) +
                     " not understood; " + WithThousands(counts.other_dialect) +
                     " for another database; " + OtherVersion(counts) +
                     BodyCounts(report) + Counted(errors, "error") + ", " +
                     Counted(warnings, "warning");
  if (report.summary.seconds) {
    std::array<char, 32> seconds{};
    std::snprintf(seconds.data(), seconds.size(), "; %.2f s",
                  *report.summary.seconds);
    line += seconds.data();
  }
  return line;
}

std::string CoverageNotes(const Report& report, bool verbose) {
  std::string notes;
  for (const std::string& notice : report.notices) {
    notes += "note: " + Plain(notice) + '\n';
  }
  notes += InstallationNotes(report);
  notes += ReasonNotes(report, verbose);
  notes += MappedClassNotes(report);
  if (report.summary.unsupported != 0) {
    notes += "not understood: " + Counted(report.summary.unsupported, "place") +
             " of the source files (syntax)\n";
  }
  for (const SkippedFile& file : report.summary.skipped) {
    notes += "skipped: " + Plain(file.path) + ": " + Plain(file.reason) + '\n';
  }
  return notes;
}

}  // namespace pgpact
