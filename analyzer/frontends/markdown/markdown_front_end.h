// The front end of installation documents: fenced sql blocks are scripts for
// psql, fenced shell blocks are shell.
#pragma once

#include <memory>

#include "analyzer/frontends/front_end.h"

namespace pgpact {

// Its modules hold one call a sql block, by the sink "document"; the shell
// blocks are embedded texts. Their ranges tell the document's order.
std::unique_ptr<FrontEnd> MakeMarkdownFrontEnd();

}  // namespace pgpact
