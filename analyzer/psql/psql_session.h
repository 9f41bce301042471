// PsqlSession: what lasts from one script to the next in one run of psql.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "analyzer/strings/expand.h"

namespace pgpact {

class PsqlSession {
 public:
  PsqlSession();

  // -v NAME=VALUE, \set.
  void Set(std::string_view name, MarkedText value);
  void Set(std::string_view name, std::string_view value);
  // The variable is set, to a value that is not known.
  void SetUnknown(std::string_view name, UnknownReason reason,
                  std::optional<Location> location);
  void Unset(std::string_view name);
  // The value; nullptr when there is no such variable.
  const MarkedText* Find(std::string_view name) const;

  // \gset sets variables whose names are not known: from then on a name that
  // is not set may be one of them.
  void SetUnknownNames() { unknown_names_ = true; }
  bool unknown_names() const { return unknown_names_; }

  // A boolean variable by psql's rules ("on", "1", "true", their beginnings);
  // false when it is not set or not known.
  bool IsOn(std::string_view name) const;

  uint32_t NextRequest() { return ++requests_; }
  // Takes the bytes of a value that is put into a text; false when that is
  // more than a script has a use for (variables made of variables double).
  bool TakeInterpolated(size_t bytes);
  // A marker that no text of the session holds yet.
  std::string NextMarker();

 private:
  std::map<std::string, MarkedText, std::less<>> variables_;
  bool unknown_names_ = false;
  uint32_t requests_ = 0;
  uint32_t markers_ = 0;
  size_t interpolated_ = 0;
};

// "on", "of", "YES", "1" as psql reads them; nothing for anything else.
std::optional<bool> ParseVariableBool(std::string_view text);

}  // namespace pgpact
