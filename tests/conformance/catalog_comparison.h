// CatalogDifference: what a database and a Catalog do not have in common, one
// line for each relation, column, constraint and routine.
#pragma once

#include <string>

#include "analyzer/catalog/catalog.h"
#include "tests/support/postgres_server.h"

namespace pgpact {

// "server: …" and "pgpact: …" lines; empty when both hold the same. Temporary
// objects are left out.
std::string CatalogDifference(ServerDatabase& server, const Catalog& ours);

// The same of two databases: "server: …" is the first.
std::string DatabaseDifference(ServerDatabase& first, ServerDatabase& second);

}  // namespace pgpact
