// MetaCommand: psql's backslash commands by what they mean to us.
#pragma once

#include <optional>
#include <string_view>

namespace pgpact {

enum class MetaCommand {
  Go,
  Gset,
  Gexec,
  Describe,
  Show,
  Include,
  IncludeRelative,
  ChangeDirectory,
  Connect,
  Copy,
  Set,
  Unset,
  Prompt,
  GetEnvironment,
  If,
  ElseIf,
  Else,
  EndIf,
  Reset,
  Quit,
  // Shows or formats something; its arguments are passed over.
  Ignored,
  // The same, and the whole line is its argument.
  IgnoredLine,
};

// Nothing for a name that psql does not know.
std::optional<MetaCommand> FindMetaCommand(std::string_view name);

}  // namespace pgpact
