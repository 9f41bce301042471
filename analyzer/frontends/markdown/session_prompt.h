// StripPrompts: of a terminal session's lines only what was typed.
#pragma once

#include "analyzer/frontends/markdown/fenced_block.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

// When a line begins with a prompt (`$ ` of a shell, `db=# ` of psql), the
// lines with prompts without them; else the text as it is. A shell command
// goes on in the next line after a backslash, one of psql after `db-# `.
MappedText StripPrompts(MappedText text, BlockKind kind);

}  // namespace pgpact
