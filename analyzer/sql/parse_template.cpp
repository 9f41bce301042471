#include "analyzer/sql/parse_template.h"

#include <map>

#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/placeholder.h"
#include "analyzer/sql/slot_search.h"
#include "analyzer/sql/split_statements.h"

namespace pgpact {

namespace {

// The statement's text and where all of it comes from.
std::string KeyOf(const MappedText& text) {
  std::string key = text.text;
  for (const TextPiece& piece : text.map.pieces()) {
    key += '\0';
    key += std::to_string(piece.source.file.index);
    key += ':';
    key += std::to_string(piece.source.range.begin);
    key += '-';
    key += std::to_string(piece.source.range.end);
  }
  return key;
}

// What one statement's parsing needs: its own text and tokens.
struct Cut {
  SlottedText text;
  std::vector<Token> tokens;
};

Cut CutOut(const SlottedText& text, const std::vector<Token>& tokens,
           StatementSpan span) {
  const uint32_t begin = tokens[span.first].range.begin;
  const uint32_t end = tokens[span.last - 1].range.end;
  Cut cut;
  cut.text = text.Slice({begin, end});
  cut.tokens.assign(tokens.begin() + span.first, tokens.begin() + span.last);
  for (Token& token : cut.tokens) {
    token.range.begin -= begin;
    token.range.end -= begin;
  }
  return cut;
}

// Statements of other texts of the same template, by KeyOf.
using KnownStatements = std::map<std::string, size_t>;

// Adds the statements that are not among the known ones.
void AddStatements(const MarkedText& text, const std::vector<Variant>& variants,
                   const TextPolicy& policy, KnownStatements& known,
                   ParsedSql& parsed) {
  const SlottedText slotted = ReplacePlaceholders(text, policy);
  const std::vector<Token> tokens = Tokenize(slotted.text.text);
  for (const StatementSpan span : SplitStatements(slotted.text.text, tokens)) {
    Cut cut = CutOut(slotted, tokens, span);
    const auto [entry, added] =
        known.try_emplace(KeyOf(cut.text.text), parsed.statements.size());
    if (added) {
      parsed.statements.push_back(
          ParseSlotted(std::move(cut.text), std::move(cut.tokens), policy));
    }
    std::vector<Variant>& all = parsed.statements[entry->second].variants;
    all.insert(all.end(), variants.begin(), variants.end());
  }
}

// Nothing but holes: why the first is one.
void SayWhyNotUnderstood(ParsedSql& parsed) {
  for (const ParsedStatement& statement : parsed.statements) {
    if (statement.completeness != Completeness::None) {
      return;
    }
  }
  for (const ParsedStatement& statement : parsed.statements) {
    if (!statement.holes.empty()) {
      parsed.not_understood = statement.holes.front().hole.reason;
      return;
    }
  }
}

}  // namespace

TextPolicy PolicyOf(const SinkSpec& sink) {
  TextPolicy policy;
  policy.placeholders = sink.placeholders;
  policy.binding = sink.binding;
  return policy;
}

TextPolicy PolicyOf(const SinkSpec& sink,
                    std::optional<uint32_t> parameter_count) {
  TextPolicy policy = PolicyOf(sink);
  if (parameter_count) {
    policy.parameters =
        *parameter_count > 0 ? ParametersGiven::Yes : ParametersGiven::No;
  }
  return policy;
}

ParsedSql ParseText(const MarkedText& text, const TextPolicy& policy) {
  ParsedSql parsed;
  KnownStatements known;
  AddStatements(text, {}, policy, known, parsed);
  SayWhyNotUnderstood(parsed);
  return parsed;
}

ParsedStatement ParseStatement(const MarkedText& text,
                               const TextPolicy& policy) {
  const SlottedText slotted = ReplacePlaceholders(text, policy);
  const std::vector<Token> tokens = Tokenize(slotted.text.text);
  if (tokens.empty()) {
    return {};
  }
  Cut cut = CutOut(slotted, tokens, {0, static_cast<uint32_t>(tokens.size())});
  return ParseSlotted(std::move(cut.text), std::move(cut.tokens), policy);
}

ParsedSql ParseTemplate(const Template& sql, const TextPolicy& policy) {
  ParsedSql parsed;
  const Expansion expansion = Expand(sql, {});
  parsed.bounded = expansion.bounded;
  KnownStatements known;
  for (size_t i = 0; i < expansion.texts.size(); ++i) {
    AddStatements(expansion.texts[i], expansion.variants[i], policy, known,
                  parsed);
  }
  SayWhyNotUnderstood(parsed);
  return parsed;
}

ParsedSql ParseTemplate(const Template& sql, const SinkSpec& sink) {
  return ParseTemplate(sql, PolicyOf(sink));
}

}  // namespace pgpact
