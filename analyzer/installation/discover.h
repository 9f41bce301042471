// DiscoverInstallation: which files of a repository are its installation, when
// nobody says so.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pgpact {

struct DiscoveryFile {
  std::string_view path;
  std::string_view content;
};

struct FoundInstallation {
  std::vector<std::string> sources;
  // Steps that no new installation comes to: an earlier one leads past them.
  std::vector<std::string> passed_over;
  // The last parts of the names of tables that any program creates, tests
  // and examples too, whether its SQL is followed or not.
  std::set<std::string> tables_of_programs;
};

// Sources as `--schema` takes them, in order; empty when nothing looks like an
// installation. Looked for are a schema.sql or structure.sql, folders of
// migrations and of scripts; of those that create the same tables the one that
// creates most is taken, a schema.sql before migrations, those before others;
// what creates other tables comes beside it. Without a schema.sql or
// migrations, shell scripts that create tables with psql and functions of the
// code that do come first. Of an extension what CREATE EXTENSION runs is taken,
// not its updates. Tests and examples are no installation.
[[nodiscard]] FoundInstallation DiscoverInstallation(
    std::span<const DiscoveryFile> files);

// Whether the file belongs to tests or examples, by its folders and its name.
[[nodiscard]] bool IsTest(std::string_view path);

}  // namespace pgpact
