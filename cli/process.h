// RunProcess: RunCommandLine with the process around it: its arguments,
// environment, working directory and streams.
#pragma once

#include <span>

namespace pgpact {

// `arguments` as main gets them. The exit code.
[[nodiscard]] int RunProcess(std::span<char* const> arguments);

}  // namespace pgpact
