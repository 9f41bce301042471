// ConditionStack: \if, \elif, \else and \endif.
#pragma once

#include <optional>
#include <vector>

namespace pgpact {

class ConditionStack {
 public:
  // What a command did to the chain it belongs to.
  enum class Step {
    // It stands in the wrong place.
    Misplaced,
    // A known condition: nothing to say.
    Decided,
    // The branch that begins here, or the chain that ends, is undecided.
    Undecided,
  };

  // What stands here is run, or may be.
  bool active() const;
  // It may also be passed over.
  bool undecided() const;
  bool empty() const { return chains_.empty(); }
  // The next \elif's condition is looked at.
  bool wants_condition() const;

  // `condition`: nothing when not known.
  Step If(std::optional<bool> condition);
  Step ElseIf(std::optional<bool> condition);
  Step Else();
  Step EndIf();

 private:
  enum class Branch { Taken, NotTaken, Undecided };
  struct Chain {
    Branch branch = Branch::Taken;
    // A branch before was taken: the others are passed over.
    bool done = false;
    // A branch before was undecided: from now on no branch is certain.
    bool unsure = false;
    bool after_else = false;
    // What holds around the chain.
    bool outer_active = true;
    bool outer_undecided = false;
  };
  static Branch Enter(Chain& chain, std::optional<bool> condition);

  std::vector<Chain> chains_;
};

}  // namespace pgpact
