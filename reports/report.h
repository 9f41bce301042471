// Report: what a reporter writes. Plain values; nothing is computed later.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analyzer/contract/code.h"
#include "analyzer/contract/required_objects.h"
#include "analyzer/contract/services.h"
#include "analyzer/installation/load_schema.h"
#include "analyzer/text/source_set.h"
#include "reports/secrets.h"
#include "rules/finding.h"

namespace pgpact {

struct InstallationSummary {
  // As named on the command line or found.
  std::string name;
  uint32_t statements = 0;
  uint32_t problems = 0;
};

// Counts lines of `extract`: together all of them.
struct StatementCounts {
  uint32_t checked = 0;         // verdict ok or error
  uint32_t partial = 0;         // undecided
  uint32_t not_understood = 0;  // completeness none
  uint32_t other_dialect = 0;   // for another database
  uint32_t other_version = 0;   // for other versions of PostgreSQL only
};

// A file that could not be read, or not wholly.
struct SkippedFile {
  std::string path;
  std::string reason;
};

struct RunSummary {
  uint32_t files = 0;
  StatementCounts statements;
  // Statements and expressions of the bodies of the installation's routines.
  StatementCounts bodies;
  // Why calls were not understood, by ReasonText, with their number.
  std::map<std::string, uint32_t> reasons;
  // ORM classes that are not read: mapper -> class names, sorted.
  std::map<std::string, std::vector<std::string>> mapped_classes;
  std::vector<SkippedFile> skipped;
  // Places of source files that were not understood.
  uint32_t unsupported = 0;
  // Only with --verbose.
  std::optional<double> seconds;
};

// Everything of one run. Not owned; lives as long as the run.
struct Report {
  std::string version;
  // "15"
  std::string grammar;
  const SourceSet& sources;
  const Code& code;
  const Contract& contract;
  const LoadedSchema& installation;
  std::vector<Service> services;
  std::vector<InstallationSummary> installation_sources;
  // How the installation was found, when it was looked for; for people.
  std::vector<std::string> notices;
  std::vector<Finding> findings;
  RunSummary summary;
  // What no output may show.
  Secrets secrets;
};

}  // namespace pgpact
