#include "cli/unknown_extensions.h"

#include <set>
#include <variant>

#include "analyzer/catalog/known_extensions.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

std::vector<std::string> UnknownExtensions(const Installation& installation,
                                           const SourceSet& sources) {
  std::vector<std::string> notices;
  std::set<std::string> told;
  for (const ParsedStatement& statement : installation.statements) {
    if (statement.error || statement.tree.statements.empty()) {
      continue;
    }
    const auto* created =
        std::get_if<CreateExtensionStmt>(&statement.tree.root().node);
    if (created == nullptr || IsWildName(created->name.name) ||
        IsKnownExtension(created->name.name) ||
        created->name.name == "plpgsql" ||
        !told.insert(created->name.name).second) {
      continue;
    }
    // One that the configuration names stands in no source.
    std::string where = " (of the configuration)";
    const auto at = statement.text.map.ToSource(created->name.range);
    if (at && !at->range.empty()) {
      const SourceFile& file = sources.file(at->file);
      where = " (" + file.path() + ":" +
              std::to_string(file.PositionAt(at->range.begin).line) + ")";
    }
    notices.push_back("extension " + created->name.name + where +
                      " is not known: what it may make is undecided");
  }
  return notices;
}

}  // namespace pgpact
