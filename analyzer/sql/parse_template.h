// ParseTemplate: from what a program can send to parsed statements. The
// policy for holes and placeholders stands here.
#pragma once

#include <string_view>

#include "analyzer/sql/parsed_sql.h"
#include "analyzer/strings/expand.h"
#include "analyzer/strings/sink.h"
#include "analyzer/strings/template.h"

namespace pgpact {

// What a driver does to the text before the server sees it.
struct TextPolicy {
  PlaceholderStyle placeholders = PlaceholderStyle::None;
  Binding binding = Binding::Client;
  // execute_values: the one %s is replaced by rows.
  bool values_list = false;
  // Candidates tried for one hole, and parses of one text.
  uint32_t candidates = 4;
  uint32_t parses = 64;
};
TextPolicy PolicyOf(const SinkSpec& sink);

// Equal statements of different expansions (same text, same places) come
// once.
[[nodiscard]] ParsedSql ParseTemplate(const Template& sql,
                                      const SinkSpec& sink);
// The statements of one text, split by the server's rules.
[[nodiscard]] ParsedSql ParseText(const MarkedText& text,
                                  const TextPolicy& policy);
// One statement, already split off (psql's own rules did it). Nothing but
// blanks and comments gives a statement whose text is empty.
[[nodiscard]] ParsedStatement ParseStatement(const MarkedText& text,
                                             const TextPolicy& policy);

// "15"
std::string_view GrammarVersion();

}  // namespace pgpact
