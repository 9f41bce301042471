// BindTableCall: a call that names a table, its columns or a routine without
// SQL, resolved as the statement would be that the driver makes of it.
#pragma once

#include "analyzer/catalog/catalog.h"
#include "analyzer/contract/code.h"
#include "analyzer/strings/evaluate.h"

namespace pgpact {

// The names that the call gives, in one text that leads to their places.
struct TableCallNames {
  MappedText text;
  std::string schema;
  std::string table;
  TextRange schema_range;
  TextRange table_range;
  struct Name {
    std::string name;
    TextRange range;
  };
  std::vector<Name> columns;
  // A name in it is not known.
  bool partial = false;
};

// Nothing when not even the table's name is known.
std::optional<TableCallNames> NamesOfTableCall(const SinkValue& sink);

[[nodiscard]] BoundStatement BindTableCall(const TableCallNames& names,
                                           const SinkSpec& sink,
                                           const Catalog& catalog,
                                           const SearchPath& search_path);

}  // namespace pgpact
