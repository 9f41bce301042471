#include "cli/way_back.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "analyzer/text/characters.h"
#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

using Names = std::set<std::string, std::less<>>;

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// ---- Names ------------------------------------------------------------------

struct WordPair {
  std::string_view back;
  std::string_view forward;
};

// What tools call the two ways, in file names and as folders. What is only
// looked at ("verify" of Sqitch) leads nowhere either.
constexpr std::array<WordPair, 17> kPairs = {{{"down", "up"},
                                              {"downs", "ups"},
                                              {"undo", "do"},
                                              {"undo", "up"},
                                              {"undo", "redo"},
                                              {"revert", "deploy"},
                                              {"revert", "apply"},
                                              {"revert", "up"},
                                              {"verify", "deploy"},
                                              {"rollback", "up"},
                                              {"rollback", "migrate"},
                                              {"rollback", "forward"},
                                              {"rollback", "apply"},
                                              {"rollback", "deploy"},
                                              {"downgrade", "upgrade"},
                                              {"backward", "forward"},
                                              {"backwards", "forwards"}}};

// These lead back beside the same name without them, and as endings
// ("1_x.down.sql") whatever stands beside.
constexpr std::array<std::string_view, 5> kBackWords = {
    "down", "rollback", "undo", "revert", "downgrade"};

// Where the word stands by itself in the text, from `from` on.
size_t FindWord(std::string_view text, std::string_view word, size_t from) {
  for (size_t at = text.find(word, from); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    const bool begins = at == 0 || !IsLetter(text[at - 1]);
    if (begins && (end == text.size() || !IsLetter(text[end]))) {
      return at;
    }
  }
  return std::string_view::npos;
}

// Whether a name begins with the prefix and the word.
bool HasBeginning(const Names& names, const std::string& beginning) {
  for (auto at = names.lower_bound(beginning);
       at != names.end() && at->compare(0, beginning.size(), beginning) == 0;
       ++at) {
    if (at->size() > beginning.size() && !IsLetter((*at)[beginning.size()])) {
      return true;
    }
  }
  return false;
}

// "005_down__roles.sql" beside "005_up__all_roles.sql".
bool HasWayForward(std::string_view path, const Names& names) {
  return std::any_of(kPairs.begin(), kPairs.end(), [&](const WordPair& pair) {
    for (size_t at = FindWord(path, pair.back, 0); at != std::string_view::npos;
         at = FindWord(path, pair.back, at + 1)) {
      if (HasBeginning(names, std::string(path.substr(0, at)) +
                                  std::string(pair.forward))) {
        return true;
      }
    }
    return false;
  });
}

// "undo_1_x.sql", "1_x_undo.sql", "undo/1_x.sql" beside "1_x.sql".
bool TakesBackItsNeighbour(std::string_view path, const Names& names) {
  for (const std::string_view word : kBackWords) {
    const size_t at = FindWord(path, word, 0);
    if (at == std::string_view::npos) {
      continue;
    }
    const size_t end = at + word.size();
    std::string after(path);
    after.erase(at, std::min(word.size() + 1, path.size() - at));
    std::string before(path);
    before.erase(at == 0 ? 0 : at - 1, end - (at == 0 ? 0 : at - 1));
    if (names.count(after) != 0 || names.count(before) != 0) {
      return true;
    }
  }
  return false;
}

// "2-1.sql" beside "1-2.sql": from one version to another.
bool LeadsToALowerNumber(std::string_view path, const Names& names) {
  const std::string_view name = BaseName(path);
  const size_t dash = name.find('-');
  const size_t dot = name.find('.');
  if (dash == std::string_view::npos || dot == std::string_view::npos ||
      dot < dash) {
    return false;
  }
  const std::string_view from = name.substr(0, dash);
  const std::string_view to = name.substr(dash + 1, dot - dash - 1);
  const auto is_number = [](std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
  };
  const bool lower =
      from.size() != to.size() ? to.size() < from.size() : to < from;
  std::string forward(path.substr(0, path.size() - name.size()));
  forward.append(to).append("-").append(from).append(name.substr(dot));
  return is_number(from) && is_number(to) && lower && names.count(forward) != 0;
}

bool IsWayBackByItself(std::string_view path) {
  const std::string_view name = BaseName(path);
  if (name.size() > 1 && (name[0] == 'u' || name[0] == 'U') &&
      IsDigit(name[1]) && name.find("__") != std::string_view::npos) {
    return true;  // Flyway's undo
  }
  const std::string_view stem = name.substr(0, name.rfind('.'));
  return std::any_of(
      kBackWords.begin(), kBackWords.end(), [&](std::string_view word) {
        if (!stem.ends_with(word)) {
          return false;
        }
        if (stem.size() == word.size()) {
          return true;
        }
        const char before = stem[stem.size() - word.size() - 1];
        const bool usual = word == "down" || word == "rollback";
        return before == '.' || (usual && (before == '-' || before == '_'));
      });
}

