// Compose files: services of containers; what a container runs stands in the
// file or in the Dockerfile of its build.
#include <yaml-cpp/yaml.h>

#include "analyzer/contract/service_text.h"

namespace pgpact {

namespace {

// `${NAME:-default}` by its default, `$$` by `$`; other variables stay.
std::string WithDefaults(std::string_view text) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t close = text.find('}', i);
    if (text.substr(i, 2) == "$$") {
      result += '$';
      ++i;
      continue;
    }
    if (text.substr(i, 2) == "${" && close != std::string_view::npos) {
      const std::string_view inside = text.substr(i + 2, close - i - 2);
      const size_t dash = inside.find('-');
      if (dash != std::string_view::npos) {
        result += inside.substr(dash + 1);
        i = close;
        continue;
      }
    }
    result += text[i];
  }
  return result;
}

std::vector<std::string> WordsOf(const YAML::Node& node) {
  if (node.IsScalar()) {
    return SplitWords(WithDefaults(node.Scalar()));
  }
  std::vector<std::string> words;
  if (node.IsSequence()) {
    for (const YAML::Node& word : node) {
      if (word.IsScalar()) {
        words.push_back(WithDefaults(word.Scalar()));
      }
    }
  }
  return words;
}

std::string Scalar(const YAML::Node& node) {
  return node && node.IsScalar() ? node.Scalar() : "";
}

// The words of CMD or ENTRYPOINT: a JSON list or a command.
std::vector<std::string> DockerWords(std::string_view written) {
  if (written.empty() || written.front() != '[') {
    return SplitWords(written);
  }
  std::string spaced;
  char quote = '\0';
  for (const char c : written) {
    if (c == '"') {
      quote = quote == '\0' ? c : '\0';
    }
    const bool separator = c == '[' || c == ']' || c == ',';
    spaced += separator && quote == '\0' ? ' ' : c;
  }
  return SplitWords(spaced);
}

struct DockerCommand {
  std::vector<std::string> words;
  std::string directory;
};

DockerCommand ReadDockerfile(std::string_view text) {
  DockerCommand command;
  std::vector<std::string> entrypoint;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t newline = text.find('\n', begin);
    const size_t end =
        newline == std::string_view::npos ? text.size() : newline;
    const std::string_view line = Trim(text.substr(begin, end - begin));
    begin = end + 1;
    const size_t blank = line.find(' ');
    if (blank == std::string_view::npos) {
      continue;
    }
    const std::string_view verb = line.substr(0, blank);
    const std::string_view rest = Trim(line.substr(blank));
    if (verb == "CMD") {
      command.words = DockerWords(rest);
    } else if (verb == "ENTRYPOINT") {
      entrypoint = DockerWords(rest);
    } else if (verb == "WORKDIR") {
      command.directory = rest;
    }
  }
  command.words.insert(command.words.begin(), entrypoint.begin(),
                       entrypoint.end());
  return command;
}

// The folder that is built, "" without a build.
std::string BuildContext(const YAML::Node& build) {
  if (!build) {
    return "";
  }
  const std::string context =
      build.IsScalar() ? build.Scalar() : Scalar(build["context"]);
  return context.empty() ? "." : context;
}

void FillFromDockerfile(const YAML::Node& node, const std::string& folder,
                        const FileSystem& files, Service& service) {
  const YAML::Node build = node["build"];
  std::string name = build.IsMap() ? Scalar(build["dockerfile"]) : "";
  if (name.empty()) {
    name = "Dockerfile";
  }
  const Result<std::string> content = files.Read(JoinPath(folder, name));
  if (!content.ok()) {
    return;
  }
  DockerCommand command = ReadDockerfile(content.value());
  if (service.words.empty()) {
    service.words = std::move(command.words);
  }
  if (service.directory.empty()) {
    service.directory = command.directory;
  }
}

Service ReadService(const std::string& name, const YAML::Node& node,
                    std::string_view path, const FileSystem& files) {
  Service service;
  service.name = name;
  std::string folder(ParentPath(path));
  if (!node.IsMap()) {
    service.problem = "it has no command";
    return service;
  }
  service.directory = WithDefaults(Scalar(node["working_dir"]));
  if (node["entrypoint"]) {
    service.words = WordsOf(node["entrypoint"]);
  }
  if (node["command"]) {
    const std::vector<std::string> words = WordsOf(node["command"]);
    service.words.insert(service.words.end(), words.begin(), words.end());
  }
  if (const YAML::Node build = node["build"]) {
    folder = JoinPath(folder, BuildContext(build));
    FillFromDockerfile(node, folder, files, service);
  }
  for (const std::string& word : service.words) {
    service.command += (service.command.empty() ? "" : " ") + word;
  }
  ResolveCommand(service, {files, folder, service.directory});
  return service;
}

std::vector<Service> ReadAll(std::string_view path, const MappedText& text,
                             const FileSystem& files) {
  std::vector<Service> services;
  const YAML::Node document = YAML::Load(text.text);
  if (!document.IsMap() || !document["services"] ||
      !document["services"].IsMap()) {
    return services;
  }
  for (const auto& entry : document["services"]) {
    Service service =
        ReadService(Scalar(entry.first), entry.second, path, files);
    const int begin = entry.first.Mark().pos;
    const auto size = static_cast<uint32_t>(service.name.size());
    if (begin >= 0 && static_cast<size_t>(begin) + size <= text.text.size()) {
      const auto offset = static_cast<uint32_t>(begin);
      service.location =
          text.map.ToSource({offset, offset + size}).value_or(Location{});
    }
    services.push_back(std::move(service));
  }
  return services;
}

}  // namespace

std::vector<Service> ReadCompose(std::string_view path, const MappedText& text,
                                 const FileSystem& files) {
  // The library throws at text that is no YAML: then there is no service.
  try {
    return ReadAll(path, text, files);
  } catch (const YAML::Exception&) {
    return {};
  }
}

}  // namespace pgpact
