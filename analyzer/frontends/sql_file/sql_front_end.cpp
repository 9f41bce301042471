#include "analyzer/frontends/sql_file/sql_front_end.h"

#include <array>
#include <string>
#include <utility>

#include "analyzer/psql/script_comments.h"
#include "analyzer/strings/program_builder.h"

namespace pgpact {

namespace {

constexpr std::string_view kSink = "script";

constexpr std::array<std::string_view, 4> kSuffixes = {"sql", "psql", "pgsql",
                                                       "ddl"};

class SqlFrontEnd final : public FrontEnd {
 public:
  Language language() const override { return Language::Sql; }
  std::span<const std::string_view> suffixes() const override {
    return kSuffixes;
  }
  bool HasMark(std::string_view first_line) const override {
    return first_line.starts_with("#!") &&
           first_line.find("psql") != std::string_view::npos;
  }
  std::vector<LibraryEntry> library() const override { return {}; }
  SinkCatalog sinks() const override {
    SinkSpec script;
    script.language = Language::Sql;
    script.name = "script";
    script.callee = kSink;
    script.sql = {.position = 0, .name = ""};
    script.placeholders = PlaceholderStyle::None;
    script.dialect = Dialect::Psql;
    return {.sinks = {std::move(script)}, .handles = {}, .fallbacks = {}};
  }
  // Every SQL file can matter.
  std::span<const std::string_view> marks() const override {
    static constexpr std::array<std::string_view, 1> kMarks = {""};
    return kMarks;
  }

  Lowered Lower(const SourceFile& file) const override {
    MappedText text;
    text.Append(file.content(), {file.id(), file.whole()});
    return LowerText(std::move(text), file.whole(), file);
  }
  Lowered LowerEmbedded(const EmbeddedText& text,
                        const SourceFile& file) const override {
    return LowerText(text.text, text.range, file);
  }

 private:
  static Lowered LowerText(MappedText text, TextRange range,
                           const SourceFile& file) {
    std::vector<Comment> comments;
    for (ScriptComment& found : ScriptComments(text.text)) {
      const auto place = [&text](TextRange part) {
        const std::optional<Location> source = text.map.ToSource(part);
        return source ? source->range : TextRange{};
      };
      comments.push_back(
          {std::move(found.text), place(found.range), place(found.covers)});
    }
    ProgramBuilder builder(Language::Sql, file.id(), file.path());
    const ValueId literal = builder.Add(Literal{std::move(text)}, range);
    const ValueId callee = builder.AddName(std::string(kSink), range);
    const ValueId call = builder.Add(
        Call{callee, {{ArgumentKind::Positional, "", literal}}}, range);
    const BlockId body =
        builder.AddBlock({{Statement{Evaluated{call}, range}}});
    return {std::move(builder).Finish(body), std::move(comments), {}, {}};
  }
};

}  // namespace

std::unique_ptr<FrontEnd> MakeSqlFrontEnd() {
  return std::make_unique<SqlFrontEnd>();
}

}  // namespace pgpact
