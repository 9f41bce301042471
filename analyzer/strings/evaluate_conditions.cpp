// Evaluator: what conditions decide, and what a branch knows because of them.
#include <algorithm>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

std::optional<bool> Evaluator::Truth(AbstractId value) {
  const bool can_be_true = CanBeTrue(value);
  const bool can_be_false = CanBeFalse(value);
  if (can_be_true == can_be_false) {
    return std::nullopt;
  }
  return can_be_true;
}

bool Evaluator::CanBeTrue(AbstractId value) {
  switch (store_.kind(value)) {
    case AbstractKind::Unset:
    case AbstractKind::None:
    case AbstractKind::False:
      return false;
    case AbstractKind::Fixed:
      return !store_.fixed(value).view().empty();
    case AbstractKind::Number:
      return store_.name({store_.node(value).a}) != "0";
    case AbstractKind::Choose:
      return std::ranges::any_of(store_.parts(value), [this](AbstractId part) {
        return CanBeTrue(part);
      });
    case AbstractKind::List:
    case AbstractKind::Tuple:
    case AbstractKind::Set:
    case AbstractKind::Dictionary:
      return !store_.parts(Content(value)).empty();
    default:
      return true;
  }
}

bool Evaluator::CanBeFalse(AbstractId value) {
  switch (store_.kind(value)) {
    case AbstractKind::True:
    case AbstractKind::Instance:
    case AbstractKind::Closure:
    case AbstractKind::Class:
    case AbstractKind::Module:
    case AbstractKind::Handle:
    case AbstractKind::Method:
    case AbstractKind::Partial:
      return false;
    case AbstractKind::Fixed:
      return store_.fixed(value).view().empty();
    case AbstractKind::Sequence:
      return std::ranges::all_of(store_.parts(value), [this](AbstractId part) {
        return CanBeFalse(part);
      });
    case AbstractKind::Number:
      return store_.name({store_.node(value).a}) == "0";
    case AbstractKind::Choose:
      return std::ranges::any_of(store_.parts(value), [this](AbstractId part) {
        return CanBeFalse(part);
      });
    case AbstractKind::List:
    case AbstractKind::Tuple:
    case AbstractKind::Set:
    case AbstractKind::Dictionary: {
      const bool entries = store_.kind(value) == AbstractKind::Dictionary;
      const auto parts = store_.parts(Content(value));
      for (size_t i = entries ? 1 : 0; i < parts.size(); i += entries ? 2 : 1) {
        const AbstractKind kind = store_.kind(parts[i]);
        if ((kind != AbstractKind::Optional &&
             kind != AbstractKind::AnyTimes) ||
            (!entries && store_.node(parts[i]).b != 0)) {
          return false;
        }
      }
      return true;
    }
    default:
      return true;
  }
}

bool ValueTools::CanBeNone(AbstractId value) {
  switch (store_.kind(value)) {
    case AbstractKind::None:
    case AbstractKind::Unset:
    case AbstractKind::Hole:
    case AbstractKind::Library:
      return true;
    case AbstractKind::Choose:
      return std::ranges::any_of(store_.parts(value), [this](AbstractId part) {
        return CanBeNone(part);
      });
    default:
      return false;
  }
}

bool ValueTools::IsNotNone(AbstractId value) {
  return store_.kind(value) != AbstractKind::None &&
         store_.kind(value) != AbstractKind::Unset;
}

// A constant of a module is a switch that an installation can turn: both
// branches count.
bool Evaluator::IsFlag(ValueId value) {
  const Value& node = module().value(value);
  if (!std::holds_alternative<Name>(node.node)) {
    return false;
  }
  const NameId name = index_.modules[frame_->module.index].names[value.index];
  const CellId cell = FindCell(name);
  if (cell.index == kNoIndex) {
    return true;
  }
  const Environment& global =
      environments_[modules_[frame_->module.index].environment];
  const auto found = global.globals.find(name.index);
  return found != global.globals.end() && found->second == cell;
}

