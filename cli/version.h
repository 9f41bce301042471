// kVersion: the program's version, as CMakeLists.txt has it.
#pragma once

#include <string_view>

namespace pgpact {

#ifndef PGPACT_VERSION
#define PGPACT_VERSION "0"
#endif
inline constexpr std::string_view kVersion = PGPACT_VERSION;

}  // namespace pgpact
