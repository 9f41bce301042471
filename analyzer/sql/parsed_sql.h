// ParsedSql: the statements of one text, each parsed or with its error.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/sql/statement.h"
#include "analyzer/strings/expand.h"
#include "analyzer/strings/sink.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

// The grammar (or the limit) refused the statement.
struct SyntaxError {
  // "42601", "22023", "54001", …
  std::string sqlstate;
  // As the server words it: syntax error at or near "FORM"
  std::string message;
  // The token, in the statement's text; empty at the end of input.
  TextRange range;
  // The server's position: characters of the text from 1.
  std::optional<uint32_t> position;
};

enum class Completeness {
  Whole,    // no hole: the text can be prepared as it stands
  Partial,  // holes, with their markers in the text
  None      // nothing of it is known
};

// A hole of a statement, as it was put into the text that was parsed.
struct StatementHole {
  Hole hole;
  // Where its marker stands in `text`; empty when it was left out.
  TextRange range;
};

struct ParsedStatement {
  // From the statement's first token to its last, without the semicolon. Holes
  // and placeholders are replaced by what was parsed: markers, NULL, $1. The
  // map leads to the host file; a replaced piece leads to what it replaces.
  MappedText text;
  Completeness completeness = Completeness::Whole;
  std::vector<StatementHole> holes;
  // The number of placeholders replaced (client or server).
  uint32_t placeholders = 0;
  // Ranges of client-pasted values (NULL, '0', …): their type is not known.
  std::vector<TextRange> pasted;
  std::optional<SyntaxError> error;
  // The error may come of a hole or a replaced placeholder: it is not one of
  // the program; the statement is undecided.
  bool error_uncertain = false;
  // Of a statement of a template: the ways that lead to it.
  std::vector<Variant> variants;
  // REQUIRES: !error
  ParseTree tree;
  // A hash that is equal for statements that differ in constants, blanks and
  // parameters only (libpg_query's fingerprint); of a text that does not
  // parse, of its tokens.
  uint64_t fingerprint = 0;
};

struct ParsedSql {
  std::vector<ParsedStatement> statements;
  // Not every combination of choices was parsed; said in the report.
  bool bounded = false;
  // Set when nothing is known of the text: why (the hole's reason).
  std::optional<UnknownReason> not_understood;
};

}  // namespace pgpact
