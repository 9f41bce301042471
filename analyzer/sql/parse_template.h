// ParseTemplate: from what a program can send to parsed statements. The
// policy for holes and placeholders stands here.
#pragma once

#include <optional>
#include <string_view>

#include "analyzer/sql/parsed_sql.h"
#include "analyzer/strings/expand.h"
#include "analyzer/strings/sink.h"
#include "analyzer/strings/template.h"

namespace pgpact {

// Whether the call gives parameters. Without any, psycopg2 and psycopg leave
// percent signs alone; `Unknown`: when the text has a placeholder.
// `None`: the same, but a mark where a value can stand is one nevertheless,
// which somebody fills unseen.
enum class ParametersGiven { Unknown, No, None, Yes };

// What a driver does to the text before the server sees it.
struct TextPolicy {
  PlaceholderStyle placeholders = PlaceholderStyle::None;
  Binding binding = Binding::Client;
  // Candidates tried for one hole, and parses of one text.
  uint32_t candidates = 4;
  uint32_t parses = 64;
  ParametersGiven parameters = ParametersGiven::Unknown;
};
TextPolicy PolicyOf(const SinkSpec& sink);

// The same with what is known of the call's parameters: their number, when it
// is told (SinkValue::parameter_count).
TextPolicy PolicyOf(const SinkSpec& sink,
                    std::optional<uint32_t> parameter_count);

// Equal statements of different expansions (same text, same places) come
// once.
[[nodiscard]] ParsedSql ParseTemplate(const Template& sql,
                                      const SinkSpec& sink);
[[nodiscard]] ParsedSql ParseTemplate(const Template& sql,
                                      const TextPolicy& policy);
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
