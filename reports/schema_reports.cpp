// `schema --format text|sql`: the catalog's own text forms.
#include "analyzer/installation/load_schema.h"
#include "reports/plain_text.h"
#include "reports/reporter_list.h"
#include "reports/terminal_text.h"

namespace pgpact {

namespace {

class SchemaTextReporter final : public Reporter {
 public:
  std::string_view command() const override { return "schema"; }
  std::string_view format() const override { return "text"; }

  void Write(const Report& report, const ReportOptions& /*options*/,
             std::ostream& output) const override {
    WritePlain(DumpCatalog(report.installation.catalog), report.secrets,
               output);
    for (const InstallationProblem& problem : report.installation.problems) {
      const SourceFile& file = report.sources.file(problem.location.file);
      const Position at = file.PositionAt(problem.location.range.begin);
      output << "problem " << EscapeControls(file.path()) << ':' << at.line
             << ':' << at.column << ": "
             << (problem.sqlstate.empty() ? "" : problem.sqlstate + ": ")
             << EscapeControls(report.secrets.MaskMessage(problem.message,
                                                          problem.location))
             << '\n';
    }
    for (const std::string& role : report.installation.assumed_roles) {
      output << "assumed role " << EscapeControls(role) << '\n';
    }
  }
};

class SchemaSqlReporter final : public Reporter {
 public:
  std::string_view command() const override { return "schema"; }
  std::string_view format() const override { return "sql"; }

  void Write(const Report& report, const ReportOptions& /*options*/,
             std::ostream& output) const override {
    WritePlain(WriteDdl(report.installation.catalog), report.secrets, output);
  }
};

}  // namespace

const Reporter& SchemaText() {
  static const SchemaTextReporter reporter;
  return reporter;
}

const Reporter& SchemaSql() {
  static const SchemaSqlReporter reporter;
  return reporter;
}

}  // namespace pgpact