// A folder of ways back in a folder that holds others.
bool StandsInAFolderOfWaysBack(std::string_view path, const Names& names) {
  for (std::string_view folder = ParentPath(path); !folder.empty();
       folder = ParentPath(folder)) {
    const std::string_view name = BaseName(folder);
    if (std::find(kBackWords.begin(), kBackWords.end(), name) ==
        kBackWords.end()) {
      continue;
    }
    const std::string_view around =
        folder.substr(0, folder.size() - name.size());
    const std::string inside = std::string(folder) + "/";
    if (std::any_of(names.begin(), names.end(), [&](const std::string& other) {
          return other.starts_with(around) && !other.starts_with(inside);
        })) {
      return true;
    }
  }
  return false;
}

// ---- Marks ------------------------------------------------------------------

enum class Mark { None, Forward, Back };

// The words of a line of comment, one space between two.
std::string WordsOf(std::string_view line) {
  std::string words;
  for (const char c : Lowered(line)) {
    if (IsLetter(c)) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  if (!words.empty() && words.back() == ' ') {
    words.pop_back();
  }
  return words;
}

bool BeginsWithWords(std::string_view words, std::string_view beginning) {
  return words.starts_with(beginning) &&
         (words.size() == beginning.size() || words[beginning.size()] == ' ');
}

// What the line says to a tool: goose, dbmate, sql-migrate, micrate, rambler,
// node-pg-migrate, Play, MyBatis, tern, shmig. A line that says "down" and no
// more is a mark where one says "up".
Mark MarkOf(std::string_view line, bool forward_seen) {
  static constexpr std::array<std::string_view, 4> kTools = {
      "goose", "migrate", "micrate", "rambler"};
  const std::string words = WordsOf(line);
  for (const std::string_view tool : kTools) {
    if (BeginsWithWords(words, std::string(tool) + " down")) {
      return Mark::Back;
    }
    if (BeginsWithWords(words, std::string(tool) + " up")) {
      return Mark::Forward;
    }
  }
  const bool exclaimed = line.find('!') != std::string_view::npos;
  const bool addressed = line.find("//@") != std::string_view::npos ||
                         line.find("// @") != std::string_view::npos;
  if (words == "down migration" || words == "create above drop below" ||
      (exclaimed && words == "downs") || (addressed && words == "undo") ||
      (forward_seen && words == "down")) {
    return Mark::Back;
  }
  return words == "up" || words == "up migration" ||
                 (exclaimed && words == "ups")
             ? Mark::Forward
             : Mark::None;
}

}  // namespace

std::vector<std::string> WithoutWaysBack(std::vector<std::string> paths) {
  Names names;
  for (const std::string& path : paths) {
    names.insert(Lowered(path));
  }
  const bool has_up = std::any_of(
      names.begin(), names.end(),
      [](const std::string& name) { return name.ends_with(".up.sql"); });
  const auto leads_back = [&](const std::string& path) {
    const std::string name = Lowered(path);
    return (has_up && !name.ends_with(".up.sql")) || IsWayBackByItself(name) ||
           HasWayForward(name, names) || TakesBackItsNeighbour(name, names) ||
           LeadsToALowerNumber(name, names) ||
           StandsInAFolderOfWaysBack(name, names);
  };
  paths.erase(std::remove_if(paths.begin(), paths.end(), leads_back),
              paths.end());
  return paths;
}

std::vector<TextRange> WaysBackIn(std::string_view text) {
  std::vector<TextRange> ranges;
  bool forward_seen = false;
  bool back = false;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    std::string_view line = text.substr(begin, end - begin);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    // Play's marks stand behind a "#", which is no comment of SQL.
    const bool hash = line.starts_with("#");
    const Mark mark = hash || line.starts_with("--")
                          ? MarkOf(line, forward_seen)
                          : Mark::None;
    const TextRange range = {static_cast<uint32_t>(begin),
                             static_cast<uint32_t>(end)};
    forward_seen = forward_seen || mark == Mark::Forward;
    back = mark == Mark::Back || (back && mark != Mark::Forward);
    if (back && mark != Mark::Back) {
      ranges.back().end = range.end;
    } else if (back || (hash && mark == Mark::Forward)) {
      ranges.push_back(range);
    }
    begin = end;
  }
  return ranges;
}

}  // namespace pgpact
