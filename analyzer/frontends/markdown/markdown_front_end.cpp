#include "analyzer/frontends/markdown/markdown_front_end.h"

#include <array>
#include <string>
#include <utility>

#include "analyzer/frontends/markdown/fenced_block.h"
#include "analyzer/psql/script_comments.h"
#include "analyzer/strings/program_builder.h"

namespace pgpact {

namespace {

constexpr std::string_view kSink = "document";

constexpr std::array<std::string_view, 2> kSuffixes = {"md", "markdown"};
constexpr std::array<std::string_view, 2> kMarks = {"```", "~~~"};

// What stands between <!-- and -->.
std::string DirectiveText(std::string_view html) {
  const size_t begin = html.find("<!--");
  html.remove_prefix(begin == std::string_view::npos ? 0 : begin + 4);
  return std::string(html.substr(0, html.find("-->")));
}

// One document on its way to a module.
class DocumentLowering {
 public:
  explicit DocumentLowering(const SourceFile& file)
      : file_(file), builder_(Language::Markdown, file.id(), file.path()) {}

  Lowered Run() {
    for (FencedBlock& block : FindFencedBlocks(file_)) {
      if (block.kind == BlockKind::Directive) {
        directives_.push_back(lowered_.comments.size());
        lowered_.comments.push_back(
            {DirectiveText(block.text.text), block.range, {}});
        continue;
      }
      for (const size_t index : directives_) {
        lowered_.comments[index].covers = block.range;
      }
      directives_.clear();
      if (block.kind == BlockKind::Shell) {
        lowered_.embedded.push_back(
            {Language::Shell, std::move(block.text), block.range});
      } else {
        Sql(std::move(block));
      }
    }
    lowered_.module =
        std::move(builder_).Finish(builder_.AddBlock(std::move(body_)));
    return std::move(lowered_);
  }

 private:
  void Sql(FencedBlock block) {
    const TextMap& map = block.text.map;
    const auto place = [&map](TextRange part) {
      const std::optional<Location> source = map.ToSource(part);
      return source ? source->range : TextRange{};
    };
    for (ScriptComment& found : ScriptComments(block.text.text)) {
      lowered_.comments.push_back(
          {std::move(found.text), place(found.range), place(found.covers)});
    }
    const ValueId literal =
        builder_.Add(Literal{std::move(block.text)}, block.range);
    const ValueId callee = builder_.AddName(std::string(kSink), block.range);
    const ValueId call = builder_.Add(
        Call{callee, {{ArgumentKind::Positional, "", literal}}}, block.range);
    body_.statements.push_back({Evaluated{call}, block.range});
  }

  const SourceFile& file_;
  ProgramBuilder builder_;
  Lowered lowered_;
  Block body_;
  // Comments that wait for the block which they are about.
  std::vector<size_t> directives_;
};

class MarkdownFrontEnd final : public FrontEnd {
 public:
  Language language() const override { return Language::Markdown; }
  std::span<const std::string_view> suffixes() const override {
    return kSuffixes;
  }
  bool HasMark(std::string_view) const override { return false; }
  std::vector<LibraryEntry> library() const override { return {}; }
  SinkCatalog sinks() const override {
    SinkSpec block;
    block.language = Language::Markdown;
    block.name = "sql block";
    block.callee = kSink;
    block.sql = {.position = 0, .name = ""};
    block.placeholders = PlaceholderStyle::None;
    block.dialect = Dialect::Psql;
    return {.sinks = {std::move(block)}, .handles = {}, .fallbacks = {}};
  }
  std::span<const std::string_view> marks() const override { return kMarks; }

  Lowered Lower(const SourceFile& file) const override {
    return DocumentLowering(file).Run();
  }
  // No language holds Markdown.
  Lowered LowerEmbedded(const EmbeddedText& text,
                        const SourceFile& file) const override {
    ProgramBuilder builder(Language::Markdown, file.id(), file.path());
    const BlockId body = builder.AddBlock({});
    return {std::move(builder).Finish(body),
            {},
            {},
            {{UnknownReason::UnsupportedSyntax, "Markdown inside another file",
              text.range}}};
  }
};

}  // namespace

std::unique_ptr<FrontEnd> MakeMarkdownFrontEnd() {
  return std::make_unique<MarkdownFrontEnd>();
}

}  // namespace pgpact
