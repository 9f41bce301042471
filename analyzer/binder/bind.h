// Bind: resolves every name of a statement as the server would.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/binder/reference.h"
#include "analyzer/binder/session.h"
#include "analyzer/catalog/catalog.h"
#include "analyzer/sql/parsed_sql.h"

namespace pgpact {

enum class Verdict {
  Ok,
  Error,
  // A hole or an unknown stands in the way of saying either.
  Undecided
};

// An entry of the target list and where it comes from.
struct OutputColumn {
  std::string name;
  // Of a column taken as it is: its place. Empty otherwise.
  std::string schema;
  std::string relation;
  std::string column;
  // As format_type spells it; empty when not known.
  std::string type;
  TypeUse type_use;
  std::optional<bool> nullable;
};

struct BoundStatement {
  Verdict verdict = Verdict::Ok;
  // In the order in which the server would meet them; the first is its error.
  // Uncertain ones are listed too.
  std::vector<BindProblem> problems;
  std::vector<Reference> references;
  std::vector<OutputColumn> outputs;
  // Only the objects named were looked at, as execution of a utility
  // statement would (TRUNCATE, DROP, COPY).
  bool objects_only = false;
  // DDL (CREATE, ALTER, DROP of objects).
  bool ddl = false;
  // What is taken for granted: "temporary table t of the same program".
  std::vector<std::string> assumes;
  // Of an error, when it is known: the paths under which it is one.
  std::vector<std::string> search_paths;
  // For Undecided: why, for people.
  std::string undecided_reason;
};

// A statement with a syntax error gives that error as its one problem. DDL
// is bound for the objects that it names and needs; what it makes is told by
// BindDdl (bind_ddl.h).
[[nodiscard]] BoundStatement Bind(const ParsedStatement& statement,
                                  const Catalog& catalog,
                                  const Session& session);

// The same for a query inside the statement (of a view, of CREATE TABLE AS,
// of a function's body).
// REQUIRES: !statement.error
[[nodiscard]] BoundStatement BindNested(const ParsedStatement& statement,
                                        StatementId nested,
                                        const Catalog& catalog,
                                        const Session& session);

// The text form for `--print bindings`.
std::string DumpBinding(const ParsedStatement& statement,
                        const BoundStatement& bound);

}  // namespace pgpact
