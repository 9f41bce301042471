// From a command to the files of the repository that it runs. Entrance:
// ResolveCommand.
#include <algorithm>
#include <array>
#include <span>

#include "analyzer/contract/service_text.h"

namespace pgpact {

namespace {

// Shells that call scripts that call programs: no more than this.
constexpr int kMaximumNesting = 4;

using Words = std::span<const std::string>;

// What a command comes to.
struct Found {
  std::vector<std::string> files;
  // The first word that names a program which is not there.
  std::string missing;

  explicit Found(std::optional<std::string> file = std::nullopt) {
    if (file) {
      files.push_back(std::move(*file));
    }
  }
  void Add(Found other) {
    for (std::string& file : other.files) {
      if (std::find(files.begin(), files.end(), file) == files.end()) {
        files.push_back(std::move(file));
      }
    }
    if (missing.empty()) {
      missing = std::move(other.missing);
    }
  }
};

template <size_t Size>
bool IsOneOf(std::string_view word,
             const std::array<std::string_view, Size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsFile(const FileSystem& files, std::string_view path) {
  const Result<EntryKind> kind = files.Kind(path);
  return kind.ok() && kind.value() == EntryKind::File;
}

// The longest ending of `path` that is a file, from the service file's folder
// upward.
std::optional<std::string> FindByEnding(std::string_view path,
                                        const CommandPlace& place) {
  std::string ending = JoinPath("", path);
  while (ending.starts_with("/") || ending.starts_with("../")) {
    ending.erase(0, ending.find('/') + 1);
  }
  while (!ending.empty()) {
    std::string_view folder = place.folder;
    while (true) {
      std::string candidate = JoinPath(folder, ending);
      if (IsFile(place.files, candidate)) {
        return candidate;
      }
      if (folder.empty()) {
        break;
      }
      folder = ParentPath(folder);
    }
    const size_t slash = ending.find('/');
    ending = slash == std::string::npos ? "" : ending.substr(slash + 1);
  }
  return std::nullopt;
}

std::optional<std::string> FindScript(std::string_view path,
                                      const CommandPlace& place) {
  if (!place.directory.empty() && !path.starts_with("/")) {
    if (auto found = FindByEnding(JoinPath(place.directory, path), place)) {
      return found;
    }
  }
  return FindByEnding(path, place);
}

// "pkg.mod" or "pkg.mod:app".
std::optional<std::string> FindModule(std::string_view name,
                                      const CommandPlace& place) {
  std::string path(name.substr(0, name.find(':')));
  std::replace(path.begin(), path.end(), '.', '/');
  for (const std::string_view ending :
       {".py", "/__main__.py", "/__init__.py"}) {
    if (auto found = FindScript(path + std::string(ending), place)) {
      return found;
    }
  }
  return std::nullopt;
}

// The file that the word names; one that is not there is said.
Found FindProgram(const std::string& word, const CommandPlace& place) {
  Found found(FindScript(word, place));
  if (found.files.empty() && word.ends_with(".py")) {
    found.missing = word;
  }
  return found;
}

Found FindInWords(Words words, const CommandPlace& place, int nesting);

// python's own arguments.
Found FindPythonEntry(Words words, const CommandPlace& place, int nesting) {
  while (!words.empty() && words[0].starts_with("-")) {
    const std::string& option = words[0];
    if (option == "-m" && words.size() > 1) {
      // `python -m uvicorn app:app` is uvicorn's own command line.
      Found found = FindInWords(words.subspan(1), place, nesting + 1);
      if (found.files.empty()) {
        found = Found(FindModule(words[1], place));
      }
      if (found.files.empty()) {
        found.missing = "-m " + words[1];
      }
      return found;
    }
    if (option == "-c") {
      return Found();
    }
    const bool takes_value = option == "-X" || option == "-W";
    words = words.subspan(std::min<size_t>(takes_value ? 2 : 1, words.size()));
  }
  return words.empty() ? Found() : FindProgram(words[0], place);
}

// A program that is given `module:application`.
std::optional<std::string> FindApplication(Words words,
                                           const CommandPlace& place) {
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool names_next = word == "-A" || word == "--app";
    if (names_next && i + 1 < words.size()) {
      return FindModule(words[i + 1], place);
    }
    if (word.starts_with("--app=")) {
      return FindModule(std::string_view(word).substr(6), place);
    }
    if (!word.starts_with("-") && word.find(':') != std::string::npos &&
        word.find('/') == std::string::npos) {
      if (auto found = FindModule(word, place)) {
        return found;
      }
    }
  }
  return std::nullopt;
}

// All commands of a shell text; `cd` changes where the next ones run.
Found FindInShellText(std::string_view text, const CommandPlace& place,
                      int nesting) {
  CommandPlace here = place;
  Found found;
  std::string_view rest = text;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find_first_of(";\n&|"), rest.size());
    const std::string_view line = Trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty() || line.front() == '#') {
      continue;
    }
    const std::vector<std::string> words = SplitWords(line);
    if (words.size() == 2 && words[0] == "cd") {
      here.directory = words[1].starts_with("/")
                           ? words[1]
                           : JoinPath(here.directory, words[1]);
      continue;
    }
    found.Add(FindInWords(words, here, nesting + 1));
  }
  return found;
}

