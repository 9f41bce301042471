// RunCommandLine: one invocation of pgpact, from its arguments to its exit
// code, without touching the process (case runner and main use it).
#pragma once

#include <cstdint>
#include <istream>
#include <map>
#include <ostream>
#include <span>
#include <string>

#include "analyzer/text/file_system.h"

namespace pgpact {

// Where an invocation runs.
struct Surroundings {
  const FileSystem& files;
  // The working directory relative to the root of `files`.
  std::string folder;
  // The root's absolute path, which absolute arguments may begin with; empty
  // for files in memory.
  std::string root = {};
  // Where `--stdin-paths` reads; nullptr: nothing is there.
  std::istream* input = nullptr;
  std::ostream& output;
  std::ostream& errors;
  // PGPACT_* and NO_COLOR, CLICOLOR_FORCE by name.
  std::map<std::string, std::string> environment;
  // Whether `output` is a terminal, and its width.
  bool terminal = false;
  uint32_t width = 80;
};

// `arguments` without the program's name. 0: nothing found; 1: findings; 2:
// the job could not be done.
[[nodiscard]] int RunCommandLine(std::span<const std::string> arguments,
                                 const Surroundings& surroundings);

}  // namespace pgpact
