// MakeRunTimeCatalog: the installation's catalog with what the code's own
// DDL adds to it.
#pragma once

#include <optional>

#include "analyzer/catalog/catalog.h"
#include "analyzer/catalog/search_path.h"
#include "analyzer/contract/code.h"

namespace pgpact {

// In which order the program creates things is not known: each is tried until
// what it needs is there. What is made in two shapes is incomplete. What the
// code drops or renames stays. Nothing when the code makes nothing.
[[nodiscard]] std::optional<Catalog> MakeRunTimeCatalog(
    const Code& code, const Catalog& installation, const SearchPath& path);

}  // namespace pgpact
