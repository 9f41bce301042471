#include "reports/json_values.h"

#include <array>
#include <cstdio>

#include "reports/secrets.h"
#include "reports/terminal_text.h"

namespace pgpact {

namespace {

// Arrays and objects are as deep as the reports make them.
void MaskTexts(Json& json) {  // NOLINT(misc-no-recursion)
  if (auto* text = json.get_ptr<std::string*>()) {
    *text = MaskSecrets(*text);
  } else if (json.is_structured()) {
    for (Json& element : json) {
      MaskTexts(element);
    }
  }
}

// What a terminal obeys and JSON leaves as it is: 0x7F to 0x9F and the marks
// that turn the direction of writing.
std::string EscapeMarks(const std::string& json) {
  std::string escaped;
  escaped.reserve(json.size());
  for (size_t i = 0; i < json.size();) {
    const CodePoint point = CodePointAt(json, i);
    if (IsControl(point.value) && point.value >= 0x7F) {
      std::array<char, 16> buffer{};
      std::snprintf(buffer.data(), buffer.size(), "\\u%04x", point.value);
      escaped += buffer.data();
    } else {
      escaped.append(json, i, point.length);
    }
    i += point.length;
  }
  return escaped;
}

}  // namespace

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

Json TextOrNull(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string WriteJson(Json json, int indent) {
  MaskTexts(json);
  return EscapeMarks(
      json.dump(indent, ' ', false, Json::error_handler_t::replace));
}

}  // namespace pgpact
