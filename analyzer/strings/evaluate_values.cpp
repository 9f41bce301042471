// Evaluator: values that are no calls.
#include <algorithm>
#include <charconv>

#include "analyzer/base/overloaded.h"
#include "analyzer/strings/evaluator.h"

namespace pgpact {

namespace {

constexpr uint32_t kMaximumDepth = 1200;

std::optional<int64_t> AsInteger(std::string_view spelling) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(
      spelling.data(), spelling.data() + spelling.size(), number);
  if (error != std::errc() || end != spelling.data() + spelling.size()) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

bool Evaluator::OutOfBounds() {
  return ++steps_ > last_step_;
}

AbstractId Evaluator::MakeHole(UnknownReason reason, std::string_view name,
                               TextRange range, HoleForm form) {
  return store_.MakeHole({reason, form, std::string(name), module().At(range)});
}

AbstractId Evaluator::Derived(AbstractId base, UnknownReason reason,
                              std::string_view name, TextRange range) {
  if (store_.IsHole(base)) {
    if (IsExcerpt(base)) {
      return base;
    }
    const Hole& hole = store_.hole(base);
    reason = hole.reason;
    if (name.empty() || VersionNameOf(hole.name) == VersionName::Server) {
      return MakeHole(reason, std::string(hole.name), range);
    }
  }
  const HoleForm form =
      reason == UnknownReason::Number ? HoleForm::Number : HoleForm::Text;
  return MakeHole(reason, name, range, form);
}

std::string Evaluator::NameOf(ValueId id) const {
  const Value& value = module().value(id);
  if (const auto* name = std::get_if<Name>(&value.node)) {
    return name->name;
  }
  if (const auto* member = std::get_if<Member>(&value.node)) {
    return member->name;
  }
  if (const auto* call = std::get_if<Call>(&value.node)) {
    return NameOf(call->callee);
  }
  if (const auto* element = std::get_if<Element>(&value.node)) {
    const Value& key = module().value(element->key);
    if (const auto* text = std::get_if<Literal>(&key.node)) {
      return text->text.text.substr(0, 60);
    }
    return NameOf(element->object);
  }
  return {};
}

AbstractId Evaluator::EvaluateValue(ValueId id) {
  if (OutOfBounds() || depth_ > kMaximumDepth) {
    return MakeHole(UnknownReason::LimitReached, "", module().value(id).range);
  }
  ++depth_;
  const AbstractId value = EvaluateNode(id);
  --depth_;
  return value;
}

AbstractId Evaluator::EvaluateNode(ValueId id) {
  const Value& value = module().value(id);
  const TextRange range = value.range;
  return std::visit(
      Overloaded{
          [&](const Literal& node) { return store_.MakeFixed(node.text); },
          [&](const Constant& node) { return ConstantValue(node); },
          [&](const Name&) { return ReadName(id); },
          [&](const Member& node) {
            const NameId name =
                index_.modules[frame_->module.index].names[id.index];
            return MemberOf(EvaluateValue(node.object), name, range);
          },
          [&](const Element& node) {
            const AbstractId object = EvaluateValue(node.object);
            return ElementOf(object, EvaluateValue(node.key), range,
                             NameOf(id));
          },
          [&](const Slice& node) { return EvaluateSlice(node, range); },
          [&](const struct Concat& node) {
            return EvaluateConcat(node.parts, range);
          },
          [&](const Interpolate& node) { return EvaluateInterpolate(node); },
          [&](const Formatted& node) { return EvaluateFormatted(node, range); },
          [&](const Format& node) { return EvaluateFormat(node, range); },
          [&](const Repeated& node) { return EvaluateRepeated(node, range); },
          [&](const Choice& node) { return EvaluateChoice(node, range); },
          [&](const Call& node) { return EvaluateCall(node, range); },
          [&](const Collection& node) { return EvaluateCollection(node); },
          [&](const Comprehension& node) {
            return EvaluateComprehension(node);
          },
          [&](const FunctionValue& node) {
            return DefineLambda(node.function);
          },
          [&](const Computation& node) {
            return EvaluateComputation(node, range);
          },
          [&](const Unknown& node) { return EvaluateUnknown(node, range); }},
      value.node);
}

AbstractId Evaluator::ConstantValue(const Constant& node) {
  switch (node.kind) {
    case ConstantKind::None:
      return store_.none();
    case ConstantKind::True:
      return store_.truth(true);
    case ConstantKind::False:
      return store_.truth(false);
    case ConstantKind::Integer:
    case ConstantKind::Float:
      return store_.MakeNumber(node.spelling);
  }
  return store_.none();
}

AbstractId Evaluator::EvaluateFormat(const Format& node, TextRange range) {
  const AbstractId format = EvaluateValue(node.format);
  const AbstractId values = EvaluateValue(node.arguments);
  if (node.style == FormatStyle::Percent) {
    return FormatPercent(format, values, range);
  }
  Arguments arguments = NoArguments();
  arguments.positional.push_back(values);
  return node.style == FormatStyle::Braces
             ? FormatBraces(format, arguments, false, range)
             : FormatDollar(format, arguments, range);
}

AbstractId Evaluator::EvaluateConcat(const std::vector<ValueId>& parts,
                                     TextRange range) {
  // Texts in a row make one sequence, however long the chain.
  std::vector<AbstractId> texts;
  AbstractId sum = store_.unset();
  for (const ValueId part : parts) {
    const AbstractId value = EvaluateValue(part);
    const bool text = store_.IsText(value) || store_.IsHole(value);
    if (sum == store_.unset() && texts.empty() && !text) {
      sum = value;
    } else if (sum == store_.unset() && text) {
      texts.push_back(value);
    } else {
      if (!texts.empty()) {
        sum = AddHoles(texts, range);
        texts.clear();
      }
      sum = AddValues(sum, value, range);
    }
  }
  return texts.empty() ? sum : AddHoles(texts, range);
}

AbstractId Evaluator::AddHoles(const std::vector<AbstractId>& texts,
                               TextRange range) {
  const bool numbers = std::ranges::all_of(texts, [this](AbstractId text) {
    return store_.IsHole(text) && store_.hole(text).form == HoleForm::Number;
  });
  if (numbers) {
    return MakeHole(UnknownReason::Number, "", range, HoleForm::Number);
  }
  return store_.MakeSequence(texts);
}

AbstractId Evaluator::AddValues(AbstractId left, AbstractId right,
                                TextRange range) {
  const AbstractKind kind = store_.kind(left);
  const AbstractKind other = store_.kind(right);
  const auto is_list = [](AbstractKind of) {
    return of == AbstractKind::List || of == AbstractKind::Tuple;
  };
  if (is_list(kind) || (is_list(other) && !store_.IsText(left))) {
    std::vector<AbstractId> items;
    for (const AbstractId side : {left, right}) {
      const AbstractId content = ItemsOf(side, range);
      items.insert(items.end(), store_.parts(content).begin(),
                   store_.parts(content).end());
    }
    const AbstractId made = store_.MakeParts(AbstractKind::Items, items);
    return kind == AbstractKind::Tuple ? NewObject(AbstractKind::Tuple, made)
                                       : NewList(made);
  }
  const auto is_number = [&](AbstractId side) {
    return store_.kind(side) == AbstractKind::Number ||
           (store_.IsHole(side) && store_.hole(side).form == HoleForm::Number);
  };
  if (kind == AbstractKind::Number && other == AbstractKind::Number) {
    const auto a = AsInteger(store_.name({store_.node(left).a}));
    const auto b = AsInteger(store_.name({store_.node(right).a}));
    constexpr int64_t kSmall = 1'000'000'000;
    if (a && b && *a<kSmall&& * b<kSmall&& * a> - kSmall&& * b> - kSmall) {
      return store_.MakeNumber(std::to_string(*a + *b));
    }
  }
  if (is_number(left) || is_number(right)) {
    return MakeHole(UnknownReason::Number, "", range, HoleForm::Number);
  }
  if (store_.IsText(left) || store_.IsText(right) || store_.IsHole(left) ||
      store_.IsHole(right) || kind == AbstractKind::Choose ||
      other == AbstractKind::Choose) {
    const AbstractId a = ToText(left, range);
    const AbstractId b = ToText(right, range);
    if (a == store_.unset() || b == store_.unset()) {
      return a == store_.unset() ? b : a;
    }
    const AbstractId both[] = {a, b};
    return store_.MakeParts(AbstractKind::Sequence, both);
  }
  return Derived(left, UnknownReason::UnknownCall, "", range);
}

AbstractId Evaluator::EvaluateRepeated(const Repeated& node, TextRange range) {
  const AbstractId value = EvaluateValue(node.value);
  const AbstractId count = EvaluateValue(node.count);
  const AbstractKind kind = store_.kind(value);
  const bool list = kind == AbstractKind::List || kind == AbstractKind::Tuple;
  if (!list && !store_.IsText(value)) {
    return MakeHole(UnknownReason::Number, "", range, HoleForm::Number);
  }
  std::optional<int64_t> times;
  if (store_.kind(count) == AbstractKind::Number) {
    times = AsInteger(store_.name({store_.node(count).a}));
  }
  const bool unrolled =
      times && *times >= 0 && *times <= options_.limits.unrolled;
  if (!list) {
    if (!unrolled) {
      return store_.MakeRepeat(value, store_.empty(), 0);
    }
    // Each turn stays a part of its own, whatever their number.
    const std::vector<AbstractId> parts(static_cast<size_t>(*times), value);
    return parts.empty() ? store_.empty()
                         : store_.MakeParts(AbstractKind::Sequence, parts);
  }
  const AbstractId content = Content(value);
  const std::vector<AbstractId> once(store_.parts(content).begin(),
                                     store_.parts(content).end());
  std::vector<AbstractId> items;
  if (unrolled) {
    for (int64_t i = 0; i < *times; ++i) {
      items.insert(items.end(), once.begin(), once.end());
    }
  } else {
    const AbstractId any = AnyElement(value, range, "");
    items.push_back(store_.Make({AbstractKind::AnyTimes, any.index}));
  }
  return NewList(store_.MakeParts(AbstractKind::Items, items));
}

AbstractId Evaluator::EvaluateChoice(const Choice& node, TextRange range) {
  if (node.kind == ChoiceKind::Conditional) {
    return EvaluateConditional(node);
  }
  std::vector<AbstractId> options;
  const bool stops = node.kind == ChoiceKind::Or;
  // What the options learn from one another ends with the expression.
  const size_t floor = floor_;
  const StateMark mark = Mark();
  for (size_t i = 0; i < node.options.size(); ++i) {
    const AbstractId value = EvaluateValue(node.options[i]);
    const bool last = i + 1 == node.options.size();
    const std::optional<bool> truth =
        IsFlag(node.options[i]) ? std::nullopt : Truth(value);
    if (last || truth == std::optional(stops)) {
      options.push_back(value);
      break;
    }
    if (!truth) {
      options.push_back(KeepOptions(value, stops));
    }
    // What follows is evaluated only when this did not decide.
    if (truth) {
      RefineDecided(node.options[i], !stops);
    } else {
      Refine(node.options[i], !stops);
    }
  }
  UndoTo(mark);
  floor_ = floor;
  if (options.empty()) {
    return MakeHole(UnknownReason::UnsupportedSyntax, "", range);
  }
  return store_.MakeChoose(options);
}

AbstractId Evaluator::KeepOptions(AbstractId value, bool truth) {
  if (store_.kind(value) != AbstractKind::Choose) {
    return value;
  }
  std::vector<AbstractId> kept;
  const std::vector<AbstractId> options(store_.parts(value).begin(),
                                        store_.parts(value).end());
  for (const AbstractId option : options) {
    if (truth ? CanBeTrue(option) : CanBeFalse(option)) {
      kept.push_back(option);
    }
  }
  return store_.MakeChoose(kept);
}

AbstractId Evaluator::EvaluateConditional(const Choice& node) {
  if (!node.condition || node.options.size() != 2) {
    std::vector<AbstractId> options;
    for (const ValueId option : node.options) {
      options.push_back(EvaluateValue(option));
    }
    return store_.MakeChoose(options);
  }
  const std::optional<bool> known = DecideBranch(*node.condition).holds;
  const size_t floor = floor_;
  const StateMark mark = Mark();
  AbstractId joined = store_.unset();
  std::vector<Changes> states;
  for (const bool outcome : {true, false}) {
    if (known && *known != outcome) {
      continue;
    }
    if (known) {
      RefineDecided(*node.condition, outcome);
    } else {
      Refine(*node.condition, outcome);
    }
    const AbstractId value = EvaluateValue(node.options[outcome ? 0 : 1]);
    joined = store_.Join(joined, value);
    states.push_back(ChangesSince(mark));
    UndoTo(mark);
  }
  floor_ = floor;
  JoinStates(states);
  return joined;
}

AbstractId Evaluator::EvaluateComputation(const Computation& node,
                                          TextRange range) {
  std::vector<AbstractId> operands;
  std::string flags;
  for (const ValueId operand : node.operands) {
    operands.push_back(EvaluateValue(operand));
    const AbstractId value = operands.back();
    if (store_.kind(value) == AbstractKind::Library) {
      flags += flags.empty() ? "" : "|";
      flags += store_.name({store_.node(value).a});
    }
  }
  const AbstractId first = operands.empty() ? store_.unset() : operands[0];
  if (const auto test = VersionTestOf(node, operands); test && test->holds) {
    return store_.version_truth(*test->holds);
  }
  const bool negation = node.op == Computation::Operator::Not;
  if (const auto truth = VersionTruth(first); truth && negation) {
    return store_.version_truth(!*truth);
  }
  if (node.op != Computation::Operator::Other) {
    const AbstractId both[] = {store_.truth(true), store_.truth(false)};
    return store_.MakeChoose(both);
  }
  // `a - b` of sets keeps the elements that it can keep.
  if (store_.kind(first) == AbstractKind::Set) {
    const AbstractId any = AnyElement(first, range, "");
    const AbstractId items[] = {
        store_.Make({AbstractKind::AnyTimes, any.index})};
    return NewObject(AbstractKind::Set,
                     store_.MakeParts(AbstractKind::Items, items));
  }
  if (store_.kind(first) == AbstractKind::Dictionary) {
    AbstractId merged = Content(first);
    for (size_t i = 1; i < node.operands.size(); ++i) {
      merged = MergeEntries(merged, operands[i], range);
    }
    return NewObject(AbstractKind::Dictionary, merged);
  }
  // `re.I | re.M`
  if (flags.starts_with("re.")) {
    return store_.Make({AbstractKind::Library, store_.Intern(flags).index});
  }
  return MakeHole(UnknownReason::Number, "", range, HoleForm::Number);
}

AbstractId Evaluator::EvaluateUnknown(const Unknown& node, TextRange range) {
  for (const ValueId operand : node.operands) {
    EvaluateValue(operand);
  }
  const bool row = node.reason == UnknownReason::Query;
  return MakeHole(node.reason, row ? RowName("") : "", range);
}

}  // namespace pgpact
