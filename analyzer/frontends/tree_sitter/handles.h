// Move-only owners of tree-sitter's C objects; included in this folder only.
#pragma once

#include <tree_sitter/api.h>

#include <memory>

#include "analyzer/frontends/tree_sitter/grammar.h"

extern "C" const TSLanguage* tree_sitter_python();
extern "C" const TSLanguage* tree_sitter_bash();

namespace pgpact {

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
using ParserHandle = std::unique_ptr<TSParser, ParserDeleter>;

inline const TSLanguage* LanguageOf(GrammarName name) {
  switch (name) {
    case GrammarName::Python:
      return tree_sitter_python();
    case GrammarName::Bash:
      return tree_sitter_bash();
  }
  return nullptr;
}

}  // namespace pgpact
