#include "analyzer/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace pgpact {

void CheckFailed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "pgpact: internal error: %s does not hold at %s:%d\n",
               condition, file, line);
  std::abort();
}

}  // namespace pgpact
