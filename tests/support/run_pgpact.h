// RunPgpact: the program in this process over files in memory.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace pgpact {

struct PgpactRun {
  int exit_code = 0;
  std::string output;
  std::string errors;
};

// As if started at the root of these files.
PgpactRun RunPgpact(const std::map<std::string, std::string>& files,
                    const std::vector<std::string>& arguments);

}  // namespace pgpact