std::optional<bool> Evaluator::Decide(ValueId condition) {
  if (!other_) {
    if (const auto test = FindEngineTest(module(), condition)) {
      return test->holds;
    }
  }
  const Value& value = module().value(condition);
  const auto* test = std::get_if<Computation>(&value.node);
  if (test == nullptr) {
    if (const auto* choice = std::get_if<Choice>(&value.node)) {
      if (choice->kind != ChoiceKind::Conditional) {
        return DecideChoice(*choice);
      }
    }
    const AbstractId tested = EvaluateValue(condition);
    if (const auto truth = VersionTruth(tested); truth && !other_) {
      version_tests_.decided = true;
      return truth;
    }
    return IsFlag(condition) ? std::nullopt : Truth(tested);
  }
  using enum Computation::Operator;
  if (test->op == Not && test->operands.size() == 1) {
    const std::optional<bool> inner = Decide(test->operands[0]);
    return inner ? std::optional(!*inner) : std::nullopt;
  }
  std::vector<AbstractId> operands;
  for (const ValueId operand : test->operands) {
    operands.push_back(EvaluateValue(operand));
  }
  if (const auto asked = VersionTestOf(*test, operands)) {
    (asked->holds ? version_tests_.decided : version_tests_.undecided) = true;
    return asked->holds;
  }
  if (operands.empty() || IsFlag(test->operands[0])) {
    return std::nullopt;
  }
  return DecideTest(test->op, operands);
}

std::optional<bool> Evaluator::DecideChoice(const Choice& choice) {
  const bool stops = choice.kind == ChoiceKind::Or;
  bool known = true;
  for (const ValueId option : choice.options) {
    // `version and version < 90600`: that it is not known is no version.
    const std::optional<bool> outcome = !stops && IsServerVersion(option)
                                            ? std::optional(true)
                                            : Decide(option);
    if (outcome == std::optional(stops)) {
      return stops;
    }
    known = known && outcome.has_value();
  }
  return known ? std::optional(!stops) : std::nullopt;
}

std::optional<bool> Evaluator::DecideTest(
    Computation::Operator op, const std::vector<AbstractId>& operands) {
  using enum Computation::Operator;
  if (op == IsNone || op == IsNotNone) {
    const AbstractId tested = operands[0];
    if (!CanBeNone(tested)) {
      return op == IsNotNone;
    }
    if (store_.kind(tested) == AbstractKind::None) {
      return op == IsNone;
    }
    return std::nullopt;
  }
  if (operands.size() != 2) {
    return std::nullopt;
  }
  if (op == Equal || op == NotEqual) {
    const auto left = KeyText(operands[0]);
    const auto right = KeyText(operands[1]);
    if (!left || !right) {
      return std::nullopt;
    }
    return (*left == *right) == (op == Equal);
  }
  if (op == In || op == NotIn) {
    const auto wanted = KeyText(operands[0]);
    const auto known = KnownElements(operands[1]);
    if (store_.kind(operands[0]) == AbstractKind::Fixed &&
        store_.kind(operands[1]) == AbstractKind::Fixed) {
      const auto part = store_.fixed(operands[0]).view();
      const auto whole = store_.fixed(operands[1]).view();
      return (whole.find(part) != std::string_view::npos) == (op == In);
    }
    if (!wanted || !known) {
      return std::nullopt;
    }
    bool found = false;
    for (const AbstractId element : *known) {
      const auto text = KeyText(element);
      if (!text) {
        return std::nullopt;
      }
      found = found || *text == *wanted;
    }
    return found == (op == In);
  }
  return std::nullopt;
}

// The function's other branch was not run.
void Evaluator::NotePruned() {
  if (frame_->function != kNoIndex) {
    pruned_[frame_->function] = true;
  }
}

void Evaluator::Refine(ValueId condition, bool outcome) {
  if (all_branches_) {
    return;
  }
  const Value& value = module().value(condition);
  if (const auto* test = std::get_if<Computation>(&value.node)) {
    using enum Computation::Operator;
    if (test->operands.empty()) {
      return;
    }
    if (test->op == Not) {
      Refine(test->operands[0], !outcome);
    } else if (test->op == IsNone || test->op == IsNotNone) {
      RefineValue(test->operands[0], (test->op == IsNone) == outcome
                                         ? &Evaluator::CanBeNone
                                         : &Evaluator::IsNotNone);
    } else if ((test->op == Equal && outcome) ||
               (test->op == NotEqual && !outcome)) {
      RefineEqual(*test);
    } else if (test->op == In || test->op == NotIn) {
      RefineIn(*test, (test->op == In) == outcome);
    } else if (test->op == Other) {
      DoubtNames(condition);
    }
    return;
  }
  if (std::holds_alternative<Call>(value.node)) {
    RefineCall(condition, outcome);
    return;
  }
  if (const auto* choice = std::get_if<Choice>(&value.node)) {
    // `a and b` holds: both hold; `a or b` does not: neither does.
    if ((choice->kind == ChoiceKind::And && outcome) ||
        (choice->kind == ChoiceKind::Or && !outcome)) {
      for (const ValueId option : choice->options) {
        Refine(option, outcome);
      }
    } else {
      DoubtNames(condition);
    }
    return;
  }
  RefineValue(condition,
              outcome ? &Evaluator::CanBeTrue : &Evaluator::CanBeFalse);
}

