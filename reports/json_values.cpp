#include "reports/json_values.h"

#include "reports/secrets.h"

namespace pgpact {

Json LocationJson(const SourceSet& sources, const Location& location) {
  const SourceFile& file = sources.file(location.file);
  const Position begin = file.PositionAt(location.range.begin);
  const Position end = file.PositionAt(location.range.end);
  Json json;
  json["file"] = file.path();
  json["line"] = begin.line;
  json["column"] = begin.column;
  json["end_line"] = end.line;
  json["end_column"] = end.column;
  return json;
}

Json FileLineJson(const SourceSet& sources, const Location& location) {
  const SourceFile& file = sources.file(location.file);
  Json json;
  json["file"] = file.path();
  json["line"] = file.PositionAt(location.range.begin).line;
  return json;
}

std::string PlaceText(const SourceSet& sources, const Location& location) {
  const SourceFile& file = sources.file(location.file);
  const Position at = file.PositionAt(location.range.begin);
  return file.path() + ':' + std::to_string(at.line) + ':' +
         std::to_string(at.column);
}

Json TextJson(std::string_view text) {
  return MaskSecrets(text);
}

Json TextOrNull(std::string_view text) {
  return text.empty() ? Json(nullptr) : TextJson(text);
}

std::string WriteJson(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace pgpact
