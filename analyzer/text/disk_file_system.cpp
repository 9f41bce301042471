// The machine's files below a root; the one entrance is OpenFileSystem. Every
// path is made real (links resolved) and compared with the root and with what
// was named before anything is opened; only regular files are read.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) {
      close(number_);
    }
  }
  int number() const { return number_; }

 private:
  int number_;
};

struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};

// strerror is not safe between threads.
std::string ErrorText(int code) {
  std::array<char, 256> buffer{};
  // The GNU strerror_r may return a text of its own.
  const char* text = strerror_r(code, buffer.data(), buffer.size());
  std::string message = text;
  if (!message.empty() && message[0] >= 'A' && message[0] <= 'Z') {
    message[0] = static_cast<char>(message[0] - 'A' + 'a');
  }
  return message;
}

Error Failed(int code) {
  return {ErrorText(code),
          code == EACCES ? "give the user that runs pgpact the right to read it"
                         : ""};
}

std::optional<std::string> RealPath(const std::string& path) {
  std::array<char, PATH_MAX> buffer{};
  if (realpath(path.c_str(), buffer.data()) == nullptr) {
    return std::nullopt;
  }
  return std::string(buffer.data());
}

// Whether `path` is `folder` or stands below it; both real.
bool IsWithin(std::string_view folder, std::string_view path) {
  if (folder == "/") {
    return true;
  }
  return path.substr(0, folder.size()) == folder &&
         (path.size() == folder.size() || path[folder.size()] == '/');
}

class DiskFileSystem final : public FileSystem {
 public:
  DiskFileSystem(const std::string& root,
                 const std::vector<std::string>& allowed)
      : root_(RealPath(root).value_or(root)) {
    for (const std::string& path : allowed) {
      if (std::optional<std::string> real = RealPath(Absolute(path))) {
        allowed_.push_back(std::move(*real));
      }
    }
  }

