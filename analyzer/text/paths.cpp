// Arithmetic on '/'-separated paths; nothing here touches a disk.
#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

void AddParts(std::string_view path, std::vector<std::string_view>& parts) {
  while (!path.empty()) {
    const size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size()
                                                       : slash + 1);
    if (part.empty() || part == ".") {
      continue;
    }
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else {
      parts.push_back(part);
    }
  }
}

}  // namespace

std::string JoinPath(std::string_view folder, std::string_view path) {
  const bool absolute = !path.empty() && path.front() == '/';
  std::vector<std::string_view> parts;
  if (!absolute) {
    AddParts(folder, parts);
  }
  AddParts(path, parts);
  const bool rooted = absolute || (!folder.empty() && folder.front() == '/');
  std::string joined;
  for (const std::string_view part : parts) {
    if (!joined.empty() || rooted) {
      joined += '/';
    }
    joined += part;
  }
  return joined;
}

std::string_view ParentPath(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view()
                                         : path.substr(0, slash);
}

std::string_view BaseName(std::string_view path) {
  const size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace pgpact
