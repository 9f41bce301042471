// Statements without statements in them: what SQL they hold, what they assign.

#include <algorithm>
#include <utility>

#include "analyzer/bodies/block_walker.h"
#include "analyzer/sql/parse_template.h"

namespace pgpact {

Location BlockWalker::PlaceOf(TextRange range) const {
  return body_.map.At(range.begin).value_or(Location());
}

ParsedStatement BlockWalker::Parse(std::string_view prefix, TextRange range,
                                   std::optional<TextRange> cut) const {
  MarkedText text;
  if (!prefix.empty()) {
    Location at = PlaceOf(range);
    at.range.end = at.range.begin;
    text.text.Append(prefix, at);
  }
  if (cut) {
    text.text.Append(body_.Slice({range.begin, cut->begin}));
    text.text.Append(body_.Slice({cut->end, range.end}));
  } else {
    text.text.Append(body_.Slice(range));
  }
  return ParseStatement(text, TextPolicy());
}

KnownValue BlockWalker::Evaluate(const ParsedStatement& statement) const {
  return EvaluateKnown(
      statement, [&](const auto& parts) { return names_.ValueOf(parts); });
}

StepResult BlockWalker::Step(ParsedStatement statement, BodyStepKind kind) {
  return actions_.step({std::move(statement), kind, certain_}, session_);
}

BlockWalker::Flow BlockWalker::FlowOf(const StepResult& result) {
  if (!result.failed || mode_ == Mode::Check) {
    return Flow::Next;
  }
  failed_state_ = result.sqlstate;
  return Flow::Failed;
}

bool BlockWalker::Expression(TextRange range) {
  const StepResult result =
      Step(Parse("SELECT ", range), BodyStepKind::Expression);
  return FlowOf(result) == Flow::Next || !certain_;
}

bool BlockWalker::Expressions(const std::vector<TextRange>& ranges) {
  return std::all_of(ranges.begin(), ranges.end(),
                     [&](TextRange range) { return Expression(range); });
}

// The row goes into the targets; null: what is not known does.
void BlockWalker::AssignRow(const std::vector<PlTarget>& targets,
                            const StepResult* result) {
  for (const PlTarget& target : targets) {
    names_.Assign(target.parts, {});
  }
  if (targets.size() != 1) {
    return;
  }
  const SessionVariable* variable = names_.FindVariable(targets.front().parts);
  const BlockNames::Slot* slot = names_.Find(targets.front().parts);
  if (variable == nullptr || !variable->shapeless || slot->declared == 0) {
    return;
  }
  RecordShape& shape = shapes_[slot->declared];
  if (result == nullptr || result->outputs.empty()) {
    shape.open = true;
    return;
  }
  for (const OutputColumn& output : result->outputs) {
    const auto same = std::find_if(
        shape.fields.begin(), shape.fields.end(),
        [&](const SessionField& field) { return field.name == output.name; });
    if (same == shape.fields.end()) {
      shape.fields.push_back({output.name, output.type_use});
    } else if (same->type != output.type_use) {
      same->type = {};
    }
  }
}

BlockWalker::Flow BlockWalker::Visit(const StmtAssign& node,
                                     TextRange /*range*/) {
  ParsedStatement value = Parse("SELECT ", node.value);
  KnownValue known = Evaluate(value);
  const StepResult result = Step(std::move(value), BodyStepKind::Expression);
  for (const TextRange subscript : node.target.subscripts) {
    ParsedStatement index = Parse("SELECT ", subscript);
    if (!index.error) {
      Step(std::move(index), BodyStepKind::Expression);
    }
  }
  names_.Assign(node.target.parts, node.target.subscripts.empty()
                                       ? std::move(known)
                                       : KnownValue());
  const SessionVariable* variable = names_.FindVariable(node.target.parts);
  if (variable != nullptr && variable->shapeless) {
    // A field of it keeps the shape; the whole gets another.
    if (variable->name == node.target.parts.back().name) {
      shapes_[names_.Find(node.target.parts)->declared].open = true;
    }
  }
  return FlowOf(result);
}

BlockWalker::Flow BlockWalker::Visit(const StmtReturnNext& node,
                                     TextRange /*range*/) {
  return !node.value || Expression(*node.value) ? Flow::Next : Flow::Failed;
}

BlockWalker::Flow BlockWalker::Visit(const StmtReturnQuery& node,
                                     TextRange /*range*/) {
  Expressions(node.parameters);
  return FlowOf(node.dynamic
                    ? Dynamic(node.query, node.parameters.size())
                    : Step(Parse("", node.query), BodyStepKind::Statement));
}

BlockWalker::Flow BlockWalker::Visit(const StmtAssert& node,
                                     TextRange /*range*/) {
  if (node.message && !Expression(*node.message)) {
    return Flow::Failed;
  }
  return Expression(node.condition) ? Flow::Next : Flow::Failed;
}

BlockWalker::Flow BlockWalker::Visit(const StmtExecSql& node,
                                     TextRange /*range*/) {
  const StepResult result =
      Step(Parse("", node.sql,
                 node.into ? std::optional(node.into->range) : std::nullopt),
           BodyStepKind::Statement);
  if (node.into) {
    AssignRow(node.into->targets, &result);
  }
  return FlowOf(result);
}

StepResult BlockWalker::Dynamic(TextRange query, size_t parameters) {
  ParsedStatement select = Parse("SELECT ", query);
  const TextValue text = AsText(Evaluate(select), "", PlaceOf(query));
  StepResult result = Step(std::move(select), BodyStepKind::Expression);
  result.outputs.clear();
  if (result.failed && mode_ == Mode::Run) {
    return result;
  }
  ParsedSql parsed = ParseTemplate(AsTemplate(text), TextPolicy());
  const bool known =
      !parsed.not_understood &&
      std::none_of(parsed.statements.begin(), parsed.statements.end(),
                   [](const ParsedStatement& one) {
                     return one.completeness == Completeness::None ||
                            (one.error && one.error_uncertain);
                   });
  if (!known) {
    actions_.unknown(text, PlaceOf(query));
    return {};
  }
  Session plain;
  plain.search_path = session_.search_path;
  plain.temporary_tables = session_.temporary_tables;
  plain.parameters_known = true;
  plain.parameter_types.resize(parameters);
  for (ParsedStatement& one : parsed.statements) {
    if (one.text.text.empty()) {
      continue;
    }
    result =
        actions_.step({std::move(one), BodyStepKind::Dynamic, certain_}, plain);
    if (result.failed) {
      break;
    }
  }
  return result;
}

BlockWalker::Flow BlockWalker::Visit(const StmtDynExecute& node,
                                     TextRange /*range*/) {
  Expressions(node.parameters);
  const StepResult result = Dynamic(node.query, node.parameters.size());
  if (node.into) {
    AssignRow(node.into->targets, &result);
  }
  return FlowOf(result);
}

BlockWalker::Flow BlockWalker::Visit(const StmtPerform& node,
                                     TextRange /*range*/) {
  return FlowOf(Step(Parse("SELECT ", node.query), BodyStepKind::Statement));
}

BlockWalker::Flow BlockWalker::Visit(const StmtCall& node,
                                     TextRange /*range*/) {
  return FlowOf(Step(Parse("", node.sql), BodyStepKind::Statement));
}

BlockWalker::Flow BlockWalker::Visit(const StmtGetDiag& node,
                                     TextRange /*range*/) {
  for (const PlTarget& target : node.targets) {
    names_.Assign(target.parts, {});
  }
  return Flow::Next;
}

BlockWalker::Flow BlockWalker::Visit(const StmtOpen& node,
                                     TextRange /*range*/) {
  if (node.arguments) {
    // Named ones are no expressions.
    ParsedStatement arguments = Parse("SELECT ", *node.arguments);
    if (!arguments.error) {
      Step(std::move(arguments), BodyStepKind::Expression);
    }
  }
  if (!node.query) {
    return Flow::Next;
  }
  Expressions(node.parameters);
  return FlowOf(node.dynamic
                    ? Dynamic(*node.query, node.parameters.size())
                    : Step(Parse("", *node.query), BodyStepKind::Statement));
}

BlockWalker::Flow BlockWalker::Visit(const StmtFetch& node,
                                     TextRange /*range*/) {
  if (node.into) {
    const BlockNames::Slot* slot = names_.Find({node.cursor});
    const auto known = cursors_.find(slot == nullptr ? 0 : slot->declared);
    AssignRow(node.into->targets,
              known == cursors_.end() ? nullptr : &known->second);
  }
  return Flow::Next;
}

BlockWalker::Flow BlockWalker::Visit(const StmtUnknown& /*node*/,
                                     TextRange range) {
  actions_.unknown({}, PlaceOf(range));
  return Flow::Next;
}

}  // namespace pgpact
