// `check --format text`: findings as rustc draws them, then the coverage.
#include <algorithm>
#include <string>

#include "reports/coverage.h"
#include "reports/excerpt.h"
#include "reports/reporter_list.h"
#include "reports/secrets.h"
#include "reports/terminal_text.h"

namespace pgpact {

namespace {

// Related places drawn with their source; the rest are counted.
constexpr size_t kRelatedShown = 3;

Style StyleOf(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return Style::Red;
    case Severity::Warning:
      return Style::Yellow;
    case Severity::Info:
    case Severity::Off:
      return Style::Cyan;
  }
  return Style::Cyan;
}

class FindingWriter {
 public:
  FindingWriter(const Report& report, const ReportOptions& options)
      : report_(report), options_(options) {}

  std::string Write(const Finding& finding) const {
    const uint32_t gutter = GutterOf(finding);
    std::string head = std::string(SeverityName(finding.severity)) + '[' +
                       std::string(finding.rule) + ']';
    std::string text = Styled(head, StyleOf(finding.severity), options_.color) +
                       Styled(": " + Clean(finding.message, finding.location),
                              Style::Bold, options_.color) +
                       '\n';
    text += Arrow(finding.location, gutter, "-->");
    if (!finding.location.range.empty()) {
      text += WriteExcerpt(File(finding.location), finding.location.range,
                           Clean(finding.label, finding.location),
                           report_.secrets, Excerpt(gutter, '^', 1));
    }
    text += Related(finding, gutter);
    for (const std::string& help : finding.help) {
      text += Note(gutter, "help", Clean(help, finding.location));
    }
    if (!finding.services.empty()) {
      text +=
          Note(gutter, finding.services.size() == 1 ? "service" : "services",
               Clean(Joined(finding.services)));
    }
    if (!finding.sql.empty()) {
      text += Note(gutter, "sql", Sql(finding));
    }
    return text + '\n';
  }

 private:
  // Of a text about the place.
  std::string Clean(std::string_view text, const Location& place) const {
    return EscapeControls(report_.secrets.MaskMessage(text, place));
  }

  static std::string Clean(std::string_view text) {
    return EscapeControls(MaskSecrets(text));
  }

  const SourceFile& File(const Location& location) const {
    return report_.sources.file(location.file);
  }

  ExcerptOptions Excerpt(uint32_t gutter, char mark, uint32_t before) const {
    return {.width = options_.width,
            .gutter = gutter,
            .lines_before = before,
            .mark = mark,
            .color = options_.color};
  }

  uint32_t GutterOf(const Finding& finding) const {
    uint32_t gutter =
        GutterWidth(File(finding.location), finding.location.range);
    const size_t shown = std::min(finding.related.size(), kRelatedShown);
    for (size_t i = 0; i < shown; ++i) {
      const Location& place = finding.related[i].location;
      gutter = std::max(gutter, GutterWidth(File(place), place.range));
    }
    return gutter + 1;
  }

  std::string Arrow(const Location& location, uint32_t gutter,
                    std::string_view arrow) const {
    const SourceFile& file = File(location);
    const Position at = file.PositionAt(location.range.begin);
    // The arrow's last character stands over the gutter's bar.
    const size_t indent =
        gutter + 2 - std::min<size_t>(gutter + 2, arrow.size());
    return std::string(indent, ' ') +
           Styled(arrow, Style::Blue, options_.color) + ' ' +
           Clean(file.path()) + ':' + std::to_string(at.line) + ':' +
           std::to_string(at.column) + '\n';
  }

  std::string Bar(uint32_t gutter) const {
    return std::string(gutter, ' ') +
           Styled(" |", Style::Blue, options_.color) + '\n';
  }

  std::string Related(const Finding& finding, uint32_t gutter) const {
    std::string text;
    size_t shown = 0;
    for (const RelatedPlace& place : finding.related) {
      if (shown == kRelatedShown) {
        return text +
               Note(gutter, "note",
                    Counted(finding.related.size() - shown, "further place"));
      }
      ++shown;
      text += Bar(gutter) + Arrow(place.location, gutter, ":::");
      if (!place.location.range.empty()) {
        text += WriteExcerpt(File(place.location), place.location.range,
                             Clean(place.message, place.location),
                             report_.secrets, Excerpt(gutter, '-', 0));
      }
    }
    return text;
  }

  std::string Note(uint32_t gutter, std::string_view kind,
                   const std::string& text) const {
    return std::string(gutter + 1, ' ') +
           Styled("=", Style::Blue, options_.color) + ' ' +
           Styled(std::string(kind) + ':', Style::Bold, options_.color) + ' ' +
           text + '\n';
  }

  static std::string Joined(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) {
      list += (list.empty() ? "" : ", ") + name;
    }
    return list;
  }

  std::string Sql(const Finding& finding) const {
    constexpr size_t kShown = 160;
    std::string sql = Clean(finding.sql);
    if (sql.size() > kShown) {
      size_t end = kShown;
      while (end > 0 &&
             (static_cast<unsigned char>(sql[end]) & 0xC0U) == 0x80U) {
        --end;
      }
      sql = sql.substr(0, end) + "...";
    }
    if (finding.sql_parts > 1) {
      sql += "   (" + std::to_string(finding.sql_parts) + " parts)";
    }
    return sql;
  }

  const Report& report_;
  const ReportOptions& options_;
};

class CheckTextReporter final : public Reporter {
 public:
  std::string_view command() const override { return "check"; }
  std::string_view format() const override { return "text"; }

  void Write(const Report& report, const ReportOptions& options,
             std::ostream& output) const override {
    const FindingWriter writer(report, options);
    for (const Finding& finding : report.findings) {
      output << writer.Write(finding);
    }
    if (!options.quiet) {
      output << CoverageNotes(report, options.verbose);
    }
    output << CoverageLine(report) << '\n';
  }
};

}  // namespace

const Reporter& CheckText() {
  static const CheckTextReporter reporter;
  return reporter;
}

}  // namespace pgpact
