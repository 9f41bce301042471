// ReadPathSetting: what a statement does to the search_path of its session.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/sql/parsed_sql.h"

namespace pgpact {

struct PathSetting {
  enum class Kind {
    Given,
    Default,  // RESET, SET … TO DEFAULT, DISCARD ALL
    Unknown,  // set to what is not known
  };
  Kind kind = Kind::Unknown;
  // Of Given: names as SHOW search_path lists them.
  std::vector<std::string> schemas;
  // Until the end of the transaction (SET LOCAL, set_config(…, true)).
  bool local = false;
  // ALTER DATABASE, ALTER ROLE … SET: of sessions that begin later.
  bool later_sessions = false;
};

// SET, RESET, DISCARD, SELECT set_config('search_path', …), ALTER DATABASE and
// ALTER ROLE; nothing for a statement that leaves the path as it is.
[[nodiscard]] std::optional<PathSetting> ReadPathSetting(
    const ParsedStatement& statement);

// 'a, "B"' as the server splits a search_path.
[[nodiscard]] std::vector<std::string> SplitSearchPath(std::string_view text);

}  // namespace pgpact
