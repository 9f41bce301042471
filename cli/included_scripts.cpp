#include "cli/included_scripts.h"

#include <algorithm>
#include <utility>

#include "analyzer/psql/psql_reader.h"
#include "analyzer/text/file_system.h"
#include "cli/script_writer.h"

namespace pgpact {

namespace {

constexpr size_t kMostFiles = 256;

class Reader {
 public:
  Reader(SourceStore& store, const std::map<std::string, std::string>& tokens)
      : store_(store), tokens_(tokens) {}

  IncludedScripts Run(const MarkedText& script, const SourceFile& host) && {
    seen_.push_back(host.id());
    Read(script, ParentPath(host.path()), 0);
    return std::move(included_);
  }

 private:
  void Read(const MarkedText& script, std::string_view folder, size_t depth) {
    constexpr size_t kDepth = 16;
    if (depth > kDepth || script.text.text.find('\\') == std::string::npos) {
      return;
    }
    PsqlSession session;
    session.SetUnknownNames();
    for (const PsqlItem& item :
         ReadPsqlScript(script, session, PsqlInput::Script)) {
      if (const auto* include = std::get_if<PsqlInclude>(&item)) {
        Follow(*include, folder, depth);
      }
    }
  }

  void Follow(const PsqlInclude& include, std::string_view folder,
              size_t depth) {
    const Location at = include.location.value_or(Location{});
    const auto found =
        include.path.holes.empty()
            ? FindScript(include.path.text.text, folder, store_.files())
            : std::nullopt;
    if (!found) {
      included_.missing.push_back(at);
      return;
    }
    const Result<const SourceFile*> file = store_.Load(*found);
    if (!file.ok()) {
      included_.missing.push_back(at);
      return;
    }
    const SourceFileId id = file.value()->id();
    const bool again = std::find(seen_.begin(), seen_.end(), id) != seen_.end();
    if (again || seen_.size() > kMostFiles) {
      return;
    }
    seen_.push_back(id);
    included_.files.push_back(id);
    included_.texts.push_back(ReplaceTokens(*file.value(), tokens_));
    const MarkedText text = included_.texts.back();
    Read(text, ParentPath(file.value()->path()), depth + 1);
  }

  SourceStore& store_;
  const std::map<std::string, std::string>& tokens_;
  std::vector<SourceFileId> seen_;
  IncludedScripts included_;
};

}  // namespace

IncludedScripts ReadIncludedScripts(
    const MarkedText& script, const SourceFile& host, SourceStore& store,
    const std::map<std::string, std::string>& tokens) {
  return Reader(store, tokens).Run(script, host);
}

}  // namespace pgpact
