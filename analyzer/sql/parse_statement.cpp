#include "analyzer/sql/parse_statement.h"

#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/fingerprint.h"
#include "analyzer/sql/json_node.h"
#include "analyzer/sql/lower.h"
#include "analyzer/sql/pg_query_parser.h"
#include "analyzer/sql/sqlstate.h"
#include "analyzer/sql/syntax_error.h"

namespace pgpact {

namespace {

// Deep enough for kMaximumNesting with the brackets that a level has.
constexpr size_t kUsualDepth = 1024;
constexpr size_t kGreatestDepth = size_t{kMaximumNesting} * 8;

// The statement's node; the parser owns what it refers to.
std::optional<JsonNode> ReadTree(std::string_view json,
                                 simdjson::dom::parser& parser) {
  JsonElement root;
  simdjson::error_code error =
      parser.parse(json.data(), json.size(), true).get(root);
  if (error == simdjson::DEPTH_ERROR) {
    error = parser.allocate(json.size(), kGreatestDepth);
    if (error == simdjson::SUCCESS) {
      error = parser.parse(json.data(), json.size(), true).get(root);
    }
  }
  if (error != simdjson::SUCCESS) {
    return std::nullopt;
  }
  simdjson::dom::array statements;
  JsonElement first;
  JsonElement node;
  if (root["stmts"].get(statements) != simdjson::SUCCESS ||
      statements.at(0).get(first) != simdjson::SUCCESS ||
      first["stmt"].get(node) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  return NodeOf(node);
}

// libpg_query's lexer looks at a run of operator characters in a comment once
// for each of them (100,000 times "/*" would take it minutes): comments are
// given to it without. The text stays as long as it is.
std::optional<std::string> WithPlainComments(const std::string& text) {
  if (text.find("/*") == std::string::npos) {
    return std::nullopt;
  }
  std::string plain = text;
  for (const Token& token : Tokenize(text, Comments::Keep)) {
    const bool open = token.error == LexicalError::OpenComment;
    if (token.kind != TokenKind::BlockComment && !open) {
      continue;
    }
    const uint32_t end = token.range.end - (open ? 0 : 2);
    for (uint32_t at = token.range.begin + 2; at < end; ++at) {
      char& byte = plain[at];
      byte = static_cast<unsigned char>(byte) < 0x80U ? ' ' : byte;
    }
  }
  return plain;
}

SyntaxError Unreadable() {
  SyntaxError error;
  error.sqlstate = sqlstate::kStatementTooComplex;
  error.message = "stack depth limit exceeded";
  return error;
}

}  // namespace

ParsedText ParseOne(const std::string& text, std::vector<Token> tokens) {
  const StatementTokens study = StudyTokens(text, std::move(tokens));
  ParsedText parsed;
  parsed.fingerprint = Fingerprint(study);
  parsed.error = LimitError(study);
  if (parsed.error) {
    return parsed;
  }
  const std::optional<std::string> plain = WithPlainComments(text);
  const RawParse raw(plain ? *plain : text);
  if (raw.error()) {
    parsed.error = SyntaxErrorOf(*raw.error(), study);
    return parsed;
  }
  simdjson::dom::parser parser;
  if (parser.allocate(raw.json().size(), kUsualDepth) != simdjson::SUCCESS) {
    parsed.error = Unreadable();
    return parsed;
  }
  const std::optional<JsonNode> statement = ReadTree(raw.json(), parser);
  if (!statement) {
    parsed.error = Unreadable();
    return parsed;
  }
  LoweredStatement lowered = LowerStatement(*statement, study);
  if (lowered.misplaced_parameter) {
    parsed.error = SyntaxErrorNear(*lowered.misplaced_parameter, study);
  } else {
    parsed.tree = std::move(lowered.tree);
  }
  return parsed;
}

}  // namespace pgpact
