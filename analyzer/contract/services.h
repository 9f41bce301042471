// Services: which programs the platform starts, from supervisord, systemd,
// Procfile and compose files.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/base/result.h"
#include "analyzer/text/file_system.h"
#include "analyzer/text/source_file.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

struct Service {
  // "trade_manager", without "program:" or ".service"
  std::string name;
  // Where it is defined (the section's name).
  Location location;
  // The command as written, and its words after variables are filled in.
  std::string command;
  std::vector<std::string> words;
  // The working directory as written; may be of another machine.
  std::string directory;
  // The files of this repository that the command runs (several for
  // `sh -c "a && b"`), each once.
  std::vector<std::string> entry_files;
  // Why a program that it starts is not known, for people; empty when all
  // are.
  std::string problem;
  // `autostart=false`: it is there, and nothing starts it.
  bool started = true;
};

enum class ServiceFormat { Supervisord, Systemd, Procfile, Compose };
// By name and content; nothing for what is no service file.
std::optional<ServiceFormat> ServiceFormatOf(std::string_view path,
                                             std::string_view content);

// What `[include] files=` of a supervisord file names, globs among them.
std::vector<std::string> IncludedFiles(std::string_view text);

// The services of one file. `text` maps a file that a script writes back to
// the script. Entry files are looked for in `files`: a path that ends as the
// command's, the longest such suffix first ("/opt/app/backend/main.py" is
// backend/main.py here).
[[nodiscard]] std::vector<Service> ReadServices(std::string_view path,
                                                const MappedText& text,
                                                ServiceFormat format,
                                                const FileSystem& files);

}  // namespace pgpact
