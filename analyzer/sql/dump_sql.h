// The text form of parsed statements, for `--print sql` and golden tests.
#pragma once

#include <string>

#include "analyzer/sql/parsed_sql.h"

namespace pgpact {

// One statement after another: its text, completeness, holes, error, and its
// tree with the name `schema.name` and `[begin,end)` of what can be missing.
std::string DumpSql(const ParsedSql& shown);
std::string DumpStatement(const ParsedStatement& shown);
// The tree alone, as one s-expression. `text` is the statement's.
std::string DumpTree(const ParseTree& tree, std::string_view text);

}  // namespace pgpact
