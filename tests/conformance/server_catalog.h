// ReadCatalog: a Catalog with what a running server's database holds, so that
// binding is compared with the server apart from loading schemas.
#pragma once

#include "analyzer/catalog/catalog.h"
#include "tests/support/postgres_server.h"

namespace pgpact {

Catalog ReadCatalog(ServerDatabase& database);

}  // namespace pgpact
