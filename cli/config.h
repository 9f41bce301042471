// Config: what a pgpact.toml says. Its one entrance is ReadConfig.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/strings/sink.h"
#include "rules/rule.h"

namespace pgpact {

// Nothing where a key is not there. Paths are as written: relative to the
// file's folder.
struct Config {
  std::optional<std::vector<std::string>> installation_files;
  std::optional<std::vector<std::string>> search_path;
  std::optional<std::vector<std::string>> extensions;
  std::optional<std::map<std::string, std::string>> tokens;
  std::optional<std::string> postgresql;
  std::optional<std::vector<std::string>> code_paths;
  std::optional<std::vector<std::string>> excludes;
  std::optional<std::vector<std::string>> service_files;
  RuleLevels levels;
  std::vector<SinkSpec> sinks;
  // Where a text of a list stands ("pgpact.toml:2:10"), by the text; of the
  // version by "postgresql".
  std::map<std::string, std::string> places;
};

// Fails with the file's name and place for text that is no TOML, an unknown
// key (the nearest known one is told) and a value of the wrong kind.
[[nodiscard]] Result<Config> ReadConfig(std::string_view text,
                                        const std::string& path);

}  // namespace pgpact
