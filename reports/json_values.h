// Values that the JSON reports share; the only place that knows how places
// and names are spelled there.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "analyzer/text/location.h"
#include "analyzer/text/source_set.h"

namespace pgpact {

using Json = nlohmann::ordered_json;

// {"file","line","column","end_line","end_column"}
Json LocationJson(const SourceSet& sources, const Location& location);
// {"file","line"}
Json FileLineJson(const SourceSet& sources, const Location& location);
// "path:line:column"
std::string PlaceText(const SourceSet& sources, const Location& location);
// null for an empty text.
Json TextOrNull(std::string_view text);
// One line, or indented by two; passwords masked, control characters escaped,
// bytes that are no UTF-8 replaced.
std::string WriteJson(Json json, int indent = -1);

}  // namespace pgpact
