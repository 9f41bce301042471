#include "analyzer/frontends/python/python_data.h"

namespace pgpact {

SinkCatalog PythonSinks() {
  SinkCatalog catalog;
  AddPsycopgSinks(catalog);
  AddAsyncpgSinks(catalog);
  AddOtherPostgresSinks(catalog);
  AddSqlAlchemySinks(catalog);
  AddFrameworkSinks(catalog);
  AddOtherDialectSinks(catalog);
  AddFallbackSinks(catalog);
  return catalog;
}

}  // namespace pgpact
