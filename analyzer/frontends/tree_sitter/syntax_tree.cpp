#include "analyzer/frontends/tree_sitter/syntax_tree.h"

#include <utility>

#include "analyzer/base/check.h"
#include "analyzer/frontends/tree_sitter/flatten.h"
#include "analyzer/frontends/tree_sitter/handles.h"
#include "analyzer/frontends/tree_sitter/parse_arena.h"

namespace pgpact {
namespace {

// A bound for inputs made to be slow to parse; ordinary text takes 0.1 µs a
// byte.
uint64_t TimeAllowed(std::string_view text) {
  constexpr uint64_t kMicroseconds = 10'000'000;
  return kMicroseconds + 2 * text.size();
}

}  // namespace

SyntaxTree ParseSyntax(const Grammar& grammar, std::string_view text) {
  const ArenaScope scope;
  const ParserHandle parser(ts_parser_new());
  PGPACT_CHECK(
      ts_parser_set_language(parser.get(), LanguageOf(grammar.name())));
  ts_parser_set_timeout_micros(parser.get(), TimeAllowed(text));
  // It ends with the scope, without being walked once more.
  const TSTree* tree = ts_parser_parse_string(
      parser.get(), nullptr, text.data(), static_cast<uint32_t>(text.size()));
  if (tree == nullptr) {
    SyntaxNode root;
    root.end = static_cast<uint32_t>(text.size());
    root.next = 1;
    root.error = true;
    return {text, {root}};
  }
  return {text, FlattenTree(grammar, tree)};
}

}  // namespace pgpact
