// Supervisord, systemd and Procfile: services written line by line.
#include <algorithm>
#include <map>

#include "analyzer/contract/service_text.h"

namespace pgpact {

namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

Location SourceOf(const MappedText& text, TextRange range) {
  return text.map.ToSource(range).value_or(Location{});
}

// supervisord's `A="x",B=y`.
void AddEnvironment(std::string_view written, Variables& variables) {
  std::string spaced;
  char quote = '\0';
  for (const char c : written) {
    if (quote != '\0' ? c == quote : (c == '"' || c == '\'')) {
      quote = quote == '\0' ? c : '\0';
    }
    spaced += c == ',' && quote == '\0' ? ' ' : c;
  }
  for (const std::string& word : SplitWords(spaced)) {
    const size_t equals = word.find('=');
    if (equals != std::string::npos) {
      variables["ENV_" + word.substr(0, equals)] = word.substr(equals + 1);
    }
  }
}

// `%(name)s` by its value; one that is not known stays as it is written.
std::string Interpolate(std::string_view text, const Variables& variables) {
  std::string result;
  while (!text.empty()) {
    if (text.substr(0, 2) == "%%") {
      result += '%';
      text.remove_prefix(2);
      continue;
    }
    const size_t close = text.find(')');
    if (text.substr(0, 2) == "%(" && close != std::string_view::npos &&
        close + 1 < text.size()) {
      const auto found = variables.find(text.substr(2, close - 2));
      if (found != variables.end()) {
        result += found->second;
        text.remove_prefix(close + 2);
        continue;
      }
    }
    result += text.front();
    text.remove_prefix(1);
  }
  return result;
}

}  // namespace

std::vector<Service> ReadSupervisord(std::string_view path,
                                     const MappedText& text,
                                     const FileSystem& files) {
  const std::string folder(ParentPath(path));
  const std::vector<IniSection> sections = ReadIni(text.text);
  Variables shared = {{"here", folder}};
  for (const IniSection& section : sections) {
    if (section.name == "supervisord") {
      AddEnvironment(section.Value("environment"), shared);
    }
  }
  std::vector<Service> services;
  for (const IniSection& section : sections) {
    const size_t colon = section.name.find(':');
    const std::string kind = section.name.substr(0, colon);
    if (colon == std::string::npos ||
        (kind != "program" && kind != "fcgi-program" &&
         kind != "eventlistener")) {
      continue;
    }
    Service service;
    service.name = std::string(Trim(section.name.substr(colon + 1)));
    service.location =
        SourceOf(text, {section.range.begin + static_cast<uint32_t>(colon + 1),
                        section.range.end});
    Variables variables = shared;
    variables["program_name"] = service.name;
    variables["group_name"] = service.name;
    variables["process_num"] = "0";
    AddEnvironment(section.Value("environment"), variables);
    service.command = section.Value("command");
    service.directory = Interpolate(section.Value("directory"), variables);
    service.words = SplitWords(Interpolate(service.command, variables));
    const std::string_view autostart = section.Value("autostart");
    service.started = autostart != "false" && autostart != "no" &&
                      autostart != "off" && autostart != "0";
    ResolveCommand(service, {files, folder, service.directory});
    services.push_back(std::move(service));
  }
  return services;
}

std::vector<std::string> IncludedFiles(std::string_view text) {
  for (const IniSection& section : ReadIni(text)) {
    if (section.name == "include") {
      return SplitWords(section.Value("files"));
    }
  }
  return {};
}

namespace {

// The programs of a unit, in the order in which they are started.
void AddUnitCommand(std::string_view written, const FileSystem& files,
                    std::string_view path, Service& service) {
  // "-", "@", "+", "!" and ":" before the path change how it is run; "@" also
  // gives the word that the program sees as its own name.
  const size_t begin =
      std::min(written.find_first_not_of("-@+!:"), written.size());
  const bool named =
      written.substr(0, begin).find('@') != std::string_view::npos;
  std::vector<std::string> words = SplitWords(written.substr(begin));
  if (named && words.size() > 1) {
    words.erase(words.begin() + 1);
  }
  service.command += (service.command.empty() ? "" : "; ");
  service.command += written;
  service.words = std::move(words);
  ResolveCommand(service,
                 {files, std::string(ParentPath(path)), service.directory});
}

}  // namespace

std::vector<Service> ReadSystemd(std::string_view path, const MappedText& text,
                                 const FileSystem& files) {
  std::vector<Service> services;
  for (const IniSection& section : ReadIni(text.text)) {
    if (section.name != "Service" || section.Value("ExecStart").empty()) {
      continue;
    }
    Service service;
    service.name = BaseName(path);
    service.name = service.name.substr(0, service.name.rfind(".service"));
    service.location = SourceOf(text, section.range);
    service.directory = section.Value("WorkingDirectory");
    for (const std::string_view key :
         {"ExecStart", "ExecStartPre", "ExecStartPost"}) {
      for (const IniEntry& entry : section.entries) {
        if (entry.key == key && !entry.value.empty()) {
          AddUnitCommand(entry.value, files, path, service);
        }
      }
    }
    // What is started beside the program need not be one that pgpact reads.
    if (!service.entry_files.empty()) {
      service.problem.clear();
    }
    services.push_back(std::move(service));
  }
  return services;
}

std::vector<Service> ReadProcfile(std::string_view path, const MappedText& text,
                                  const FileSystem& files) {
  std::vector<Service> services;
  const std::string_view content = text.text;
  size_t begin = 0;
  while (begin < content.size()) {
    const size_t newline = content.find('\n', begin);
    const size_t end =
        newline == std::string_view::npos ? content.size() : newline;
    const std::string_view line = content.substr(begin, end - begin);
    const size_t colon = line.find(':');
    if (colon != std::string_view::npos && colon > 0 && line.front() != '#') {
      Service service;
      service.name = std::string(Trim(line.substr(0, colon)));
      service.location = SourceOf(text, {static_cast<uint32_t>(begin),
                                         static_cast<uint32_t>(begin + colon)});
      service.command = std::string(Trim(line.substr(colon + 1)));
      // A Procfile's command is a shell's.
      service.words = {"sh", "-c", service.command};
      ResolveCommand(service, {files, std::string(ParentPath(path)), ""});
      services.push_back(std::move(service));
    }
    begin = end + 1;
  }
  return services;
}

}  // namespace pgpact
