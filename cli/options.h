// Options: what one invocation was asked for, from its arguments alone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/base/result.h"
#include "cli/pipeline.h"

namespace pgpact {

enum class Command { Check, Extract, Objects, Schema, Explain, ConfigShow };
std::string_view CommandName(Command command);

enum class FailOn { Error, Warning, Undecided, Never };
std::optional<FailOn> FailOnOf(std::string_view word);
std::string_view FailOnName(FailOn fail_on);

enum class ColorChoice { Auto, Always, Never };

// "--output sarif=out.sarif": a format of its own, or the command's.
struct OutputFile {
  std::string format;
  std::string path;
};

// Nothing where an option was not given, so that other places can speak.
struct Options {
  Command command = Command::Check;
  std::vector<std::string> paths;
  // Of explain: the rule or SQLSTATE.
  std::string topic;
  std::vector<std::string> schema;
  std::optional<std::vector<std::string>> search_path;
  std::vector<std::string> excludes;
  std::vector<std::string> services;
  std::optional<std::string> config;
  std::optional<uint32_t> jobs;
  std::optional<std::string> format;
  std::vector<OutputFile> outputs;
  std::optional<FailOn> fail_on;
  bool stdin_paths = false;
  // Nothing is kept between runs as it is.
  bool no_cache = false;
  ColorChoice color = ColorChoice::Auto;
  bool quiet = false;
  bool verbose = false;
  std::optional<Phase> print;
};

// Options, or a text that was asked for (--help, --version).
struct ParsedArguments {
  Options options;
  std::optional<std::string> answer;
};

[[nodiscard]] Result<ParsedArguments> ParseArguments(
    std::span<const std::string> arguments);

}  // namespace pgpact
