#include "analyzer/installation/load_schema.h"

#include "analyzer/installation/schema_loader.h"

namespace pgpact {

LoadedSchema LoadSchema(std::span<const InstallationScript> scripts,
                        const BuiltinCatalog& builtin,
                        const SearchPath& search_path) {
  SchemaLoader loader(builtin, search_path);
  uint32_t ended_run = 0;
  for (uint32_t i = 0; i < scripts.size(); ++i) {
    const InstallationScript& script = scripts[i];
    if (script.run != 0 && script.run == ended_run) {
      loader.Skip();
      continue;
    }
    loader.Run(script, i);
    if (script.must_succeed && loader.stopped()) {
      ended_run = script.run;
    }
  }
  return loader.Take();
}

}  // namespace pgpact
