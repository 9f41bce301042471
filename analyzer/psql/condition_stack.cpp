#include "analyzer/psql/condition_stack.h"

namespace pgpact {

bool ConditionStack::active() const {
  return chains_.empty() || (chains_.back().outer_active &&
                             chains_.back().branch != Branch::NotTaken);
}

bool ConditionStack::undecided() const {
  return !chains_.empty() && (chains_.back().outer_undecided ||
                              chains_.back().branch == Branch::Undecided);
}

bool ConditionStack::wants_condition() const {
  return !chains_.empty() && !chains_.back().done;
}

// Enters the chain's next branch, whose condition this is.
ConditionStack::Branch ConditionStack::Enter(Chain& chain,
                                             std::optional<bool> condition) {
  if (chain.done || condition == false) {
    return Branch::NotTaken;
  }
  if (!condition) {
    chain.unsure = true;
    return Branch::Undecided;
  }
  chain.done = true;
  return chain.unsure ? Branch::Undecided : Branch::Taken;
}

ConditionStack::Step ConditionStack::If(std::optional<bool> condition) {
  // Under a branch that is passed over no branch is taken.
  Chain chain{.done = !active(),
              .outer_active = active(),
              .outer_undecided = undecided()};
  chain.branch = Enter(chain, condition);
  chains_.push_back(chain);
  return chain.branch == Branch::Undecided ? Step::Undecided : Step::Decided;
}

ConditionStack::Step ConditionStack::ElseIf(std::optional<bool> condition) {
  if (chains_.empty() || chains_.back().after_else) {
    return Step::Misplaced;
  }
  Chain& chain = chains_.back();
  chain.branch = Enter(chain, condition);
  return chain.branch == Branch::Undecided ? Step::Undecided : Step::Decided;
}

ConditionStack::Step ConditionStack::Else() {
  if (chains_.empty() || chains_.back().after_else) {
    return Step::Misplaced;
  }
  Chain& chain = chains_.back();
  chain.after_else = true;
  chain.branch = Enter(chain, true);
  return chain.branch == Branch::Undecided ? Step::Undecided : Step::Decided;
}

ConditionStack::Step ConditionStack::EndIf() {
  if (chains_.empty()) {
    return Step::Misplaced;
  }
  const bool unsure = chains_.back().unsure;
  chains_.pop_back();
  return unsure ? Step::Undecided : Step::Decided;
}

}  // namespace pgpact
