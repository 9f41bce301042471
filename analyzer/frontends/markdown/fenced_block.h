// FencedBlock: the fenced code blocks of a Markdown document, and what each
// byte of them is in the document. Its one entrance is FindFencedBlocks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/text/location.h"
#include "analyzer/text/source_file.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

enum class BlockKind {
  Sql,
  Shell,
  // An HTML comment that contains "pgpact:".
  Directive,
};

struct FencedBlock {
  BlockKind kind = BlockKind::Sql;
  // Without fences, list and quote prefixes and prompts.
  MappedText text;
  // From the opening fence to the end of the closing one.
  TextRange range;
};

// The blocks that matter, in document order. The map of their texts is exact
// but for lines in which a tab was broken in two.
[[nodiscard]] std::vector<FencedBlock> FindFencedBlocks(const SourceFile& file);

// The kind of a fence's info string: "sql title=x", "{.bash}". Nothing when
// it is neither SQL nor shell.
std::optional<BlockKind> KindOfInfo(std::string_view info);

}  // namespace pgpact
