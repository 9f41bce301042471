#include "cli/build_installation.h"

#include <utility>

#include "analyzer/base/edit_distance.h"
#include "analyzer/sql/parse_template.h"
#include "cli/program_script.h"

namespace pgpact {

namespace {

Error NotRead(const std::string& path, const Error& error) {
  return {
      "cannot read the installation source \"" + path + "\": " + error.message,
      error.remedy};
}

class Builder {
 public:
  explicit Builder(const InstallationInputs& inputs)
      : inputs_(inputs), writer_(installation_, inputs.surroundings) {}

  Result<Installation> Run() && {
    AddExtensions();
    for (const SchemaSource& source : inputs_.sources) {
      const auto first = static_cast<uint32_t>(installation_.scripts.size());
      const bool apart = inputs_.found && source.function.empty();
      writer_.SetApart(apart ? source.name : "");
      if (std::optional<Error> error = AddSource(source)) {
        return std::move(*error);
      }
      installation_.sources.push_back(
          {source.name, first,
           static_cast<uint32_t>(installation_.scripts.size())});
    }
    return std::move(installation_);
  }

 private:
  void AddExtensions() {
    if (inputs_.extensions.empty()) {
      return;
    }
    writer_.Begin("pgpact.toml", {}, TransactionMode::AutocommitContinue);
    for (const std::string& extension : inputs_.extensions) {
      AddOwn("CREATE EXTENSION IF NOT EXISTS " + QuoteIdentifier(extension));
    }
  }

  // A statement that stands in no file.
  void AddOwn(const std::string& sql) {
    MarkedText text;
    text.text.Append(sql, {});
    writer_.AddStatement(ParseStatement(text, TextPolicy{}));
  }

  // What CREATE EXTENSION does before it runs its script.
  void EnterExtension(const SourceFile& file) {
    for (const ExtensionControl& control : inputs_.own_extensions) {
      const std::string_view content = file.content();
      const bool below = control.folder.empty() ||
                         file.path().starts_with(control.folder + "/");
      const bool script =
          IsVersionScript(control, file.path()) ||
          content.find(kExtensionSchemaToken) != std::string_view::npos;
      if (!below || !script) {
        continue;
      }
      for (const std::string& needed : control.needs) {
        AddOwn("CREATE EXTENSION IF NOT EXISTS " + QuoteIdentifier(needed));
      }
      if (!control.schema.empty()) {
        const std::string schema = QuoteIdentifier(control.schema);
        AddOwn("CREATE SCHEMA IF NOT EXISTS " + schema);
        AddOwn("SET search_path TO " + schema + ", public");
      }
      return;
    }
  }

  std::optional<Error> AddSource(const SchemaSource& source) {
    switch (source.kind) {
      case SchemaSourceKind::SqlFile:
        return AddSqlFile(source.name, source.path, source.kind);
      case SchemaSourceKind::Migrations:
        for (const std::string& path : source.migrations) {
          if (auto error = AddSqlFile(source.name, path, source.kind)) {
            return error;
          }
        }
        return std::nullopt;
      case SchemaSourceKind::Program:
      case SchemaSourceKind::Document:
        return AddProgram(source);
    }
    return std::nullopt;
  }

  std::optional<Error> AddSqlFile(const std::string& name,
                                  const std::string& path,
                                  SchemaSourceKind kind) {
    const Result<const SourceFile*> file = writer_.store().Load(path);
    if (!file.ok() && kind == SchemaSourceKind::Migrations) {
      inputs_.surroundings.skipped.push_back({path, file.error().message});
      return std::nullopt;
    }
    if (!file.ok()) {
      return NotRead(path, file.error());
    }
    // A statement of a migration that fails (an extension is missing) is told
    // by itself; what stands beside it is taken to be made all the same.
    writer_.Begin(name, file.value()->id(),
                  TransactionMode::AutocommitContinue);
    EnterExtension(*file.value());
    writer_.AddSource(*file.value());
    AddDirectives(*file.value());
    return std::nullopt;
  }

  // Its `pgpact: allow` comments.
  void AddDirectives(const SourceFile& file) {
    const FrontEnd* front_end = inputs_.front_ends.Of(Language::Sql);
    if (front_end == nullptr ||
        file.content().find("pgpact:") == std::string_view::npos) {
      return;
    }
    for (const Comment& comment : front_end->Lower(file).comments) {
      ReadDirective(comment, file, inputs_.directives);
    }
  }

  std::optional<Error> AddProgram(const SchemaSource& source) {
    const Result<const SourceFile*> file = writer_.store().Load(source.path);
    if (!file.ok()) {
      return NotRead(source.path, file.error());
    }
    const auto module = inputs_.lowered.by_file.find(file.value()->id().index);
    if (module == inputs_.lowered.by_file.end()) {
      return NotRead(source.path, {"it is no program that pgpact reads", ""});
    }
    ProgramScript script(source.name, inputs_.lowered, inputs_.evaluate,
                         writer_);
    if (source.kind == SchemaSourceKind::Document) {
      script.RunDocument(module->second);
      return std::nullopt;
    }
    if (!script.RunProgram(module->second, source.function)) {
      return UnknownFunction(source, module->second);
    }
    return std::nullopt;
  }

  Error UnknownFunction(const SchemaSource& source, ModuleId module) const {
    std::vector<std::string> names;
    for (const Function& function :
         inputs_.lowered.program.module(module).functions) {
      if (!function.qualified_name.empty()) {
        names.push_back(function.qualified_name);
      }
    }
    std::optional<std::string> near = NearestName(source.function, names);
    // A method named without its class.
    for (const std::string& name : names) {
      if (name.ends_with("." + source.function)) {
        near = name;
      }
    }
    Error error = {"no function \"" + source.function + "\" in " + source.path,
                   ""};
    if (near) {
      error.remedy = "did you mean \"" + source.path + "::" + *near + "\"?";
    } else if (!names.empty()) {
      error.remedy = "its functions are";
      for (size_t i = 0; i < names.size() && i < 8; ++i) {
        error.remedy += (i == 0 ? " " : ", ") + names[i];
      }
    }
    return error;
  }

  const InstallationInputs& inputs_;
  Installation installation_;
  ScriptWriter writer_;
};

}  // namespace

Result<Installation> BuildInstallation(const InstallationInputs& inputs) {
  return Builder(inputs).Run();
}

std::string WhyUnreadable(const Installation& installation,
                          const SourceSet& sources) {
  for (const ParsedStatement& statement : installation.statements) {
    const auto place = statement.text.map.At(0);
    if (statement.error && place) {
      const SourceFile& file = sources.file(place->file);
      const Position at = file.PositionAt(place->range.begin);
      return file.path() + ":" + std::to_string(at.line) + ":" +
             std::to_string(at.column) + ": " + statement.error->message;
    }
  }
  std::string names;
  for (const InstallationSource& source : installation.sources) {
    names += (names.empty() ? "" : ", ") + source.name;
  }
  return "there is no SQL in " + names;
}

}  // namespace pgpact
