// What the reports about required objects share: words for how a thing is
// used, filled and provided.
#pragma once

#include <string>

#include "analyzer/contract/required_objects.h"
#include "reports/report.h"

namespace pgpact {

// For a table that the installation makes and leaves empty: "empty after
// installation, filled by a.py:12 f(), service x"; empty for one that the
// installation fills and for what holds no rows.
std::string FillingText(const Report& report, const RequiredRelation& relation);

// "a, b" or "" for none.
std::string JoinNames(const std::vector<std::string>& names);

}  // namespace pgpact
