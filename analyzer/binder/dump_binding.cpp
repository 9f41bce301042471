// DumpBinding: a bound statement as text, a line a fact.

#include <string>

#include "analyzer/binder/bind.h"
#include "analyzer/binder/reference_names.h"

namespace pgpact {
namespace {

std::string_view NameOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::Ok:
      return "ok";
    case Verdict::Error:
      return "error";
    case Verdict::Undecided:
      return "undecided";
  }
  return {};
}
std::string Path(std::string_view schema, std::string_view relation,
                 std::string_view name) {
  std::string path;
  for (const std::string_view part : {schema, relation, name}) {
    if (!part.empty()) {
      path += path.empty() ? "" : ".";
      path += part;
    }
  }
  return path;
}

std::string Range(TextRange range) {
  return range.empty() ? std::string()
                       : " [" + std::to_string(range.begin) + "," +
                             std::to_string(range.end) + ")";
}

std::string OneLine(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool space = c == '\n' || c == '\r' || c == '\t';
    line += space ? ' ' : c;
  }
  return line;
}

std::string DumpProblem(const BindProblem& problem) {
  std::string line = "  problem " + problem.sqlstate + " " + problem.message;
  line += Range(problem.range);
  if (problem.server_offset.has_value()) {
    line += " at " + std::to_string(*problem.server_offset);
  }
  const std::string object =
      Path(problem.schema, problem.relation, problem.name);
  if (!object.empty()) {
    line += " object " + object;
  }
  line += problem.schema_missing ? " schema-missing" : "";
  line += problem.uncertain ? " uncertain" : "";
  for (const std::string& near : problem.near_names) {
    line += " near " + near;
  }
  return line + "\n";
}

}  // namespace

std::string DumpBinding(const ParsedStatement& statement,
                        const BoundStatement& bound) {
  std::string text = "statement " + OneLine(statement.text.text) + "\n";
  text += "  verdict " + std::string(NameOf(bound.verdict));
  text += bound.undecided_reason.empty() || bound.verdict != Verdict::Undecided
              ? ""
              : ": " + bound.undecided_reason;
  text += bound.objects_only ? " objects-only" : "";
  text += bound.ddl ? " ddl" : "";
  text += "\n";
  for (const BindProblem& problem : bound.problems) {
    text += DumpProblem(problem);
  }
  for (const Reference& reference : bound.references) {
    text += "  reference " + std::string(ReferenceKindName(reference.kind)) +
            " " + Path(reference.schema, reference.relation, reference.name) +
            " " + std::string(ReferenceAccessName(reference.access)) + " " +
            std::string(ReferenceStatusName(reference.status)) +
            Range(reference.range);
    text += reference.type_hint.empty() ? "" : " hint " + reference.type_hint;
    text += "\n";
  }
  for (const OutputColumn& output : bound.outputs) {
    text += "  output " + output.name;
    text += output.type.empty() ? "" : " " + output.type;
    if (!output.column.empty()) {
      text += " from " + Path(output.schema, output.relation, output.column);
    }
    if (output.nullable.has_value()) {
      text += *output.nullable ? " null" : " not-null";
    }
    text += "\n";
  }
  for (const std::string& assumed : bound.assumes) {
    text += "  assumes " + assumed + "\n";
  }
  return text;
}

}  // namespace pgpact
