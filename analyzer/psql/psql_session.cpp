#include "analyzer/psql/psql_session.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzer/psql/marked_text_builder.h"

namespace pgpact {

namespace {

// What psql sets by itself, to values that depend on the server and the user.
constexpr std::array<std::string_view, 16> kPredefined = {
    "DBNAME",
    "ENCODING",
    "ERROR",
    "HOST",
    "LASTOID",
    "LAST_ERROR_MESSAGE",
    "LAST_ERROR_SQLSTATE",
    "PORT",
    "ROW_COUNT",
    "SERVER_VERSION_NAME",
    "SERVER_VERSION_NUM",
    "SQLSTATE",
    "USER",
    "VERSION",
    "VERSION_NAME",
    "VERSION_NUM",
};

// Of one value, and of all values that are put into texts; no script comes
// near, and variables that are made of others may double line by line.
constexpr size_t kMaximumValue = size_t{1} << 20U;
constexpr size_t kMaximumInterpolated = size_t{1} << 24U;

// Markers of a session begin where those of a template's expansion never get.
constexpr uint32_t kFirstMarker = 1'000'000;

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Whether `text` is a beginning of `word`, whatever the case, of at least
// `least` letters.
bool Begins(std::string_view word, std::string_view text, size_t least) {
  return text.size() >= least && text.size() <= word.size() &&
         std::equal(text.begin(), text.end(), word.begin(),
                    [](char a, char b) { return Lower(a) == b; });
}

}  // namespace

std::optional<bool> ParseVariableBool(std::string_view text) {
  if (Begins("true", text, 1) || Begins("yes", text, 1) ||
      Begins("on", text, 2) || text == "1") {
    return true;
  }
  if (Begins("false", text, 1) || Begins("no", text, 1) ||
      Begins("off", text, 2) || text == "0") {
    return false;
  }
  return std::nullopt;
}

PsqlSession::PsqlSession() {
  Set("AUTOCOMMIT", "on");
  Set("ON_ERROR_STOP", "off");
  Set("ON_ERROR_ROLLBACK", "off");
  Set("QUIET", "off");
  Set("ECHO", "none");
  Set("VERBOSITY", "default");
  for (const std::string_view name : kPredefined) {
    SetUnknown(name, UnknownReason::Environment, std::nullopt);
  }
}

void PsqlSession::Set(std::string_view name, MarkedText value) {
  variables_.insert_or_assign(std::string(name), std::move(value));
}

void PsqlSession::Set(std::string_view name, std::string_view value) {
  MarkedTextBuilder text;
  text.Append(value, std::nullopt);
  Set(name, text.Take());
}

void PsqlSession::SetUnknown(std::string_view name, UnknownReason reason,
                             std::optional<Location> location) {
  MarkedTextBuilder text;
  text.AppendHole(NextMarker(), {reason, HoleForm::Text, std::string(name),
                                 location.value_or(Location{})});
  Set(name, text.Take());
}

void PsqlSession::Unset(std::string_view name) {
  const auto found = variables_.find(name);
  if (found != variables_.end()) {
    variables_.erase(found);
  }
}

const MarkedText* PsqlSession::Find(std::string_view name) const {
  const auto found = variables_.find(name);
  return found == variables_.end() ? nullptr : &found->second;
}

bool PsqlSession::IsOn(std::string_view name) const {
  const MarkedText* value = Find(name);
  return value != nullptr &&
         ParseVariableBool(value->text.text).value_or(false);
}

bool PsqlSession::TakeInterpolated(size_t bytes) {
  if (bytes > kMaximumValue || interpolated_ > kMaximumInterpolated) {
    return false;
  }
  interpolated_ += bytes;
  return true;
}

std::string PsqlSession::NextMarker() {
  return HoleMarker(kFirstMarker + markers_++);
}

}  // namespace pgpact
