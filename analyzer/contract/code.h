// The code's side of the contract: every sink call and what it sends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/binder/bind.h"
#include "analyzer/sql/parsed_sql.h"
#include "analyzer/strings/evaluate.h"
#include "analyzer/strings/sink.h"
#include "analyzer/text/location.h"

namespace pgpact {

enum class StatementKind {
  Query,      // SELECT, INSERT, …, utility statements
  Ddl,        // the application makes or changes objects at run time
  TableCall,  // a call that names tables without SQL: `parsed` is empty
};

// One statement that the code sends.
struct CodeStatement {
  // Index of its call in Code::calls.
  uint32_t call = 0;
  StatementKind kind = StatementKind::Query;
  ParsedStatement parsed;
  // Of the dialect PostgreSQL only; else empty with verdict Undecided.
  BoundStatement bound;
  // The statement's first token in its file.
  Location location;

  // Where a range of the statement's text stands in the source; the
  // statement's place for an empty range.
  Location At(TextRange range) const;
};

// One call of a sink.
struct CodeCall {
  SinkValue sink;
  Language language = Language::Python;
  Dialect dialect = Dialect::PostgreSql;
  // Set when nothing is known of what it sends.
  std::optional<UnknownReason> not_understood;
  // Not every combination of its fragments was parsed.
  bool bounded = false;
  // Indexes into Code::statements.
  std::vector<uint32_t> statements;
  // No call of the program: the body of a routine of the installation, whose
  // name is `sink.function` and whose statements are bound as it is when the
  // routine runs.
  bool body = false;
  // The services that reach the call, sorted (reach.h).
  std::vector<std::string> services;
};

struct Code {
  // Sorted by file path and place.
  std::vector<CodeCall> calls;
  std::vector<CodeStatement> statements;
  std::vector<MappedClass> mapped_classes;
};

}  // namespace pgpact
