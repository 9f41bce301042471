// SchemaSource: what one `--schema` argument means.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/text/file_system.h"
#include "cli/front_ends.h"

namespace pgpact {

enum class SchemaSourceKind {
  SqlFile,
  Migrations,  // a folder of .sql files
  Program,     // Python or shell: what a run of it does
  Document,    // Markdown
};

struct SchemaSource {
  SchemaSourceKind kind = SchemaSourceKind::SqlFile;
  // As named: "db.py::init_database".
  std::string name;
  std::string path;
  // The function after "::"; empty for the module's own statements.
  std::string function;
  // Of Migrations, in the order in which their tool runs them.
  std::vector<std::string> migrations;
  // Of these, the ones without a number (all, when numbers do not say the
  // order), and among numbered ones those in folders of updates.
  std::vector<std::string> unnumbered;
  std::vector<std::string> updates;
};

// Fails when there is no such file, or nothing in it that pgpact can read.
[[nodiscard]] Result<SchemaSource> ReadSchemaSource(std::string_view name,
                                                    const FrontEnds& front_ends,
                                                    const FileSystem& files);

}  // namespace pgpact
