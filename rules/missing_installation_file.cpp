// missing-installation-file: an installer names a file that is not there.
#include "rules/rule_list.h"

namespace pgpact {

namespace {

class MissingInstallationFileCheck final : public Rule {
 public:
  std::string_view name() const override { return "missing-installation-file"; }
  Severity default_severity() const override { return Severity::Error; }
  std::string_view summary() const override {
    return "an installer runs a file that does not exist";
  }

  std::vector<Finding> Check(const Analysis& analysis) const override {
    std::vector<Finding> findings;
    for (const MissingInstallationFile& missing : analysis.missing_files) {
      Finding finding;
      finding.message = "installation file \"" + missing.path +
                        "\" does not exist in this repository";
      finding.label = "no such file";
      finding.location = missing.location;
      if (missing.asked_for) {
        finding.severity = Severity::Warning;
        finding.help = {"the script runs it only if it is there"};
      }
      findings.push_back(finding);
    }
    return findings;
  }
};

}  // namespace

const Rule& MissingInstallationFileRule() {
  static const MissingInstallationFileCheck rule;
  return rule;
}

}  // namespace pgpact
