#include "cli/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace pgpact {

namespace {

Error CannotWrite(const std::string& path, int code) {
  return {
      "cannot write \"" + path + "\": " + std::generic_category().message(code),
      ""};
}

}  // namespace

int WriteAll(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t count = write(descriptor, content.data(), content.size());
    if (count < 0 && errno != EINTR) {
      return errno;
    }
    content.remove_prefix(count > 0 ? static_cast<size_t>(count) : 0);
  }
  return 0;
}

std::optional<Error> WriteOutputFile(const std::string& path,
                                     std::string_view content) {
  struct stat status {};
  const bool exists = stat(path.c_str(), &status) == 0;
  const bool in_place = exists && !S_ISREG(status.st_mode);
  std::string written = in_place ? path : path + ".XXXXXX";
  const int file = in_place ? open(path.c_str(), O_WRONLY | O_CLOEXEC)
                            : mkstemp(written.data());
  if (file < 0) {
    return CannotWrite(path, errno);
  }
  int code = WriteAll(file, content);
  if (!in_place && code == 0) {
    // mkstemp makes it readable for its owner only.
    const mode_t mask = umask(0);
    umask(mask);
    const mode_t mode = exists ? status.st_mode & 07777U : 0666U & ~mask;
    code = fchmod(file, mode) == 0 ? 0 : errno;
  }
  if (close(file) != 0 && code == 0) {
    code = errno;
  }
  if (!in_place && code == 0 && rename(written.c_str(), path.c_str()) != 0) {
    code = errno;
  }
  if (code == 0) {
    return std::nullopt;
  }
  if (!in_place) {
    unlink(written.c_str());
  }
  return CannotWrite(path, code);
}

}  // namespace pgpact
