#include "analyzer/contract/services.h"

#include "analyzer/contract/service_text.h"

namespace pgpact {

std::optional<ServiceFormat> ServiceFormatOf(std::string_view path,
                                             std::string_view content) {
  const std::string_view name = BaseName(path);
  if (name == "Procfile" || name.substr(0, 9) == "Procfile.") {
    return ServiceFormat::Procfile;
  }
  const size_t dot = name.rfind('.');
  const std::string_view suffix =
      dot == std::string_view::npos ? "" : name.substr(dot + 1);
  if (suffix == "service" &&
      content.find("[Service]") != std::string_view::npos) {
    return ServiceFormat::Systemd;
  }
  const bool yaml = suffix == "yml" || suffix == "yaml";
  if (yaml && name.find("compose") != std::string_view::npos) {
    return ServiceFormat::Compose;
  }
  const bool includes = content.find("[include]") != std::string_view::npos &&
                        content.find("[supervisord]") != std::string_view::npos;
  if ((includes || content.find("[program:") != std::string_view::npos) &&
      !yaml) {
    return ServiceFormat::Supervisord;
  }
  return std::nullopt;
}

std::vector<Service> ReadServices(std::string_view path, const MappedText& text,
                                  ServiceFormat format,
                                  const FileSystem& files) {
  switch (format) {
    case ServiceFormat::Supervisord:
      return ReadSupervisord(path, text, files);
    case ServiceFormat::Systemd:
      return ReadSystemd(path, text, files);
    case ServiceFormat::Procfile:
      return ReadProcfile(path, text, files);
    case ServiceFormat::Compose:
      return ReadCompose(path, text, files);
  }
  return {};
}

}  // namespace pgpact
