// What the service formats share: lines with their places, words of a
// command, variables, and the way from a command to its entry file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/contract/services.h"
#include "analyzer/text/file_system.h"
#include "analyzer/text/location.h"

namespace pgpact {

std::string_view Trim(std::string_view text);

// A command's words as a shell splits them: quotes and backslashes are taken
// away, variables are left as they stand.
std::vector<std::string> SplitWords(std::string_view command);

// "key=value" or "key: value" of an INI file; continuation lines are part of
// the value.
struct IniEntry {
  std::string key;
  std::string value;
};
struct IniSection {
  std::string name;
  // The name, between the brackets.
  TextRange range;
  std::vector<IniEntry> entries;

  // The last value of the key, whatever its case; empty when there is none.
  std::string_view Value(std::string_view key) const;
};
// Comments begin with `#` or `;` on a line's start, or with " ;".
std::vector<IniSection> ReadIni(std::string_view text);

// Where a command runs.
struct CommandPlace {
  const FileSystem& files;
  // The folder of the service file; entry files are looked for from here
  // upward.
  std::string folder;
  // As written; may be of another machine.
  std::string directory;
};

// Adds the files of the repository that the words run to the service's entry
// files, or says in its problem why there are none.
void ResolveCommand(Service& service, const CommandPlace& place);

// One a format; see ReadServices.
std::vector<Service> ReadSupervisord(std::string_view path,
                                     const MappedText& text,
                                     const FileSystem& files);
std::vector<Service> ReadSystemd(std::string_view path, const MappedText& text,
                                 const FileSystem& files);
std::vector<Service> ReadProcfile(std::string_view path, const MappedText& text,
                                  const FileSystem& files);
std::vector<Service> ReadCompose(std::string_view path, const MappedText& text,
                                 const FileSystem& files);

}  // namespace pgpact
