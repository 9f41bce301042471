// ExtensionSource: a repository that holds an extension: its control file and
// the scripts that CREATE EXTENSION runs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

// What CREATE EXTENSION puts the schema's name for; "@extschema:name@" is that
// of an extension that this one needs.
inline constexpr std::string_view kExtensionSchemaToken = "@extschema@";
inline constexpr std::string_view kNeededSchemaToken = "@extschema:";

struct ExtensionControl {
  // "pg_partman", of pg_partman.control.
  std::string name;
  std::string folder;
  std::string default_version;
  // Empty: wherever CREATE EXTENSION is told.
  std::string schema;
  // Extensions that have to be there.
  std::vector<std::string> needs;
};

// Nothing for a file that is no control file of an extension.
[[nodiscard]] std::optional<ExtensionControl> ReadExtensionControl(
    std::string_view path, std::string_view content);

// The schema that the extensions' scripts are for, as it is written in SQL:
// the one that all control files name, else the one where CREATE EXTENSION
// puts an extension by itself.
[[nodiscard]] std::string ExtensionSchema(
    std::span<const ExtensionControl> extensions);

// "name" of "folder/name--1.0.sql"; empty for other names.
[[nodiscard]] std::string_view ExtensionOf(std::string_view path);

// Whether the path is below the control file's folder, and its name says that
// it installs or updates the extension: "name--1.0.sql", "name--1.0--1.1.sql".
[[nodiscard]] bool IsVersionScript(const ExtensionControl& control,
                                   std::string_view path);

// What CREATE EXTENSION runs for the default version, in order: the script of
// that version, or the shortest way to it from a version that has one; the
// script of the newest version when no way leads there. Empty when there is
// none (it is put together when the extension is built).
[[nodiscard]] std::vector<std::string> InstallScripts(
    const ExtensionControl& control, std::span<const std::string> paths);

// The lines of an extension's script that only psql reads: they keep it from
// running the script (\echo Use "CREATE EXTENSION x" … \quit). Empty for any
// other script.
[[nodiscard]] std::vector<TextRange> ExtensionGuards(std::string_view text);

}  // namespace pgpact
