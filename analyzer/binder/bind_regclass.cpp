// Relations that a literal names: nextval('s'), 't'::regclass.

#include "analyzer/binder/binder.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/strings/expand.h"

namespace pgpact {

namespace {

// The name in a literal's text, as regclassin reads it; an empty one for a
// number or what is no name of one or two parts.
QualifiedName ReadName(std::string_view text) {
  const std::vector<Token> tokens = Tokenize(text);
  std::vector<std::string> parts;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const auto written = text.substr(token.range.begin, token.range.size());
    if (i % 2 == 1) {
      if (written != ".") {
        return {};
      }
    } else if (token.kind == TokenKind::Identifier) {
      parts.push_back(FoldIdentifier(written));
    } else if (token.kind == TokenKind::QuotedIdentifier) {
      parts.push_back(UnquoteIdentifier(written));
    } else {
      return {};
    }
  }
  QualifiedName name;
  if (tokens.size() % 2 == 0 || parts.empty() || parts.size() > 2) {
    return name;
  }
  name.name.name = parts.back();
  if (parts.size() == 2) {
    name.schema.name = parts.front();
  }
  return name;
}

}  // namespace

void Binder::UseNamedRelation(ExprId argument, ReferenceKind kind) {
  const Expr& expr = statement_.tree.expr(argument);
  const auto* constant = std::get_if<Const>(&expr.node);
  if (constant == nullptr || constant->kind != ConstKind::String ||
      expr.location == kNoLocation || IsPasted(expr.location)) {
    return;
  }
  QualifiedName name = ReadName(constant->value);
  if (name.name.empty()) {
    return;
  }
  Lexer lexer(Text().substr(expr.location));
  const uint32_t size = lexer.Next().value_or(Token{}).range.size();
  const TextRange range = {expr.location, expr.location + size};
  Reference reference;
  reference.kind = kind;
  reference.schema = name.schema.name;
  reference.name = name.name.name;
  reference.range = range;
  reference.status = ReferenceStatus::Undecided;
  if (IsWildName(name.name.name) || IsWildName(name.schema.name)) {
    Undecide("a relation's name is not known");
    AddReference(std::move(reference));
    return;
  }
  const RelationMatch match = FindRelation(name);
  if (match.session_table != nullptr) {
    return;
  }
  if (match.id.has_value()) {
    reference.schema =
        catalog_.schema(catalog_.relation(*match.id).schema).name;
    reference.status = ReferenceStatus::Provided;
  } else {
    // Sequences of the program's own session and of its serial columns are
    // not known.
    Undecide("a relation may be made by what is not known");
  }
  AddReference(std::move(reference));
}

}  // namespace pgpact
