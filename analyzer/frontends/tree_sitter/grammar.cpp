#include "analyzer/frontends/tree_sitter/grammar.h"

#include <language.h>

#include <string>

#include "analyzer/base/check.h"
#include "analyzer/frontends/tree_sitter/handles.h"

namespace pgpact {
namespace {

bool IsSymbol(const TSLanguage* language, TSSymbol symbol,
              std::string_view kind) {
  const bool token = !kind.empty() && kind.front() == '\'';
  if (token) {
    kind.remove_prefix(1);
  }
  const TSSymbolType wanted =
      token ? TSSymbolTypeAnonymous : TSSymbolTypeRegular;
  return ts_language_symbol_type(language, symbol) == wanted &&
         kind == ts_language_symbol_name(language, symbol);
}

}  // namespace

Grammar::Grammar(GrammarName name, std::span<const std::string_view> kinds,
                 std::span<const std::string_view> fields)
    : name_(name) {
  PGPACT_CHECK(kinds.size() < 256 && fields.size() < 256);
  const TSLanguage* language = LanguageOf(name);
  const uint32_t symbols = ts_language_symbol_count(language);
  kind_of_symbol_.assign(symbols, kOtherKind);
  field_of_id_.assign(ts_language_field_count(language) + 1, kNoField);
  // Several symbols may share a name (aliases), so each is looked at.
  for (size_t kind = 0; kind < kinds.size(); ++kind) {
    bool found = false;
    for (uint32_t symbol = 0; symbol < symbols; ++symbol) {
      if (IsSymbol(language, static_cast<TSSymbol>(symbol), kinds[kind])) {
        kind_of_symbol_[symbol] = static_cast<uint8_t>(kind + 1);
        found = true;
      }
    }
    if (!found) {
      unknown_names_.push_back(kinds[kind]);
    }
  }
  // What is shown as another symbol is of that one's kind.
  for (uint32_t symbol = 0; symbol < symbols; ++symbol) {
    kind_of_symbol_[symbol] = kind_of_symbol_[ts_language_public_symbol(
        language, static_cast<TSSymbol>(symbol))];
  }
  for (size_t field = 0; field < fields.size(); ++field) {
    const TSFieldId id = ts_language_field_id_for_name(
        language, fields[field].data(),
        static_cast<uint32_t>(fields[field].size()));
    if (id == 0) {
      unknown_names_.push_back(fields[field]);
    } else {
      field_of_id_[id] = static_cast<uint8_t>(field + 1);
    }
  }
}

}  // namespace pgpact
