// ProgramBuilder: the only way to make a Module. It hands out the ids and
// checks that what refers to them exists.
#pragma once

#include <cstddef>
#include <string>

#include "analyzer/strings/string_program.h"

namespace pgpact {

class ProgramBuilder {
 public:
  ProgramBuilder(Language language, SourceFileId file, std::string path);

  // Takes room for so many values; more may come.
  void ExpectValues(size_t count);
  // Adds a value. REQUIRES: every id in it was given by this builder.
  ValueId Add(decltype(Value::node) node, TextRange range);
  // Shorthands for the commonest ones.
  ValueId AddUnknown(UnknownReason reason, std::string what, TextRange range);
  ValueId AddName(std::string name, TextRange range);

  BlockId AddBlock(Block block);
  FunctionId AddFunction(Function function);
  ClassId AddClass(Class definition);

  // Ends the building. `body` are the module's own statements.
  Module Finish(BlockId body) &&;

 private:
  Module module_;
};

}  // namespace pgpact
