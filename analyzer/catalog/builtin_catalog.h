// BuiltinCatalog: what every PostgreSQL database has (pg_catalog and
// information_schema), read from the data file that
// builtin/write_builtin.py makes from a running server.
#pragma once

#include <string_view>

namespace pgpact {

class BuiltinCatalog;

// The built-in objects of PostgreSQL `major` ("15"). Made at the first call,
// valid for the life of the program, at most 5 ms and 10 MB. Thread-safe.
const BuiltinCatalog& LoadBuiltinCatalog(std::string_view major);

}  // namespace pgpact
