// Relevance: which statements can have a part in a text that reaches a sink.
// The others are not run. Its one entrance is FindRelevance.
//
// A backward slice by names over the whole program: what a relevant statement
// mentions makes the assignments of those names relevant, the attributes and
// module variables of that name wherever they stand, and the results of the
// functions of that name. An argument of a function of the program counts once
// the function does something with its parameter. It starts from the calls of
// sinks and of functions that reach one. Order of statements plays no part, so
// a variable's assignments in a function are relevant all or none.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/strings/evaluate.h"
#include "analyzer/strings/link.h"
#include "analyzer/strings/program_index.h"

namespace pgpact {

class Relevance {
 public:
  // Whether the statement does anything that matters.
  bool Runs(ModuleId module, BlockId block, size_t statement) const {
    return (At(module, block, statement) & kRuns) != 0;
  }
  // Whether the value that it returns, tests or iterates over matters.
  bool ValueMatters(ModuleId module, BlockId block, size_t statement) const {
    return (At(module, block, statement) & kValue) != 0;
  }
  // Whether what a function is given there matters.
  bool ParameterMatters(uint32_t function, size_t parameter) const {
    return parameters_[function][parameter];
  }

 private:
  friend class FactCollector;
  friend class RelevanceFinder;
  static constexpr uint8_t kRuns = 1;
  static constexpr uint8_t kValue = 2;

  uint8_t At(ModuleId module, BlockId block, size_t statement) const {
    const ModuleBits& of = modules_[module.index];
    return of.bits[of.first[block.index] + statement];
  }

  struct ModuleBits {
    // Of each block the place of its first statement in `bits`.
    std::vector<uint32_t> first;
    std::vector<uint8_t> bits;
  };
  std::vector<ModuleBits> modules_;
  // By function number.
  std::vector<std::vector<bool>> parameters_;
};

Relevance FindRelevance(const StringProgram& program,
                        const EvaluateOptions& options,
                        const ProgramIndex& index, ValueStore& store);

}  // namespace pgpact
