#include "tests/support/run_pgpact.h"

#include <sstream>

#include "analyzer/text/file_system.h"
#include "cli/command_line.h"

namespace pgpact {

PgpactRun RunPgpact(const std::map<std::string, std::string>& files,
                    const std::vector<std::string>& arguments) {
  const auto held = MakeInMemoryFileSystem(files);
  std::ostringstream output;
  std::ostringstream errors;
  PgpactRun run;
  run.exit_code = RunCommandLine(arguments, {.files = *held,
                                             .folder = "",
                                             .output = output,
                                             .errors = errors,
                                             .environment = {}});
  run.output = output.str();
  run.errors = errors.str();
  return run;
}

}  // namespace pgpact
