// WayBack: what of a tool's migrations takes back what another one made: by
// the names of scripts, and by marks inside them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

// The paths without those that lead back: "1.down.sql", "005_down__x.sql"
// beside "005_up__y.sql", "U1__x.sql", "revert/x.sql" beside "deploy/x.sql".
[[nodiscard]] std::vector<std::string> WithoutWaysBack(
    std::vector<std::string> paths);

// The parts of a migration's text that its tool does not run on the way
// forward, in order: from "-- +goose Down", "-- migrate:down" and their like
// to the next mark of the way forward, or the end.
[[nodiscard]] std::vector<TextRange> WaysBackIn(std::string_view text);

}  // namespace pgpact
