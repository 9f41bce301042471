// Finding: one mismatch between code and installation, at its identifier.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/text/location.h"

namespace pgpact {

enum class Severity { Off, Info, Warning, Error };
std::string_view SeverityName(Severity severity);

// What a finding is about, in the machine formats' words.
struct FindingObject {
  // "schema", "table", "column", "function", "type", "sequence"
  std::string kind;
  std::string schema;
  // Of a column its relation; of everything else empty.
  std::string relation;
  std::string name;
};

// A second place: where the table is defined, who fills it.
struct RelatedPlace {
  std::string message;
  Location location;
};

struct Finding {
  // A rule's name; static.
  std::string_view rule;
  // Empty where the server has none.
  std::string sqlstate;
  Severity severity = Severity::Error;
  // Lower case, no final period, names quoted as written.
  std::string message;
  // Shown under the mark: "no such column"
  std::string label;
  std::optional<FindingObject> object;
  // Empty range: the whole file (there is no place in it).
  Location location;
  std::vector<RelatedPlace> related;
  // Sorted.
  std::vector<std::string> services;
  // The name that was probably meant.
  std::string suggestion;
  // Further lines for people: "= help: …".
  std::vector<std::string> help;
  // The beginning of the statement's text, on one line and no longer than a
  // reader wants it, and of how many parts the whole was put together; empty
  // for findings that are not about a statement.
  std::string sql;
  uint32_t sql_parts = 0;
  Location statement;
  // The statement's fingerprint; goes into the finding's own.
  uint64_t statement_fingerprint = 0;
};

}  // namespace pgpact
