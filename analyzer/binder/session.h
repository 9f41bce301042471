// Session: what a statement is bound in beside the catalog.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analyzer/catalog/search_path.h"

namespace pgpact {

// A table that the program itself makes in its session (CREATE TEMP TABLE, a
// directive `pgpact: temp-table`). A column's type may be empty: not known.
struct SessionTable {
  std::string name;
  std::vector<std::string> columns;
  // What is there is not all (made from text that is not known).
  bool incomplete = false;
};

struct Session {
  SearchPath search_path;
  // Searched before the catalog for unqualified names and for pg_temp.
  std::vector<SessionTable> temporary_tables;
  // Variables of the program that stand for a column-like name: PL/pgSQL
  // variables, parameters of SQL functions by name. name -> type (may be
  // empty).
  std::map<std::string, std::string> variables;
  // Types of $1, $2, …: their number when known; SQL functions have them.
  std::vector<std::string> parameter_types;
  bool parameters_known = false;
};

}  // namespace pgpact
