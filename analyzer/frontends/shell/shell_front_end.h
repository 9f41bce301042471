// The front end of shell scripts (bash, by tree-sitter).
#pragma once

#include <memory>

#include "analyzer/frontends/front_end.h"

namespace pgpact {

std::unique_ptr<FrontEnd> MakeShellFrontEnd();

}  // namespace pgpact
