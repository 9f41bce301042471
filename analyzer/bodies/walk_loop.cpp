// Loops: over what is known element by element, else perhaps and with what
// they assign not known.

#include <charconv>
#include <utility>

#include "analyzer/bodies/block_walker.h"

namespace pgpact {
namespace {

constexpr int64_t kMostRounds = 256;

// An integer, in which a sum of two does not overflow.
std::optional<int64_t> NumberOf(const KnownValue& value) {
  const auto* text = std::get_if<TextValue>(&value);
  const auto whole = text == nullptr ? std::nullopt : text->Whole();
  int32_t number = 0;
  if (!whole) {
    return std::nullopt;
  }
  const char* end = whole->text.data() + whole->text.size();
  const auto read = std::from_chars(whole->text.data(), end, number);
  return read.ec == std::errc() && read.ptr == end
             ? std::optional<int64_t>(number)
             : std::nullopt;
}

}  // namespace

// The body once, perhaps.
BlockWalker::Flow BlockWalker::OpenLoop(const Identifier& label,
                                        const PlBody& body) {
  names_.Push(label.name);
  names_.ForgetAssigned(body);
  const bool doubt = doubt_;
  Perhaps(body);
  // EXIT leaves no more than the loop; what may return is doubted again.
  if (!doubt && doubt_) {
    certain_ = false;
  }
  names_.Pop();
  return Flow::Next;
}

// One round of an unrolled loop; nothing to go on. EXIT and CONTINUE that name
// another loop go on outwards.
std::optional<BlockWalker::Flow> BlockWalker::Round(const Identifier& label,
                                                    const PlBody& body) {
  const Flow flow = Body(body);
  const bool own = exit_label_.empty() || exit_label_ == label.name;
  switch (flow) {
    case Flow::Next:
      return std::nullopt;
    case Flow::Break:
      return own ? Flow::Next : flow;
    case Flow::Continue:
      return own ? std::nullopt : std::optional(flow);
    case Flow::Leave:
    case Flow::Failed:
      return flow;
  }
  return flow;
}

BlockWalker::Flow BlockWalker::Visit(const StmtLoop& node,
                                     TextRange /*range*/) {
  return OpenLoop(node.label, node.body);
}

BlockWalker::Flow BlockWalker::Visit(const StmtWhile& node,
                                     TextRange /*range*/) {
  names_.ForgetAssigned(node.body);
  if (!Expression(node.condition)) {
    return Flow::Failed;
  }
  return OpenLoop(node.label, node.body);
}

BlockWalker::Flow BlockWalker::Visit(const StmtFori& node,
                                     TextRange /*range*/) {
  const auto number = [&](TextRange range) {
    return NumberOf(Evaluate(Parse("SELECT ", range)));
  };
  const auto lower = number(node.lower);
  const auto upper = number(node.upper);
  const auto step = node.step ? number(*node.step) : std::optional<int64_t>(1);
  if (!Expression(node.lower) || !Expression(node.upper) ||
      (node.step && !Expression(*node.step))) {
    return Flow::Failed;
  }
  names_.Push(node.label.name);
  names_.Add(
      VariableOf(catalog_, node.variable.name, {catalog_.Builtin("int4"), -1}),
      {});
  Flow flow = Flow::Next;
  const int64_t rounds =
      lower && upper && step && *step > 0
          ? ((node.reverse ? *lower - *upper : *upper - *lower) / *step) + 1
          : -1;
  if (mode_ == Mode::Run && lower && rounds >= 0 && rounds <= kMostRounds) {
    for (int64_t i = 0; i < rounds; ++i) {
      const int64_t at = *lower + (node.reverse ? -i : i) * *step;
      MappedText text;
      text.Append(std::to_string(at), PlaceOf(node.lower));
      TextValue value;
      value.pieces.emplace_back(std::move(text));
      names_.Assign({node.variable}, std::move(value));
      if (const auto end = Round(node.label, node.body)) {
        flow = *end;
        break;
      }
    }
  } else {
    OpenLoop({}, node.body);
  }
  names_.Pop();
  return flow;
}

BlockWalker::Flow BlockWalker::Visit(const StmtFors& node,
                                     TextRange /*range*/) {
  const StepResult result =
      Step(Parse("", node.query), BodyStepKind::Statement);
  if (result.failed && certain_) {
    return FlowOf(result);
  }
  AssignRow(node.targets, &result);
  return OpenLoop(node.label, node.body);
}

BlockWalker::Flow BlockWalker::Visit(const StmtForc& node,
                                     TextRange /*range*/) {
  if (node.arguments) {
    Expression(*node.arguments);
  }
  const BlockNames::Slot* slot = names_.Find({node.cursor});
  const auto known = cursors_.find(slot == nullptr ? 0 : slot->declared);
  // Such a loop makes its record by itself.
  names_.Push(node.label.name);
  SessionVariable row =
      VariableOf(catalog_, node.targets.front().parts.front().name, TypeUse());
  if (known != cursors_.end() && !known->second.outputs.empty()) {
    row.shape = SessionVariable::Shape::Record;
    row.open = false;
    for (const OutputColumn& output : known->second.outputs) {
      row.fields.push_back({output.name, output.type_use});
    }
  }
  row.shapeless = true;
  names_.Add(std::move(row), {});
  const Flow flow = OpenLoop({}, node.body);
  names_.Pop();
  return flow;
}

BlockWalker::Flow BlockWalker::Visit(const StmtDynfors& node,
                                     TextRange /*range*/) {
  Expressions(node.parameters);
  const StepResult result = Dynamic(node.query, node.parameters.size());
  if (result.failed && certain_) {
    return FlowOf(result);
  }
  AssignRow(node.targets, &result);
  return OpenLoop(node.label, node.body);
}

BlockWalker::Flow BlockWalker::Visit(const StmtForeach& node,
                                     TextRange /*range*/) {
  const KnownValue value = Evaluate(Parse("SELECT ", node.array));
  if (!Expression(node.array)) {
    return Flow::Failed;
  }
  const auto* elements = std::get_if<ArrayValue>(&value);
  const bool known = mode_ == Mode::Run && elements != nullptr && !node.slice &&
                     node.targets.size() == 1 &&
                     elements->size() <= static_cast<size_t>(kMostRounds);
  if (!known) {
    AssignRow(node.targets, nullptr);
    return OpenLoop(node.label, node.body);
  }
  names_.Push(node.label.name);
  Flow flow = Flow::Next;
  for (const TextValue& element : *elements) {
    names_.Assign(node.targets.front().parts, element);
    if (const auto end = Round(node.label, node.body)) {
      flow = *end;
      break;
    }
  }
  names_.Pop();
  return flow;
}

}  // namespace pgpact
