#include "analyzer/installation/load_schema.h"

#include "analyzer/installation/schema_loader.h"

namespace pgpact {

LoadedSchema LoadSchema(std::span<const InstallationScript> scripts,
                        const BuiltinCatalog& builtin,
                        const SearchPath& search_path) {
  SchemaLoader loader(builtin, search_path);
  for (uint32_t i = 0; i < scripts.size(); ++i) {
    loader.Run(scripts[i], i);
  }
  return loader.Take();
}

}  // namespace pgpact
