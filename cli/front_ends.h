// FrontEnds: the list of the languages that pgpact reads.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "analyzer/frontends/front_end.h"
#include "analyzer/strings/evaluate.h"

namespace pgpact {

class FrontEnds {
 public:
  // All of them, in the order in which a file is offered to them.
  FrontEnds();

  // The front end for a file; nullptr when none reads it. `content` is looked
  // at only for a file without a suffix.
  const FrontEnd* For(std::string_view path, std::string_view content) const;
  // Whether the file must be read to know (it has no suffix).
  static bool NeedsContent(std::string_view path);
  // nullptr when the language has none.
  const FrontEnd* Of(Language language) const;

  // The libraries and sinks of all languages, and the user's own sinks.
  EvaluateOptions Options(std::span<const SinkSpec> user_sinks) const;

 private:
  std::vector<std::unique_ptr<FrontEnd>> front_ends_;
};

}  // namespace pgpact
