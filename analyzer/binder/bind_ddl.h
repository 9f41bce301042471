// BindDdl: what a DDL statement makes of the catalog, or the error that the
// server answers with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/binder/bind.h"
#include "analyzer/binder/reference.h"
#include "analyzer/binder/session.h"
#include "analyzer/catalog/ddl_operation.h"
#include "analyzer/sql/parsed_sql.h"

namespace pgpact {

// The object that IF NOT EXISTS passed over, or that stands in the way.
struct ExistingObject {
  std::string schema;
  std::string name;
  DefinedAt defined;
  // Of a relation: IF NOT EXISTS would have made the same columns.
  bool same_shape = true;
  // The columns that the statement would have given it.
  std::vector<std::string> wanted_columns;
};

struct DdlResult {
  // Undecided: a hole stands where the name of what it makes should be.
  Verdict verdict = Verdict::Ok;
  // Empty unless Ok; of Undecided what it may have opened.
  std::vector<DdlOperation> operations;
  // REQUIRES for reading: verdict is Error
  BindProblem problem;
  std::optional<ExistingObject> existing;
  // Roles that it names and that the cluster may not have.
  std::vector<std::string> roles;
};

// `node` is the statement itself or an element of a CREATE SCHEMA. Whether
// the statement is one that BindDdl speaks for: IsDdl.
[[nodiscard]] DdlResult BindDdl(const ParsedStatement& statement,
                                const SqlStatement& node,
                                const Catalog& catalog, const Session& session);
bool IsDdl(const SqlStatement& node, const ParseTree& tree);

}  // namespace pgpact
