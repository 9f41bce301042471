#include "analyzer/frontends/shell/shell_front_end.h"

#include <array>
#include <string>
#include <utility>

#include "analyzer/frontends/shell/shell_lowering.h"

namespace pgpact {

namespace {

constexpr std::array<std::string_view, 4> kSuffixes = {"sh", "bash", "zsh",
                                                       "ksh"};
constexpr std::array<std::string_view, 5> kMarks = {
    "psql", "createdb", "sqlite3", "mysql", "supervisor"};

SinkSpec ShellSink(std::string name, std::string callee, SinkAction action,
                   Dialect dialect) {
  SinkSpec spec;
  spec.language = Language::Shell;
  spec.name = std::move(name);
  spec.callee = std::move(callee);
  spec.action = action;
  spec.sql.position = 0;
  spec.placeholders = PlaceholderStyle::None;
  spec.dialect = dialect;
  spec.keeps_options = true;
  return spec;
}

class ShellFrontEnd final : public FrontEnd {
 public:
  ShellFrontEnd() : grammar_(MakeShellGrammar()) {}

  Language language() const override { return Language::Shell; }
  std::span<const std::string_view> suffixes() const override {
    return kSuffixes;
  }
  bool HasMark(std::string_view first_line) const override {
    return first_line.starts_with("#!") &&
           first_line.find("sh") != std::string_view::npos &&
           first_line.find("fish") == std::string_view::npos;
  }

  std::vector<LibraryEntry> library() const override {
    return {
        {Language::Shell, "getenv()", TextOperation::Environment},
        {Language::Shell, "cat()", TextOperation::ReadFile},
        {Language::Shell, ".split", TextOperation::Split},
        {Language::Shell, ".upper", TextOperation::Upper},
        {Language::Shell, ".lower", TextOperation::Lower},
        {Language::Shell, ".replace", TextOperation::Replace},
        {Language::Shell, ".removeprefix", TextOperation::RemovePrefix},
        {Language::Shell, ".removesuffix", TextOperation::RemoveSuffix},
    };
  }

  SinkCatalog sinks() const override {
    using enum SinkAction;
    return {
        .sinks =
            {
                ShellSink("psql", "psql()", Run, Dialect::Psql),
                ShellSink("psql -f", "psql() -f", RunFile, Dialect::Psql),
                ShellSink("sqlite3", "sqlite3()", Run, Dialect::Sqlite),
                ShellSink("sqlite3 <", "sqlite3() -f", RunFile,
                          Dialect::Sqlite),
                ShellSink("mysql", "mysql()", Run, Dialect::MySql),
                ShellSink("mysql <", "mysql() -f", RunFile, Dialect::MySql),
                ShellSink("python", "python()", RunProgram, Dialect::Unknown),
                ShellSink("bash", "bash()", RunProgram, Dialect::Unknown),
                ShellSink("write", "write_file()", WriteFile, Dialect::Unknown),
            },
        .handles = {},
        .fallbacks = {}};
  }
  std::span<const std::string_view> marks() const override { return kMarks; }

  Lowered Lower(const SourceFile& file) const override {
    MappedText text;
    text.Append(file.content(), {file.id(), file.whole()});
    return ShellLowering(grammar_, file).Run(std::move(text));
  }
  Lowered LowerEmbedded(const EmbeddedText& text,
                        const SourceFile& file) const override {
    return ShellLowering(grammar_, file).Run(text.text);
  }

 private:
  Grammar grammar_;
};

}  // namespace

std::unique_ptr<FrontEnd> MakeShellFrontEnd() {
  return std::make_unique<ShellFrontEnd>();
}

}  // namespace pgpact
