// WriteOutputFile: a report into a file, whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analyzer/base/result.h"

namespace pgpact {

// Written beside the file and then renamed over it; what is no regular file
// (a pipe, a device) is written as it is.
[[nodiscard]] std::optional<Error> WriteOutputFile(const std::string& path,
                                                   std::string_view content);

// Everything to an open descriptor. 0, or errno.
[[nodiscard]] int WriteAll(int descriptor, std::string_view content);

}  // namespace pgpact
