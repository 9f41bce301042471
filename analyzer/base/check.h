// PGPACT_CHECK: a broken invariant of our own is told with its place and ends
// the program. It is never used for a user's input.
#pragma once

#define PGPACT_CHECK(condition)       \
  ((condition) ? static_cast<void>(0) \
               : ::pgpact::CheckFailed(#condition, __FILE__, __LINE__))

namespace pgpact {

// Writes the condition and its place to stderr and aborts.
[[noreturn]] void CheckFailed(const char* condition, const char* file,
                              int line);

}  // namespace pgpact
