#include "tests/conformance/verdict_comparison.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace pgpact {
namespace {

using nlohmann::json;

// The codes that are compared by name.
constexpr std::array<std::string_view, 6> kNamedCodes = {
    "3F000", "42P01", "42703", "42702", "42601", "42883"};

bool IsNamed(std::string_view code) {
  return std::find(kNamedCodes.begin(), kNamedCodes.end(), code) !=
         kNamedCodes.end();
}

std::string TextOr(const json& object, const char* key,
                   const std::string& otherwise) {
  const auto found = object.find(key);
  return found == object.end() || !found->is_string()
             ? otherwise
             : found->get<std::string>();
}

int PositionOf(const json& verdict) {
  const auto found = verdict.find("position");
  return found == verdict.end() || !found->is_number() ? 0 : found->get<int>();
}

std::string OneSide(const std::string& code, int position,
                    const std::string& message) {
  if (code.empty()) {
    return "accepts";
  }
  return code + " at " + std::to_string(position) + " (" + message + ")";
}

}  // namespace

Comparison CompareVerdict(const json& line, const ServerVerdict& server) {
  const json& verdict = line.at("verdict");
  const std::string status = TextOr(verdict, "status", "");
  const std::string code = TextOr(verdict, "sqlstate", "");
  const int position = PositionOf(verdict);
  const ServerError wanted = server.error.value_or(ServerError{});
  if (status == "undecided") {
    return {Agreement::Undecided, ""};
  }
  if (server.error.has_value() && !IsNamed(wanted.sqlstate) &&
      (status == "ok" || code == wanted.sqlstate)) {
    return {Agreement::OtherCode, ""};
  }
  // The conformance is of the first error; pgpact speaks of no other code's
  // place yet.
  if (code == wanted.sqlstate &&
      (code.empty() || position == wanted.position)) {
    return {Agreement::Agrees, ""};
  }
  return {Agreement::Differs,
          "pgpact " + OneSide(code, position, TextOr(verdict, "message", "")) +
              ", the server " +
              OneSide(wanted.sqlstate, wanted.position, wanted.message)};
}

std::string CompareOutputs(const json& line,
                           const std::vector<std::string>& names,
                           const std::vector<std::string>& origins) {
  const auto outputs = line.find("outputs");
  if (outputs == line.end() || outputs->empty()) {
    return "";
  }
  std::string ours;
  for (const json& output : *outputs) {
    ours += TextOr(output, "name", "?");
    const std::string column = TextOr(output, "column", "");
    if (!column.empty()) {
      ours += "=" + TextOr(output, "schema", "") + "." +
              TextOr(output, "relation", "") + "." + column;
    }
    ours += " ";
  }
  std::string theirs;
  for (size_t index = 0; index < names.size(); ++index) {
    theirs += names[index];
    if (!origins[index].empty()) {
      theirs += "=" + origins[index];
    }
    theirs += " ";
  }
  return ours == theirs ? ""
                        : "pgpact [" + ours + "], the server [" + theirs + "]";
}

}  // namespace pgpact
