// PrintPhase: the text form of one phase, for `--print` and golden tests.
#include <array>
#include <utility>

#include "analyzer/sql/dump_sql.h"
#include "analyzer/strings/dump.h"
#include "cli/pipeline.h"

namespace pgpact {

namespace {

constexpr std::array<std::pair<std::string_view, Phase>, 6> kPhases = {{
    {"programs", Phase::Programs},
    {"templates", Phase::Templates},
    {"sql", Phase::Sql},
    {"catalog", Phase::Catalog},
    {"bindings", Phase::Bindings},
    {"contract", Phase::Contract},
}};

std::string Place(const SourceSet& sources, Location location) {
  const SourceFile& file = sources.file(location.file);
  const Position at = file.PositionAt(location.range.begin);
  return file.path() + ":" + std::to_string(at.line) + ":" +
         std::to_string(at.column);
}

std::string PrintPrograms(const Run& run) {
  std::string text;
  for (const Module& module : run.program.modules) {
    text += DumpModule(module);
  }
  return text;
}

std::string PrintTemplates(const Run& run) {
  std::string text;
  for (const CodeCall& call : run.code.calls) {
    if (call.body) {
      continue;
    }
    text += Place(run.sources, call.sink.call) + " " + call.sink.sink + " " +
            std::string(DialectName(call.dialect)) + "\n  " +
            DumpTemplate(call.sink.sql) + "\n";
  }
  return text;
}

// Each statement under the place of its call.
template <typename Dump>
std::string PrintStatements(const Run& run, Dump dump) {
  std::string text;
  for (const CodeCall& call : run.code.calls) {
    text += Place(run.sources, call.sink.call) + " " + call.sink.sink;
    if (call.not_understood) {
      text += ": not understood: ";
      text += ReasonText(*call.not_understood);
    }
    text += "\n";
    for (const uint32_t index : call.statements) {
      text += dump(run.code.statements[index]);
      if (!text.empty() && text.back() != '\n') {
        text += '\n';
      }
    }
  }
  return text;
}

}  // namespace

std::optional<Phase> PhaseOf(std::string_view word) {
  for (const auto& [name, phase] : kPhases) {
    if (name == word) {
      return phase;
    }
  }
  return std::nullopt;
}

std::string PrintPhase(const Run& run, Phase phase) {
  switch (phase) {
    case Phase::Programs:
      return PrintPrograms(run);
    case Phase::Templates:
      return PrintTemplates(run);
    case Phase::Sql:
      return PrintStatements(run, [](const CodeStatement& statement) {
        return DumpStatement(statement.parsed);
      });
    case Phase::Catalog:
      return DumpCatalog(run.schema->catalog);
    case Phase::Bindings:
      return PrintStatements(run, [](const CodeStatement& statement) {
        return DumpBinding(statement.parsed, statement.bound);
      });
    case Phase::Contract:
      return DumpContract(run.contract, run.sources);
  }
  return "";
}

}  // namespace pgpact
