// Coverage: the lines that say how much of the code was checked.
#pragma once

#include <string>

#include "reports/report.h"

namespace pgpact {

// "412 files, 1,873 statements checked, 61 partly (dynamic), 9 not
// understood; 9 for another database; 3 errors, 1 warning"
std::string CoverageLine(const Report& report);

// What people must know beside the findings: the installation's sources,
// assumed roles, why calls were not understood, classes that are not read,
// files that were skipped. One thing a line, each ends with a newline.
std::string CoverageNotes(const Report& report, bool verbose);

}  // namespace pgpact
