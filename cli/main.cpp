// The program pgpact; everything is in RunProcess.
#include <cstddef>
#include <span>

#include "cli/process.h"

int main(int count, char** arguments) {
  return pgpact::RunProcess(
      std::span<char* const>(arguments, static_cast<size_t>(count)));
}
