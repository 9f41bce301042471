#include "cli/front_ends.h"

#include <algorithm>

#include "analyzer/frontends/markdown/markdown_front_end.h"
#include "analyzer/frontends/python/python_front_end.h"
#include "analyzer/frontends/shell/shell_front_end.h"
#include "analyzer/frontends/sql_file/sql_front_end.h"
#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

std::string_view SuffixOf(std::string_view path) {
  const std::string_view name = BaseName(path);
  const size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view()
                                                   : name.substr(dot + 1);
}

}  // namespace

FrontEnds::FrontEnds() {
  front_ends_.push_back(MakePythonFrontEnd());
  front_ends_.push_back(MakeShellFrontEnd());
  front_ends_.push_back(MakeSqlFrontEnd());
  front_ends_.push_back(MakeMarkdownFrontEnd());
}

bool FrontEnds::NeedsContent(std::string_view path) {
  return SuffixOf(path).empty();
}

const FrontEnd* FrontEnds::For(std::string_view path,
                               std::string_view content) const {
  const std::string_view suffix = SuffixOf(path);
  const std::string_view first_line = content.substr(0, content.find('\n'));
  for (const auto& front_end : front_ends_) {
    const auto suffixes = front_end->suffixes();
    const bool fits = suffix.empty()
                          ? front_end->HasMark(first_line)
                          : std::find(suffixes.begin(), suffixes.end(),
                                      suffix) != suffixes.end();
    if (fits) {
      return front_end.get();
    }
  }
  return nullptr;
}

const FrontEnd* FrontEnds::Of(Language language) const {
  for (const auto& front_end : front_ends_) {
    if (front_end->language() == language) {
      return front_end.get();
    }
  }
  return nullptr;
}

EvaluateOptions FrontEnds::Options(std::span<const SinkSpec> user_sinks) const {
  EvaluateOptions options;
  // The user's come first: they win over what pgpact knows.
  options.sinks.sinks.assign(user_sinks.begin(), user_sinks.end());
  for (const auto& front_end : front_ends_) {
    const SinkCatalog sinks = front_end->sinks();
    SinkCatalog& all = options.sinks;
    all.sinks.insert(all.sinks.end(), sinks.sinks.begin(), sinks.sinks.end());
    all.handles.insert(all.handles.end(), sinks.handles.begin(),
                       sinks.handles.end());
    all.fallbacks.insert(all.fallbacks.end(), sinks.fallbacks.begin(),
                         sinks.fallbacks.end());
    const std::vector<LibraryEntry> library = front_end->library();
    options.library.insert(options.library.end(), library.begin(),
                           library.end());
  }
  return options;
}

}  // namespace pgpact
