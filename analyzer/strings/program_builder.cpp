#include "analyzer/strings/program_builder.h"

#include <utility>

#include "analyzer/base/check.h"

namespace pgpact {

ProgramBuilder::ProgramBuilder(Language language, SourceFileId file,
                               std::string path) {
  module_.language = language;
  module_.file = file;
  module_.path = std::move(path);
}

void ProgramBuilder::ExpectValues(size_t count) {
  module_.values.reserve(count);
}

ValueId ProgramBuilder::Add(decltype(Value::node) node, TextRange range) {
  module_.values.push_back({std::move(node), range});
  return {static_cast<uint32_t>(module_.values.size() - 1)};
}

ValueId ProgramBuilder::AddUnknown(UnknownReason reason, std::string what,
                                   TextRange range) {
  return Add(Unknown{reason, std::move(what), {}}, range);
}

ValueId ProgramBuilder::AddName(std::string name, TextRange range) {
  return Add(Name{std::move(name)}, range);
}

BlockId ProgramBuilder::AddBlock(Block block) {
  module_.blocks.push_back(std::move(block));
  return {static_cast<uint32_t>(module_.blocks.size() - 1)};
}

FunctionId ProgramBuilder::AddFunction(Function function) {
  PGPACT_CHECK(function.body.index < module_.blocks.size());
  module_.functions.push_back(std::move(function));
  return {static_cast<uint32_t>(module_.functions.size() - 1)};
}

ClassId ProgramBuilder::AddClass(Class definition) {
  PGPACT_CHECK(definition.body.index < module_.blocks.size());
  module_.classes.push_back(std::move(definition));
  return {static_cast<uint32_t>(module_.classes.size() - 1)};
}

Module ProgramBuilder::Finish(BlockId body) && {
  PGPACT_CHECK(body.index < module_.blocks.size());
  module_.body = body;
  return std::move(module_);
}

}  // namespace pgpact
