// DiscoverInstallation: which files of a repository are its installation, when
// nobody says so.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pgpact {

struct DiscoveryFile {
  std::string_view path;
  // Of .py and .sh files; may be empty for others.
  std::string_view content;
};

// Sources as `--schema` takes them, in order; empty when nothing looks like an
// installation. The first of these that there is: a schema.sql or
// structure.sql, a folder of migrations, install scripts that run psql,
// functions of the code that create tables, any .sql file with a CREATE TABLE.
// Tests and examples are no installation.
[[nodiscard]] std::vector<std::string> DiscoverInstallation(
    std::span<const DiscoveryFile> files);

}  // namespace pgpact
