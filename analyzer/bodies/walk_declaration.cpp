// Declarations: variables with their types, cursors, aliases.

#include <algorithm>
#include <utility>

#include "analyzer/bodies/block_walker.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/parse_template.h"
#include "analyzer/sql/statement_tokens.h"

namespace pgpact {

// The names of a.b.c, up to what is none.
std::vector<Identifier> BlockWalker::NamesIn(TextRange range) const {
  std::vector<Identifier> names;
  const std::string_view text =
      std::string_view(body_.text).substr(range.begin, range.size());
  for (const Token& token : Tokenize(text)) {
    const std::string_view written =
        text.substr(token.range.begin, token.range.size());
    const TextRange at = {range.begin + token.range.begin,
                          range.begin + token.range.end};
    if (token.kind == TokenKind::Identifier) {
      names.push_back({FoldIdentifier(written), at});
    } else if (token.kind == TokenKind::QuotedIdentifier) {
      names.push_back({UnquoteIdentifier(written), at});
    } else if (token.kind == TokenKind::Parameter) {
      names.push_back({std::string(written), at});
    } else if (written != ".") {
      break;
    }
  }
  return names;
}

StepResult BlockWalker::DeclarationStep(ParsedStatement statement,
                                        const Session& names) {
  StepResult result = actions_.step(
      {std::move(statement), BodyStepKind::Declaration, certain_}, names);
  if (result.failed && certain_ && mode_ == Mode::Run) {
    declaration_failed_ = true;
    failed_state_ = result.sqlstate;
  }
  return result;
}

// variable%TYPE, table.column%TYPE, schema.table.column%TYPE
SessionVariable BlockWalker::TypeOfColumn(
    const std::string& name, TextRange type,
    const std::vector<Identifier>& parts) {
  SessionVariable unknown = VariableOf(catalog_, name, {});
  if (const SessionVariable* other = names_.FindVariable(parts)) {
    if (other->name == parts.back().name) {
      SessionVariable same = *other;
      same.name = name;
      return same;
    }
    return unknown;
  }
  if (parts.size() < 2 || parts.size() > 3) {
    return unknown;
  }
  // As a query that names the column and its table.
  const TextRange column = {parts.front().range.begin, parts.back().range.end};
  const TextRange table = {parts.front().range.begin,
                           parts[parts.size() - 2].range.end};
  MarkedText text;
  text.text.Append("SELECT ", PlaceOf(type));
  text.text.Append(body_.Slice(column));
  text.text.Append(" FROM ", PlaceOf(type));
  text.text.Append(body_.Slice(table));
  Session plain;
  plain.search_path = session_.search_path;
  plain.temporary_tables = session_.temporary_tables;
  const StepResult result =
      DeclarationStep(ParseStatement(text, TextPolicy()), plain);
  return result.outputs.size() == 1
             ? VariableOf(catalog_, name, result.outputs[0].type_use)
             : unknown;
}

// table%ROWTYPE
SessionVariable BlockWalker::TypeOfRow(const std::string& name, TextRange type,
                                       const std::vector<Identifier>& parts) {
  MarkedText text;
  text.text.Append("TABLE ", PlaceOf(type));
  text.text.Append(
      body_.Slice({parts.front().range.begin, parts.back().range.end}));
  Session plain;
  plain.search_path = session_.search_path;
  plain.temporary_tables = session_.temporary_tables;
  const StepResult result =
      DeclarationStep(ParseStatement(text, TextPolicy()), plain);
  SessionVariable row = VariableOf(catalog_, name, {});
  if (result.outputs.empty()) {
    return row;
  }
  row.shape = SessionVariable::Shape::Record;
  row.open = false;
  for (const OutputColumn& output : result.outputs) {
    row.fields.push_back({output.name, output.type_use});
  }
  return row;
}

SessionVariable BlockWalker::TypeOf(const std::string& name, TextRange type) {
  const std::string_view written =
      std::string_view(body_.text).substr(type.begin, type.size());
  if (EqualsWord(written, "record")) {
    SessionVariable record = VariableOf(catalog_, name, {});
    record.shapeless = true;
    return record;
  }
  const size_t percent = written.rfind('%');
  if (percent != std::string_view::npos) {
    const std::vector<Identifier> parts =
        NamesIn({type.begin, type.begin + static_cast<uint32_t>(percent)});
    std::string_view word = written.substr(percent + 1);
    word.remove_prefix(
        std::min(word.find_first_not_of(" \t\r\n"), word.size()));
    const bool array = word.find('[') != std::string_view::npos;
    if (!parts.empty() && !array && EqualsWord(word, "type")) {
      return TypeOfColumn(name, type, parts);
    }
    if (!parts.empty() && !array && EqualsWord(word, "rowtype")) {
      return TypeOfRow(name, type, parts);
    }
    return VariableOf(catalog_, name, {});
  }
  ParsedStatement cast = Parse("SELECT NULL::", type);
  if (type.empty() || cast.error) {
    return VariableOf(catalog_, name, {});
  }
  const StepResult result = DeclarationStep(std::move(cast), session_);
  return VariableOf(
      catalog_, name,
      result.outputs.size() == 1 ? result.outputs[0].type_use : TypeUse());
}

void BlockWalker::DeclareCursor(const PlDeclaration& cursor) {
  names_.Push("");
  for (const PlDeclaration& argument : cursor.arguments) {
    names_.Add(TypeOf(argument.name.name, argument.type), {});
  }
  // It is looked at when the cursor is opened: the variables declared after
  // it are seen too, which are not known here.
  StepResult result;
  if (!cursor.query.empty() && mode_ == Mode::Check) {
    result = Step(Parse("", cursor.query), BodyStepKind::Statement);
  }
  names_.Pop();
  const uint32_t place = cursor.name.range.begin;
  cursors_[place] = std::move(result);
  names_.Add(VariableOf(catalog_, cursor.name.name,
                        {catalog_.Builtin("refcursor"), -1}),
             {{}, place, cursor.query, false});
}

void BlockWalker::DeclareAlias(const PlDeclaration& alias) {
  const SessionVariable* other = names_.FindVariable(alias.alias_of);
  const BlockNames::Slot* slot = names_.Find(alias.alias_of);
  SessionVariable same =
      other == nullptr ? VariableOf(catalog_, alias.name.name, {}) : *other;
  same.name = alias.name.name;
  BlockNames::Slot own = slot == nullptr ? BlockNames::Slot() : *slot;
  own.value = {};
  names_.Add(std::move(same), std::move(own));
}

bool BlockWalker::Declare(const PlDeclaration& declaration) {
  if (declaration.kind == PlDeclaration::Kind::Cursor) {
    DeclareCursor(declaration);
    return true;
  }
  if (declaration.kind == PlDeclaration::Kind::Alias) {
    DeclareAlias(declaration);
    return true;
  }
  SessionVariable variable = TypeOf(declaration.name.name, declaration.type);
  if (declaration_failed_) {
    return false;
  }
  BlockNames::Slot slot;
  slot.declared = declaration.name.range.begin;
  slot.constant = declaration.constant;
  if (variable.shapeless && known_shapes_ != nullptr) {
    const auto known = known_shapes_->find(slot.declared);
    if (known != known_shapes_->end()) {
      variable.shape = SessionVariable::Shape::Record;
      variable.fields = known->second.fields;
      variable.open = known->second.open;
    }
  }
  if (declaration.default_value) {
    ParsedStatement value = Parse("SELECT ", *declaration.default_value);
    slot.value = Evaluate(value);
    const StepResult result = Step(std::move(value), BodyStepKind::Expression);
    if (variable.shapeless) {
      shapes_[slot.declared].open = true;
    }
    if (result.failed && certain_ && mode_ == Mode::Run) {
      FlowOf(result);
      return false;
    }
  }
  names_.Add(std::move(variable), std::move(slot));
  return true;
}

}  // namespace pgpact