  Result<std::string> Read(std::string_view path) const override {
    const Result<std::string> real = Resolve(path);
    if (!real.ok()) {
      return real.error();
    }
    // A FIFO would block without O_NONBLOCK, a device act on being opened: the
    // kind is looked at first.
    struct stat status {};
    if (lstat(real.value().c_str(), &status) != 0) {
      return Failed(errno);
    }
    if (!S_ISREG(status.st_mode)) {
      return Error{
          S_ISDIR(status.st_mode) ? "it is a folder" : "it is no regular file",
          ""};
    }
    const Descriptor file(open(real.value().c_str(),
                               O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (file.number() < 0 || fstat(file.number(), &status) != 0) {
      return Failed(errno);
    }
    if (!S_ISREG(status.st_mode)) {
      return Error{"it is no regular file", ""};
    }
    if (static_cast<uint64_t>(status.st_size) > kMaximumFileSize) {
      return Error{"it is larger than " +
                       std::to_string(kMaximumFileSize >> 20U) + " MB",
                   "split it, or leave it out with --exclude"};
    }
    return ReadAll(file, static_cast<size_t>(status.st_size));
  }

  Result<std::vector<FolderEntry>> List(std::string_view path) const override {
    const Result<std::string> real = Resolve(path);
    if (!real.ok()) {
      return real.error();
    }
    const std::unique_ptr<DIR, CloseFolder> folder(
        opendir(real.value().c_str()));
    if (folder == nullptr) {
      return Failed(errno);
    }
    const bool through_link = real.value() != Absolute(path);
    std::vector<FolderEntry> entries;
    // readdir is safe as long as each thread has its own folder.
    while (const dirent* entry = readdir(folder.get())) {  // NOLINT
      const std::string name = entry->d_name;
      if (name != "." && name != "..") {
        const std::optional<EntryKind> kind = ToldKind(entry->d_type);
        entries.push_back(kind ? FolderEntry{name, *kind, ""}
                               : Describe(real.value(), name, through_link));
      }
    }
    std::sort(entries.begin(), entries.end(),
              [](const FolderEntry& left, const FolderEntry& right) {
                return left.name < right.name;
              });
    return entries;
  }

  Result<EntryKind> Kind(std::string_view path) const override {
    const Result<std::string> real = Resolve(path);
    if (!real.ok()) {
      return real.error();
    }
    struct stat status {};
    if (lstat(real.value().c_str(), &status) != 0) {
      return Failed(errno);
    }
    return KindOf(status);
  }

 private:
  static EntryKind KindOf(const struct stat& status) {
    if (S_ISREG(status.st_mode)) {
      return EntryKind::File;
    }
    return S_ISDIR(status.st_mode) ? EntryKind::Folder : EntryKind::Other;
  }

  std::string Absolute(std::string_view path) const {
    return path.empty() ? root_ : JoinPath(root_, path);
  }

  bool IsAllowed(std::string_view real) const {
    return IsWithin(root_, real) ||
           std::any_of(allowed_.begin(), allowed_.end(),
                       [&](const std::string& folder) {
                         return IsWithin(folder, real);
                       });
  }

  // The same as RealPath, which asks for every part of a path: what folders
  // really are is kept, and only the last part is looked at.
  std::optional<std::string> RealEntry(const std::string& absolute) const {
    const std::string_view name = BaseName(absolute);
    const std::string above(ParentPath(absolute));
    if (above.empty() || name.empty() || name == "." || name == "..") {
      return RealPath(absolute);
    }
    const std::optional<std::string> folder = RealFolder(above);
    if (!folder) {
      return std::nullopt;
    }
    std::string entry = *folder == "/" ? "/" : *folder + "/";
    entry += name;
    struct stat status {};
    if (lstat(entry.c_str(), &status) != 0) {
      return std::nullopt;
    }
    return S_ISLNK(status.st_mode) ? RealPath(absolute) : entry;
  }

  std::optional<std::string> RealFolder(const std::string& path) const {
    {
      const std::lock_guard<std::mutex> lock(folders_mutex_);
      const auto known = folders_.find(path);
      if (known != folders_.end()) {
        return known->second;
      }
    }
    std::optional<std::string> real = RealEntry(path);
    if (real) {
      const std::lock_guard<std::mutex> lock(folders_mutex_);
      folders_.emplace(path, *real);
    }
    return real;
  }

  // The real path of what stands at `path`, when it may be read.
  Result<std::string> Resolve(std::string_view path) const {
    if (path.find('\0') != std::string_view::npos) {
      return Error{"its name holds a NUL byte", ""};
    }
    const std::string absolute = Absolute(path);
    std::optional<std::string> real = RealEntry(absolute);
    if (!real) {
      const int code = errno;
      // What lies outside is not told: not even whether it exists.
      if (code == ENOENT || code == ENOTDIR) {
        return IsAllowed(absolute) ? NotThere(absolute) : Outside();
      }
      return Failed(code);
    }
    if (!IsAllowed(*real)) {
      return Outside();
    }
    return std::move(*real);
  }

  static Error NotThere(const std::string& absolute) {
    struct stat status {};
    const bool link = lstat(absolute.c_str(), &status) == 0;
    return {link ? "it is a link that leads nowhere" : "no such file or folder",
            ""};
  }

  static Error Outside() {
    return Error{"it is outside the repository",
                 "name it on the command line to allow it"};
  }

  // What the folder itself says of an entry; nothing when that has to be
  // looked at.
  static std::optional<EntryKind> ToldKind(unsigned char type) {
    switch (type) {
      case DT_REG:
        return EntryKind::File;
      case DT_DIR:
        return EntryKind::Folder;
      case DT_LNK:
      case DT_UNKNOWN:
        return std::nullopt;
      default:
        return EntryKind::Other;
    }
  }

  FolderEntry Describe(const std::string& folder, const std::string& name,
                       bool through_link) const {
    FolderEntry entry{name, EntryKind::Other, ""};
    std::string full = folder == "/" ? "/" + name : folder + "/" + name;
    struct stat status {};
    if (lstat(full.c_str(), &status) != 0) {
      return entry;
    }
    if (S_ISLNK(status.st_mode)) {
      const std::optional<std::string> real = RealPath(full);
      if (!real || !IsAllowed(*real) || lstat(real->c_str(), &status) != 0) {
        return entry;
      }
      if (S_ISDIR(status.st_mode) &&
          (through_link || IsWithin(*real, folder))) {
        return entry;
      }
      entry.link_target =
          IsWithin(root_, *real) && *real != root_
              ? real->substr(root_ == "/" ? 1 : root_.size() + 1)
              : *real;
    }
    entry.kind = KindOf(status);
    return entry;
  }

  static Result<std::string> ReadAll(const Descriptor& file, size_t size) {
    std::string content;
    content.resize(size);
    size_t filled = 0;
    while (filled < content.size()) {
      const ssize_t count =
          read(file.number(), content.data() + filled, content.size() - filled);
      if (count < 0 && errno == EINTR) {
        continue;
      }
      if (count < 0) {
        return Failed(errno);
      }
      if (count == 0) {
        break;
      }
      filled += static_cast<size_t>(count);
    }
    content.resize(filled);
    return content;
  }

  // Real paths.
  std::string root_;
  std::vector<std::string> allowed_;
  // Folders by their paths; only those that are there.
  mutable std::mutex folders_mutex_;
  mutable std::map<std::string, std::string> folders_;
};

}  // namespace

std::unique_ptr<FileSystem> OpenFileSystem(std::string root,
                                           std::vector<std::string> allowed) {
  return std::make_unique<DiskFileSystem>(root, allowed);
}

std::string FindRoot(std::string_view folder) {
  std::string_view candidate = folder;
  while (!candidate.empty()) {
    const std::string mark = std::string(candidate) + "/.git";
    if (access(mark.c_str(), F_OK) == 0) {
      return std::string(candidate);
    }
    candidate = ParentPath(candidate);
  }
  return std::string(folder);
}

}  // namespace pgpact
