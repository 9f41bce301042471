// Settings: the effective values of one invocation, each with its origin:
// command line over environment over file over default.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "cli/command_line.h"
#include "cli/options.h"
#include "cli/pipeline.h"

namespace pgpact {

struct Setting {
  // "installation.files", as in pgpact.toml
  std::string name;
  // As TOML spells it.
  std::string value;
  // "command line", "PGPACT_SCHEMA", "pgpact.toml", "default"
  std::string origin;
};

struct Settings {
  RunOptions run;
  FailOn fail_on = FailOn::Error;
  // Of the command; empty for the command's default.
  std::string format;
  // Sorted by name.
  std::vector<Setting> shown;
};

[[nodiscard]] Result<Settings> MakeSettings(const Options& options,
                                            const Surroundings& surroundings);

}  // namespace pgpact
