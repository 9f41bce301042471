// DriverTable: writes one driver's handles and calls into a SinkCatalog, so
// that the tables say only what differs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/strings/sink.h"

namespace pgpact {

// What all calls of one driver have in common.
struct DriverStyle {
  PlaceholderStyle placeholders = PlaceholderStyle::Pyformat;
  Binding binding = Binding::Client;
  Dialect dialect = Dialect::PostgreSql;
};

// A call of methods of the same shape.
struct MethodShape {
  SinkAction action = SinkAction::Run;
  ArgumentPlace sql = {0, "sql"};
  ArgumentPlace parameters = {1, "params"};
  // Parameters follow the SQL one by one.
  bool spread = false;
  // The HandleSpec kind that the call gives.
  std::string gives = {};
};

using Names = std::vector<std::string>;

class DriverTable {
 public:
  DriverTable(SinkCatalog& catalog, DriverStyle style)
      : catalog_(catalog), style_(style) {}

  DriverTable& Handle(std::string kind, Names made_by, bool autocommit = false);
  // The handle last added gets an address, which chooses its dialect.
  DriverTable& Addressed(const ArgumentPlace& address);
  // Each of `methods` of each of the handle kinds.
  DriverTable& Methods(const Names& receivers, const Names& methods,
                       const MethodShape& shape);
  // A method whose SQL has no placeholders (copy_expert, executescript).
  DriverTable& Scripts(const Names& receivers, const Names& methods,
                       const ArgumentPlace& sql);
  // commit and rollback of a connection, the transaction that leaving a
  // `with` ends, and what sets autocommit: methods, or an attribute that is
  // assigned.
  DriverTable& Transactions(const std::string& connection,
                            const Names& autocommit);
  // A function by its full path, or anything else.
  DriverTable& Add(SinkSpec spec);
  // The style's own values in a new spec.
  SinkSpec Spec(std::string callee) const;

 private:
  SinkCatalog& catalog_;
  DriverStyle style_;
};

}  // namespace pgpact
