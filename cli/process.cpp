#include "cli/process.h"

#include <malloc.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "analyzer/text/file_system.h"
#include "cli/command_line.h"
#include "cli/output_file.h"

namespace pgpact {

namespace {

constexpr int kNotDone = 2;

std::map<std::string, std::string> ReadEnvironment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const size_t equals = text.find('=');
    const std::string_view name = text.substr(0, equals);
    if (equals != std::string_view::npos &&
        (name.substr(0, 7) == "PGPACT_" || name == "NO_COLOR" ||
         name == "CLICOLOR_FORCE")) {
      variables.emplace(name, text.substr(equals + 1));
    }
  }
  return variables;
}

// Every argument that may name a file: it may then be read wherever it lies.
// What no path is names nothing.
std::vector<std::string> NamedPaths(const std::vector<std::string>& arguments,
                                    const std::string& folder) {
  std::vector<std::string> paths;
  for (const std::string& argument : arguments) {
    std::string path = argument;
    if (path.substr(0, 1) == "-") {
      const size_t equals = path.find('=');
      if (equals == std::string::npos) {
        continue;
      }
      path.erase(0, equals + 1);
    }
    path = path.substr(0, path.find("::"));
    if (!path.empty()) {
      paths.push_back(JoinPath(folder, path));
    }
  }
  return paths;
}

// The folder below the root, or "" for the root itself.
std::string Below(const std::string& root, const std::string& folder) {
  return folder.size() > root.size()
             ? folder.substr(root == "/" ? 1 : root.size() + 1)
             : "";
}

// The program lives for a fraction of a second: what it has once taken from
// the system it keeps, it takes much at a time, and where the system can, in
// large pages: thousands of page faults less.
void TuneAllocator() {
  constexpr size_t kRoom = size_t{64} << 20U;
  constexpr uintptr_t kLargePage = uintptr_t{2} << 20U;
  static_cast<void>(mallopt(M_ARENA_MAX, 1));
  static_cast<void>(mallopt(M_MMAP_THRESHOLD, 256 << 20));
  static_cast<void>(mallopt(M_TRIM_THRESHOLD, 1 << 30));
  static_cast<void>(mallopt(M_TOP_PAD, 4 << 20));
  // Reserved and given back at once: the heap's next blocks lie there.
  std::byte* room = static_cast<std::byte*>(std::malloc(kRoom));  // NOLINT
  if (room != nullptr) {
    const auto address = reinterpret_cast<uintptr_t>(room);  // NOLINT
    const size_t skipped = kLargePage - address % kLargePage;
    static_cast<void>(
        madvise(room + skipped, kRoom - 2 * kLargePage, MADV_HUGEPAGE));
    std::free(room);  // NOLINT
  }
}

uint32_t TerminalWidth() {
  winsize size{};
  const bool known =
      ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20;
  return known ? size.ws_col : 80;
}

}  // namespace

int RunProcess(std::span<char* const> arguments) {
  TuneAllocator();
  // A reader that has seen enough (`| head`) is no error.
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  const std::vector<std::string> words(
      arguments.begin() + (arguments.empty() ? 0 : 1), arguments.end());
  std::array<char, PATH_MAX> buffer{};
  if (getcwd(buffer.data(), buffer.size()) == nullptr) {
    static_cast<void>(
        WriteAll(STDERR_FILENO,
                 "pgpact: error: the working directory does not exist\n"));
    return kNotDone;
  }
  const std::string folder = buffer.data();
  const std::string root = FindRoot(folder);
  const auto files = OpenFileSystem(root, NamedPaths(words, folder));
  std::ostringstream output;
  std::ostringstream errors;
  std::ifstream input("/dev/stdin");
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  int code = RunCommandLine(words, {.files = *files,
                                    .folder = Below(root, folder),
                                    .root = root,
                                    .input = &input,
                                    .output = output,
                                    .errors = errors,
                                    .environment = ReadEnvironment(),
                                    .terminal = terminal,
                                    .width = terminal ? TerminalWidth() : 80});
  const int failed = WriteAll(STDOUT_FILENO, output.str());
  if (failed != 0 && failed != EPIPE) {
    errors << "pgpact: error: cannot write to standard output: "
           << std::generic_category().message(failed) << '\n';
    code = kNotDone;
  }
  static_cast<void>(WriteAll(STDERR_FILENO, errors.str()));
  return code;
}

}  // namespace pgpact
