// Functions, triggers, policies, rules, aggregates and operators.
#include "analyzer/lexer/token.h"
#include "analyzer/sql/lower.h"

namespace pgpact {

namespace {

ParameterMode ModeOf(std::string_view word) {
  if (word == "FUNC_PARAM_OUT") {
    return ParameterMode::Out;
  }
  if (word == "FUNC_PARAM_INOUT") {
    return ParameterMode::InOut;
  }
  if (word == "FUNC_PARAM_VARIADIC") {
    return ParameterMode::Variadic;
  }
  return word == "FUNC_PARAM_TABLE" ? ParameterMode::Table : ParameterMode::In;
}

bool IsString(TokenKind kind) {
  switch (kind) {
    case TokenKind::String:
    case TokenKind::EscapeString:
    case TokenKind::NationalString:
    case TokenKind::UnicodeString:
    case TokenKind::DollarString:
      return true;
    default:
      return false;
  }
}

}  // namespace

// The string at the byte, or the one after the word (AS) there.
TextRange Lowering::BodyRange(uint32_t location) {
  if (location == kNoLocation) {
    return {};
  }
  const StatementTokens& tokens = cursor_.tokens();
  const uint32_t index = tokens.IndexAt(location);
  for (uint32_t i = index; i < tokens.size() && i < index + 2; ++i) {
    if (IsString(tokens.tokens[i].kind)) {
      cursor_.Pass(tokens.tokens[i].range.begin);
      return tokens.tokens[i].range;
    }
  }
  return {};
}

FunctionParameter Lowering::Parameter(Fields node) {
  FunctionParameter parameter;
  parameter.mode = ModeOf(Text(node, "mode"));
  parameter.name = cursor_.Take(Text(node, "name"));
  if (const auto type = pgpact::Fields(node, "argType")) {
    parameter.type = Type(*type);
  }
  parameter.default_value = OptionalExpr(node, "defexpr");
  return parameter;
}

StatementId Lowering::LowerCreateFunction(Fields node) {
  CreateFunctionStmt create;
  create.name = QualifiedAhead(node, "funcname");
  create.procedure = Flag(node, "is_procedure");
  create.replace = Flag(node, "replace");
  ForEachNode(node, "parameters", [&](JsonNode item) {
    create.parameters.push_back(Parameter(item.fields));
  });
  create.returns = OptionalType(node, "returnType");
  ForEachNode(node, "options", [&](JsonNode option) {
    const std::string_view name = Text(option.fields, "defname");
    if (name == "language") {
      create.language = Spelled(Child(option.fields, "arg"));
    } else if (name == "as") {
      if (const std::optional<JsonElement> list = Child(option.fields, "arg")) {
        const std::vector<std::string> parts =
            Strings(NodeOf(*list).fields, "items");
        create.body = parts.empty() ? "" : parts.back();
      }
      create.body_range = BodyRange(LocationOf(option.fields));
    }
  });
  if (const std::optional<JsonElement> body = Child(node, "sql_body")) {
    LowerSqlBody(NodeOf(*body), create.sql_body);
    create.language = create.language.empty() ? "sql" : create.language;
  }
  return Add(std::move(create));
}

// RETURN expression comes as a SELECT of it; BEGIN ATOMIC as a list in a list.
void Lowering::LowerSqlBody(JsonNode body,
                            std::vector<StatementId>& statements) {
  if (body.tag == "List") {
    ForEachNode(body.fields, "items",
                [&](JsonNode item) { LowerSqlBody(item, statements); });
    return;
  }
  if (body.tag != "ReturnStmt") {
    statements.push_back(LowerNode(body));
    return;
  }
  SelectStmt select;
  ResTarget target;
  target.value = OptionalExpr(body.fields, "returnval");
  select.target_list.push_back(std::move(target));
  tree_.selects.push_back(std::move(select));
  statements.push_back(
      Add(SelectStatement{{static_cast<uint32_t>(tree_.selects.size() - 1)}}));
}

StatementId Lowering::LowerCreateTrigger(Fields node) {
  CreateTriggerStmt create;
  create.replace = Flag(node, "replace");
  create.name = cursor_.Take(Text(node, "trigname"));
  create.for_each_row = Flag(node, "row");
  create.update_columns = EachAhead(node, "columns");
  create.relation = Range(*pgpact::Fields(node, "relation"));
  ForEachNode(node, "transitionRels", [&](JsonNode item) {
    create.transition_tables.push_back(cursor_.Take(Text(item.fields, "name")));
  });
  create.when = OptionalExpr(node, "whenClause");
  create.function = QualifiedAhead(node, "funcname");
  return Add(std::move(create));
}

StatementId Lowering::LowerCreatePolicy(Fields node) {
  CreatePolicyStmt create;
  create.name = cursor_.Take(Text(node, "policy_name"));
  create.relation = Range(*pgpact::Fields(node, "table"));
  create.roles = Roles(node, "roles");
  create.using_expression = OptionalExpr(node, "qual");
  create.with_check = OptionalExpr(node, "with_check");
  return Add(std::move(create));
}

StatementId Lowering::LowerRule(Fields node) {
  RuleStmt rule;
  rule.name = cursor_.Take(Text(node, "rulename"));
  rule.relation = Range(*pgpact::Fields(node, "relation"));
  const std::string_view event = Text(node, "event");
  rule.event = event == "CMD_INSERT"   ? RuleEvent::Insert
               : event == "CMD_UPDATE" ? RuleEvent::Update
               : event == "CMD_DELETE" ? RuleEvent::Delete
                                       : RuleEvent::Select;
  rule.where = OptionalExpr(node, "whereClause");
  rule.replace = Flag(node, "replace");
  ForEachNode(node, "actions", [&](JsonNode action) {
    rule.actions.push_back(LowerNode(action));
  });
  return Add(std::move(rule));
}

StatementId Lowering::LowerDefine(Fields node) {
  DefineStmt define;
  define.object = ObjectTypeOf(Text(node, "kind"));
  define.if_not_exists = Flag(node, "if_not_exists");
  define.replace = Flag(node, "replace");
  if (define.object == ObjectType::Operator) {
    define.name = OperatorAhead(node, "defnames");
  } else {
    define.name = QualifiedAhead(node, "defnames");
  }
  ForEachNode(node, "args", [&](JsonNode list) {
    ForEachNode(list.fields, "items", [&](JsonNode item) {
      if (item.tag == "FunctionParameter") {
        define.arguments.push_back(Parameter(item.fields).type);
      }
    });
  });
  ForEachNode(node, "definition", [&](JsonNode option) {
    DefineStmt::Option made;
    made.name = Text(option.fields, "defname");
    const std::optional<JsonElement> value = Child(option.fields, "arg");
    made.text = Spelled(value);
    if (value && NodeOf(*value).tag == "TypeName") {
      made.type = Type(NodeOf(*value).fields);
      if (made.name == "leftarg" || made.name == "rightarg") {
        define.arguments.push_back(*made.type);
      }
    }
    define.options.push_back(std::move(made));
  });
  return Add(std::move(define));
}

}  // namespace pgpact
