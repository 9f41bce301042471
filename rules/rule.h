// Rule: one kind of finding. A rule is stateless and sees the Analysis only.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/contract/code.h"
#include "analyzer/contract/required_objects.h"
#include "analyzer/contract/services.h"
#include "analyzer/frontends/front_end.h"
#include "analyzer/installation/load_schema.h"
#include "analyzer/text/source_set.h"
#include "rules/finding.h"

namespace pgpact {

// A `pgpact: allow RULE reason` comment.
struct Suppression {
  std::string rule;
  std::string reason;
  SourceFileId file;
  // The comment itself.
  TextRange range;
  // What it covers; the whole file for allow-file.
  TextRange covers;
};

// A file that an installer names and that is not there.
struct MissingInstallationFile {
  std::string path;
  // Where it is named.
  Location location;
  // The script looks whether it is there before it runs it.
  bool asked_for = false;
};

// Everything that a rule may look at. Nothing in it is owned here but the
// vectors; it lives as long as the run.
struct Analysis {
  const SourceSet& sources;
  const Code& code;
  const Contract& contract;
  const LoadedSchema& installation;
  std::span<const InstallationScript> scripts;
  std::span<const Service> services;
  // Whether the program of any service is known: without one all code counts
  // as started.
  bool has_services = false;
  std::vector<Suppression> suppressions;
  std::vector<MissingInstallationFile> missing_files;
};

class Rule {
 public:
  Rule() = default;
  Rule(const Rule&) = delete;
  Rule& operator=(const Rule&) = delete;
  virtual ~Rule() = default;

  // "undefined-column"; also its file's, case's and page's name.
  virtual std::string_view name() const = 0;
  virtual Severity default_severity() const = 0;
  // One line: what it finds.
  virtual std::string_view summary() const = 0;
  [[nodiscard]] virtual std::vector<Finding> Check(
      const Analysis& analysis) const = 0;
};

// All rules, in the order in which users see them.
std::span<const Rule* const> AllRules();
// nullptr when there is none of that name.
const Rule* FindRule(std::string_view name);

// Levels from the configuration by rule name.
using RuleLevels = std::map<std::string, Severity, std::less<>>;
// Runs every rule that is not off, drops what a suppression covers, removes
// doubles (the same rule, place and object) and sorts by path, place, rule.
[[nodiscard]] std::vector<Finding> CheckRules(const Analysis& analysis,
                                              const RuleLevels& levels);

}  // namespace pgpact
