// The front end of .sql files: each is one script for psql.
#pragma once

#include <memory>

#include "analyzer/frontends/front_end.h"

namespace pgpact {

// Its modules hold one call, of the whole text, by the sink "script".
std::unique_ptr<FrontEnd> MakeSqlFrontEnd();

}  // namespace pgpact
