// StatementOrder: which calls of a module surely run before which others, as
// far as the statements' order in one function tells.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/strings/string_program.h"

namespace pgpact {

class StatementOrder {
 public:
  // Where a call stands: block and index of the statement around it in each
  // block from the function's own inwards.
  struct Step {
    uint32_t block = 0;
    uint32_t index = 0;
    // What the statement is for what stands in the next step's block: that
    // runs whenever the statement does.
    bool straight = false;
    bool loop = false;
    bool operator==(const Step& other) const {
      return block == other.block && index == other.index;
    }
  };
  struct Place {
    TextRange call;
    // From the body of the innermost function (or of the module).
    std::vector<Step> steps;
    // The name of the object whose method is called; empty for others.
    std::string receiver;
  };

  explicit StatementOrder(const Module& module) : module_(module) {}

  Place PlaceOf(TextRange call) const;

  // Whether `first` has run, on the same object, whenever `then` runs.
  bool Dominates(const Place& first, const Place& then) const;
  // Whether `other` may run after `first` and before `then`, of which `first`
  // dominates `then`; all three stand in one function.
  static bool MayRunBetween(const Place& first, const Place& other,
                            const Place& then);

 private:
  bool Reassigned(const std::string& name, TextRange between) const;

  const Module& module_;
};

}  // namespace pgpact
