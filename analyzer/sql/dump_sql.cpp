#include "analyzer/sql/dump_sql.h"

#include "analyzer/sql/dump_tree.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

namespace {

std::string_view CompletenessName(Completeness completeness) {
  switch (completeness) {
    case Completeness::Whole:
      return "whole";
    case Completeness::Partial:
      return "partial";
    case Completeness::None:
      return "none";
  }
  return "";
}

std::string ShowRange(TextRange range) {
  return "[" + std::to_string(range.begin) + "," + std::to_string(range.end) +
         ")";
}

}  // namespace

std::string DumpStatement(const ParsedStatement& shown) {
  std::string dump = "-- ";
  dump += CompletenessName(shown.completeness);
  if (shown.placeholders > 0) {
    dump += " placeholders=" + std::to_string(shown.placeholders);
  }
  for (const TextRange range : shown.pasted) {
    dump += " pasted" + ShowRange(range);
  }
  for (const StatementHole& hole : shown.holes) {
    dump += " hole" + ShowRange(hole.range);
    dump += hole.hole.name.empty() ? "" : "=" + hole.hole.name;
  }
  dump += '\n';
  dump += shown.text.text;
  dump += '\n';
  if (shown.error) {
    dump += "error " + shown.error->sqlstate + " " + shown.error->message;
    dump += " " + ShowRange(shown.error->range);
    dump += shown.error_uncertain ? " uncertain\n" : "\n";
  } else if (!shown.tree.statements.empty()) {
    dump += DumpTree(shown.tree, shown.text.text);
    dump += '\n';
  }
  return dump;
}

std::string DumpSql(const ParsedSql& shown) {
  std::string dump;
  for (const ParsedStatement& statement : shown.statements) {
    dump += DumpStatement(statement);
  }
  if (shown.not_understood) {
    dump += "-- not understood\n";
  }
  if (shown.bounded) {
    dump += "-- bounded\n";
  }
  return dump;
}

}  // namespace pgpact