Found FindShellEntry(Words words, const CommandPlace& place, int nesting) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].starts_with("-")) {
      const bool command = words[i].find('c') != std::string::npos;
      if (command && i + 1 < words.size()) {
        return FindInShellText(words[i + 1], place, nesting);
      }
      continue;
    }
    const std::optional<std::string> script = FindScript(words[i], place);
    if (!script) {
      Found found;
      found.missing = words[i];
      return found;
    }
    const Result<std::string> content = place.files.Read(*script);
    if (content.ok()) {
      const CommandPlace inside = {
          place.files, std::string(ParentPath(*script)), place.directory};
      // What a script names and does not find may be made by it.
      Found found = FindInShellText(content.value(), inside, nesting);
      found.missing.clear();
      if (!found.files.empty()) {
        return found;
      }
    }
    return Found(script);
  }
  return Found();
}

// What stands before the program proper: `env A=b`, `sudo -u x`, `exec`.
Words WithoutPrefix(Words words) {
  static constexpr std::array<std::string_view, 13> kPrefixes = {
      "env",    "sudo", "exec", "nohup",  "nice", "stdbuf", "time",
      "poetry", "uv",   "run",  "pipenv", "--",   "tini"};
  bool after_prefix = false;
  while (!words.empty()) {
    const std::string_view word = words[0];
    const bool assignment = word.find('=') != std::string_view::npos &&
                            word.find('/') != 0 && word[0] != '-';
    const bool prefix = IsOneOf(BaseName(word), kPrefixes);
    if (!assignment && !prefix && !(after_prefix && word.starts_with("-"))) {
      break;
    }
    // `sudo -u user`: the option's value goes with it.
    const bool user = word == "-u" && words.size() > 1;
    words = words.subspan(user ? 2 : 1);
    after_prefix = true;
  }
  return words;
}

Found FindInWords(Words words, const CommandPlace& place, int nesting) {
  static constexpr std::array<std::string_view, 5> kShells = {
      "sh", "bash", "dash", "zsh", "ksh"};
  static constexpr std::array<std::string_view, 8> kServers = {
      "uvicorn", "gunicorn", "hypercorn", "daphne",
      "celery",  "flask",    "granian",   "waitress-serve"};
  words = WithoutPrefix(words);
  if (words.empty() || nesting > kMaximumNesting) {
    return Found();
  }
  const std::string_view program = BaseName(words[0]);
  if (program.starts_with("python") || program.starts_with("pypy")) {
    if (!program.ends_with(".py")) {
      return FindPythonEntry(words.subspan(1), place, nesting);
    }
  }
  if (IsOneOf(program, kServers)) {
    return Found(FindApplication(words.subspan(1), place));
  }
  if (IsOneOf(program, kShells)) {
    return FindShellEntry(words.subspan(1), place, nesting);
  }
  if (program.ends_with(".sh")) {
    return FindShellEntry(words, place, nesting);
  }
  for (const std::string& word : words) {
    if (word.ends_with(".py")) {
      return FindProgram(word, place);
    }
  }
  return Found();
}

}  // namespace

void ResolveCommand(Service& service, const CommandPlace& place) {
  Found found = FindInWords(service.words, place, 0);
  for (std::string& file : found.files) {
    if (std::find(service.entry_files.begin(), service.entry_files.end(),
                  file) == service.entry_files.end()) {
      service.entry_files.push_back(std::move(file));
    }
  }
  if (service.words.empty()) {
    service.problem = "it has no command";
  } else if (!found.missing.empty()) {
    service.problem =
        "no file of this repository ends as \"" + found.missing + "\"";
  } else if (service.entry_files.empty()) {
    // A shell's words are one command to its reader.
    const bool text = service.words.size() == 3 && service.words[1] == "-c";
    const std::vector<std::string> inner =
        text ? SplitWords(service.words[2]) : service.words;
    service.problem = "no program that pgpact reads: \"" +
                      (inner.empty() ? service.words[0] : inner[0]) + "\"";
  }
}

}  // namespace pgpact
