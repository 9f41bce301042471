// CompareVerdict: what pgpact said of a statement against what the server
// says. Pure; verdict_test.cpp asks both.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/postgres_server.h"

namespace pgpact {

// How one statement compares.
enum class Agreement {
  Agrees,
  // The server refuses it with a code that pgpact does not judge yet (types,
  // grouping); counted apart.
  OtherCode,
  // pgpact says that it cannot tell.
  Undecided,
  Differs,
};

struct Comparison {
  Agreement agreement = Agreement::Agrees;
  // For Differs: what each says.
  std::string difference;
};

// `line` is one of extract's JSON lines, for a whole statement.
Comparison CompareVerdict(const nlohmann::json& line,
                          const ServerVerdict& server);

// The columns of an accepted statement: names, and origins as "s.t.c" (empty
// for none). Empty when they agree, or when pgpact lists no outputs.
std::string CompareOutputs(const nlohmann::json& line,
                           const std::vector<std::string>& names,
                           const std::vector<std::string>& origins);

}  // namespace pgpact
