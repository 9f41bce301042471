// `objects --format markdown`: the required-database-objects document. One
// object a line, in a stable order, so that a change reads as a diff.
#include <algorithm>
#include <string>
#include <vector>

#include "analyzer/binder/reference_names.h"
#include "reports/objects.h"
#include "reports/reporter_list.h"
#include "reports/secrets.h"
#include "reports/terminal_text.h"

namespace pgpact {

namespace {

// Text in a table's cell.
std::string Cell(std::string_view text) {
  std::string cell;
  for (const char c : EscapeControls(MaskSecrets(text))) {
    if (c == '|' || c == '\\' || c == '`' || c == '<' || c == '*' || c == '_') {
      cell += '\\';
    }
    cell += c;
  }
  return cell;
}

std::string Code(std::string_view text) {
  std::string code = "`";
  for (const char c : EscapeControls(text)) {
    code += c == '`' ? '\'' : c;
  }
  return code + '`';
}

std::string Row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) {
    row += ' ' + cell + " |";
  }
  return row + '\n';
}

std::string TableHead(const std::vector<std::string>& titles) {
  std::string rule = "|";
  for (size_t i = 0; i < titles.size(); ++i) {
    rule += " --- |";
  }
  return Row(titles) + rule + '\n';
}

class DocumentWriter {
 public:
  explicit DocumentWriter(const Report& report) : report_(report) {}

  std::string Write() const {
    const Contract& contract = report_.contract;
    std::string text = "# Required database objects\n\n";
    text += Overview();
    for (const RequiredSchema& schema : contract.schemas) {
      text += SchemaSection(schema);
    }
    text += ObjectSection("Functions", contract.functions);
    text += ObjectSection("Sequences", contract.sequences);
    text += ObjectSection("Types", contract.types);
    text += Extensions();
    text += Privileges();
    return text;
  }

 private:
  std::string Place(const Location& location) const {
    const SourceFile& file = report_.sources.file(location.file);
    return Cell(file.path() + ':' +
                std::to_string(file.PositionAt(location.range.begin).line));
  }

  // An unqualified name that nothing provides has no schema.
  static std::string NameOf(const RequiredRelation& relation) {
    return relation.schema.empty() ? relation.name
                                   : relation.schema + '.' + relation.name;
  }

  std::string Overview() const {
    std::string text = TableHead(
        {"object", "kind", "status", "provided by", "services", "used at"});
    for (const RequiredRelation& relation : report_.contract.relations) {
      text += Row({Code(NameOf(relation)), relation.kind,
                   std::string(ObjectStatusName(relation.status)),
                   relation.provided ? Place(*relation.provided) : "",
                   Cell(JoinNames(ServicesOf(relation.uses))),
                   PlacesOf(relation.uses)});
    }
    return text + '\n';
  }

  static std::vector<std::string> ServicesOf(const std::vector<Use>& uses) {
    std::vector<std::string> services;
    for (const Use& use : uses) {
      services.insert(services.end(), use.services.begin(), use.services.end());
    }
    std::sort(services.begin(), services.end());
    services.erase(std::unique(services.begin(), services.end()),
                   services.end());
    return services;
  }

  std::string SchemaSection(const RequiredSchema& schema) const {
    std::string text;
    if (schema.name.empty()) {
      text = "## In no schema of the search\\_path\n\n";
    } else {
      text = "## Schema " + Code(schema.name) +
             "\n\nStatus: " + std::string(ObjectStatusName(schema.status)) +
             (schema.provided ? ", " + Place(*schema.provided) : "") + "\n\n";
    }
    for (const RequiredRelation& relation : report_.contract.relations) {
      if (relation.schema == schema.name) {
        text += RelationSection(relation);
      }
    }
    return text;
  }

