#include "analyzer/frontends/markdown/markdown_front_end.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/frontends/markdown/fenced_block.h"

namespace pgpact {
namespace {

struct Row {
  std::string_view document;
  // "sql: text", "shell: text"
  std::vector<std::string> blocks;
};

std::string KindName(BlockKind kind) {
  switch (kind) {
    case BlockKind::Sql:
      return "sql: ";
    case BlockKind::Shell:
      return "shell: ";
    case BlockKind::Directive:
      return "directive: ";
  }
  return "";
}

// Every byte of a block's text is the byte that its map leads to.
void CheckMap(const SourceFile& file, const MappedText& text) {
  ASSERT_EQ(text.text.size(), text.map.size());
  for (const TextPiece& piece : text.map.pieces()) {
    if (piece.exact()) {
      EXPECT_EQ(text.text.substr(piece.begin, piece.length),
                file.Text(piece.source.range));
    }
  }
}

TEST(FencedBlock, FindsBlocksWithTheirPlaces) {
  const std::vector<Row> rows = {
      {"```sql\nSELECT 1;\n```\n", {"sql: SELECT 1;\n"}},
      {"~~~ PostgreSQL title=x\nA;\n\n```\nB;\n~~~~\ntext",
       {"sql: A;\n\n```\nB;\n"}},
      {"```{.sql .numberLines}\nA;\n```\n```psql,ignore\nB;\n```",
       {"sql: A;\n", "sql: B;\n"}},
      {"1. a\n\n   ```bash\n   psql -c 'A'\n     x\n   ```\n   > - ```sql\n   "
       ">   A;\n   >     B;\n",
       {"shell: psql -c 'A'\n  x\n", "sql: A;\n  B;\n"}},
      {"> ~~~sql\n> A;\n>B;\n> ~~~\n", {"sql: A;\nB;\n"}},
      {"  ```sql\n  A;\n B;\n    C;\n  ```\n", {"sql: A;\nB;\n  C;\n"}},
      {"```sql\r\nA;\r\n\r\nB;\r\n```\r\n", {"sql: A;\r\n\r\nB;\r\n"}},
      {"```\nnone\n```\n```python\nx\n```\n    indented\n", {}},
      {"```sql\nopen", {"sql: open"}},
      {"```sql\n```\n", {"sql: "}},
      {"> ```sql\n>\tA;\n> ```\n", {"sql:   A;\n"}},
      {"<!-- pgpact: allow undefined-table x -->\n\n```sql\nA;\n```\n",
       {"directive: <!-- pgpact: allow undefined-table x -->\n", "sql: A;\n"}},
      {"```console\n$ psql -f a \\\n  -d b\noutput\n$ ls\n```\n",
       {"shell: psql -f a \\\n  -d b\nls\n"}},
      {"```sql\nmydb=# SELECT 1\nmydb-# , 2;\n ?column?\nmydb=# \\q\n```\n",
       {"sql: SELECT 1\n, 2;\n\\q\n"}},
      {"```sql\nSELECT 1 WHERE a->b;\n```", {"sql: SELECT 1 WHERE a->b;\n"}},
  };
  for (const Row& row : rows) {
    const SourceFile file({}, "doc.md", std::string(row.document));
    std::vector<std::string> blocks;
    for (const FencedBlock& block : FindFencedBlocks(file)) {
      blocks.push_back(KindName(block.kind) + block.text.text);
      CheckMap(file, block.text);
      const std::string_view shown = file.Text(block.range);
      EXPECT_TRUE(shown.starts_with("```") || shown.starts_with("~~~") ||
                  shown.starts_with("<!--"))
          << shown;
    }
    EXPECT_EQ(blocks, row.blocks) << row.document;
  }
}

TEST(MarkdownFrontEnd, KeepsTheDocumentsOrder) {
  const SourceFile file(
      {}, "doc.md",
      "```sql\nA; -- pgpact: allow x\n```\n```sh\nB\n```\n```sql\nC;\n```\n");
  const Lowered lowered = MakeMarkdownFrontEnd()->Lower(file);
  const Block& body = lowered.module.block(lowered.module.body);
  ASSERT_EQ(body.statements.size(), 2U);
  ASSERT_EQ(lowered.embedded.size(), 1U);
  EXPECT_EQ(lowered.embedded[0].language, Language::Shell);
  EXPECT_EQ(lowered.embedded[0].text.text, "B\n");
  EXPECT_LT(body.statements[0].range, lowered.embedded[0].range);
  EXPECT_LT(lowered.embedded[0].range, body.statements[1].range);
  ASSERT_EQ(lowered.comments.size(), 1U);
  EXPECT_EQ(file.Text(lowered.comments[0].covers), "A;");
}

TEST(MarkdownFrontEnd, ReadsDeepAndLongDocuments) {
  std::string text(20'000, '>');
  text += "\n```sql\nA;\n```\n" + std::string(100'000, '[') + "\n";
  const SourceFile file({}, "doc.md", std::move(text));
  EXPECT_EQ(FindFencedBlocks(file).size(), 1U);
}

}  // namespace
}  // namespace pgpact
