#include "analyzer/psql/meta_command.h"

#include <algorithm>
#include <array>
#include <utility>

namespace pgpact {

namespace {

using Named = std::pair<std::string_view, MetaCommand>;

constexpr std::array kCommands = {
    Named{"!", MetaCommand::IgnoredLine},
    Named{"?", MetaCommand::Ignored},
    Named{"a", MetaCommand::Ignored},
    Named{"bind", MetaCommand::Ignored},
    Named{"bind_named", MetaCommand::Ignored},
    Named{"c", MetaCommand::Connect},
    Named{"C", MetaCommand::Ignored},
    Named{"cd", MetaCommand::ChangeDirectory},
    Named{"close", MetaCommand::Ignored},
    Named{"close_prepared", MetaCommand::Ignored},
    Named{"connect", MetaCommand::Connect},
    Named{"conninfo", MetaCommand::Ignored},
    Named{"copy", MetaCommand::Copy},
    Named{"copyright", MetaCommand::Ignored},
    Named{"crosstabview", MetaCommand::Show},
    Named{"e", MetaCommand::Ignored},
    Named{"echo", MetaCommand::Ignored},
    Named{"edit", MetaCommand::Ignored},
    Named{"ef", MetaCommand::IgnoredLine},
    Named{"elif", MetaCommand::ElseIf},
    Named{"else", MetaCommand::Else},
    Named{"encoding", MetaCommand::Ignored},
    Named{"endif", MetaCommand::EndIf},
    Named{"endpipeline", MetaCommand::Ignored},
    Named{"errverbose", MetaCommand::Ignored},
    Named{"ev", MetaCommand::IgnoredLine},
    Named{"f", MetaCommand::Ignored},
    Named{"flush", MetaCommand::Ignored},
    Named{"flushrequest", MetaCommand::Ignored},
    Named{"g", MetaCommand::Go},
    Named{"gdesc", MetaCommand::Describe},
    Named{"getenv", MetaCommand::GetEnvironment},
    Named{"getresults", MetaCommand::Ignored},
    Named{"gexec", MetaCommand::Gexec},
    Named{"gset", MetaCommand::Gset},
    Named{"gx", MetaCommand::Go},
    Named{"H", MetaCommand::Ignored},
    Named{"h", MetaCommand::IgnoredLine},
    Named{"help", MetaCommand::IgnoredLine},
    Named{"html", MetaCommand::Ignored},
    Named{"i", MetaCommand::Include},
    Named{"if", MetaCommand::If},
    Named{"include", MetaCommand::Include},
    Named{"include_relative", MetaCommand::IncludeRelative},
    Named{"ir", MetaCommand::IncludeRelative},
    Named{"l", MetaCommand::Ignored},
    Named{"l+", MetaCommand::Ignored},
    Named{"list", MetaCommand::Ignored},
    Named{"list+", MetaCommand::Ignored},
    Named{"lo_export", MetaCommand::Ignored},
    Named{"lo_import", MetaCommand::Ignored},
    Named{"lo_list", MetaCommand::Ignored},
    Named{"lo_unlink", MetaCommand::Ignored},
    Named{"o", MetaCommand::IgnoredLine},
    Named{"out", MetaCommand::IgnoredLine},
    Named{"p", MetaCommand::Ignored},
    Named{"parse", MetaCommand::Ignored},
    Named{"password", MetaCommand::Ignored},
    Named{"print", MetaCommand::Ignored},
    Named{"prompt", MetaCommand::Prompt},
    Named{"pset", MetaCommand::Ignored},
    Named{"q", MetaCommand::Quit},
    Named{"qecho", MetaCommand::Ignored},
    Named{"quit", MetaCommand::Quit},
    Named{"r", MetaCommand::Reset},
    Named{"reset", MetaCommand::Reset},
    Named{"restrict", MetaCommand::Ignored},
    Named{"s", MetaCommand::Ignored},
    Named{"sendpipeline", MetaCommand::Ignored},
    Named{"set", MetaCommand::Set},
    Named{"setenv", MetaCommand::Ignored},
    Named{"sf", MetaCommand::IgnoredLine},
    Named{"sf+", MetaCommand::IgnoredLine},
    Named{"startpipeline", MetaCommand::Ignored},
    Named{"sv", MetaCommand::IgnoredLine},
    Named{"sv+", MetaCommand::IgnoredLine},
    Named{"syncpipeline", MetaCommand::Ignored},
    Named{"T", MetaCommand::Ignored},
    Named{"t", MetaCommand::Ignored},
    Named{"timing", MetaCommand::Ignored},
    Named{"unrestrict", MetaCommand::Ignored},
    Named{"unset", MetaCommand::Unset},
    Named{"w", MetaCommand::IgnoredLine},
    Named{"warn", MetaCommand::Ignored},
    Named{"watch", MetaCommand::Show},
    Named{"write", MetaCommand::IgnoredLine},
    Named{"x", MetaCommand::Ignored},
    Named{"z", MetaCommand::Ignored},
    Named{"zS", MetaCommand::Ignored},
};

}  // namespace

std::optional<MetaCommand> FindMetaCommand(std::string_view name) {
  const auto* const found =
      std::find_if(kCommands.begin(), kCommands.end(),
                   [name](const Named& row) { return row.first == name; });
  if (found != kCommands.end()) {
    return found->second;
  }
  // \d, \dt+, \dS, …
  return name.starts_with('d') ? std::optional(MetaCommand::Ignored)
                               : std::nullopt;
}

}  // namespace pgpact