  std::string RelationSection(const RequiredRelation& relation) const {
    std::string text = "### " + Code(NameOf(relation)) + "\n\n";
    text += "Status: " + std::string(ObjectStatusName(relation.status));
    if (relation.provided) {
      text += ", " + relation.kind + " made at " + Place(*relation.provided);
    } else if (relation.schema_missing) {
      text += ", the schema itself does not exist";
    }
    text += "\n\n";
    if (relation.status == ObjectStatus::RunTime) {
      for (const Use& creation : relation.created_by_code) {
        text += "The application creates it at " + Place(creation.location) +
                "\n\n";
      }
    }
    const std::string filling = FillingText(report_, relation);
    if (!filling.empty()) {
      text += "Rows: " + Cell(filling) + "\n\n";
    }
    return text + Columns(relation) + UseTable(relation.uses);
  }

  static std::string AccessOf(const std::vector<Use>& uses) {
    std::vector<std::string> words;
    for (const Use& use : uses) {
      words.emplace_back(ReferenceAccessName(use.access));
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return JoinNames(words);
  }

  std::string Columns(const RequiredRelation& relation) const {
    if (relation.columns.empty()) {
      return "";
    }
    std::string text =
        TableHead({"column", "type", "status", "access", "used at"});
    for (const RequiredColumn& column : relation.columns) {
      const std::string type = column.type.empty() ? ""
                               : column.type_inferred
                                   ? Cell(column.type) + " (inferred)"
                                   : Cell(column.type);
      text += Row({Code(column.name), type,
                   std::string(ObjectStatusName(column.status)),
                   AccessOf(column.uses), PlacesOf(column.uses)});
    }
    return text + '\n';
  }

  std::string PlacesOf(const std::vector<Use>& uses) const {
    constexpr size_t kShown = 3;
    std::string text;
    const size_t shown = std::min(uses.size(), kShown);
    for (size_t i = 0; i < shown; ++i) {
      text += (i == 0 ? "" : ", ") + Place(uses[i].location);
    }
    if (uses.size() > shown) {
      text += " and " + std::to_string(uses.size() - shown) + " more";
    }
    return text;
  }

  std::string UseTable(const std::vector<Use>& uses) const {
    if (uses.empty()) {
      return "";
    }
    std::string text = TableHead({"used at", "function", "access", "services"});
    for (const Use& use : uses) {
      text += Row({Place(use.location), Cell(use.function),
                   std::string(ReferenceAccessName(use.access)),
                   Cell(JoinNames(use.services))});
    }
    return text + '\n';
  }

  std::string ObjectSection(const std::string& title,
                            const std::vector<RequiredObject>& objects) const {
    if (objects.empty()) {
      return "";
    }
    std::string text =
        "## " + title + "\n\n" +
        TableHead({"object", "status", "provided by", "services", "used at"});
    for (const RequiredObject& object : objects) {
      const std::string name = object.schema.empty()
                                   ? object.name
                                   : object.schema + '.' + object.name;
      text += Row({Code(name), std::string(ObjectStatusName(object.status)),
                   object.provided ? Place(*object.provided) : "",
                   Cell(JoinNames(ServicesOf(object.uses))),
                   PlacesOf(object.uses)});
    }
    return text + '\n';
  }

  std::string Extensions() const {
    std::string text;
    for (const std::string& extension : report_.contract.extensions) {
      text += "* " + Code(extension) + '\n';
    }
    return text.empty() ? "" : "## Extensions\n\n" + text + '\n';
  }

  std::string Privileges() const {
    if (report_.contract.privileges.empty()) {
      return "";
    }
    std::string text =
        "## Privileges\n\n" + TableHead({"service", "object", "privileges"});
    for (const RequiredPrivilege& privilege : report_.contract.privileges) {
      text += Row({Cell(privilege.service), Code(privilege.object),
                   JoinNames(privilege.privileges)});
    }
    return text + '\n';
  }

  const Report& report_;
};

class ObjectsMarkdownReporter final : public Reporter {
 public:
  std::string_view command() const override { return "objects"; }
  std::string_view format() const override { return "markdown"; }

  void Write(const Report& report, const ReportOptions& /*options*/,
             std::ostream& output) const override {
    output << DocumentWriter(report).Write();
  }
};

}  // namespace

const Reporter& ObjectsMarkdown() {
  static const ObjectsMarkdownReporter reporter;
  return reporter;
}

}  // namespace pgpact
