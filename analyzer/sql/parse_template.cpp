#include "analyzer/sql/parse_template.h"

#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/parse_statement.h"
#include "analyzer/sql/split_statements.h"

namespace pgpact {

namespace {

ParsedStatement ParseSpan(const MarkedText& text,
                          const std::vector<Token>& tokens,
                          StatementSpan span) {
  ParsedStatement statement;
  const uint32_t begin = tokens[span.first].range.begin;
  const uint32_t end = tokens[span.last - 1].range.end;
  MarkedText slice = text.Slice({begin, end});
  std::vector<Token> own(tokens.begin() + span.first,
                         tokens.begin() + span.last);
  for (Token& token : own) {
    token.range.begin -= begin;
    token.range.end -= begin;
  }
  ParsedText parsed = ParseOne(slice.text.text, std::move(own));
  statement.text = std::move(slice.text);
  statement.tree = std::move(parsed.tree);
  statement.error = std::move(parsed.error);
  statement.fingerprint = parsed.fingerprint;
  return statement;
}

}  // namespace

TextPolicy PolicyOf(const SinkSpec& sink) {
  return {sink.placeholders, sink.binding,
          sink.action == SinkAction::RunValues};
}

ParsedSql ParseText(const MarkedText& text, const TextPolicy& /*policy*/) {
  ParsedSql parsed;
  const std::vector<Token> tokens = Tokenize(text.text.text);
  for (const StatementSpan span : SplitStatements(text.text.text, tokens)) {
    parsed.statements.push_back(ParseSpan(text, tokens, span));
  }
  return parsed;
}

ParsedStatement ParseStatement(const MarkedText& text,
                               const TextPolicy& /*policy*/) {
  const std::vector<Token> tokens = Tokenize(text.text.text);
  if (tokens.empty()) {
    return {};
  }
  return ParseSpan(text, tokens, {0, static_cast<uint32_t>(tokens.size())});
}

ParsedSql ParseTemplate(const Template& sql, const SinkSpec& sink) {
  ParsedSql parsed;
  Expansion expansion = Expand(sql, {});
  parsed.bounded = expansion.bounded;
  for (const MarkedText& text : expansion.texts) {
    ParsedSql one = ParseText(text, PolicyOf(sink));
    for (ParsedStatement& statement : one.statements) {
      parsed.statements.push_back(std::move(statement));
    }
  }
  return parsed;
}

}  // namespace pgpact
