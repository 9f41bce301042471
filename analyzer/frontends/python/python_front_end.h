// The Python front end.
#pragma once

#include <memory>

#include "analyzer/frontends/front_end.h"

namespace pgpact {

std::unique_ptr<FrontEnd> MakePythonFrontEnd();

}  // namespace pgpact
