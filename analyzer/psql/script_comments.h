// ScriptComments: the comments of a psql script that speak to pgpact.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

// Ranges are offsets in the script's text.
struct ScriptComment {
  // Without `--` and `/* */`.
  std::string text;
  TextRange range;
  // The statement in which it stands or after which it stands on the same
  // line; for one alone on its line the next statement.
  TextRange covers;
};

// The comments that contain "pgpact:", in order.
[[nodiscard]] std::vector<ScriptComment> ScriptComments(std::string_view text);

}  // namespace pgpact