CellId Evaluator::SubjectCell(ValueId subject) {
  const Value& value = module().value(subject);
  const auto& names = index_.modules[frame_->module.index].names;
  if (std::holds_alternative<Name>(value.node)) {
    return FindCell(names[subject.index]);
  }
  if (const auto* member = std::get_if<Member>(&value.node)) {
    const AbstractId object = EvaluateValue(member->object);
    if (store_.kind(object) == AbstractKind::Instance) {
      for (const auto& [name, cell] : Object(object).attributes) {
        if (name == names[subject.index]) {
          return cell;
        }
      }
    }
  }
  return {};
}

void Evaluator::RefineValue(ValueId subject,
                            bool (Evaluator::*keep)(AbstractId)) {
  const CellId cell = SubjectCell(subject);
  if (cell.index == kNoIndex) {
    return;
  }
  const AbstractId before = cells_[cell.index];
  if (keep == &Evaluator::CanBeTrue) {
    RefineNotEmpty(before);
  }
  if (store_.kind(before) != AbstractKind::Choose) {
    return;
  }
  std::vector<AbstractId> kept;
  const std::vector<AbstractId> options(store_.parts(before).begin(),
                                        store_.parts(before).end());
  for (const AbstractId option : options) {
    if ((this->*keep)(option)) {
      kept.push_back(option);
    }
  }
  if (!kept.empty() && kept.size() < options.size()) {
    Write(cell, store_.MakeChoose(kept));
  }
}

// A list that is true has an element.
void Evaluator::RefineNotEmpty(AbstractId list) {
  if (store_.kind(list) != AbstractKind::List || !CanBeFalse(list)) {
    return;
  }
  const AbstractId content = Content(list);
  std::vector<AbstractId> items(store_.parts(content).begin(),
                                store_.parts(content).end());
  if (items.empty()) {
    return;
  }
  if (items.size() == 1 && store_.kind(items[0]) == AbstractKind::Optional) {
    items[0] = Plain(items[0]);
  } else {
    items[0] = store_.Make({store_.kind(items[0]), store_.node(items[0]).a, 1});
  }
  SetContent(list, store_.MakeParts(AbstractKind::Items, items));
}

void Evaluator::RefineEqual(const Computation& test) {
  if (test.operands.size() != 2) {
    return;
  }
  const AbstractId known = EvaluateValue(test.operands[1]);
  if (KeyText(known)) {
    RefineTo(test.operands[0], {known});
  }
}

// What stands in a list of the program's own is what it is; one that the
// database gave, or that others left out, may be another than the list has.
void Evaluator::RefineIn(const Computation& test, bool inside) {
  if (test.operands.size() != 2) {
    return;
  }
  const AbstractId list = EvaluateValue(test.operands[1]);
  const auto known = KnownElements(list);
  if (!known && (!inside || IsFromQuery(list))) {
    DoubtNamesIn(test.operands[0]);
  }
  if (inside && known && !known->empty() &&
      known->size() <= options_.limits.options) {
    RefineTo(test.operands[0], *known);
  }
}

void Evaluator::RefineTo(ValueId subject,
                         const std::vector<AbstractId>& values) {
  const CellId cell = SubjectCell(subject);
  if (cell.index == kNoIndex) {
    return;
  }
  const AbstractId before = cells_[cell.index];
  std::vector<AbstractId> kept;
  bool open = store_.IsHole(before);
  if (store_.kind(before) == AbstractKind::Choose) {
    for (const AbstractId option : store_.parts(before)) {
      open = open || store_.IsHole(option);
    }
  }
  for (const AbstractId value : values) {
    if (!KeyText(value)) {
      return;
    }
    if (open) {
      kept.push_back(value);
    }
  }
  if (store_.kind(before) == AbstractKind::Choose && !open) {
    for (const AbstractId option : store_.parts(before)) {
      const auto text = KeyText(option);
      const bool fits =
          !text || std::ranges::any_of(values, [&](AbstractId value) {
            return KeyText(value) == text;
          });
      if (fits) {
        kept.push_back(option);
      }
    }
  }
  if (!kept.empty()) {
    Write(cell, store_.MakeChoose(kept));
  }
}

}  // namespace pgpact
