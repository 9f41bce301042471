// SessionPaths: the search_path that may hold where a statement runs.
//
// Code sets the path of its session from anywhere: on the line before, in a
// function that opens connections, in a hook of the pool, in the options of
// the connection. Where one setting surely runs before the statement, on the
// same object in the same function, it holds. Elsewhere any of them may: the
// one the session begins with, those of connection options, and those that
// code of the same program sets. A name is missing there only when it is
// under none of them.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "analyzer/binder/path_setting.h"
#include "analyzer/catalog/search_path.h"
#include "analyzer/contract/code.h"
#include "analyzer/strings/link.h"
#include "cli/directives.h"
#include "cli/option_paths.h"
#include "cli/statement_order.h"

namespace pgpact {

// What a session of the code may begin with: what the user says
// (`configured`), else the server's own and what the installation gives its
// databases and roles.
[[nodiscard]] std::vector<SearchPath> InitialPaths(
    const SearchPath& configured, const std::deque<ParsedStatement>& installed);

class SessionPaths {
 public:
  struct Inputs {
    // Its statements are parsed; they need not be bound.
    const Code& code;
    const StringProgram& program;
    const Directives& directives;
    const OptionPaths& options;
    // What a session may begin with; the likeliest first, at least one.
    std::vector<SearchPath> initial;
  };
  // All that is named must outlive it.
  explicit SessionPaths(const Inputs& inputs);

  // The paths of a statement of the code, the likeliest first; at least one.
  std::vector<SearchPath> At(uint32_t statement) const;

 private:
  struct Setting {
    uint32_t statement = 0;
    PathSetting setting;
    StatementOrder::Place place;
  };

  void AddSetting(uint32_t index, PathSetting setting);
  void FindReach();
  bool IsSequential(uint32_t call) const;
  void Put(const PathSetting& setting, std::vector<SearchPath>& paths) const;
  std::vector<SearchPath> PathsAfter(const PathSetting& setting) const;
  std::optional<std::vector<SearchPath>> Earlier(uint32_t statement) const;
  std::optional<std::vector<SearchPath>> Dominating(uint32_t statement) const;

  const Code& code_;
  const StringProgram& program_;
  std::map<SourceFileId, SearchPath> told_;
  std::vector<SearchPath> initial_;
  std::vector<Setting> settings_;
  // Of each call; empty when nothing is set.
  std::vector<bool> sequential_;
  // Of each module with settings the modules that run in one program with it.
  std::map<uint32_t, std::vector<bool>> together_;
};

}  // namespace pgpact
