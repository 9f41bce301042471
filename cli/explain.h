// ExplainTopic: the page of a rule or of an SQLSTATE.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analyzer/base/result.h"

namespace pgpact {

// docs/rules/<name>.md, in the program since it was built.
struct RulePage {
  std::string_view name;
  std::string_view text;
};
std::span<const RulePage> RulePages();

[[nodiscard]] Result<std::string> ExplainTopic(std::string_view topic);

}  // namespace pgpact
