// MigrationOrder: in which order the scripts of a folder run, as far as their
// names say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pgpact {

// The migrations among the paths in the order in which they are run: by the
// numbers in their names; ways back (.down.sql, U1__x.sql) left out.
[[nodiscard]] std::vector<std::string> OrderMigrations(
    std::vector<std::string> paths);

// Those whose names say no place in the order: without a number after what
// all names begin with, in no folder that is a number.
// REQUIRES: the paths stand below the folder
[[nodiscard]] std::vector<std::string> WithoutNumber(
    const std::vector<std::string>& paths, std::string_view folder);

// Whether names say the order.
[[nodiscard]] bool IsNumberedFolder(const std::vector<std::string>& paths,
                                    std::string_view folder);

}  // namespace pgpact
