// BuildInstallation: from installation sources to scripts.
#pragma once

#include <span>

#include "analyzer/base/result.h"
#include "analyzer/installation/extension_source.h"
#include "cli/lowering.h"
#include "cli/schema_source.h"
#include "cli/script_writer.h"

namespace pgpact {

struct InstallationInputs {
  std::span<const SchemaSource> sources;
  // Extensions that the configuration names.
  std::span<const std::string> extensions;
  // Those whose source the repository is.
  std::span<const ExtensionControl> own_extensions;
  // The sources were found, not named: those that are no steps of one another
  // stand for themselves.
  bool found = false;
  const LoweredSources& lowered;
  const EvaluateOptions& evaluate;
  const FrontEnds& front_ends;
  ScriptSurroundings surroundings;
  // Filled with what `pgpact:` comments of .sql files say.
  Directives& directives;
};

// Fails for a source that cannot be read and for a function that its file does
// not have (the nearest name is told).
[[nodiscard]] Result<Installation> BuildInstallation(
    const InstallationInputs& inputs);

// Of an installation without a statement that parses: its first error with its
// place, or that there is no SQL.
std::string WhyUnreadable(const Installation& installation,
                          const SourceSet& sources);

}  // namespace pgpact
