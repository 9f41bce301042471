// InstallationSteps: functions of the code that install one after another, as
// sources of an installation.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "analyzer/strings/evaluate.h"
#include "analyzer/text/location.h"
#include "cli/installation_source.h"
#include "cli/lowering.h"
#include "cli/schema_source.h"

namespace pgpact {

// Where an installation that nobody named was found, for the user: functions
// of one file that stand in a row in one line.
[[nodiscard]] std::vector<std::string> FoundNotices(
    std::span<const SchemaSource> sources);

struct StepInputs {
  std::span<const SchemaSource> sources;
  // Steps that are not run: "db.py::upgrade_v1".
  std::span<const std::string> passed_over;
  const LoweredSources& lowered;
  const Evaluation& evaluation;
  const Installation& installation;
};

// The calls that stand in steps, or that a run of them comes to: each meets
// the schema of its time. None when only one function installs: what it does
// is done on the schema that it makes.
[[nodiscard]] std::set<Location> CallsOfSteps(const StepInputs& inputs);

}  // namespace pgpact
