// What CREATE EXTENSION brings: the names of well-known extensions' objects.
#pragma once

#include <string_view>

namespace pgpact {

[[nodiscard]] bool IsKnownExtension(std::string_view extension);
// Whether a relation, type or routine of this name may come with the
// extension; of one that is not known any may.
[[nodiscard]] bool ExtensionMakes(std::string_view extension,
                                  std::string_view name);

}  // namespace pgpact
