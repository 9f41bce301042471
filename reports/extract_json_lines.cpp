// `extract`: every statement of every sink call, one JSON object a line.
#include <algorithm>
#include <string>

#include "analyzer/binder/reference_names.h"
#include "reports/json_values.h"
#include "reports/objects.h"
#include "reports/reporter_list.h"

namespace pgpact {

namespace {

std::string_view LanguageName(Language language) {
  switch (language) {
    case Language::Python:
      return "python";
    case Language::Shell:
      return "shell";
    case Language::Sql:
      return "sql";
    case Language::Markdown:
      return "markdown";
  }
  return "unknown";
}

std::string_view FormName(HoleForm form) {
  switch (form) {
    case HoleForm::Text:
      return "text";
    case HoleForm::Number:
      return "number";
    case HoleForm::Identifier:
      return "identifier";
    case HoleForm::Quoted:
      return "quoted";
  }
  return "text";
}

// Characters from 1, as the server counts them.
uint32_t CharacterPosition(std::string_view text, uint32_t offset) {
  uint32_t position = 1;
  for (uint32_t i = 0; i < offset && i < text.size(); ++i) {
    position += (static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U ? 1 : 0;
  }
  return position;
}

class LineWriter {
 public:
  explicit LineWriter(const Report& report) : report_(report) {}

  Json NotUnderstood(const CodeCall& call) const {
    Json json = Head(call, call.sink.call);
    json["completeness"] = "none";
    json["reason"] = ReasonName(*call.not_understood);
    json["assumes"] = Json::array();
    json["sql"] = nullptr;
    json["holes"] = Json::array();
    json["verdict"] = {{"status", call.dialect == Dialect::PostgreSql ||
                                          call.dialect == Dialect::Psql ||
                                          call.dialect == Dialect::Unknown
                                      ? "undecided"
                                      : "not-checked"},
                       {"sqlstate", nullptr},
                       {"message", nullptr},
                       {"object", nullptr},
                       {"position", nullptr},
                       {"line", nullptr},
                       {"column", nullptr}};
    json["references"] = Json::array();
    json["outputs"] = Json::array();
    return json;
  }

  Json Statement(const CodeCall& call, const CodeStatement& statement) const {
    Json json = Head(call, statement.location);
    if (statement.kind == StatementKind::Ddl) {
      json["kind"] = "ddl";
    } else if (statement.kind == StatementKind::TableCall) {
      json["kind"] = "table-call";
    }
    json["completeness"] = CompletenessOf(statement);
    json["reason"] =
        statement.parsed.holes.empty()
            ? Json(nullptr)
            : Json(ReasonName(statement.parsed.holes.front().hole.reason));
    json["assumes"] = statement.bound.assumes;
    const bool nothing = statement.parsed.completeness == Completeness::None;
    json["sql"] = nothing || statement.kind == StatementKind::TableCall
                      ? Json(nullptr)
                      : Json(statement.parsed.text.text);
    json["holes"] = Holes(statement);
    json["verdict"] = Verdict(call, statement);
    json["references"] = References(statement);
    json["outputs"] = Outputs(statement);
    return json;
  }

 private:
  static std::string_view CompletenessOf(const CodeStatement& statement) {
    switch (statement.parsed.completeness) {
      case Completeness::Whole:
        return "whole";
      case Completeness::Partial:
        return "partial";
      case Completeness::None:
        return "none";
    }
    return "none";
  }

  Position At(const Location& location) const {
    return report_.sources.file(location.file).PositionAt(location.range.begin);
  }

  Json Head(const CodeCall& call, const Location& statement) const {
    const Position place = At(statement);
    // The call in the statement's own file: for a text that another file
    // hands to a wrapper the driver's, or none.
    const Location* called = nullptr;
    for (const Location* one : {&call.sink.call, &call.sink.driver_call}) {
      if (called == nullptr && one->file == statement.file) {
        called = one;
      }
    }
    Json json;
    json["contract"] = 1;
    json["call"] = PlaceText(report_.sources, call.sink.call);
    json["file"] = report_.sources.file(statement.file).path();
    json["call_line"] =
        called != nullptr ? Json(At(*called).line) : Json(nullptr);
    json["call_column"] =
        called != nullptr ? Json(At(*called).column) : Json(nullptr);
    json["line"] = place.line;
    json["column"] = place.column;
    json["function"] = TextOrNull(call.sink.function);
    json["language"] = LanguageName(call.language);
    json["sink"] = call.sink.sink;
    json["dialect"] = DialectName(call.dialect);
    return json;
  }

  Json Holes(const CodeStatement& statement) const {
    Json holes = Json::array();
    for (const StatementHole& hole : statement.parsed.holes) {
      const Position at = At(hole.hole.location);
      holes.push_back({{"name", hole.hole.name},
                       {"reason", ReasonName(hole.hole.reason)},
                       {"form", FormName(hole.hole.form)},
                       {"line", at.line},
                       {"column", at.column}});
    }
    return holes;
  }

  static std::string ObjectName(const BindProblem& problem) {
    std::string name = problem.schema;
    for (const std::string& part : {problem.relation, problem.name}) {
      if (!part.empty()) {
        name += (name.empty() ? "" : ".") + part;
      }
    }
    return name;
  }

  static std::string_view StatusOf(const CodeCall& call,
                                   const CodeStatement& statement) {
    if (call.dialect != Dialect::PostgreSql && call.dialect != Dialect::Psql &&
        call.dialect != Dialect::Unknown) {
      return "not-checked";
    }
    switch (statement.bound.verdict) {
      case pgpact::Verdict::Ok:
        return "ok";
      case pgpact::Verdict::Error:
        return "error";
      case pgpact::Verdict::Undecided:
        return "undecided";
    }
    return "undecided";
  }

  // The error that the verdict tells: the first that is certain.
  static const BindProblem* Deciding(const CodeStatement& statement) {
    if (statement.bound.verdict != pgpact::Verdict::Error) {
      return nullptr;
    }
    for (const BindProblem& problem : statement.bound.problems) {
      if (!problem.uncertain) {
        return &problem;
      }
    }
    return nullptr;
  }

  Json Verdict(const CodeCall& call, const CodeStatement& statement) const {
    Json json;
    json["status"] = StatusOf(call, statement);
    const BindProblem* problem = Deciding(statement);
    if (problem == nullptr) {
      json["sqlstate"] = nullptr;
      json["message"] = TextOrNull(statement.bound.undecided_reason);
      json["object"] = nullptr;
      json["position"] = nullptr;
      json["line"] = nullptr;
      json["column"] = nullptr;
    } else {
      const Location place = statement.At(problem->range);
      const Position at = At(place);
      json["sqlstate"] = problem->sqlstate;
      json["message"] = report_.secrets.MaskMessage(problem->message, place);
      json["object"] = TextOrNull(ObjectName(*problem));
      json["position"] =
          problem->server_offset
              ? Json(CharacterPosition(statement.parsed.text.text,
                                       *problem->server_offset))
              : Json(nullptr);
      json["line"] = at.line;
      json["column"] = at.column;
    }
    if (statement.bound.objects_only) {
      json["checked"] = "objects";
    }
    return json;
  }

  Json References(const CodeStatement& statement) const {
    Json references = Json::array();
    for (const Reference& reference : statement.bound.references) {
      const Position at = At(statement.At(reference.range));
      Json json;
      json["kind"] = ReferenceKindName(reference.kind);
      json["schema"] = TextOrNull(reference.schema);
      json["relation"] = TextOrNull(reference.relation);
      json["name"] = ShowWildName(reference.name);
      json["access"] = ReferenceAccessName(reference.access);
      json["status"] = ReferenceStatusName(reference.status);
      json["line"] = at.line;
      json["column"] = at.column;
      references.push_back(std::move(json));
    }
    return references;
  }

  static Json Outputs(const CodeStatement& statement) {
    Json outputs = Json::array();
    if (statement.bound.verdict != pgpact::Verdict::Ok) {
      return outputs;
    }
    for (const OutputColumn& column : statement.bound.outputs) {
      Json json;
      json["name"] = column.name;
      json["schema"] = TextOrNull(column.schema);
      json["relation"] = TextOrNull(column.relation);
      json["column"] = TextOrNull(column.column);
      json["type"] = TextOrNull(column.type);
      json["nullable"] =
          column.nullable ? Json(*column.nullable) : Json(nullptr);
      outputs.push_back(std::move(json));
    }
    return outputs;
  }

  const Report& report_;
};

class ExtractReporter final : public Reporter {
 public:
  std::string_view command() const override { return "extract"; }
  std::string_view format() const override { return "jsonl"; }

  void Write(const Report& report, const ReportOptions& /*options*/,
             std::ostream& output) const override {
    const LineWriter writer(report);
    for (const CodeCall& call : report.code.calls) {
      if (call.body) {
        continue;
      }
      if (call.not_understood) {
        output << WriteJson(writer.NotUnderstood(call)) << '\n';
        continue;
      }
      for (const uint32_t index : call.statements) {
        output << WriteJson(
                      writer.Statement(call, report.code.statements[index]))
               << '\n';
      }
    }
  }
};

}  // namespace

const Reporter& ExtractJsonLines() {
  static const ExtractReporter reporter;
  return reporter;
}

}  // namespace pgpact
