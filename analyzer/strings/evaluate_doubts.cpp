// Evaluator: conditions about a text that are not decided. What passes one may
// be a part only of what is known of the text: `if valid(name):` of the names
// in a list. Such names are marked, so that an error which hangs on one of
// them is doubted. A look into what the program was given (`data.get(name)`)
// is no such condition: whoever gives the name gets the error.
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

namespace {

constexpr std::array<std::string_view, 5> kLooks = {"get", "pop", "has_key",
                                                    "getattr", "hasattr"};

}  // namespace

void Evaluator::RefineDecided(ValueId condition, bool outcome) {
  const bool open = std::exchange(open_condition_, false);
  Refine(condition, outcome);
  open_condition_ = open;
}

AbstractId Evaluator::TestOfText(TextOperation operation, AbstractId subject,
                                 const Arguments& arguments, TextRange range) {
  if (store_.kind(subject) == AbstractKind::Choose) {
    std::vector<AbstractId> options(store_.parts(subject).begin(),
                                    store_.parts(subject).end());
    for (AbstractId& option : options) {
      option = TestOfText(operation, option, arguments, range);
    }
    return store_.MakeChoose(options);
  }
  const AbstractId given = Argument0(arguments);
  std::vector<AbstractId> parts{given};
  if (given != store_.unset() && store_.kind(given) == AbstractKind::Tuple) {
    parts = KnownElements(given).value_or(std::vector<AbstractId>{});
  }
  bool known = !parts.empty();
  for (const AbstractId part : parts) {
    const auto holds = TestText(operation, subject, part);
    if (holds == std::optional(true)) {
      return store_.truth(true);
    }
    known = known && holds;
  }
  return known ? store_.truth(false)
               : MakeHole(UnknownReason::UnknownCall, "", range);
}

// `name.startswith("x")` leaves the names of which it holds; any other call
// leaves those that it names in doubt.
void Evaluator::RefineCall(ValueId condition, bool outcome) {
  const auto& call = std::get<Call>(module().value(condition).node);
  const auto* member = std::get_if<Member>(&module().value(call.callee).node);
  const NameId name =
      index_.modules[frame_->module.index].names[call.callee.index];
  const TextOperation* operation =
      member == nullptr ? nullptr : MethodOperation(name);
  if (operation == nullptr || !IsTextTest(*operation)) {
    DoubtNames(condition);
    return;
  }
  const CellId cell = SubjectCell(member->object);
  if (cell.index == kNoIndex ||
      store_.kind(cells_[cell.index]) != AbstractKind::Choose) {
    DoubtNames(condition);
    return;
  }
  const Arguments arguments = EvaluateArguments(call.arguments);
  const TextRange range = module().value(condition).range;
  std::vector<AbstractId> kept;
  const std::vector<AbstractId> options(
      store_.parts(cells_[cell.index]).begin(),
      store_.parts(cells_[cell.index]).end());
  for (const AbstractId option : options) {
    const auto holds = Truth(TestOfText(*operation, option, arguments, range));
    if (!holds) {
      kept.push_back(Doubted(option));
    } else if (*holds == outcome) {
      kept.push_back(option);
    }
  }
  if (!kept.empty()) {
    Write(cell, store_.MakeChoose(kept));
  }
}

// The names that a call in the condition is about.
void Evaluator::DoubtNames(ValueId condition) {
  if (!open_condition_ || Tracing()) {
    return;
  }
  std::vector<ValueId> stack{condition};
  while (!stack.empty()) {
    const Value& value = module().value(stack.back());
    stack.pop_back();
    if (const auto* test = std::get_if<Computation>(&value.node)) {
      stack.insert(stack.end(), test->operands.begin(), test->operands.end());
    } else if (const auto* choice = std::get_if<Choice>(&value.node)) {
      stack.insert(stack.end(), choice->options.begin(), choice->options.end());
    } else if (const auto* call = std::get_if<Call>(&value.node)) {
      if (std::ranges::find(kLooks, NameOf(call->callee)) != kLooks.end()) {
        continue;
      }
      const Value& callee = module().value(call->callee);
      if (const auto* member = std::get_if<Member>(&callee.node)) {
        DoubtNamesIn(member->object);
      }
      for (const Argument& argument : call->arguments) {
        DoubtNamesIn(argument.value);
      }
    }
  }
}

