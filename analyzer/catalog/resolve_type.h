// ResolveTypeName: the type that a statement names, as the server's parser
// looks it up.
#pragma once

#include <optional>
#include <string>

#include "analyzer/catalog/catalog.h"
#include "analyzer/catalog/search_path.h"
#include "analyzer/sql/type_name.h"

namespace pgpact {

struct TypeResolution {
  // The type; kUnknownTypeId when it cannot be known (an open schema, a hole
  // in its name) and there is no error.
  TypeUse use;
  // The server's error: SQLSTATE and message; empty when there is none.
  std::string sqlstate;
  std::string message;

  bool ok() const { return sqlstate.empty(); }
};

// `%TYPE`, arrays and modifiers included; SETOF is left to the caller.
[[nodiscard]] TypeResolution ResolveTypeName(const Catalog& catalog,
                                             const SearchPath& path,
                                             const TypeName& name);
// The words of the name, as the server's messages show it: "s.t[]".
std::string ShowTypeName(const TypeName& name);
// Whether what is missing from this schema (of the path, when empty) may have
// been made by something that is not known, or by an extension.
bool MayBeElsewhere(const Catalog& catalog, const SearchPath& path,
                    std::string_view schema);

}  // namespace pgpact
