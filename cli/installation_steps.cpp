#include "cli/installation_steps.h"

#include <algorithm>

namespace pgpact {

namespace {

// Where the function's text stands; empty when there is no such function.
Location PlaceOf(const std::string& source, const LoweredSources& lowered) {
  const size_t colons = source.find("::");
  if (colons == std::string::npos) {
    return {};
  }
  for (const Module& module : lowered.program.modules) {
    if (source.compare(0, colons, module.path) != 0) {
      continue;
    }
    for (const Function& function : module.functions) {
      if (source.compare(colons + 2, std::string::npos,
                         function.qualified_name) == 0) {
        return {module.file, function.range};
      }
    }
  }
  return {};
}

}  // namespace

std::vector<std::string> FoundNotices(std::span<const SchemaSource> sources) {
  std::vector<std::string> notices;
  for (size_t i = 0; i < sources.size();) {
    size_t last = i;
    while (last + 1 < sources.size() && !sources[i].function.empty() &&
           sources[last + 1].path == sources[i].path) {
      ++last;
    }
    std::string told = "installation taken from " + sources[i].name;
    if (last > i) {
      told += " to ::" + sources[last].function + ", " +
              std::to_string(last - i + 1) + " functions in this order";
    }
    notices.push_back(told + ", found by its name; --schema names another");
    i = last + 1;
  }
  return notices;
}

std::set<Location> CallsOfSteps(const StepInputs& inputs) {
  const auto functions = std::count_if(
      inputs.sources.begin(), inputs.sources.end(),
      [](const SchemaSource& source) { return !source.function.empty(); });
  std::set<Location> calls;
  if (functions > 1) {
    calls = inputs.installation.calls;
  }
  for (const std::string& source : inputs.passed_over) {
    const Location place = PlaceOf(source, inputs.lowered);
    for (const SinkValue& sink : inputs.evaluation.sinks) {
      if (!place.range.empty() && sink.call.file == place.file &&
          place.range.Contains(sink.call.range)) {
        calls.insert(sink.call);
      }
    }
  }
  return calls;
}

}  // namespace pgpact