void Evaluator::DoubtNamesIn(ValueId asked) {
  if (!open_condition_ || Tracing()) {
    return;
  }
  std::vector<ValueId> stack{asked};
  const auto push_all = [&](const std::vector<ValueId>& values) {
    stack.insert(stack.end(), values.begin(), values.end());
  };
  while (!stack.empty()) {
    const ValueId id = stack.back();
    const Value& value = module().value(id);
    stack.pop_back();
    if (std::holds_alternative<Name>(value.node)) {
      DoubtName(index_.modules[frame_->module.index].names[id.index]);
    } else if (const auto* call = std::get_if<Call>(&value.node)) {
      const Value& callee = module().value(call->callee);
      if (const auto* member = std::get_if<Member>(&callee.node)) {
        stack.push_back(member->object);
      }
      for (const Argument& argument : call->arguments) {
        stack.push_back(argument.value);
      }
    } else if (const auto* sum = std::get_if<struct Concat>(&value.node)) {
      push_all(sum->parts);
    } else if (const auto* text = std::get_if<Interpolate>(&value.node)) {
      push_all(text->parts);
    } else if (const auto* slice = std::get_if<Slice>(&value.node)) {
      stack.push_back(slice->object);
    } else if (const auto* element = std::get_if<Element>(&value.node)) {
      stack.push_back(element->object);
    } else if (const auto* test = std::get_if<Computation>(&value.node)) {
      push_all(test->operands);
    } else if (const auto* made = std::get_if<Comprehension>(&value.node)) {
      push_all({made->value});
      for (const ComprehensionLoop& loop : made->loops) {
        push_all(loop.conditions);
      }
    }
  }
}

// What a loop gives together is kept together.
void Evaluator::DoubtName(NameId name) {
  const auto holds = [&](const auto& self, const Target& target) -> bool {
    return (target.kind == Target::Kind::Name &&
            target.name == store_.name(name)) ||
           std::ranges::any_of(target.parts, [&](const Target& part) {
             return self(self, part);
           });
  };
  for (const OpenLoop& loop : loops_) {
    if (loop.target != nullptr && holds(holds, *loop.target)) {
      DoubtTarget(*loop.target);
      return;
    }
  }
  DoubtCell(name);
}

void Evaluator::DoubtTarget(const Target& target) {
  if (target.kind == Target::Kind::Name) {
    DoubtCell(store_.Intern(target.name));
  }
  for (const Target& part : target.parts) {
    DoubtTarget(part);
  }
}

void Evaluator::DoubtCell(NameId name) {
  const CellId cell = FindCell(name);
  if (cell.index == kNoIndex) {
    return;
  }
  const AbstractId before = cells_[cell.index];
  const AbstractId after = Doubted(before);
  if (after != before) {
    Write(cell, after);
    doubted_cells_.push_back({cell, before, after});
  }
}

// After both branches nothing more was learnt.
void Evaluator::EndDoubt(std::span<const DoubtedCell> cells) {
  for (const DoubtedCell& doubted : cells) {
    if (cells_[doubted.cell.index] == doubted.after) {
      Write(doubted.cell, doubted.before);
    }
  }
}

// Whether a value, or what stands in it, came back from a query.
bool Evaluator::IsFromQuery(AbstractId value) {
  std::vector<AbstractId> stack{value};
  std::set<AbstractId> seen{value};
  const auto push = [&](AbstractId next) {
    if (seen.size() < options_.limits.template_nodes &&
        seen.insert(next).second) {
      stack.push_back(next);
    }
  };
  while (!stack.empty()) {
    const AbstractId next = stack.back();
    stack.pop_back();
    ++steps_;
    switch (store_.kind(next)) {
      case AbstractKind::Hole:
        if (store_.hole(next).reason == UnknownReason::Query) {
          return true;
        }
        break;
      case AbstractKind::Optional:
      case AbstractKind::AnyTimes:
        push(Plain(next));
        break;
      case AbstractKind::List:
      case AbstractKind::Set:
      case AbstractKind::Dictionary:
      case AbstractKind::Tuple:
        push(Content(next));
        break;
      case AbstractKind::Choose:
      case AbstractKind::Items:
      case AbstractKind::Entries:
        std::ranges::for_each(store_.parts(next), push);
        break;
      default:
        break;
    }
  }
  return false;
}

}  // namespace pgpact
